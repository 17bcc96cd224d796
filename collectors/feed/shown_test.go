package feed

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
	"pgregory.net/rapid"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/store"
)

// plain are n items that have nothing odd.
func plain(n int) []entree {
	var items []entree
	for i := range n {
		items = append(items, entree{fmt.Sprint("id", i), fmt.Sprintf("https://site.example/posts/story-%d", i), fmt.Sprint("solvo ", i), "words", "Ann", noon.Add(-time.Hour).Format(time.RFC3339)})
	}
	return items
}

// Whatever says how items are read or told apart, where it changes, they are all read anew.
func TestWhatStandsThereAsItDidIsLeftOut(t *testing.T) {
	const all = 4
	newest := entree{"new", "https://site.example/posts/new-story", "solvo is new", "words", "Ben", noon.Format(time.RFC3339)}
	for _, tt := range []struct {
		claim string
		then  func(e *edition)
		left  int
	}{
		{"a new one", func(e *edition) { e.items = append([]entree{newest}, e.items...) }, all},
		{"nothing new but when it was made", func(*edition) {}, all},
		{"another order", func(e *edition) { slices.Reverse(e.items) }, all},
		{"one gone", func(e *edition) { e.items = e.items[1:] }, all - 1},
		{"one edited", func(e *edition) { e.items[1].text = "other words" }, all - 1},
		{"the end of an item within an item's text", func(e *edition) { e.items[1].text = "<![CDATA[</item></entry>]]>" }, all - 1},
		{"an item within a comment", func(e *edition) { e.between = "<!-- <item> <entry> -->" }, all},
		{"another language or author of the feed", func(e *edition) { e.head = "<language>de</language><author><name>Zoe</name></author>" }, 0},
		{"another base of its links", func(e *edition) { e.root = ` xml:base="https://other.example/"` }, 0},
		{"another meaning of its prefixes", func(e *edition) { e.root = ` xmlns:dc="http://other.example/"` }, 0},
		{"one listed twice", func(e *edition) { e.items = append(e.items, e.items[0]) }, 0},
		{"a new one under the id of another", func(e *edition) { newest := newest; newest.id = "id1"; e.items = append(e.items, newest) }, 0},
		{"a new one at the address of another", func(e *edition) { newest := newest; newest.link = e.items[1].link; e.items = append(e.items, newest) }, 0},
		{"a new one without an id", func(e *edition) { newest := newest; newest.id = ""; e.items = append(e.items, newest) }, 0},
		{"an item that does not end", func(e *edition) { e.items[1].text = "<![CDATA[words" }, 0},
		{"an element that does not end", func(e *edition) { e.items[1].text = "<b>words" }, 0},
		{"an item where none should be", func(e *edition) { e.between = "<x><item></item><entry></entry></x>" }, 0},
		{"new ids for all", func(e *edition) {
			for i := range e.items {
				e.items[i].id += "x"
			}
		}, 0},
	} {
		for _, atom := range []bool{false, true} {
			w := newTwins(t)
			e := edition{atom: atom, items: plain(all)}
			w.turn(t, showing{body: e.String(), status: http.StatusOK, keeps: true})
			e.number++
			tt.then(&e)
			w.turn(t, showing{body: e.String(), status: http.StatusOK, later: 2 * time.Minute, keeps: true})
			if w.glanced != tt.left {
				t.Errorf("%s, Atom %v: %d items are left out, want %d", tt.claim, atom, w.glanced, tt.left)
			}
		}
	}
}

func TestAllIsGivenAgain(t *testing.T) {
	for claim, tt := range map[string]struct {
		then func(x *showing, w *twins)
		left int
	}{
		"never a moment later":               {func(*showing, *twins) {}, 4},
		"to whoever begins at the beginning": {func(_ *showing, w *twins) { w.cursor = "" }, 0},
		"by a process that starts anew":      {func(x *showing, _ *twins) { x.restarts = true }, 0},
		"to whoever asks for it":             {func(x *showing, _ *twins) { x.again = true }, 0},
		"where the feed is somewhere else":   {func(x *showing, _ *twins) { x.elsewhere = true }, 0},
		"an hour later":                      {func(x *showing, _ *twins) { x.later = glancedFor }, 0},
		"where the clock was put back":       {func(x *showing, _ *twins) { x.later = -time.Second }, 0},
	} {
		w := newTwins(t)
		e := edition{items: plain(4)}
		w.turn(t, showing{body: e.String(), status: http.StatusOK, keeps: true})
		e.number++
		next := showing{body: e.String(), status: http.StatusOK, later: glancedFor - time.Second, keeps: true}
		tt.then(&next, w)
		if w.turn(t, next); w.glanced != tt.left {
			t.Errorf("%s: %d items are left out, want %d", claim, w.glanced, tt.left)
		}
	}
}

func TestHowManyItemsAreRememberedIsBounded(t *testing.T) {
	w := newTwins(t)
	e := edition{items: plain(maxShown + 1)}
	for range 2 {
		e.number++
		w.turn(t, showing{body: e.String(), status: http.StatusOK, later: time.Minute, keeps: true})
	}
	if w.glanced > 0 || w.short.open.Load().bookmark.shown != nil {
		t.Errorf("of %d items %d are left out", len(e.items), w.glanced)
	}
}

// What became of a post meanwhile may be known to nobody here.
func TestAllIsGivenOnceAnHourHoweverOftenTheFeedChanges(t *testing.T) {
	w := newTwins(t)
	e := edition{items: plain(4)}
	for readings := range 21 { // two hours and a half
		e.number++
		was := w.glanced
		w.turn(t, showing{body: e.String(), status: http.StatusOK, later: 8 * time.Minute, keeps: true})
		if whole := w.glanced == was; whole != (readings%8 == 0) {
			t.Errorf("reading %d, %d minutes after the first, gives all: %v", readings, 8*readings, whole)
		}
	}
}

// A keeper is the real store, which may fail.
type keeper struct {
	*store.Store
	fails bool
}

func (k *keeper) Keep(ctx context.Context, key brand.Key, mentions []brand.Mention) ([]brand.Mention, error) {
	if k.fails {
		return nil, errors.New("disk full")
	}
	return k.Store.Keep(ctx, key, mentions)
}

func (k *keeper) Mark(ctx context.Context, source string, b collectors.Bookmark) error {
	if k.fails {
		return errors.New("disk full")
	}
	return k.Store.Mark(ctx, source, b)
}

// A house is the real listener over the real store.
type house struct {
	*keeper
	*collectors.Listener
}

func newHouse(t *testing.T) house {
	t.Helper()
	set, err := query.Compile([]brand.Brand{{Key: "solvo", Match: []string{"title", "words"}}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	k := &keeper{Store: s}
	return house{k, collectors.NewListener(collectors.ListenerOptions{Sink: k, Matcher: set, VoiceKey: []byte("key")})}
}

// An outcome is what a reading came to.
type outcome struct {
	Failed   bool
	Fetched  int
	Bookmark collectors.Bookmark
	Mentions []brand.Mention
}

func (h house) hears(t *testing.T, c *Collector, x showing, now time.Time) outcome {
	t.Helper()
	h.fails = !x.keeps
	heard, fault := h.Listen(t.Context(), collectors.Source{ID: "news", Kind: Kind, Collector: c}, now)
	b, err := h.Bookmark(t.Context(), "news")
	if err != nil {
		t.Fatal(err)
	}
	mentions, _, err := h.Log(t.Context(), "solvo", "", 100_000)
	if err != nil {
		t.Fatal(err)
	}
	return outcome{fault != nil, heard.Posts, b, mentions}
}

// What is kept, and what is remembered of the source, is the same whether all is read every
// time or not.
func TestTheStoreHoldsTheSame(t *testing.T) {
	kept := 0
	for seed := range 6 {
		w := newTwins(t)
		short, whole := newHouse(t), newHouse(t)
		for n, x := range rapid.Custom(history).Example(seed) {
			w.serve(t, x)
			w.whole.forgets()
			got, want := short.hears(t, w.short, x, w.now), whole.hears(t, w.whole, x, w.now)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("history %d, reading %d (-whole +short):\n%s", seed, n, diff)
			}
			kept = max(kept, len(got.Mentions))
		}
	}
	if kept < 10 {
		t.Errorf("no history had more than %d mentions", kept)
	}
}

// A post that claims to be of a moment to come tells how new the feed is once it has come.
func TestAPostToComeIsHeardOfWhenItsTimeComes(t *testing.T) {
	d := newDesk(t)
	soon := article{id: "1", link: "https://site.example/posts/story-1", title: "solvo opens", date: noon.Add(5 * time.Minute).Format(time.RFC1123Z)}
	d.listen(t, written(soon))
	d.listen(t, strings.Replace(written(soon), "<title>t", "<title>u", 1))
	b, err := d.Bookmark(t.Context(), "news")
	if err != nil || !b.Newest.Equal(noon.Add(5*time.Minute)) {
		t.Errorf("ten minutes later the newest post is of %v, %v; want 12:05", b.Newest, err)
	}
}

func TestPostsThatAreLeftOutCountAsShown(t *testing.T) {
	d := newDesk(t)
	var all []article
	for n := range 3 {
		all = append(all, article{id: fmt.Sprint(n), link: fmt.Sprintf("https://site.example/posts/story-%d", n), title: "solvo"})
		d.listen(t, written(all...))
	}
	b, err := d.Bookmark(t.Context(), "news")
	if err != nil || b.Shown != 3 {
		t.Errorf("a feed that shows three posts has shown %d, %v", b.Shown, err)
	}
}
