package feed

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// alone wants each item of a document to be read the same with and without the others, where
// items may be cut out of it, and answers how many there were.
func alone(t fataler, doc string) int {
	t.Helper()
	s, err := open([]byte(doc), "", "https://site.example/feed")
	if err != nil || !s.regular() {
		return 0
	}
	whole, err := s.parser()(s.text, s.base)
	if err != nil || len(whole.posts) != len(s.places) {
		return 0
	}
	for i := range s.places {
		others := make([]int, len(s.places))
		others[i] = -1
		d, err := s.parser()(s.without(others), s.base)
		if err != nil || len(d.posts) != 1 {
			t.Fatalf("item %d without the others gives %d posts, %v: %q", i, len(d.posts), err, doc)
		}
		if diff := cmp.Diff(whole.posts[i], d.posts[0]); diff != "" {
			t.Fatalf("item %d without the others (-with +without):\n%s", i, diff)
		}
		if d.said != whole.said || d.total != whole.total || d.ttl != whole.ttl {
			t.Fatalf("without the others the feed says %q, %d, %v instead of %q, %d, %v", d.said, d.total, d.ttl, whole.said, whole.total, whole.ttl)
		}
	}
	return len(s.places)
}

func TestAnItemReadsTheSameWithoutTheOthers(t *testing.T) {
	crumbs := []string{
		"<item>", "</item>", "<entry>", "</entry>", "<item", "</item >", "<item/>", "<title>", "</title>", "<link>", "</link>", "<description>", "</description>", "<dc:creator>", "</dc:creator>",
		"<guid isPermaLink='>'>", "</guid>", "<!--", "-->", "--", "<![CDATA[", "]]>", "<?x", "?>", "<", ">", "/>", "'", `"`, "=", "&", ";", "&amp;", "&lt;item&gt;", " ", "\n", "x",
		"<x:y xmlns:x='http://foreign.example/'>", "</x:y>", "<a b=c>", "</a>", "<br>", "<br/>", "</ a>", "<Item>", "</Item>", "<x a='</item>'/>", "<x a=\"<item>\"/>", "<div xmlns='http://www.w3.org/1999/xhtml'>", "</div>",
		"<content type='xhtml'>", "</content>", "<source>", "</source>", "<channel>", "</channel>", "xml:base='/x/'",
	}
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		e := edition{atom: rapid.Bool().Draw(t, "atom"), items: plain(3)}
		soup := func(name string, most int) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(crumbs), 0, most).Draw(t, name), "")
		}
		e.items[1].text = soup("within", 8)
		if rarely(t, 3, "around") {
			e.head, e.between = soup("before", 4), soup("between", 4)
		}
		read += alone(t, e.String())
	})
	if t.Logf("%d items could be cut out", read); read == 0 {
		t.Error("no item could ever be cut out")
	}
}

func FuzzAnItemReadsTheSameWithoutTheOthers(f *testing.F) {
	for _, doc := range scripts() {
		f.Add(doc)
	}
	for _, text := range oddTexts {
		for _, atom := range []bool{false, true} {
			e := edition{atom: atom, between: text, items: plain(3)}
			f.Add(e.String())
			e.between, e.items[1].text = "", text
			f.Add(e.String())
		}
	}
	for _, head := range append(oddHeads, oddBetweens...) {
		f.Add(edition{head: head, items: plain(2)}.String())
	}
	f.Fuzz(func(t *testing.T, doc string) { alone(t, doc) })
}
