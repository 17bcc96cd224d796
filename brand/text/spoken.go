package text

import "strings"

// Spoken is a query as people say it, folded: without the quotes, stars and escapes
// that only its grammar needs, and with a gap for NEAR.
func Spoken(query string) string {
	var bare strings.Builder
	escaped := false
	for _, r := range query {
		switch {
		case escaped:
			bare.WriteRune(r)
		case r == '"', r == '*', r == '\\':
		default:
			bare.WriteRune(r)
		}
		escaped = r == '\\' && !escaped
	}
	words := strings.Fields(bare.String())
	for i, word := range words {
		if i > 0 && i < len(words)-1 && (word == "NEAR" || strings.HasPrefix(word, "NEAR/")) {
			words[i] = "..."
		}
	}
	return Fold(strings.Join(words, " "))
}
