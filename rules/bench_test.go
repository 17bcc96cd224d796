package rules

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"tocsin/brand"
)

// busy is what is said of a brand in so many hours, so many posts in each.
func busy(perHour, hours int) []brand.Mention {
	start := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	out := make([]brand.Mention, perHour*hours)
	for i := range out {
		at := start.Add(time.Duration(i) * time.Hour / time.Duration(perHour))
		out[i] = brand.Mention{
			ID: brand.MentionID(fmt.Sprintf("id%014d", i)), Voice: brand.Voice(fmt.Sprintf("voice%07d", i*7919%(perHour*20))),
			Brand: "solvo", Source: "news", At: at, Fetched: at, Tags: []string{"solvo"},
			Post: brand.Post{Text: "Long day. Took a Solvo and a nap before the meeting.", Reach: i % 1000},
		}
	}
	return out
}

func BenchmarkAdd(b *testing.B) {
	for _, perHour := range []int{2, 100, 1000} {
		b.Run(fmt.Sprint(perHour, "-an-hour"), func(b *testing.B) {
			mentions := busy(perHour, 35*24)
			b.ReportAllocs()
			s, i := NewSeries(nil), 0
			for b.Loop() {
				if i == len(mentions) {
					s, i = NewSeries(nil), 0
				}
				s.Add(mentions[i])
				i++
			}
		})
	}
}

func BenchmarkEvaluate(b *testing.B) {
	for _, perHour := range []int{2, 100, 1000} {
		for _, storm := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d-an-hour/storm-%v", perHour, storm), func(b *testing.B) {
				s, end := grown(perHour)
				if storm {
					for i := range perHour * 12 {
						m := brand.Mention{ID: brand.MentionID(fmt.Sprint("s", i)), Voice: brand.Voice(fmt.Sprint("s", i)), At: end.Add(-time.Duration(i) * time.Second / time.Duration(perHour)), Fetched: end}
						s.Add(m)
					}
				}
				s.Settle(end)
				b.ReportAllocs()
				for b.Loop() {
					Evaluate(s, []Rule{Burst{}}, end)
				}
			})
		}
	}
}

// BenchmarkSeries reports how large a series of five weeks is.
func BenchmarkSeries(b *testing.B) {
	for _, perHour := range []int{2, 100, 1000} {
		b.Run(fmt.Sprint(perHour, "-an-hour"), func(b *testing.B) {
			var before, after runtime.MemStats
			mentions := busy(perHour, 35*24)
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				s := NewSeries(nil)
				for _, m := range mentions {
					s.Add(m)
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				runtime.KeepAlive(s)
			}
			runtime.KeepAlive(mentions)
			b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/1024, "KB/series")
		})
	}
}

func grown(perHour int) (*Series, time.Time) {
	s := NewSeries(nil)
	mentions := busy(perHour, 35*24)
	for _, m := range mentions {
		s.Add(m)
	}
	return s, mentions[len(mentions)-1].At
}
