package collectors_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

// bound makes the room's source one of two searches, a and b, read every two minutes.
func (r *room) bound(a, b *shelf) {
	r.source.Every = 2 * time.Minute
	r.source.Collector = collectors.Several(collectors.Part{Name: "a", Collector: a}, collectors.Part{Name: "b", Collector: b})
}

// A search that cannot be read is not as fresh as those that can: it is told, and soon the
// source is blind. Once it is mended, all that it missed is heard.
func TestASearchThatIsNotReadIsNotFresh(t *testing.T) {
	r := newRoom(t)
	a := &shelf{pages: [][]brand.Post{about("solvo", 1, noon)}}
	b := &shelf{pages: [][]brand.Post{about("calmio", 1, noon)}}
	r.bound(a, b)
	r.listen(t, noon)
	if mark := r.mark(t); mark.Behind != (collectors.Behind{}) || !mark.Whole().Equal(noon) {
		t.Fatalf("after a whole reading the bookmark is %+v", mark)
	}
	b.change = func(int, *collectors.Page) error { return errors.New("too long") }
	now := noon
	for range 5 {
		now = now.Add(2 * time.Minute)
		r.listen(t, now)
	}
	mark := r.mark(t)
	if !mark.Read.Equal(now) || !mark.Whole().Equal(noon) || mark.Failures != 0 {
		t.Errorf("b fails since noon, and the source counts as read at %v, as a whole at %v", mark.Read, mark.Whole())
	}
	if want := "1 of its 2 parts is not read to its end: b: too long"; mark.Behind.String() != want {
		t.Errorf("it says %q, want %q", mark.Behind, want)
	}
	if s, is := mark.Silence(r.source.Every, now); !is || !s.Failing || !s.Since.Equal(noon) || !strings.Contains(s.Why, "b: too long") {
		t.Errorf("after five failures of b it is blind: %v, %+v", is, s)
	}
	b.change, b.pages = nil, append(b.pages, about("calmio", 3, noon.Add(5*time.Minute)), about("calmio", 2, now))
	now = now.Add(2 * time.Minute)
	r.listen(t, now)
	mark = r.mark(t)
	if _, is := mark.Silence(r.source.Every, now); is || mark.Behind.Parts != 0 || !mark.Whole().Equal(now) || len(r.kept(t, "calmio")) != 6 {
		t.Errorf("b is mended, and of its 6 posts %d are kept; the bookmark is %+v", len(r.kept(t, "calmio")), mark)
	}
}

// One failure is no blindness.
func TestASearchThatFailsOnceIsNotBlind(t *testing.T) {
	r := newRoom(t)
	b := &shelf{}
	r.bound(&shelf{}, b)
	r.listen(t, noon)
	b.change = func(int, *collectors.Page) error { return errors.New("busy") }
	r.listen(t, noon.Add(2*time.Minute))
	if s, is := r.mark(t).Silence(r.source.Every, noon.Add(3*time.Minute)); is {
		t.Errorf("after one failure of b it is blind: %+v", s)
	}
}

// A search that asks for patience between its pages is behind until it was read to its end;
// nothing of it is lost, and the other is read meanwhile.
func TestASearchThatIsToWaitMidwayGoesOn(t *testing.T) {
	r := newRoom(t)
	later := noon.Add(10 * time.Minute)
	a := &shelf{pages: [][]brand.Post{about("solvo", 2, noon), about("solvo", 4, noon.Add(-time.Hour))}}
	a.change = func(n int, p *collectors.Page) error {
		if n == 0 {
			p.NotBefore = later
		}
		return nil
	}
	b := &shelf{pages: [][]brand.Post{about("calmio", 1, noon)}}
	r.bound(a, b)
	r.listen(t, noon)
	r.listen(t, noon.Add(2*time.Minute))
	mark := r.mark(t)
	if mark.Behind.Parts != 1 || mark.Behind.Why != "" || !mark.Whole().Equal(noon) || len(r.kept(t, "calmio")) != 1 || len(r.kept(t, "solvo")) != 2 {
		t.Errorf("a is read halfway, and the bookmark is %+v", mark)
	}
	r.listen(t, later)
	if mark = r.mark(t); mark.Behind.Parts != 0 || len(r.kept(t, "solvo")) != 6 {
		t.Errorf("a may go on, and %d of 6 posts are kept; the bookmark is %+v", len(r.kept(t, "solvo")), mark)
	}
}

// Nobody who is told to stay away has read anything.
func TestASourceThatIsLeftAloneIsNotRead(t *testing.T) {
	r := newRoom(t)
	later := noon.Add(10 * time.Minute)
	wait := func(int, *collectors.Page) error {
		return &collectors.WaitError{Until: later, Err: errors.New("too often")}
	}
	a, b := &shelf{}, &shelf{}
	r.bound(a, b)
	r.listen(t, noon)
	a.change = wait
	r.listen(t, noon.Add(2*time.Minute))
	b.change = func(int, *collectors.Page) error { return errors.New("no such search") }
	if heard, err := r.listener.Listen(t.Context(), r.source, noon.Add(4*time.Minute)); err == nil {
		t.Errorf("a waits, b fails, and the source counts as read: %+v", heard)
	}
	mark := r.mark(t)
	if mark.Failures != 1 || !mark.Read.Equal(noon.Add(2*time.Minute)) || !strings.Contains(mark.Fault, "a: too often") || !strings.Contains(mark.Fault, "b: no such search") {
		t.Errorf("the bookmark is %+v", mark)
	}
	// At its own wish a search is left alone after it was read: that is no fault.
	r = newRoom(t)
	quiet := func(_ int, p *collectors.Page) error { p.NotBefore = later; return nil }
	r.bound(&shelf{change: quiet}, &shelf{change: quiet})
	r.listen(t, noon)
	page, err := r.source.Collector.Collect(t.Context(), r.mark(t).Cursor, noon.Add(time.Minute))
	if err != nil || !page.Unread || page.Behind.Parts != 0 || !page.NotBefore.Equal(later) {
		t.Errorf("both wait, and the page is %+v, %v", page, err)
	}
}

// A source of which more waits than one reading takes is behind until it has been read.
func TestASourceThatIsNotReadToItsEndIsNotFresh(t *testing.T) {
	r := newRoom(t)
	for n := range 45 {
		r.shelf.pages = append(r.shelf.pages, about("solvo", 1, noon.Add(-time.Duration(n)*time.Hour)))
	}
	for n, want := range []struct {
		parts int
		whole time.Time
	}{{1, noon}, {1, noon}, {0, noon.Add(4 * time.Minute)}} {
		r.listen(t, noon.Add(time.Duration(2*n)*time.Minute))
		if mark := r.mark(t); mark.Behind.Parts != want.parts || !mark.Whole().Equal(want.whole) {
			t.Errorf("after reading %d of 3 it is behind %+v, as a whole read at %v, want %v", n+1, mark.Behind, mark.Whole(), want.whole)
		}
	}
	if len(r.kept(t, "solvo")) != 45 {
		t.Errorf("%d of 45 posts are kept", len(r.kept(t, "solvo")))
	}
}
