package collectors_test

import (
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

func TestReadingsThatFindNothingAreWrittenDownTogether(t *testing.T) {
	r := newRoom(t, about("solvo", 2, noon))
	r.source.Lazy = true
	r.listener = r.listenerOf(t, collectors.ListenerOptions{Sink: r.Store, Held: true})
	r.listen(t, noon)
	if b := r.mark(t); !b.Read.Equal(noon) || b.Cursor != "1" {
		t.Fatalf("what was kept is not marked at once: %+v", b)
	}
	later := noon.Add(2 * time.Minute)
	r.listen(t, later) // nothing new
	if b := r.mark(t); !b.Read.Equal(noon) {
		t.Errorf("a reading that found nothing is written down by itself: %+v", b)
	}
	if err := r.listener.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if b := r.mark(t); !b.Read.Equal(later) || b.Cursor != "1" {
		t.Errorf("after a flush the bookmark is %+v", b)
	}
	// What is new is kept, and marked at once, from where the held bookmark stands.
	r.shelf.pages = append(r.shelf.pages, []brand.Post{{NativeID: "new", Text: "solvo"}})
	if heard := r.listen(t, later.Add(time.Minute)); heard.Fresh != 1 || heard.Posts != 1 {
		t.Errorf("heard %v, want the new post alone", heard)
	}
	if b := r.mark(t); b.Cursor != "2" {
		t.Errorf("the bookmark is %+v", b)
	}
	// Whoever dies before a flush reads again what gave nothing, and loses nothing.
	r.listen(t, later.Add(2*time.Minute))
	anew := r.listenerOf(t, collectors.ListenerOptions{Sink: r.Store, Held: true})
	if heard, err := anew.Listen(t.Context(), r.source, later.Add(3*time.Minute)); err != nil || heard.Fresh != 0 {
		t.Errorf("after a crash it hears %v, %v", heard, err)
	}
	if n := len(r.kept(t, "solvo")); n != 3 {
		t.Errorf("%d are kept, want 3", n)
	}
}
