package tone

import (
	"strings"
	"testing"

	"tocsin/brand"
)

// BenchmarkRead reads the project's own posts, as long as tweets, on one core.
func BenchmarkRead(b *testing.B) {
	r := reader(b)
	texts := labels(b, "testdata/own.tsv")
	b.ReportAllocs()
	read := 0
	for b.Loop() {
		r.Read(brand.Post{Text: texts[read%len(texts)].text}, "en")
		read++
	}
	b.ReportMetric(float64(read)/b.Elapsed().Seconds(), "posts/s")
}

// BenchmarkReadArticle reads the longest text that is read whole.
func BenchmarkReadArticle(b *testing.B) {
	r := reader(b)
	article := strings.Repeat("Solvo said on Monday that it would not recall the stroller, but parents were angry. ", 300)
	b.SetBytes(MostRead)
	for b.Loop() {
		r.Read(brand.Post{Text: article}, "en")
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
