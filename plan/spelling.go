package plan

import (
	"strings"

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
	for _, typed := range []string{unaccented(folded), unaccented(umlauts(folded))} {
		if typed != folded && typed != all[len(all)-1] {
			all = append(all, typed)
		}
	}
	return all
}

// umlauts writes umlauts as German keyboards without them do.
func umlauts(folded string) string {
	return strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue").Replace(folded)
}

// unaccented takes the marks off the letters of Western European languages.
func unaccented(folded string) string {
	return strings.NewReplacer(
		"á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ç", "c",
		"é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "ì", "i", "î", "i", "ï", "i", "ñ", "n",
		"ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ú", "u", "ù", "u", "û", "u", "ü", "u",
		"œ", "oe", "æ", "ae", "ø", "o",
	).Replace(folded)
}
