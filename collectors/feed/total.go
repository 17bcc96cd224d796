package feed

import (
	"strconv"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
)

// total is how many posts a feed says there are, of which it may show fewer: what
// a search found, or the comments below an article. 0 says that it doesn't say.
func total(extensions ext.Extensions) int {
	most := 0
	for prefix, elements := range extensions {
		for name, found := range elements {
			switch strings.ToLower(prefix) + ":" + strings.ToLower(name) {
			case "opensearch:totalresults", "slash:comments", "thr:total":
				for _, e := range found {
					if n, err := strconv.Atoi(strings.TrimSpace(e.Value)); err == nil && n <= 1e9 {
						most = max(most, n)
					}
				}
			}
		}
	}
	return most
}
