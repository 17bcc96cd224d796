package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold gives the spelling in which texts are compared: Unicode's compatibility
// form (NFKC) with case folded, so that "SOLVO", "Ｓｏｌｖｏ" and "solvo" are one,
// as are "STRASSE" and "straße", "İstanbul" and "istanbul". Characters without
// width are removed, and so are marks that make no letter of their own with the
// letter they stand on: the stress of Russian textbooks, the piles that trolls
// write, the vowels of Arabic and Hebrew, which hardly anybody writes. Curly
// apostrophes are straight, every hyphen is "-", within a word so are the accents and
// dashes that stand for them, and Russian ё is е, as most people type it. Folding
// twice changes nothing more.
func Fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(joints(s))
	}
	return foldAny(s)
}

// Normalize is Fold without its folding of case.
func Normalize(s string) string {
	if isASCII(s) {
		return joints(s)
	}
	// An accent without a letter would be taken apart.
	composed := norm.NFKC.String(joints(strings.Map(plainRune, s)))
	return joints(norm.NFKC.String(strings.Map(lone, norm.NFKC.String(strings.Map(plainRune, composed)))))
}

// lone removes the marks that normalisation could compose with nothing, and those
// that tell how to read a word, not which it is.
func lone(r rune) rune {
	if r >= 0x0300 && r <= 0x036f || r >= 0x0483 && r <= 0x0489 || r >= 0x20d0 && r <= 0x20ff || vowelPoint(r) {
		return -1
	}
	return r
}

// vowelPoint reports whether a rune is a point of Hebrew or Arabic that makes no
// other letter of the one it stands on.
func vowelPoint(r rune) bool {
	switch {
	case r < 0x0591:
		return false
	case r <= 0x05c7: // Hebrew
		return unicode.IsMark(r)
	case r >= 0x0610 && r <= 0x061a, arabicVowel(r), r == 0x0670, r >= 0x08d3 && r <= 0x08ff:
		return r != 0x08e2
	case r >= 0x06d6 && r <= 0x06ed: // of the Quran
		return unicode.IsMark(r)
	}
	return false
}

// arabicVowel reports whether a rune is one of the vowels that are written at times.
func arabicVowel(r rune) bool { return r >= 0x064b && r <= 0x0652 }

// foldAny folds what AppendFold has no short cut for.
func foldAny(s string) string {
	folded := strings.Map(cherokee, cases.Fold().String(Normalize(s)))
	return strings.Map(lone, undot(norm.NFKC.String(undot(folded))))
}

// cherokee folds small Cherokee letters to capitals, as Unicode has it;
// x/text/cases swaps the two.
func cherokee(r rune) rune {
	switch {
	case r >= 0xab70 && r <= 0xabbf:
		return r - 0xab70 + 0x13a0
	case r >= 0x13f8 && r <= 0x13fd:
		return r - 8
	}
	return r
}

// undot removes the dot that folding İ leaves above an i, and the dots of ё.
func undot(s string) string {
	if strings.Contains(s, "i\u0307") {
		s = strings.ReplaceAll(s, "i\u0307", "i")
	}
	return strings.ReplaceAll(s, "ё", "е")
}

// plainRune is the one spelling of runes that are drawn alike and normalisation
// keeps apart; -1 for a rune without width.
func plainRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case Invisible(r):
		return -1
	}
	switch r {
	case '\u2018', '\u2019', '\u201b', '\u02bc', '\u2032', '\uff07':
		return '\''
	case '\u2010', '\u2011', '\u2012':
		return '-'
	case '™', '℠':
		return ' ' // else normalisation makes "Solvo™" the word "SolvoTM"
	}
	return r
}

// Invisible reports whether a rune has no width and no meaning of its own:
// soft hyphens, joiners, direction marks, variation selectors and the stretch
// of Arabic letters.
func Invisible(r rune) bool {
	switch {
	case r == 0x00ad, r == 0x034f, r == 0x061c, r == 0x0640, r == 0x180e, r == 0xfeff:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069:
		return true
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe01ef:
		return true
	}
	return false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// marked reports whether a rune is a mark on the one before it.
func marked(r rune) bool { return r >= 0x0300 && unicode.IsMark(r) }
