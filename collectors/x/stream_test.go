package x_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/x"
)

func TestAStreamIsHeardWithoutSearching(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	s.unheard(every(time.Minute, 5, noon.Add(-time.Hour))...)
	r := tuned(t, s, at, x.Options{})
	r.settled()
	if len(r.heard) != 5 {
		t.Fatalf("of 5 posts from before %d are heard", len(r.heard))
	}
	searched := s.count("GET /2/tweets/search/recent")
	for range 30 {
		at.pass(10 * time.Second)
		fresh := young(3, at)
		s.publish(fresh...)
		want := len(r.heard) + 3
		r.until(func() bool { return len(r.heard) == want })
	}
	if n := s.count("GET /2/tweets/search/recent"); n != searched || s.opened != 1 {
		t.Errorf("within five minutes X was searched %d times, and the stream opened %d times", n-searched, s.opened)
	}
}

// The first search cannot find the newest posts: X leaves them out for half a minute.
func TestWhatABrokenStreamMissedIsSearchedFor(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	s.unheard(every(time.Minute, 5, noon.Add(-time.Hour))...)
	r := tuned(t, s, at, x.Options{Queries: []string{"#solvo"}})
	r.settled()
	want := len(r.heard)
	for round := range 3 {
		s.publish(young(2, at)...)
		want += 2
		r.until(func() bool { return len(r.heard) == want })
		for !s.cut() {
			r.read()
		}
		at.pass(50 * time.Second)
		s.unheard(every(time.Second, 30, at.now())...)
		want += 30
		r.until(s.isOpen)
		s.publish(young(1, at)...) // this one must not make it forget those before
		want++
		for range 15 {
			at.pass(10 * time.Second)
			r.read()
		}
		if len(r.heard) != want {
			t.Fatalf("round %d: %d of %d posts are heard", round, len(r.heard), want)
		}
	}
	if note := strings.Join(r.notes, "; "); !strings.Contains(note, "the connection was ended by X; it is opened anew, and what it missed is searched for") {
		t.Errorf("noted %q", note)
	}
}

// However much the stream says, what it missed has its turn.
func TestAFloodDoesNotHoldUpWhatWasMissed(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	r := tuned(t, s, at, x.Options{})
	r.settled()
	for !s.cut() {
		r.read()
	}
	at.pass(10 * time.Second)
	missed := young(4, at) // too young to be found by the first search
	s.unheard(missed...)
	r.until(s.isOpen)
	at.pass(10 * time.Second)
	r.read()
	at.pass(time.Minute)
	s.publish(young(3_000, at)...)
	found := func() bool {
		return !slices.ContainsFunc(missed, func(p tweet) bool { return r.heard[fmt.Sprint(p.id)] == 0 })
	}
	for !found() && t.Context().Err() == nil {
		page, err := r.Collect(t.Context(), r.cursor, at.now())
		if err != nil {
			t.Fatal(err)
		}
		r.cursor = page.Next
		for _, p := range page.Posts {
			r.heard[p.NativeID]++
		}
	}
	if len(r.heard) > 4+1_000 {
		t.Errorf("%d posts of the stream come before 4 that it missed", len(r.heard)-4)
	}
	r.until(func() bool { return len(r.heard) == 3_004 })
}

func TestANewDaemonFindsWhatWasMissed(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	s.unheard(every(time.Minute, 5, noon.Add(-time.Hour))...)
	r := tuned(t, s, at, x.Options{})
	r.settled()
	s.publish(young(7, at)...)
	r.until(func() bool { return len(r.heard) == 12 })
	at.pass(time.Second)
	s.publish(young(7, at)...) // received at best, never handed over
	s.left(r)
	at.pass(time.Hour)
	s.unheard(young(7, at)...)
	bought := len(s.search.answered)
	next := again(t, s, at, x.Options{})
	next.cursor, next.heard = r.cursor, r.heard
	next.settled()
	if len(next.heard) != 5+7+7+7 {
		t.Errorf("%d posts are heard, want 26", len(next.heard))
	}
	if n := len(s.search.answered) - bought; n > 21 {
		t.Errorf("%d posts were bought to find 14, and those of a minute before", n)
	}
}

func TestADeliveryThatWasNotKeptIsGivenAgain(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	r := tuned(t, s, at, x.Options{})
	r.settled()
	before := r.cursor
	s.publish(young(1, at)...)
	r.until(func() bool { return len(r.heard) == 1 })
	r.cursor = before // the store failed, so that the bookmark did not move
	if n := r.read(); n != 1 {
		t.Errorf("after a failure %d posts are given, want the one that was not kept", n)
	}
	if n := r.read(); n != 0 {
		t.Errorf("and once they are kept %d", n)
	}
}

func TestAPostIsTheSameByStreamAsBySearch(t *testing.T) {
	at := &clock{at: noon}
	p := with(tweet{id: idAt(noon, 5), at: noon}, map[string]any{
		"author_id": "7", "text": "cut… &amp; https://t.co/a", "lang": "de",
		"entities":   map[string]any{"urls": []any{map[string]any{"url": "https://t.co/a", "expanded_url": "https://solvo.example/x"}}},
		"note_tweet": map[string]any{"text": "the whole &amp; long post https://t.co/a"},
	})
	s := newStation(at.now)
	s.search.users = []map[string]any{{"id": "7", "username": "ana_r", "name": "Ana", "public_metrics": map[string]any{"followers_count": 41000}}}
	r := tuned(t, s, at, x.Options{})
	r.read()
	s.publish(p)
	var posts []brand.Post
	for len(posts) == 0 {
		page, err := r.Collect(t.Context(), r.cursor, at.now())
		if err != nil {
			t.Fatal(err)
		}
		posts, r.cursor = page.Posts, page.Next
	}
	at.pass(time.Hour)
	searching := x.New(x.Options{Query: "solvo", Bearer: token, BaseURL: s.server.URL})
	page, err := searching.Collect(t.Context(), "", at.now())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(page.Posts, posts); diff != "" || len(posts) != 1 || posts[0].Text != "the whole & long post https://solvo.example/x" {
		t.Errorf("the post (-searched +streamed):\n%s", diff)
	}
}

// The posts that were bought are counted by whoever reads next, whichever way.
func TestTheWayMayChange(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	s.unheard(every(time.Minute, 250, noon.Add(-time.Hour))...)
	r := tuned(t, s, at, x.Options{})
	search := x.New(x.Options{Query: "solvo", Bearer: token, BaseURL: s.server.URL})
	page, err := search.Collect(t.Context(), "", at.now()) // and in the middle of its walk
	if err != nil || !page.More {
		t.Fatalf("%+v, %v", page, err)
	}
	r.cursor = page.Next
	r.settled()
	s.publish(young(4, at)...)
	r.until(func() bool { return len(r.heard) == 154 })
	at.pass(10 * time.Minute)
	s.unheard(young(9, at)...)
	at.pass(10 * time.Minute)
	heard := map[string]bool{}
	page.Next = r.cursor
	for range 9 {
		if page, err = search.Collect(t.Context(), page.Next, at.now()); err != nil {
			t.Fatal(err)
		}
		for _, p := range page.Posts {
			heard[p.NativeID] = true
		}
	}
	if len(heard) < 9 || len(heard) > 13 {
		t.Errorf("by search again %d posts are heard, want the 9 new ones and hardly more", len(heard))
	}
	if len(page.Notes) != 0 {
		t.Errorf("noted %q", page.Notes)
	}
}

func TestACursorThatCannotBeReadCostsASecondReading(t *testing.T) {
	for _, cursor := range []collectors.Cursor{"{", "[]", `{"since_id":"-4"}`, `{"heard":"x","filled":7}`, `{"heard":-1,"filling":"2027-01-01T00:00:00Z","filled":"2027-01-01T00:00:00Z"}`} {
		s, at := newStation(atNoon), &clock{at: noon}
		s.now = at.now
		s.unheard(every(time.Minute, 5, noon.Add(-time.Hour))...)
		r := tuned(t, s, at, x.Options{})
		r.cursor = cursor
		r.settled()
		if len(r.heard) != 5 {
			t.Errorf("from %s %d of 5 posts are heard", cursor, len(r.heard))
		}
	}
}

// The search fails, and what is new is heard all the same.
func TestASearchThatFailsDoesNotHoldUpTheStream(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	s.unheard(every(time.Minute, 5, noon.Add(-time.Hour))...)
	r := tuned(t, s, at, x.Options{})
	r.settled()
	for !s.cut() {
		r.read()
	}
	at.pass(time.Minute)
	missed := young(4, at)
	s.unheard(missed...)
	s.search.header = http.Header{}
	s.mu.Lock()
	s.before = func(w http.ResponseWriter, req *http.Request) bool {
		if req.URL.Path != "/2/tweets/search/recent" {
			return false
		}
		w.Header().Set("x-rate-limit-reset", fmt.Sprint(at.now().Add(9*time.Minute).Unix()))
		problem(w, http.StatusTooManyRequests, `{"title":"Too Many Requests `+token+`"}`)
		return true
	}
	s.mu.Unlock()
	r.until(s.isOpen)
	for range 5 {
		at.pass(10 * time.Second)
		s.publish(young(1, at)...)
		want := len(r.heard) + 1
		r.until(func() bool { return len(r.heard) == want })
	}
	note := strings.Join(r.notes, "; ")
	if !strings.Contains(note, "what the stream missed is not found yet: x search: X answers 429") || strings.Contains(note, token) {
		t.Errorf("noted %q", note)
	}
	if n := strings.Count(note, "429"); n != 1 {
		t.Errorf("the limited search is told of, and asked, %d times", n)
	}
	s.mu.Lock()
	s.before = nil
	s.mu.Unlock()
	at.pass(10 * time.Minute)
	r.settled()
	for _, p := range missed {
		if r.heard[fmt.Sprint(p.id)] == 0 {
			t.Errorf("post %d was missed, and is not found once X is searched again", p.id)
		}
	}
}

func TestAClosedStreamIsReadNoMore(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	r := tuned(t, s, at, x.Options{})
	r.read()
	for range 2 {
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := r.Collect(t.Context(), r.cursor, at.now()); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("a closed stream answers %v", err)
	}
}

func TestAReadingEndsWithItsContext(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	ctx, cancel := context.WithCancel(t.Context())
	s.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/2/tweets/search/stream" {
			cancel()
			<-r.Context().Done()
			return true
		}
		return false
	}
	r := tuned(t, s, at, x.Options{})
	if _, err := r.Collect(ctx, "", at.now()); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading answers %v", err)
	}
}
