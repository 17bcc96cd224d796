package collectors

import "strings"

// Unedited reports whether a text reads now as what was kept of it, which may be its
// beginning alone. Services don't break lines alike wherever they show a text.
func Unedited(kept, now string) bool {
	kept, now = strings.Join(strings.Fields(kept), " "), strings.Join(strings.Fields(now), " ")
	if kept == now {
		return true
	}
	head, cut := strings.CutSuffix(kept, "…")
	return cut && head != "" && strings.HasPrefix(now, head)
}
