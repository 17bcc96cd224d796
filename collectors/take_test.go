package collectors_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
)

func (r *room) take(t *testing.T, page collectors.Page, now time.Time) collectors.Heard {
	t.Helper()
	heard, err := r.listener.Take(t.Context(), r.source, page, now)
	if err != nil {
		t.Fatal(err)
	}
	return heard
}

// Whether a post is fetched or brought, the same is kept of it.
func TestADeliveredPostIsKeptAsOneThatIsRead(t *testing.T) {
	posts := append(about("solvo", 3, noon.Add(-30*time.Second)), about("weather", 2, noon)...)
	read, given := listening(t, posts), listening(t)
	before := given.mark(t)
	read.listen(t, noon)
	heard := given.take(t, collectors.Page{Posts: posts}, noon)
	if diff := cmp.Diff(read.kept(t, "solvo"), given.kept(t, "solvo")); diff != "" {
		t.Errorf("kept (-read +delivered):\n%s", diff)
	}
	if heard.String() != "5 fetched, 3 matched, 3 fresh" || heard.Kept["solvo"] != 3 || len(heard.Lags) != 3 || heard.Unchanged {
		t.Errorf("heard %v, kept %v, lags %v", heard, heard.Kept, heard.Lags)
	}
	b := given.mark(t)
	if !b.Read.Equal(noon) || !b.Fresh.Equal(noon) || !b.Newest.Equal(noon) || b.LagP95 != 150 || b.Cursor != before.Cursor || !b.Tried.Equal(before.Tried) {
		t.Errorf("the bookmark is %+v; want it fresh, and the place to read on and the last try as they were", b)
	}
	if again := given.take(t, collectors.Page{Posts: posts}, noon.Add(time.Minute)); again.Fresh != 0 || again.Matched != 3 || len(given.kept(t, "solvo")) != 3 {
		t.Errorf("delivered again, heard %v; want nothing fresh", again)
	}
	if b := given.mark(t); !b.Fresh.Equal(noon) || !b.Read.Equal(noon.Add(time.Minute)) {
		t.Errorf("after a repeat the bookmark is %+v; want it read, and fresh as before", b)
	}
}

func TestOldPostsThatAreDeliveredRaiseNothing(t *testing.T) {
	r := newRoom(t)
	heard := r.take(t, collectors.Page{Posts: about("solvo", 80, noon), Anew: true}, noon)
	if heard.Fresh != 80 || len(heard.Lags) > 0 || r.raises(t, "solvo") != "0 of 80" {
		t.Errorf("heard %v, lags %v; %s count", heard, heard.Lags, r.raises(t, "solvo"))
	}
	if diff := cmp.Diff(collectors.Bookmark{}, r.mark(t)); diff != "" {
		t.Errorf("old posts moved the bookmark (-want +got):\n%s", diff)
	}
}

// What a source shows at its first reading was there before, even if something of it was delivered first.
func TestTheFirstReadingAfterADeliveryRaisesNothing(t *testing.T) {
	r := newRoom(t, about("solvo", 50, noon), about("solvo", 50, noon.Add(-time.Hour)), about("solvo", 7, noon.Add(time.Minute)))
	r.shelf.change = func(n int, p *collectors.Page) error { p.More = n == 0; return nil }
	r.take(t, collectors.Page{Posts: about("solvo", 2, noon)}, noon)
	r.listen(t, noon)
	if got := r.raises(t, "solvo"); got != "2 of 100" {
		t.Errorf("%s count; want those that were delivered", got)
	}
	r.listen(t, noon.Add(time.Minute))
	if got := r.raises(t, "solvo"); got != "3 of 101" {
		t.Errorf("%s count after the second reading, want the one that is new in it too", got)
	}
}

func TestADeliveryOfAnySizeIsKept(t *testing.T) {
	r := newRoom(t)
	heard := r.take(t, collectors.Page{Posts: about("solvo", 12_345, noon)}, noon)
	if heard.Fresh != 12_345 || len(r.kept(t, "solvo")) != 12_345 || len(heard.Notes) > 0 {
		t.Errorf("heard %v, notes %q; want all", heard, heard.Notes)
	}
}

// Whoever is told of a failure delivers again.
func TestADeliveryThatBreaksOffAnywhereLosesNothing(t *testing.T) {
	posts := slices.Concat(about("solvo", 1_300, noon), about("calmio", 9, noon))
	for _, late := range []bool{false, true} {
		for n := 1; ; n++ {
			r := newRoom(t)
			sink := &fragile{Store: r.Store, breakAt: n, late: late}
			r.listener = r.listenInto(t, sink)
			_, err := r.listener.Take(t.Context(), r.source, collectors.Page{Posts: posts}, noon)
			if err == nil {
				if sink.calls >= n || n < 8 {
					t.Fatalf("call %d of %d broke and nobody was told", n, sink.calls)
				}
				break
			}
			if !errors.Is(err, errBroken) || !strings.Contains(err.Error(), "news") {
				t.Fatalf("call %d breaks: %v; want to know why, and at which source", n, err)
			}
			r.take(t, collectors.Page{Posts: posts}, noon)
			if s, c := len(r.kept(t, "solvo")), len(r.kept(t, "calmio")); s != 1_300 || c != 9 {
				t.Errorf("call %d breaks (late: %v): delivered again, %d and %d are kept", n, late, s, c)
			}
		}
	}
}

// A hub delivers while its feed is read.
func TestADeliveryInTheMiddleOfAReadingIsNotForgotten(t *testing.T) {
	for _, fails := range []bool{false, true} {
		r := listening(t, about("solvo", 1, noon.Add(-time.Hour)))
		r.shelf.change = func(_ int, p *collectors.Page) error {
			p.More = false
			r.take(t, collectors.Page{Posts: about("solvo", 1, noon)}, noon.Add(time.Second))
			if fails {
				return errBroken
			}
			return nil
		}
		_, err := r.listener.Listen(t.Context(), r.source, noon)
		if fails != errors.Is(err, errBroken) {
			t.Fatal(err)
		}
		b := r.mark(t)
		if !b.Newest.Equal(noon) || len(b.Lags) != map[bool]int{true: 1, false: 2}[fails] || (b.Failures == 1) != fails {
			t.Errorf("the reading fails: %v; after it the bookmark is %+v, want the delivery's newest post and lag in it", fails, b)
		}
		if want := map[bool]collectors.Cursor{true: "1", false: "2"}[fails]; b.Cursor != want {
			t.Errorf("the reading fails: %v; the cursor is %q, want %q", fails, b.Cursor, want)
		}
	}
}

// A source that cannot be read stays so, though something is delivered from it.
func TestADeliveryDoesNotMendAReading(t *testing.T) {
	r := listening(t)
	r.shelf.change = func(int, *collectors.Page) error { return errBroken }
	if _, err := r.listener.Listen(t.Context(), r.source, noon); !errors.Is(err, errBroken) {
		t.Fatal(err)
	}
	was := r.mark(t)
	r.take(t, collectors.Page{Posts: about("solvo", 1, noon)}, noon)
	if b := r.mark(t); b.Failures != 1 || b.Fault != was.Fault || !b.NotBefore.Equal(was.NotBefore) || b.Ours != was.Ours {
		t.Errorf("the bookmark is %+v, want the failure of before: %+v", b, was)
	}
}

func TestDeliveriesAtOnceAreAllKept(t *testing.T) {
	r := listening(t)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			page := collectors.Page{Posts: about(fmt.Sprintf("solvo %d", i), 30, noon)}
			if _, err := r.listener.Take(t.Context(), r.source, page, noon); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if b := r.mark(t); len(r.kept(t, "solvo")) != 240 || len(b.Lags) != 200 {
		t.Errorf("%d are kept and %d lags remembered, want 240, and 200 at most", len(r.kept(t, "solvo")), len(b.Lags))
	}
}

func TestADeliveryWaitsNoLongerThanItMay(t *testing.T) {
	r := listening(t)
	held := &holding{Store: r.Store, in: make(chan struct{}), out: make(chan struct{})}
	r.listener = r.listenInto(t, held)
	page := collectors.Page{Posts: about("solvo", 1, noon)}
	var group sync.WaitGroup
	group.Go(func() {
		if _, err := r.listener.Take(t.Context(), r.source, page, noon); err != nil {
			t.Error(err)
		}
	})
	<-held.in
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.listener.Take(ctx, r.source, page, noon); !errors.Is(err, context.Canceled) {
		t.Errorf("whoever waits no longer is told %v", err)
	}
	close(held.out)
	group.Wait()
}

// A holding sink keeps nothing until it is let.
type holding struct {
	collectors.Sink
	Store   collectors.Sink
	in, out chan struct{}
}

func (h *holding) Bookmark(ctx context.Context, source string) (collectors.Bookmark, error) {
	return h.Store.Bookmark(ctx, source)
}

func (h *holding) Mark(ctx context.Context, source string, b collectors.Bookmark) error {
	return h.Store.Mark(ctx, source, b)
}

func (h *holding) Keep(ctx context.Context, key brand.Key, mentions []brand.Mention) ([]brand.Mention, error) {
	close(h.in)
	<-h.out
	return h.Store.Keep(ctx, key, mentions)
}
