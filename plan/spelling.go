package plan

import (
	"strings"
	"unicode/utf8"

	"tocsin/brand/query"
	"tocsin/brand/text"
)

// spellings are the ways in which people type a query: words with accents are typed
// without them as well, and umlauts as two letters ("rueckruf"). Words in exact
// capitals are as they are, and so is whatever is more than words: there an accent
// may be what a NOT goes by.
func spellings(q *query.Query) []string {
	all := []string{q.Text}
	if q.Root.Op != query.Words || q.Root.Exact {
		return all
	}
	folded := text.Fold(q.Text)
	if !strings.ContainsFunc(folded, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return all
	}
	for _, typed := range []string{text.Unaccented(folded), text.Unaccented(text.Umlauts(folded))} {
		if typed != folded && typed != all[len(all)-1] {
			all = append(all, typed)
		}
	}
	return all
}
