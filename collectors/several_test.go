package collectors_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

// texts are the posts of pages read until none waits.
func drain(t *testing.T, c collectors.Collector, from collectors.Cursor, now time.Time) ([]string, collectors.Page) {
	t.Helper()
	var texts []string
	for range 50 {
		page, err := c.Collect(t.Context(), from, now)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range page.Posts {
			texts = append(texts, p.Title)
		}
		from = page.Next
		if !page.More {
			return texts, page
		}
	}
	t.Fatal("the source never comes to an end")
	return nil, collectors.Page{}
}

func titled(titles ...string) []brand.Post {
	posts := make([]brand.Post, len(titles))
	for i, title := range titles {
		posts[i] = brand.Post{Title: title}
	}
	return posts
}

func TestSeveralSearchesAreReadInTurnEachToItsEnd(t *testing.T) {
	a := &shelf{pages: [][]brand.Post{titled("a1"), titled("a2")}}
	b := &shelf{pages: [][]brand.Post{titled("b1")}}
	both := collectors.Several(collectors.Part{Name: "a", Collector: a}, collectors.Part{Name: "b", Collector: b})
	texts, last := drain(t, both, "", noon)
	if want := []string{"a1", "a2", "b1"}; !slices.Equal(texts, want) {
		t.Errorf("read %q, want %q", texts, want)
	}
	b.pages = append(b.pages, titled("b2"))
	if texts, _ := drain(t, both, last.Next, noon); !slices.Equal(texts, []string{"b2"}) {
		t.Errorf("read %q, want only what is new", texts)
	}
}

func TestASearchThatFailsSilencesNoOther(t *testing.T) {
	refused := errors.New("the query is too long: shorten it")
	bad := &shelf{change: func(int, *collectors.Page) error { return refused }}
	good := &shelf{pages: [][]brand.Post{titled("b1")}}
	both := collectors.Several(collectors.Part{Name: "a", Collector: bad}, collectors.Part{Name: "b", Collector: good})
	page, err := both.Collect(t.Context(), "", noon)
	if err != nil || len(page.Posts) != 1 || !slices.Contains(page.Notes, "a: "+refused.Error()) {
		t.Fatalf("the page is %+v, %v; want b's post and a's fault", page, err)
	}
	good.change = bad.change
	if _, err := both.Collect(t.Context(), page.Next, noon); err == nil || !strings.Contains(err.Error(), "b: "+refused.Error()) {
		t.Errorf("all fail and the source says %v", err)
	}
}

// What takes several searches down is one sentence, which says whom it concerns.
func TestAFaultThatSearchesShareIsSaidOnce(t *testing.T) {
	lost := errors.New("nobody knows the host a.example")
	down := func(int, *collectors.Page) error { return lost }
	var parts []collectors.Part
	for _, name := range []string{"a", "b", "c"} {
		parts = append(parts, collectors.Part{Name: name, Collector: &shelf{change: down}})
	}
	if _, err := collectors.Several(parts...).Collect(t.Context(), "", noon); err == nil || err.Error() != "a, b, c: nobody knows the host a.example" || !errors.Is(err, lost) {
		t.Errorf("all fail, and the source says %v", err)
	}
	parts = append(parts, collectors.Part{Name: "d", Collector: &shelf{change: func(int, *collectors.Page) error { return errors.New("too long") }}})
	if _, err := collectors.Several(parts...).Collect(t.Context(), "", noon); err == nil || err.Error() != "a, b, c: nobody knows the host a.example; d: too long" {
		t.Errorf("one fails for its own reason, and the source says %v", err)
	}
	parts = append(parts, collectors.Part{Name: "e", Collector: &shelf{pages: [][]brand.Post{titled("e1")}}})
	page, err := collectors.Several(parts...).Collect(t.Context(), "", noon)
	if want := []string{"a, b, c: nobody knows the host a.example", "d: too long"}; err != nil || !slices.Equal(page.Notes, want) {
		t.Errorf("one can be read, and the notes are %q, %v; want %q", page.Notes, err, want)
	}
	parts = parts[:0]
	for i := range 60 {
		parts = append(parts, collectors.Part{Name: fmt.Sprint("s", i), Collector: &shelf{change: down}})
	}
	if _, err := collectors.Several(parts...).Collect(t.Context(), "", noon); err == nil || err.Error() != "s0, s1, s2, s3 and 56 more: nobody knows the host a.example" {
		t.Errorf("sixty fail, and the source says %v", err)
	}
}

func TestASearchThatIsToWaitIsLeftAlone(t *testing.T) {
	later := noon.Add(10 * time.Minute)
	busy := &shelf{change: func(int, *collectors.Page) error {
		return &collectors.WaitError{Until: later, Err: errors.New("too often")}
	}}
	good := &shelf{pages: [][]brand.Post{titled("b1")}}
	both := collectors.Several(collectors.Part{Name: "a", Collector: busy}, collectors.Part{Name: "b", Collector: good})
	_, last := drain(t, both, "", noon)
	_, last = drain(t, both, last.Next, noon.Add(time.Minute))
	if busy.asked != 1 {
		t.Errorf("a was asked %d times although it asked to be left alone until %v", busy.asked, later)
	}
	busy.change = nil
	busy.pages = [][]brand.Post{titled("a1")}
	if texts, _ := drain(t, both, last.Next, later); !slices.Equal(texts, []string{"a1"}) {
		t.Errorf("read %q after the wait, want a1", texts)
	}
	good.change = busy.change
	both = collectors.Several(collectors.Part{Name: "a", Collector: &shelf{change: func(int, *collectors.Page) error {
		return &collectors.WaitError{Until: later, Err: errors.New("too often")}
	}}})
	_, err := both.Collect(t.Context(), "", noon)
	if wait, ok := errors.AsType[*collectors.WaitError](err); !ok || !wait.Until.Equal(later) {
		t.Errorf("all ask to be left alone until %v, and the source says %v", later, err)
	}
}

func TestWhatANewSearchFindsAtFirstWasThereBefore(t *testing.T) {
	a := &shelf{pages: [][]brand.Post{titled("a1")}}
	one := collectors.Several(collectors.Part{Name: "a", Collector: a})
	_, last := drain(t, one, "", noon)
	a.pages = append(a.pages, titled("a2"))
	b := &shelf{pages: [][]brand.Post{titled("b1")}}
	two := collectors.Several(collectors.Part{Name: "b", Collector: b}, collectors.Part{Name: "a", Collector: a})
	page, err := two.Collect(t.Context(), last.Next, noon)
	if err != nil || !page.Anew || page.More || page.Posts[0].Title != "b1" {
		t.Fatalf("the first page is %+v, %v; want b1 as of a first reading, and nothing after it in the same one", page, err)
	}
	if page, err = two.Collect(t.Context(), page.Next, noon); err != nil || page.Anew || page.Posts[0].Title != "a2" {
		t.Errorf("the second page is %+v, %v; want a2, which is fresh", page, err)
	}
}

func TestACursorThatCannotBeReadCostsASecondReading(t *testing.T) {
	both := collectors.Several(collectors.Part{Name: "a", Collector: &shelf{pages: [][]brand.Post{titled("a1")}}})
	page, err := both.Collect(t.Context(), "{", noon)
	if err != nil || len(page.Posts) != 1 || len(page.Notes) != 1 || !page.Anew {
		t.Errorf("the page is %+v, %v; want the post again, and a note", page, err)
	}
}

func TestAllSearchesOpenInTheFirstReading(t *testing.T) {
	var parts []collectors.Part
	for _, name := range []string{"a", "b", "c"} {
		parts = append(parts, collectors.Part{Name: name, Collector: &shelf{pages: [][]brand.Post{titled(name + "1")}}})
	}
	if texts, _ := drain(t, collectors.Several(parts...), "", noon); !slices.Equal(texts, []string{"a1", "b1", "c1"}) {
		t.Errorf("the first reading gives %q, want what all three have", texts)
	}
}
