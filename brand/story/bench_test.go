package story_test

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"testing"

	"tocsin/brand"
	"tocsin/brand/story"
)

func BenchmarkPlace(b *testing.B) {
	for _, bb := range []struct {
		name  string
		words int
		share float64 // of what repeats a text heard before
	}{{"tweets", 28, 0}, {"tweets, half of them copies", 28, 0.5}, {"short posts", 6, 0}, {"articles", 500, 0}, {"articles of 16 KB", 2900, 0}} {
		b.Run(bb.name, func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			x := story.NewIndex()
			fill := 20_000
			if bb.words > 100 {
				fill = 3_000
			}
			var mentions []brand.Mention
			for n := range fill {
				m := mention(n, brand.Post{Text: prose(rng, bb.words)})
				if n > 0 && rng.Float64() < bb.share {
					m.Text = mentions[rng.IntN(n)].Text
				}
				mentions = append(mentions, m)
				x.Place(m)
			}
			var fresh []brand.Mention
			for n := range 1000 {
				m := mention(fill+n, mentions[n].Post)
				if rng.Float64() >= bb.share {
					m.Text = prose(rng, bb.words)
				}
				fresh = append(fresh, m)
			}
			b.ReportAllocs()
			n := 0
			for b.Loop() { // in the second round and later all are known, so each has a name of its own
				m := fresh[n%len(fresh)]
				m.ID = brand.MentionID(strconv.Itoa(n))
				x.Place(m)
				n++
			}
		})
	}
}

// BenchmarkMemory tells how many bytes a different text costs.
func BenchmarkMemory(b *testing.B) {
	for _, bb := range []struct {
		name  string
		words int
	}{{"short posts", 6}, {"tweets", 28}, {"long posts", 390}, {"articles", 500}} {
		b.Run(bb.name, func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				x := story.NewIndex()
				for n := range 10_000 {
					p := brand.Post{Text: prose(rng, bb.words)}
					if bb.words == 500 {
						p.Title, p.URL = "What an outlet calls it", "https://outlet.example/solvo"
					}
					x.Place(mention(n, p))
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/10_000, "B/text")
				runtime.KeepAlive(x)
			}
		})
	}
}
