package collectors_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

// amending is a room whose shelf shows pages with changes on them.
func amending(t *testing.T, pages ...collectors.Page) *room {
	t.Helper()
	posts := make([][]brand.Post, len(pages))
	r := newRoom(t, posts...)
	r.source.Brands = []brand.Key{"solvo"}
	r.shelf.change = func(n int, p *collectors.Page) error {
		if n < len(pages) {
			next := p.Next
			*p = pages[n]
			p.Next = next
		}
		return nil
	}
	for i := range pages {
		r.listen(t, noon.Add(time.Duration(i)*time.Minute))
	}
	return r
}

func (r *room) settle(t *testing.T) string {
	t.Helper()
	s, err := r.Settle(t.Context(), "solvo", noon.Add(time.Hour), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s.String()
}

func said(id, author, text string) brand.Post {
	return brand.Post{NativeID: id, URL: "https://a.example/" + id, Author: author, AuthorID: "id-" + author, Title: "", Text: text, Published: noon}
}

func TestADeletedPostLosesItsWordsAndStillCounts(t *testing.T) {
	r := amending(t,
		collectors.Page{Posts: []brand.Post{said("1", "ana", "solvo burned my kid #solvo"), said("2", "ben", "solvo is fine")}},
		collectors.Page{Changes: []collectors.Change{{Post: brand.Post{NativeID: "1"}, Gone: true}, {Post: brand.Post{NativeID: "never heard"}, Gone: true}}},
	)
	if did := r.settle(t); did != "1 mentions forgotten, 0 edited" {
		t.Errorf("settled: %s", did)
	}
	kept := r.kept(t, "solvo")
	if len(kept) != 2 {
		t.Fatalf("%d mentions are kept, want both to count", len(kept))
	}
	m := kept[0]
	if m.Text+m.Title+m.Author+m.AuthorID+m.URL+m.NativeID+m.Why+strings.Join(m.Tags, "") != "" || m.Gone.IsZero() {
		t.Errorf("of a deleted post this is kept: %+v", m)
	}
	if m.Voice == "" || !m.At.Equal(noon) || kept[1].Text != "solvo is fine" {
		t.Errorf("it no longer counts as it did: %+v", kept)
	}
	if did := r.settle(t); did != "0 mentions forgotten, 0 edited" {
		t.Errorf("settled again: %s", did)
	}
}

func TestAnEditedPostReadsAsItDoesNow(t *testing.T) {
	edited := said("1", "ana", "solvo: they called me back, all is well")
	r := amending(t,
		collectors.Page{Posts: []brand.Post{said("1", "ana", "solvo burned my kid #burned")}},
		collectors.Page{Changes: []collectors.Change{{Post: edited}, {Post: said("7", "cem", "now it is about solvo")}}},
	)
	r.settle(t)
	kept := r.kept(t, "solvo")
	if len(kept) != 2 || kept[0].Text != edited.Text || len(kept[0].Tags) != 0 || kept[0].Edited.IsZero() || kept[0].Author != "ana" {
		t.Errorf("kept %+v, want the words of now, and what concerns the brand only now", kept)
	}
}

func TestAllPostsOfAnAuthorWhoLeftAreForgotten(t *testing.T) {
	r := amending(t,
		collectors.Page{Posts: []brand.Post{said("1", "ana", "solvo one"), said("2", "ben", "solvo two"), said("3", "ana", "solvo three")}},
		collectors.Page{Changes: []collectors.Change{{Author: "id-ana", Gone: true}}},
	)
	if did := r.settle(t); did != "2 mentions forgotten, 0 edited" {
		t.Errorf("settled: %s", did)
	}
	for _, m := range r.kept(t, "solvo") {
		if (m.Author == "ben") == (m.Text == "") {
			t.Errorf("kept %+v", m)
		}
	}
}

func TestADayThatIsMendedLosesNothing(t *testing.T) {
	pages := []collectors.Page{{Posts: about("solvo", 900, noon)}, {Posts: []brand.Post{said("x", "ana", "solvo x")}}, {Posts: about("solvo", 300, noon.Add(-24*time.Hour))}}
	r := amending(t, append(pages, collectors.Page{Changes: []collectors.Change{{Post: brand.Post{NativeID: "x"}, Gone: true}}})...)
	before := r.kept(t, "solvo")
	r.settle(t)
	r.shelf.pages = append(r.shelf.pages, about("solvo", 5, noon.Add(90*time.Minute)))
	r.shelf.change = nil
	r.listen(t, noon.Add(2*time.Hour))
	after := r.kept(t, "solvo")
	if len(after) != len(before)+5 {
		t.Fatalf("%d mentions before, %d after and five more", len(before), len(after))
	}
	for i, m := range before {
		if after[i].ID != m.ID || (after[i].Text == m.Text) == (m.NativeID == "x") {
			t.Errorf("mention %d was %+v, is %+v", i, m, after[i])
		}
	}
}

// A mumbling is a source that sends no word of deletions, and can be asked.
type mumbling struct {
	*shelf
	asked int
}

func (f *mumbling) Recheck(_ context.Context, posts []brand.Post, _ time.Time) ([]collectors.Change, error) {
	f.asked += len(posts)
	var changes []collectors.Change
	for _, p := range posts {
		if p.NativeID == "1" {
			changes = append(changes, collectors.Change{Post: p, Gone: true})
		}
	}
	return changes, nil
}

func TestASourceThatSendsNoWordIsAsked(t *testing.T) {
	r := amending(t, collectors.Page{Posts: []brand.Post{said("1", "ana", "solvo one"), said("2", "ben", "solvo two")}})
	f := &mumbling{shelf: r.shelf}
	r.source.Collector = f
	var posts []brand.Post
	for _, m := range r.kept(t, "solvo") {
		posts = append(posts, m.Post)
	}
	if n, err := r.listener.Recheck(t.Context(), r.source, posts, noon); err != nil || n != 1 || f.asked != 2 {
		t.Fatalf("%d changes, %v, %d asked", n, err, f.asked)
	}
	if did := r.settle(t); did != "1 mentions forgotten, 0 edited" {
		t.Errorf("settled: %s", did)
	}
}

func TestAuthorsNobodyHeardCostALookAnHourAndNoMore(t *testing.T) {
	r := amending(t,
		collectors.Page{Posts: []brand.Post{said("1", "ana", "solvo one"), said("2", "ben", "solvo two")}},
		collectors.Page{Changes: []collectors.Change{{Author: "id-stranger", Gone: true}}},
	)
	settle := func(at time.Time) string {
		s, err := r.Settle(t.Context(), "solvo", at, nil)
		if err != nil {
			t.Fatal(err)
		}
		return s.String()
	}
	settle(noon)
	r.shelf.pages = append(r.shelf.pages, nil)
	r.shelf.change = func(_ int, p *collectors.Page) error {
		p.Changes = []collectors.Change{{Author: "id-ana", Gone: true}, {Post: brand.Post{NativeID: "2"}, Gone: true}}
		return nil
	}
	r.listen(t, noon.Add(time.Minute))
	if did := settle(noon.Add(2 * time.Minute)); did != "1 mentions forgotten, 0 edited" {
		t.Errorf("within the hour: %s, want the single post alone", did)
	}
	if owed, err := r.Amending(t.Context(), "solvo"); len(owed) > 0 || err != nil {
		t.Errorf("single posts are still owed: %v, %v", owed, err)
	}
	if did := settle(noon.Add(time.Hour + time.Minute)); did != "1 mentions forgotten, 0 edited" {
		t.Errorf("after the hour: %s, want what Ana said", did)
	}
}
