package text

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Unaccented is a text in Latin letters as it is typed where there are no others:
// "cafe" for "café", "ruckruf" for "rückruf". What other scripts write on their
// letters stays.
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

// Umlauts is a folded text with its umlauts as German keyboards without them have
// it: "rueckruf" for "rückruf".
func Umlauts(folded string) string {
	folded = strings.ReplaceAll(folded, "ä", "ae")
	folded = strings.ReplaceAll(folded, "ö", "oe")
	return strings.ReplaceAll(folded, "ü", "ue")
}
