package text

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Unaccented is a text in Latin letters as it is typed where there are no others:
// "cafe" for "café", "skoda" for "škoda". What other scripts write on their letters
// stays.
func Unaccented(s string) string {
	var out strings.Builder
	latin := false
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) && latin {
			continue
		}
		latin = unicode.Is(unicode.Latin, r)
		if at := slices.Index([]rune("øØłŁđĐıæÆœŒ"), r); at >= 0 {
			out.WriteString([...]string{"o", "O", "l", "L", "d", "D", "i", "ae", "Ae", "oe", "Oe"}[at])
			continue
		}
		out.WriteRune(r)
	}
	return norm.NFC.String(out.String())
}

// Typed is a text as keyboards without its accents have it: "rueckruf" for
// "rückruf", "cafe" for "café". An umlaut becomes two letters, never a plain vowel: a
// "Todesfalle" is no "Todesfälle". The ü of Spanish is none, as in "vergüenza".
func Typed(folded string) string {
	return Unaccented(strings.NewReplacer(
		"güe", "gue", "güé", "gue", "güi", "gui", "güí", "gui", "ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue",
	).Replace(folded))
}
