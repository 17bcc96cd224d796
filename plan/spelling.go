package plan

import (
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// spellings are the ways in which people type a query: words with accents are typed
// without them as well, and umlauts as two letters ("rueckruf"). Words in exact
// capitals are as they are, and so is whatever is more than words: there an accent
// may be what a NOT goes by.
func spellings(q *query.Query) []string {
	if q.Root.Op != query.Words || q.Root.Exact {
		return []string{q.Text}
	}
	folded := text.Fold(q.Text)
	if typed := text.Typed(folded); typed != folded {
		return []string{q.Text, typed}
	}
	return []string{q.Text}
}
