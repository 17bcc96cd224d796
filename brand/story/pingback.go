package story

import (
	"strings"

	"tocsin/brand"
)

// Pingback reports whether a post is no comment but blog software's note that
// another site links here: it says so, or it is an excerpt between "[…]" and "[…]".
// Its author is then the site that links.
func Pingback(p brand.Post) bool {
	for _, s := range []string{p.Title, p.Text} {
		s = strings.ToLower(strings.TrimSpace(s))
		for _, mark := range []string{"pingback:", "trackback:", "[pingback]", "[trackback]"} {
			if strings.HasPrefix(s, mark) {
				return true
			}
		}
	}
	s := strings.ReplaceAll(strings.TrimSpace(p.Text), "…", "...")
	inner, opened := strings.CutPrefix(s, "[...]")
	_, closed := strings.CutSuffix(inner, "[...]")
	return opened && closed
}
