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
	for _, typed := range []string{unaccented(folded), unaccented(umlauts(folded))} {
		if typed != folded && typed != all[len(all)-1] {
			all = append(all, typed)
		}
	}
	return all
}

// umlauts writes umlauts as German keyboards without them do.
func umlauts(folded string) string {
	folded = strings.ReplaceAll(folded, "ä", "ae")
	folded = strings.ReplaceAll(folded, "ö", "oe")
	return strings.ReplaceAll(folded, "ü", "ue")
}

// unaccented takes the marks off the letters of Western European languages.
func unaccented(folded string) string {
	folded = strings.ReplaceAll(folded, "œ", "oe")
	return strings.Map(func(r rune) rune {
		switch r {
		case 'á', 'à', 'â', 'ä', 'ã', 'å':
			return 'a'
		case 'é', 'è', 'ê', 'ë':
			return 'e'
		case 'í', 'ì', 'î', 'ï':
			return 'i'
		case 'ó', 'ò', 'ô', 'ö', 'õ', 'ø':
			return 'o'
		case 'ú', 'ù', 'û', 'ü':
			return 'u'
		case 'ç':
			return 'c'
		case 'ñ':
			return 'n'
		}
		return r
	}, folded)
}
