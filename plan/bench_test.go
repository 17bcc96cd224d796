package plan

import (
	"fmt"
	"testing"

	"tocsin/brand"
)

// A plan of twenty strategies of sixty terms and two links each, and a post of an
// ordinary length that touches three of them.
func BenchmarkTouches(b *testing.B) {
	var strategies []Strategy
	for i := range 20 {
		s := Strategy{ID: fmt.Sprint("s", i), Links: []string{fmt.Sprintf("solvo.example/page%d", i), fmt.Sprintf("#tag%dx", i)}}
		for n := range 60 {
			s.Terms = append(s.Terms, []string{"word%dx%d", "wörd%dx%d*", "two words%dx%d"}[n%3])
			s.Terms[n] = fmt.Sprintf(s.Terms[n], i, n)
		}
		strategies = append(strategies, s)
	}
	tagger, err := NewTagger(strategies)
	if err != nil {
		b.Fatal(err)
	}
	m := brand.Mention{Brand: "solvo", Post: brand.Post{
		URL: "https://social.example/@ana/7", Links: []string{"https://solvo.example/page7/faq"},
		Text: "I have carried my baby in a sling by Solvo for a year, and now this: see https://solvo.example/page7/faq, they call it word3x3, as if two words5x5 were fine. Who wrote that? #tag",
	}}
	b.ReportAllocs()
	for b.Loop() {
		if len(tagger.Touches(m)) != 3 {
			b.Fatal(tagger.Touches(m))
		}
	}
}

// The plan everybody starts with.
func BenchmarkBuiltin(b *testing.B) {
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			if _, err := NewTagger(Builtin()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("touches", func(b *testing.B) {
		tagger, err := NewTagger(Builtin())
		if err != nil {
			b.Fatal(err)
		}
		m := brand.Mention{Post: brand.Post{Text: "Asked Solvo three weeks ago for my money, and all they say is that it takes time. I am done with them, and so is my mother, who has bought there since before I was born."}}
		b.ReportAllocs()
		for b.Loop() {
			tagger.Touches(m)
		}
	})
}
