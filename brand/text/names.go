package text

import "strings"

// Names reports whether a headline has a term that is quoted in the reason for which a
// post was heard: one of `word "solvo"` if it says Solvo.
func Names(headline, why string) bool {
	folded := Fold(headline)
	parts := strings.Split(why, `"`)
	for i := 1; i < len(parts)-1; i += 2 {
		if parts[i] != "" && strings.Contains(folded, Fold(parts[i])) {
			return true
		}
	}
	return false
}
