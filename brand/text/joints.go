package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joints gives the accents that people type for an apostrophe, as in "McDonald´s",
// and the dash that programs make of a hyphen, as in "T–Mobile", their plain form
// where they stand within a word. Elsewhere they are what they are.
func joints(s string) string {
	if strings.IndexByte(s, '`') < 0 && !strings.Contains(s, "´") && !strings.Contains(s, "–") {
		return s
	}
	var out strings.Builder
	before := rune(0)
	for at, r := range s {
		plain := r
		switch r {
		case '`', '´':
			plain = '\''
		case '–':
			plain = '-'
		}
		if plain != r {
			if next, _ := utf8.DecodeRuneInString(s[at+utf8.RuneLen(r):]); within(before, next) {
				r = plain
			}
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}

// within reports whether what stands between two runes stands within a word: between
// figures it may be a range, or feet.
func within(before, next rune) bool {
	return InTag(before) && InTag(next) && before != '_' && next != '_' && !(unicode.IsDigit(before) && unicode.IsDigit(next))
}
