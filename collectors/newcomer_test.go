package collectors_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/collectors/feed"
)

// hearing puts a listener of other brands into the room, as a restart with
// another configuration does.
func (r *room) hearing(t *testing.T, brands ...brand.Brand) {
	t.Helper()
	set, err := query.Compile(brands)
	if err != nil {
		t.Fatal(err)
	}
	prints, err := collectors.Fingerprints(brands)
	if err != nil {
		t.Fatal(err)
	}
	r.listener = collectors.NewListener(collectors.ListenerOptions{Sink: r.Store, Matcher: set, Queries: prints, VoiceKey: voiceKey})
}

// raises counts the mentions of a brand that may raise an alarm, and all of them.
func (r *room) raises(t *testing.T, key brand.Key) string {
	t.Helper()
	counted, all := 0, r.kept(t, key)
	for _, m := range all {
		if m.Counts() {
			counted++
		}
	}
	return fmt.Sprintf("%d of %d", counted, len(all))
}

var (
	solvo  = brand.Brand{Key: "solvo", Match: []string{"solvo"}}
	calmio = brand.Brand{Key: "calmio", Match: []string{"calmio"}}
)

// A feed shows what it showed before: to a brand that is new, all of it is old.
func TestABrandThatIsAddedHearsNoCrisisInOldPosts(t *testing.T) {
	var shown atomic.Int64
	shown.Store(60)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		etag := fmt.Sprintf(`"%d"`, shown.Load())
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = fmt.Fprint(w, "<rss><channel>")
		for i := range shown.Load() {
			_, _ = fmt.Fprintf(w, "<item><guid>%d</guid><author>@v%d</author><title>calmio and solvo and tranquil</title></item>", i, i)
		}
		_, _ = fmt.Fprint(w, "</channel></rss>")
	}))
	t.Cleanup(server.Close)
	r := newRoom(t)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	collector, err := feed.New(feed.Options{URL: server.URL, Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	r.source.Collector = collector
	minute := 0
	next := func() { r.listen(t, noon.Add(time.Duration(minute)*time.Minute)); minute++ }

	r.hearing(t, solvo)
	next()
	shown.Store(65)
	next()
	if got := r.raises(t, "solvo"); got != "5 of 65" {
		t.Fatalf("of a brand that is listened for %s mentions count", got)
	}

	r.hearing(t, solvo, calmio)
	next() // the document is the one known, and yet it is read for calmio
	if got := r.raises(t, "calmio"); got != "0 of 65" {
		t.Errorf("of a brand that was added %s mentions count, want none of those that were there", got)
	}
	shown.Store(70)
	next()
	if got := r.raises(t, "calmio"); got != "5 of 70" {
		t.Errorf("of what was said since %s mentions count, want 5", got)
	}
	if got := r.raises(t, "solvo"); got != "10 of 70" {
		t.Errorf("of the brand beside it %s mentions count, want 10: it missed nothing", got)
	}

	wider := brand.Brand{Key: "other", Match: []string{"other"}}
	r.hearing(t, solvo, calmio, wider)
	next()
	wider.Match = append(wider.Match, "tranquil")
	r.hearing(t, solvo, calmio, wider)
	next()
	shown.Store(71)
	next()
	if got := r.raises(t, "other"); got != "1 of 71" {
		t.Errorf("of a brand with a new query %s mentions count, want the one said since", got)
	}
}

func TestABrandIsNewUntilAWalkOfPagesEnds(t *testing.T) {
	r := newRoom(t, about("solvo", 1, noon), about("calmio", 2, noon), about("calmio", 3, noon.Add(time.Hour)), about("calmio", 4, noon.Add(5*time.Hour)))
	r.shelf.change = func(n int, p *collectors.Page) error {
		p.More = n == 1
		if n == 1 {
			p.NotBefore = noon.Add(2 * time.Hour)
		}
		return nil
	}
	r.hearing(t, solvo)
	r.listen(t, noon)
	r.hearing(t, solvo, calmio)
	for _, want := range []string{"0 of 2", "0 of 5", "4 of 9"} {
		r.listen(t, r.mark(t).Read.Add(time.Hour))
		if got := r.raises(t, "calmio"); got != want {
			t.Errorf("%s mentions count, want %s", got, want)
		}
	}
}

func TestAnUpgradeMakesNobodyANewcomer(t *testing.T) {
	r := newRoom(t, about("solvo", 7, noon))
	if err := r.Mark(t.Context(), "news", collectors.Bookmark{Read: noon.Add(-time.Minute)}); err != nil {
		t.Fatal(err)
	}
	r.hearing(t, solvo)
	r.listen(t, noon)
	if got := r.raises(t, "solvo"); got != "7 of 7" {
		t.Errorf("after the upgrade %s mentions count, want all", got)
	}
	if got := r.mark(t).Queries; len(got) != 1 || got["solvo"] == "" {
		t.Errorf("the bookmark remembers %v, want what solvo is", got)
	}
}

// What fails has met nobody: its brands are new at the next reading.
func TestAFailedReadingMeetsNobody(t *testing.T) {
	r := newRoom(t, about("solvo", 1, noon), about("calmio", 2, noon))
	r.shelf.change = func(_ int, p *collectors.Page) error { p.More = false; return nil }
	r.hearing(t, solvo)
	r.listen(t, noon)
	r.hearing(t, solvo, calmio)
	fine := r.shelf.change
	r.shelf.change = func(int, *collectors.Page) error { return errBroken }
	if _, err := r.listener.Listen(t.Context(), r.source, noon); err == nil {
		t.Fatal("no error")
	}
	r.shelf.change = fine
	r.listen(t, noon.Add(time.Hour))
	if got := r.raises(t, "calmio"); got != "0 of 2" {
		t.Errorf("%s mentions count, want none", got)
	}
}
