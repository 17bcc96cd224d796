package collectors

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tocsin/brand"
)

// However a page lists its posts, the first to be said comes first, and what was said at
// one moment stays in the page's order.
func TestMentionsComeInTheOrderOfTheirMoments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		moments := rapid.SliceOfN(rapid.IntRange(0, 20), 0, 30).Draw(t, "moments")
		if rapid.Bool().Draw(t, "newest first") {
			slices.Sort(moments)
			slices.Reverse(moments)
		}
		var page []brand.Mention
		for n, at := range moments {
			page = append(page, brand.Mention{ID: brand.MentionID(rune('a' + n)), At: time.Unix(int64(at), 0)})
		}
		want := slices.SortedStableFunc(slices.Values(page), func(a, b brand.Mention) int { return a.At.Compare(b.At) })
		if forward(page); !cmp.Equal(want, page) {
			t.Fatal(cmp.Diff(want, page))
		}
	})
}
