// Package contract holds the collector of any kind to what all promise: of ten thousand
// posts that a service shows while it fails three requests in ten and is started anew
// now and then, and the daemon too, none is lost and none is kept twice; and what cannot be
// read is a fault, never a silence. A kind's tests
// bring a stand-in that speaks as the service does; the rest is the same for all.
package contract

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/collectors/guard"
	"tocsin/store"
)

// A Case is one kind of source with its stand-in.
type Case struct {
	// Type is the kind under test; Spec is the source, without its URL where the stand-in's is meant.
	Type collectors.Type
	Spec collectors.Spec
	// Env is the environment: the secrets, which no error may show.
	Env map[string]string
	// Service makes the stand-in. It shows what was published, at the moment now tells.
	Service func(now func() time.Time) Service
	// Most is the most posts that are published between two readings: less than what the
	// service shows at once.
	Most int
	// Every is the time between two readings; 0 means a minute.
	Every time.Duration
	// Coarse is how coarse the service tells times; 0 means a second.
	Coarse time.Duration
	// Nameless is set where the service tells no authors.
	Nameless bool
	// Listed is set where the service answers with lists in JSON: then it is tried too what
	// becomes of entries that cannot be read.
	Listed bool
	// Posts is how many there are in all; 0 means 10,000.
	Posts int
}

// A Service is a stand-in for a source's service.
type Service struct {
	http.Handler
	// Publish shows posts from now on. It is never called while a request is answered.
	Publish func(posts []Post)
	// Busy refuses a request as the service does that is asked too often; nil means a bare 429.
	Busy func(w http.ResponseWriter)
	// Empty answers a request for posts as if there were none, and reports whether it was
	// one. It is set where a walk's question includes a post that was read, so that a
	// collector can tell such an answer from the end.
	Empty func(w http.ResponseWriter, r *http.Request) bool
}

// A Post is what the stand-in is to show.
type Post struct {
	// N counts from 1.
	N int
	// At is when it was published, to the second; later posts are not earlier.
	At time.Time
	// Author is one of some hundreds of names: letters and digits.
	Author string
	// Text is plain, short, and nobody else's. It has the word "solvo", the tag "#solvo",
	// and what markup would spoil.
	Text string
}

const (
	posts   = 10_000
	voices  = 300
	failing = 0.3
	// agent is who the collectors are told to be.
	agent = "tocsin-contract/1 (+https://tocsin.example)"
	// patience is how many readings may follow the last post.
	patience = 3_000
)

// Start is when every case begins.
func Start() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }

// Check holds a case to the contract.
func Check(t *testing.T, c Case) {
	t.Helper()
	c = c.withDefaults()
	if c.Listed {
		checkUnreadable(t, c)
	}
	w := newWorld(t, c)
	w.listen(t) // the opening: what stands there before anybody listens
	for w.published < c.Posts {
		if w.service.Empty != nil && w.steps%20 == 10 {
			w.outage()
		}
		w.publish(w.dice.IntN(c.Most + 1))
		w.step(t)
	}
	for range patience {
		if w.kept >= c.Posts {
			break
		}
		w.step(t)
	}
	for range 5 { // what comes now would be a repeat
		w.step(t)
	}
	w.judge(t)
}

func (c Case) withDefaults() Case {
	if c.Posts == 0 {
		c.Posts = posts
	}
	c.Posts /= slowdown
	if c.Every == 0 {
		c.Every = time.Minute
	}
	if c.Coarse == 0 {
		c.Coarse = time.Second
	}
	if c.Spec.ID == "" {
		c.Spec.ID = "under-test"
	}
	c.Spec.Every = c.Every
	c.Spec.AllowPrivate = true
	if len(c.Spec.Searches) == 0 {
		c.Spec.Searches = []string{"solvo"}
	}
	return c
}

// A world is a service, a store, and a daemon that listens.
type world struct {
	Case
	dice      *rand.Rand
	clock     atomic.Pointer[time.Time]
	service   Service
	server    *server
	store     *store.Store
	transport *http.Transport
	listener  *collectors.Listener
	source    collectors.Source

	shown     []Post
	published int
	steps     int
	failures  int
	kept      int
	faults    map[string]bool
}

func newWorld(t *testing.T, c Case) *world {
	t.Helper()
	w := &world{Case: c, dice: dice(7), faults: map[string]bool{}}
	w.set(Start())
	w.service = c.Service(w.now)
	w.server = newServer(t, w.service, dice(3))
	var err error
	w.store, err = store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.store.Close() })
	w.transport = guard.Transport(guard.Options{AllowPrivate: true})
	t.Cleanup(func() { w.shut(); w.transport.CloseIdleConnections() })
	w.open(t)
	return w
}

// dice fall the same every time, so that a failure can be looked at again.
func dice(seed uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, 11)) //nolint:gosec // it guards nothing
}

// open starts the daemon.
func (w *world) open(t *testing.T) {
	t.Helper()
	w.shut()
	spec := w.Spec
	if spec.URL == "" {
		spec.URL = w.server.url()
	}
	collector, err := w.Type.Open(spec, collectors.Means{
		Env:   func(name string) string { return w.Env[name] },
		Web:   func(bool) http.RoundTripper { return w.transport },
		Agent: agent,
		Base:  func(string) string { return w.server.url() },
	})
	if err != nil {
		t.Fatal(err)
	}
	set, err := query.Compile([]brand.Brand{{Key: "solvo", Match: []string{"solvo"}}})
	if err != nil {
		t.Fatal(err)
	}
	w.listener = collectors.NewListener(collectors.ListenerOptions{Sink: w.store, Matcher: set, VoiceKey: []byte("key")})
	w.source = collectors.Source{ID: spec.ID, Kind: w.Type.Kind, Every: w.Every, Collector: collector}
}

// shut ends what a collector keeps open.
func (w *world) shut() {
	if c, ok := w.source.Collector.(interface{ Close() error }); ok {
		_ = c.Close()
	}
}

// now is what time it is, also for the stand-in, which may answer meanwhile.
func (w *world) now() time.Time { return *w.clock.Load() }

func (w *world) set(now time.Time) { w.clock.Store(&now) }

// publish shows n posts, spread over the time since the last reading.
func (w *world) publish(n int) {
	n = min(n, w.Posts-w.published)
	fresh := make([]Post, n)
	for i := range fresh {
		w.published++
		at := w.now().Add(-w.Every + w.Every*time.Duration(i)/time.Duration(n)).Truncate(time.Second)
		fresh[i] = Post{
			N: w.published, At: at, Author: fmt.Sprintf("author%d", w.published%voices),
			Text: fmt.Sprintf("solvo post number %d, 5 < 6 & it's \"fine\" – naïve #solvo", w.published),
		}
	}
	w.server.pause(func() { w.service.Publish(fresh) })
	w.shown = append(w.shown, fresh...)
}

// step lets some time pass, and reads once. Now and then the service starts anew, and
// now and then the daemon does.
func (w *world) step(t *testing.T) {
	t.Helper()
	w.steps++
	if w.steps%37 == 0 {
		w.server.restart(t)
	}
	if w.steps%53 == 0 {
		w.open(t)
	}
	w.set(w.now().Add(w.Every))
	w.listen(t)
}

func (w *world) listen(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	heard, err := w.listener.Listen(ctx, w.source, w.now())
	w.kept += heard.Fresh
	if err == nil {
		return
	}
	if errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("a reading took a minute: %v", err)
	}
	w.failures++
	w.faults[err.Error()] = true
}

func (w *world) mentions(t *testing.T) []brand.Mention {
	t.Helper()
	all, _, err := w.store.Log(t.Context(), "solvo", "", 10*w.Posts)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// judge holds what was kept against what was shown.
func (w *world) judge(t *testing.T) {
	t.Helper()
	byText := map[string][]brand.Mention{}
	addresses, heard := map[string]int{}, map[brand.Voice]bool{}
	for _, m := range w.mentions(t) {
		said := strings.TrimSpace(m.Title + m.Text)
		if m.Title != "" && m.Text != "" {
			said = m.Text
		}
		said = strings.TrimSuffix(said, " - "+m.Author) // as aggregators write
		byText[said] = append(byText[said], m)
		addresses[m.URL]++
		heard[m.Voice] = true
	}
	lost, twice, wrong := 0, 0, 0
	for _, p := range w.shown {
		switch found := byText[p.Text]; {
		case len(found) == 0:
			if lost++; lost <= 3 {
				t.Errorf("post %d of %v is lost: %q", p.N, p.At, p.Text)
			}
		case len(found) > 1:
			if twice++; twice <= 3 {
				t.Errorf("post %d is kept %d times: %+v", p.N, len(found), found)
			}
		default:
			if why := w.differs(p, found[0]); why != "" {
				if wrong++; wrong <= 3 {
					t.Errorf("post %d: %s", p.N, why)
				}
			}
		}
	}
	if lost+twice+wrong > 0 || len(byText) != len(w.shown) {
		t.Errorf("of %d posts %d are lost, %d kept twice, %d kept wrong; %d texts are kept", len(w.shown), lost, twice, wrong, len(byText))
		for fault := range w.faults {
			t.Log("a reading failed:", fault)
		}
	}
	for address, n := range addresses {
		if address == "" || n > 1 {
			t.Errorf("%d posts have the address %q; a person needs one for each", n, address)
			break
		}
	}
	if !w.Nameless && len(heard) != voices {
		t.Errorf("%d voices are heard, want the %d who wrote", len(heard), voices)
	}
	w.judgeManners(t)
}

// differs says what is wrong with what was kept of a post.
func (w *world) differs(p Post, m brand.Mention) string {
	switch off := m.Published.Sub(p.At).Abs(); {
	case off >= w.Coarse && !m.Published.Equal(p.At):
		return fmt.Sprintf("is said to be of %v, and is of %v", m.Published, p.At)
	case !w.Nameless && !strings.Contains(m.Author+" "+m.AuthorID, p.Author):
		return fmt.Sprintf("is said to be by %q (%q), and is by %q", m.Author, m.AuthorID, p.Author)
	}
	return ""
}

// judgeManners holds the collector to how it asked, and to what it said.
func (w *world) judgeManners(t *testing.T) {
	t.Helper()
	if w.failures == 0 || w.server.refused == 0 {
		t.Errorf("%d readings failed, %d requests: nothing was tried", w.failures, w.server.refused)
	}
	for what, n := range w.server.odd {
		t.Errorf("%d requests %s", n, what)
	}
	for fault := range w.faults {
		for name, secret := range w.Env {
			if strings.Contains(fault, secret) {
				t.Errorf("an error shows %s: %s", name, fault)
			}
		}
	}
	t.Logf("%d posts in %d readings, %d of which failed; %d requests, of which %d were failed; %s of the service's time",
		len(w.shown), w.steps, w.failures, w.server.asked, w.server.refused, w.now().Sub(Start()))
}
