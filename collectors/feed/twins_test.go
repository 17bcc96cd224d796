package feed

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tocsin/brand"
	"tocsin/collectors"
)

// Twins read the same feed, from the same cursor: one leaves out what stands there as it
// did at the last reading, the other reads all of it every time.
type twins struct {
	short, whole *Collector
	cursor       collectors.Cursor
	now          time.Time
	// body, kind and status are the feed's answer; elsewhere sends the reader on first.
	body      []byte
	kind      string
	status    int
	elsewhere bool
	// kept are the posts that were given and kept, glanced counts those left out.
	kept    map[brand.Identity][]brand.Post
	glanced int
}

// A fataler is a test or a property.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
	Context() context.Context
}

func newTwins(t fataler) *twins {
	t.Helper()
	w := &twins{now: noon, status: http.StatusOK, kept: map[brand.Identity][]brand.Post{}}
	w.restart(t)
	return w
}

// restart has a new process go on from the cursor.
func (w *twins) restart(t fataler) {
	t.Helper()
	for _, c := range []**Collector{&w.short, &w.whole} {
		var err error
		if *c, err = New(Options{URL: "https://site.example/feed", Transport: w}); err != nil {
			t.Fatalf("New: %v", err)
		}
	}
}

// RoundTrip answers as the feed does.
func (w *twins) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := &http.Response{StatusCode: w.status, Header: http.Header{"Content-Type": {w.kind}}, Body: io.NopCloser(bytes.NewReader(w.body)), Request: r}
	if w.elsewhere && r.URL.Path == "/feed" {
		answer.StatusCode = http.StatusFound
		answer.Header.Set("Location", "https://other.example/deep/feed")
	}
	return answer, nil
}

// forgets has a collector remember nothing but the cursor.
func (c *Collector) forgets() {
	if o := c.open.Load(); o != nil {
		b := o.bookmark
		b.shown = nil
		c.open.Store(&opened{o.cursor, b})
	}
}

// read has both read, and wants both to say the same: the one that leaves posts out gives
// the others just as they are, and what it left out was kept before just as it is. The
// cursor moves where the page is kept.
func (w *twins) read(t fataler, keeps bool) collectors.Page {
	t.Helper()
	w.whole.forgets()
	page, err := w.short.Collect(t.Context(), w.cursor, w.now)
	all, fault := w.whole.Collect(t.Context(), w.cursor, w.now)
	if fmt.Sprint(err) != fmt.Sprint(fault) {
		t.Fatalf("a short reading fails by %v, a whole one by %v", err, fault)
	}
	if err != nil {
		return page
	}
	left := w.left(t, page.Posts, all.Posts)
	newest := int64(0)
	for _, p := range left {
		if p.Published.Unix() >= 0 && !p.Published.After(w.now) {
			newest = max(newest, p.Published.Unix(), 1)
		}
		if !slices.ContainsFunc(w.kept[p.Identity], func(q brand.Post) bool { return cmp.Equal(p, q) }) {
			t.Fatalf("left out, and never kept like that: %+v", p)
		}
	}
	if known := page.Known; known.Posts != len(left) || newest > 0 && known.Newest.Unix() != newest || newest == 0 && !known.Newest.IsZero() || all.Known.Posts > 0 {
		t.Fatalf("%d posts are left out, the newest of %d; the pages say %+v and %+v", len(left), newest, known, all.Known)
	}
	w.glanced += len(left)
	was := page
	page.Posts, page.Known, all.Posts = nil, collectors.Known{}, slices.Clone(all.Posts)
	posts := all.Posts
	all.Posts = nil
	if diff := cmp.Diff(all, page); diff != "" {
		t.Fatalf("a short reading says (-whole +short):\n%s", diff)
	}
	if keeps {
		w.cursor = all.Next
		for _, p := range posts {
			w.kept[p.Identity] = append(w.kept[p.Identity], p)
		}
	}
	return was
}

// left are those of all posts that some of them are without, in their order.
func (w *twins) left(t fataler, some, all []brand.Post) []brand.Post {
	t.Helper()
	var left []brand.Post
	rest := some
	for _, p := range all {
		if len(rest) > 0 && cmp.Equal(p, rest[0]) {
			rest = rest[1:]
			continue
		}
		left = append(left, p)
	}
	if len(rest) > 0 {
		t.Fatalf("a short reading gives what a whole one doesn't, or in another order: %+v\nwhole: %+v", rest, all)
	}
	return left
}

// serve has the feed answer as it does next.
func (w *twins) serve(t fataler, x showing) {
	t.Helper()
	w.body, w.kind, w.status, w.elsewhere, w.now = []byte(x.body), x.kind, x.status, x.elsewhere, w.now.Add(x.later)
	if x.restarts {
		w.restart(t)
	}
}

// turn is a reading of what the feed shows next.
func (w *twins) turn(t fataler, x showing) {
	t.Helper()
	w.serve(t, x)
	if x.again {
		w.cursor = w.short.Again(w.cursor)
	}
	w.read(t, x.keeps)
}

// However a feed's document goes on, and whatever becomes of a reading, to leave out what
// stands there as it did comes to the same as to read all of it.
func TestWhatIsLeftOutWasKeptAndChangesNothing(t *testing.T) {
	glanced, readings := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := newTwins(t)
		for _, x := range history(t) {
			w.turn(t, x)
			readings++
		}
		glanced += w.glanced
	})
	if t.Logf("%d readings left out %d posts", readings, glanced); 4*glanced < readings {
		t.Error("hardly anything was ever left out")
	}
}

// Two documents, one after the other, whatever they hold.
func FuzzTwoReadings(f *testing.F) {
	for _, doc := range scripts() {
		f.Add(doc, strings.Replace(doc, "<title>1", "<title>one", 1), "")
		f.Add(doc, strings.Replace(doc, "</item><item>", "</item><!-- <item> --><item>", 1), "text/xml; charset=iso-8859-1")
		f.Add(doc, doc[:len(doc)/2], "")
	}
	f.Fuzz(func(t *testing.T, first, second, kind string) {
		w := newTwins(t)
		for _, body := range []string{first, second, second + "\n"} {
			w.turn(t, showing{body: body, kind: kind, status: http.StatusOK, later: time.Minute, keeps: true})
		}
	})
}

// scripts are documents that a feed may show.
func scripts() []string {
	rss := edition{root: ` version="2.0"`, head: "<language>en</language>"}
	for n := range 4 {
		rss.items = append(rss.items, entree{fmt.Sprint("id", n), fmt.Sprintf("https://site.example/posts/story-%d", n), fmt.Sprint(n), "words", "Ann", noon.Add(-time.Hour).Format(time.RFC3339)})
	}
	atom := rss
	atom.atom, atom.root, atom.head = true, "", "<author><name>Ann</name></author>"
	return []string{rss.String(), atom.String()}
}
