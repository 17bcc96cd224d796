package replay_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"tocsin/replay"
)

func BenchmarkCounts(b *testing.B) {
	all := usual(60)
	for name, in := range map[string]string{"volume": table(all), "negative": toned(all, false), "authors": toned(all, true)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := replay.Counts(b.Context(), strings.NewReader(in), io.Discard, replay.Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*len(all))/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// A series takes a fixed size, whatever its rows.
func TestASeriesTakesAboutEightKilobytes(t *testing.T) {
	const many = 5_000
	in, rows := io.Pipe()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	go func() {
		_, _ = io.WriteString(rows, "series,timestamp,count\n")
		for i := range 3 {
			at := began.Add(time.Duration(i) * 5 * time.Minute).Unix()
			for s := range many {
				_, _ = fmt.Fprintf(rows, "brand-%d,%d,%d\n", s, at, i)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		_ = rows.Close()
	}()
	sum, err := replay.Counts(t.Context(), in, io.Discard, replay.Options{})
	if err != nil || sum.Series != many || sum.Rows != 3*many {
		t.Fatalf("%+v, %v", sum, err)
	}
	if each := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) / many; each < 4_000 || each > 9_500 {
		t.Errorf("a series takes %d bytes, want about 8,000", each)
	}
}
