package digest

import (
	"fmt"
	"testing"
	"time"
)

// A loud week has a million mentions; the digest should cost seconds, not minutes.
func BenchmarkAdd(b *testing.B) {
	tally := NewTally(theWeek(), at(7, 0, 0))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		m := said(fmt.Sprint("v", i%100000), at(0, 0, 0).Add(time.Duration(i%600000)*time.Second), fmt.Sprint("story number ", i, " of a brand that is much talked about"), "crisis")
		m.Reach = i % 1000
		tally.Add(m)
		i++
	}
}
