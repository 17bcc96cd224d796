package websub_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/collectors/feed"
	"tocsin/collectors/websub"
	"tocsin/store"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// A town has a site with a feed, a hub, and a daemon that listens: a real store, a
// listener and a door. Only the site and the hub are stand-ins.
type town struct {
	t *testing.T
	*store.Store
	site, hub, daemon *httptest.Server
	transport         *http.Transport
	spec              collectors.Spec
	source            collectors.Source
	listener          *collectors.Listener
	refused           []string

	mu sync.Mutex
	// now is what time it is.
	now time.Time
	// door is the daemon's, nil while none runs.
	door *websub.Door
	// items are what the feed shows, hubLink how it names its hub; read counts how often it was asked for.
	items   []string
	hubLink string
	read    int
	// asked are the forms the hub was sent, grants how long it lets in, and status what it answers.
	asked  []url.Values
	grants int
	status int
	// sync is set where the hub looks before it answers.
	sync bool
	// broken is why nothing can be kept.
	broken error
}

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{t: t, now: noon, status: http.StatusAccepted, grants: 864000}
	var err error
	if w.Store, err = store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	w.site = httptest.NewServer(http.HandlerFunc(w.showFeed))
	w.hub = httptest.NewServer(http.HandlerFunc(w.takeForm))
	w.daemon = httptest.NewServer(http.HandlerFunc(w.letIn))
	w.transport = &http.Transport{}
	t.Cleanup(func() { w.site.Close(); w.hub.Close(); w.daemon.Close(); w.transport.CloseIdleConnections() })
	w.hubLink = w.hub.URL
	w.spec = collectors.Spec{ID: "blog", URL: w.site.URL + "/feed", AllowPrivate: true, Settings: map[string][]string{"callback": {w.daemon.URL + "/"}}}
	w.start()
	return w
}

// start puts a new daemon in the place of the old one.
func (w *town) start() {
	w.t.Helper()
	c := w.open()
	set, err := query.Compile([]brand.Brand{{Key: "solvo", Match: []string{"solvo"}}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.listener = collectors.NewListener(collectors.ListenerOptions{Sink: w.Store, Matcher: set, VoiceKey: []byte("key")})
	w.source = collectors.Source{ID: "blog", Kind: websub.Kind, Every: 5 * time.Minute, Collector: c}
	door := websub.NewDoor(websub.DoorOptions{
		Feeds: map[string]*websub.Collector{"blog": c}, Take: w.take, Now: w.clock,
		Refused: func(_ context.Context, r websub.Refusal) { w.refused = append(w.refused, r.Source+": "+r.Why) },
	})
	w.mu.Lock()
	w.door = door
	w.mu.Unlock()
}

func (w *town) open() *websub.Collector {
	w.t.Helper()
	with := collectors.Means{
		Env: func(string) string { return "" }, Web: func(bool) http.RoundTripper { return w.transport }, Agent: "tocsin-test/1", Base: func(string) string { return "" },
	}
	with.Feed = func(s collectors.Spec, address string) (collectors.Collector, error) {
		s.URL, s.Settings = address, nil
		return feed.Type().Open(s, with)
	}
	c, err := websub.Type().Open(w.spec, with)
	if err != nil {
		w.t.Fatal(err)
	}
	return c.(*websub.Collector) //nolint:forcetypeassert // it is what it opens
}

func (w *town) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *town) take(ctx context.Context, source string, page collectors.Page, now time.Time) (collectors.Heard, error) {
	if w.broken != nil {
		return collectors.Heard{}, w.broken
	}
	s := w.source
	s.ID = source
	return w.listener.Take(ctx, s, page, now)
}

// listen lets some time pass, reads once, and answers what was noted.
func (w *town) listen(after time.Duration) string {
	w.t.Helper()
	w.mu.Lock()
	w.now = w.now.Add(after)
	w.mu.Unlock()
	heard, err := w.listener.Listen(w.t.Context(), w.source, w.clock())
	if err != nil {
		return err.Error()
	}
	return strings.Join(heard.Notes, "; ")
}

// publish puts items into the feed.
func (w *town) publish(ids ...int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, id := range ids {
		w.items = append([]string{item(id, w.now)}, w.items...)
	}
}

func item(id int, at time.Time) string {
	return fmt.Sprintf("<item><guid isPermaLink=\"false\">%d</guid><link>https://blog.example/%d</link><title>solvo %d</title><pubDate>%s</pubDate></item>",
		id, id, id, at.Format(time.RFC1123Z))
}

func document(items ...string) string {
	return "<rss version=\"2.0\"><channel><title>T</title>" + strings.Join(items, "") + "</channel></rss>"
}

func (w *town) showFeed(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.read++
	if w.hubLink != "" {
		rw.Header().Add("Link", "<"+w.hubLink+">; rel=\"hub\"")
		rw.Header().Add("Link", "<"+w.site.URL+"/feed>; rel=\"self\"")
	}
	if r.URL.Path != "/feed" {
		http.NotFound(rw, r)
		return
	}
	rw.Header().Set("Content-Type", "application/rss+xml")
	_, _ = io.WriteString(rw, document(w.items...))
}

// reads is how often the feed was read since it was asked last.
func (w *town) reads() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.read
	w.read = 0
	return n
}

// takeForm is the hub's door.
func (w *town) takeForm(rw http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil || r.Method != http.MethodPost || r.UserAgent() != "tocsin-test/1" {
		http.Error(rw, "odd", http.StatusBadRequest)
		return
	}
	w.mu.Lock()
	w.asked = append(w.asked, r.PostForm)
	looks, status := w.sync, w.status
	w.mu.Unlock()
	if looks {
		w.verify() //nolint:contextcheck // a hub looks when it likes
	}
	rw.WriteHeader(status)
	_, _ = io.WriteString(rw, http.StatusText(status))
}

// last is what the hub was asked for last.
func (w *town) last() url.Values {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.asked) == 0 {
		w.t.Fatal("the hub was never asked")
	}
	return w.asked[len(w.asked)-1]
}

func (w *town) times() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.asked)
}

// look has the hub look at a callback with some words, and answers what it hears.
func (w *town) look(callback string, words url.Values) (int, string) {
	w.t.Helper()
	return w.send(http.MethodGet, callback+"?"+words.Encode(), nil, "")
}

// verify has the hub look whether it was asked for what it was asked for last.
func (w *town) verify() {
	w.t.Helper()
	form := w.last()
	status, said := w.look(form.Get("hub.callback"), url.Values{
		"hub.mode": {"subscribe"}, "hub.topic": {form.Get("hub.topic")}, "hub.challenge": {"a <challenge>"}, "hub.lease_seconds": {fmt.Sprint(w.grants)},
	})
	if status != 200 || said != "a <challenge>" {
		w.t.Errorf("the hub looks, and hears %d %q", status, said)
	}
}

// deliver has the hub bring a document, signed as it was told, and answers the status.
func (w *town) deliver(body string) int {
	w.t.Helper()
	form := w.last()
	mac := hmac.New(sha256.New, []byte(form.Get("hub.secret")))
	mac.Write([]byte(body))
	status, _ := w.send(http.MethodPost, form.Get("hub.callback"), http.Header{
		"X-Hub-Signature": {"sha256=" + hex.EncodeToString(mac.Sum(nil))}, "Content-Type": {"application/rss+xml"},
	}, body)
	return status
}

func (w *town) send(method, address string, header http.Header, body string) (int, string) {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, address, bytes.NewReader([]byte(body)))
	if err != nil {
		w.t.Fatal(err)
	}
	if header != nil {
		req.Header = header
	}
	resp, err := w.transport.RoundTrip(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	said, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(said)
}

// letIn is the daemon's web side.
func (w *town) letIn(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	door := w.door
	w.mu.Unlock()
	if !strings.HasPrefix(r.URL.Path, websub.Path) {
		http.NotFound(rw, r)
		return
	}
	door.ServeHTTP(rw, r)
}

// kept tells the mentions that are kept, those that count with a "!".
func (w *town) kept() string {
	w.t.Helper()
	all, _, err := w.Log(w.t.Context(), "solvo", "", 1_000)
	if err != nil {
		w.t.Fatal(err)
	}
	var told []string
	for _, m := range all {
		name := strings.TrimPrefix(m.Title, "solvo ")
		if m.Counts() {
			name += "!"
		}
		told = append(told, name)
	}
	return strings.Join(told, " ")
}
