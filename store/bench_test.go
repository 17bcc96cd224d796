package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
)

// talk makes n mentions of 200 bytes of text that nobody has seen.
func talk(from, n int) []brand.Mention {
	text := strings.Repeat("the sling ad mocks us ", 9)
	page := make([]brand.Mention, n)
	for i := range page {
		page[i] = said(fmt.Sprintf("%016d", from+i), morning)
		page[i].Text = text
	}
	return page
}

func onEachBench(b *testing.B, bench func(b *testing.B, s *Store)) {
	for _, rung := range []string{RungEmbedded, RungChild} {
		b.Run(rung, func(b *testing.B) { bench(b, daemon(b, rung).open(b)) })
	}
}

// BenchmarkKeep measures pages of posts that are all new, and a page read again.
func BenchmarkKeep(b *testing.B) {
	onEachBench(b, func(b *testing.B, s *Store) {
		kept := 0
		for _, size := range []int{1, 20, 100, 500} {
			b.Run(fmt.Sprintf("new=%d", size), func(b *testing.B) {
				for b.Loop() {
					if fresh, err := s.Keep(b.Context(), "solvo", talk(kept, size)); err != nil || len(fresh) != size {
						b.Fatal(len(fresh), err)
					}
					kept += size
				}
				b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "mentions/s")
			})
		}
		b.Run("again=100", func(b *testing.B) {
			page := talk(0, 100)
			for b.Loop() {
				if fresh, err := s.Keep(b.Context(), "solvo", page); err != nil || len(fresh) > 0 {
					b.Fatal(len(fresh), err)
				}
			}
		})
	})
}

// BenchmarkLog measures a look at a log of 90 days where nothing is new, and
// reading such a log from its beginning.
func BenchmarkLog(b *testing.B) {
	onEachBench(b, func(b *testing.B, s *Store) {
		const perDay = 1000
		for d := range 90 {
			page := talk(d*perDay, perDay)
			for i := range page {
				page[i].Fetched = morning.Add(time.Duration(d) * oneDay)
			}
			for ; len(page) > 0; page = page[20:] {
				if _, err := s.Keep(b.Context(), "solvo", page[:20]); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.Run("nothing new", func(b *testing.B) {
			tail := tail(b, s, "solvo")
			for b.Loop() {
				if _, _, err := s.Log(b.Context(), "solvo", tail, 1000); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("ninety days", func(b *testing.B) {
			for b.Loop() {
				at, all := alerting.Position(""), 0
				for {
					some, next, err := s.Log(b.Context(), "solvo", at, 1000)
					if err != nil {
						b.Fatal(err)
					}
					if all, at = all+len(some), next; len(some) == 0 {
						break
					}
				}
				if all != 90*perDay {
					b.Fatal(all)
				}
			}
			b.ReportMetric(float64(b.N*90*perDay)/b.Elapsed().Seconds(), "mentions/s")
		})
		b.Run("nothing to deliver", func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Outstanding(b.Context(), "solvo", morning); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}
