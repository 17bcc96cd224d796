package contract

import (
	"cmp"
	"testing"
	"time"

	"tocsin/collectors"
)

// Rounds reads a page in each of n readings, some time apart from a moment on, with the last
// cursor that was answered. Before each it has the test prepare. It answers the native ids,
// or else the addresses, of all posts that were read, and how many readings failed.
func Rounds(t *testing.T, c collectors.Collector, n int, every time.Duration, prepare func(round int)) (map[string]bool, int) {
	t.Helper()
	met, faults, from := map[string]bool{}, 0, collectors.Cursor("")
	for i := range n {
		prepare(i)
		page, err := c.Collect(t.Context(), from, Start().Add(time.Duration(i)*every))
		if err != nil {
			faults++
			continue
		}
		for _, p := range page.Posts {
			met[cmp.Or(p.NativeID, p.URL)] = true
		}
		from = page.Next
	}
	return met, faults
}
