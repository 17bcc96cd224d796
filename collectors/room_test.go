package collectors_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/store"
)

var (
	noon     = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	voiceKey = []byte("installation")
)

// A shelf is a source that shows numbered pages of posts; its cursor is the number of the next.
type shelf struct {
	pages [][]brand.Post
	// change may alter a page, or fail in its stead.
	change func(n int, p *collectors.Page) error
	asked  int
}

func (s *shelf) Collect(_ context.Context, from collectors.Cursor, _ time.Time) (collectors.Page, error) {
	s.asked++
	n := 0
	if from != "" {
		var err error
		if n, err = strconv.Atoi(string(from)); err != nil {
			return collectors.Page{}, err
		}
	}
	page := collectors.Page{Next: collectors.Cursor(strconv.Itoa(n)), Unchanged: true}
	if n < len(s.pages) {
		page = collectors.Page{Posts: s.pages[n], Next: collectors.Cursor(strconv.Itoa(n + 1)), More: n+1 < len(s.pages)}
	}
	if s.change != nil {
		if err := s.change(n, &page); err != nil {
			return collectors.Page{}, err
		}
	}
	return page, nil
}

// A room is a real store with a listener in front of it, and one source.
type room struct {
	*store.Store
	listener *collectors.Listener
	shelf    *shelf
	source   collectors.Source
}

func newRoom(t *testing.T, pages ...[]brand.Post) *room {
	t.Helper()
	r := &room{shelf: &shelf{pages: pages}}
	var err error
	if r.Store, err = store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	r.source = collectors.Source{ID: "news", Kind: "feed", Voice: "press", Collector: r.shelf}
	r.listener = r.listenInto(t, r.Store)
	return r
}

// listenInto makes a listener of two brands that keeps what it hears in a sink.
func (r *room) listenInto(t *testing.T, sink collectors.Sink) *collectors.Listener {
	t.Helper()
	return r.listenerOf(t, collectors.ListenerOptions{Sink: sink})
}

// listenerOf makes a listener of two brands.
func (r *room) listenerOf(t *testing.T, o collectors.ListenerOptions) *collectors.Listener {
	t.Helper()
	set, err := query.Compile([]brand.Brand{
		{Key: "solvo", Match: []string{"solvo"}, Own: []string{"@solvo"}},
		{Key: "calmio", Match: []string{"calmio"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	o.Matcher, o.VoiceKey = set, voiceKey
	return collectors.NewListener(o)
}

func (r *room) listen(t *testing.T, now time.Time) collectors.Heard {
	t.Helper()
	heard, err := r.listener.Listen(t.Context(), r.source, now)
	if err != nil {
		t.Fatal(err)
	}
	return heard
}

// kept is all that is stored of a brand, in the order of keeping.
func (r *room) kept(t *testing.T, key brand.Key) []brand.Mention {
	t.Helper()
	mentions, _, err := r.Log(t.Context(), key, "", 100_000)
	if err != nil {
		t.Fatal(err)
	}
	return mentions
}

func (r *room) mark(t *testing.T) collectors.Bookmark {
	t.Helper()
	b, err := r.Bookmark(t.Context(), r.source.ID)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// about makes n posts on a subject, a minute apart, the last at a moment.
func about(subject string, n int, last time.Time) []brand.Post {
	posts := make([]brand.Post, n)
	for i := range posts {
		at := last.Add(-time.Duration(n-1-i) * time.Minute)
		posts[i] = brand.Post{
			NativeID: fmt.Sprint(subject, " ", at.Unix()), Author: fmt.Sprint("author ", i),
			Text: fmt.Sprintf("post %d about %s #%sdown", i, subject, subject), Published: at,
		}
	}
	return posts
}

// A fragile sink is the real store, reached over a line that breaks at the n-th call.
type fragile struct {
	*store.Store
	calls, breakAt int
	// late is set where the call takes effect and only its answer is lost.
	late bool
}

var errBroken = errors.New("the line broke")

func (f *fragile) around(call func() error) error {
	f.calls++
	if f.calls != f.breakAt {
		return call()
	}
	if f.late {
		return errors.Join(call(), errBroken)
	}
	return errBroken
}

func (f *fragile) Bookmark(ctx context.Context, source string) (collectors.Bookmark, error) {
	var b collectors.Bookmark
	err := f.around(func() error {
		var err error
		b, err = f.Store.Bookmark(ctx, source)
		return err
	})
	return b, err
}

func (f *fragile) Keep(ctx context.Context, key brand.Key, mentions []brand.Mention) ([]brand.Mention, error) {
	var fresh []brand.Mention
	err := f.around(func() error {
		var err error
		fresh, err = f.Store.Keep(ctx, key, mentions)
		return err
	})
	return fresh, err
}

func (f *fragile) Mark(ctx context.Context, source string, b collectors.Bookmark) error {
	return f.around(func() error { return f.Store.Mark(ctx, source, b) })
}
