package text

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// AppendFold appends Fold(s) to dst. What people mostly write, in the scripts
// they mostly write it in, costs one pass and no allocation.
func AppendFold(dst []byte, s string) []byte {
	start := len(dst)
	if strings.IndexByte(s, '`') >= 0 {
		return append(dst, Fold(s)...)
	}
	dst = append(dst, s...)
	ascii := lower(dst[start:])
	if ascii == len(s) {
		return dst
	}
	dst = dst[:start+ascii]
	before := rune(0)
	if ascii > 0 {
		before = rune(s[ascii-1])
	}
	for at := ascii; at < len(s); {
		if c := s[at]; c < utf8.RuneSelf {
			dst = append(dst, lowerByte(c))
			before = rune(c)
			at++
			continue
		}
		r, width := utf8.DecodeRuneInString(s[at:])
		folded, how := shortcut(r, before)
		if r == '–' && (before == ' ' || strings.HasPrefix(s[at+width:], " ")) {
			how = keep
		}
		switch how {
		case hard:
			return append(dst[:start], foldAny(s)...)
		case keep:
			dst = append(dst, s[at:at+width]...)
			before = r
		case change:
			dst = utf8.AppendRune(dst, folded)
			before = folded
		case spell:
			dst = append(dst, spelling(r)...)
			before = 0
		case drop:
		}
		at += width
	}
	return dst
}

// lower makes ASCII lower case in place, eight letters at a time, as far as the
// text is ASCII, and answers how far that is.
func lower(b []byte) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	at := 0
	for ; at+8 <= len(b); at += 8 {
		x := binary.LittleEndian.Uint64(b[at:])
		if x&high != 0 {
			break
		}
		// The high bit of a byte is set in x+(0x80-'A') from 'A' on, and in
		// x+(0x7f-'Z') after 'Z': it differs for capitals alone.
		capital := ((x + ones*(0x80-'A')) ^ (x + ones*(0x7f-'Z'))) & high
		binary.LittleEndian.PutUint64(b[at:], x|capital>>2)
	}
	for ; at < len(b) && b[at] < utf8.RuneSelf; at++ {
		b[at] = lowerByte(b[at])
	}
	return at
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

type folding uint8

const (
	hard   folding = iota // it may need its neighbours, or several runes
	keep                  // it is folded as it is
	change                // it becomes another rune
	spell                 // it becomes several
	drop                  // it has no width
)

func spelling(r rune) string {
	if r == 'ß' {
		return "ss"
	}
	return "..."
}

// shortcut says how a rune folds where that does not hang on its neighbours.
// What it does not know is hard, and costs time, never truth.
func shortcut(r, before rune) (rune, folding) {
	switch {
	case Invisible(r), arabicVowel(r):
		return 0, drop
	case r < 0x0250:
		return shortcutLatin(r)
	case r >= 0x0400 && r < 0x0460:
		return shortcutCyrillic(r)
	case r >= 0x0391 && r <= 0x03c9:
		return shortcutGreek(r)
	case r >= 0x2010 && r <= 0x2027, r == 0x2032, r == 0x20ac, r == 0x2122:
		return shortcutPunctuation(r)
	case r >= 0xff01 && r <= 0xff5e && r != 0xff40:
		return rune(lowerByte(byte(r - 0xfee0))), change
	case r == 0x3000:
		return ' ', change
	case inert(r), vowelSign(r) && base(before), toneSign(r) && thaiVowelSign(before):
		return 0, keep
	}
	return 0, hard
}

func shortcutLatin(r rune) (rune, folding) {
	switch {
	case r == 0xa0:
		return ' ', change
	case r == 0xa8, r == 0xaf, r == 0xb4, r == 0xb8, r >= 0xbc && r <= 0xbe:
		return 0, hard
	case r == 0xdf:
		return 0, spell
	case r == 0xaa:
		return 'a', change
	case r == 0xb2, r == 0xb3:
		return r - 0xb2 + '2', change
	case r == 0xb9:
		return '1', change
	case r == 0xba:
		return 'o', change
	case r == 0xb5:
		return 'μ', change
	case r >= 0xc0 && r <= 0xde && r != 0xd7:
		return r + 0x20, change
	case r >= 0xa1 && r <= 0xff:
		return 0, keep
	case r >= 0x0100 && r < 0x0130, r >= 0x014a && r < 0x0178:
		return r | 1, change
	case r >= 0x0139 && r < 0x013f, r >= 0x0141 && r < 0x0149, r >= 0x0179 && r < 0x017f:
		return r + r&1, change
	case r == 0x0131:
		return 0, keep
	}
	return 0, hard
}

func shortcutCyrillic(r rune) (rune, folding) {
	switch {
	case r == 'Ё', r == 'ё':
		return 'е', change
	case r < 0x0410:
		return r + 0x50, change
	case r < 0x0430:
		return r + 0x20, change
	}
	return 0, keep
}

func shortcutGreek(r rune) (rune, folding) {
	switch {
	case r == 'ς':
		return 'σ', change
	case r <= 'Ω' && r != 0x03a2:
		return r + 0x20, change
	case r >= 'α' && r <= 'ω', r >= 'ά' && r <= 'ί':
		return 0, keep
	}
	return 0, hard
}

func shortcutPunctuation(r rune) (rune, folding) {
	if plain := plainRune(r); plain != r {
		return plain, change
	}
	switch {
	case r == 0x2026:
		return 0, spell
	case r == 0x2013, r == 0x2017, r == 0x2024, r == 0x2025:
		return 0, hard
	}
	return 0, keep
}

// inert reports whether a rune is its own folding, whatever stands before it.
func inert(r rune) bool {
	switch {
	case r >= 0x4e00 && r <= 0x9fff, r >= 0xac00 && r <= 0xd7a3: // Han, Hangul
		return true
	case r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x30fc, r >= 0x3001 && r <= 0x3020: // kana and their punctuation
		return true
	case r >= 0x1f300 && r <= 0x1f64f, r >= 0x1f680 && r <= 0x1f6ff, r >= 0x1f900 && r <= 0x1f9ff, r >= 0x1fa70 && r <= 0x1faff: // emoji
		return true
	case r >= 0x2600 && r <= 0x27bf, r >= 0x2190 && r <= 0x21ff, r >= 0x1f1e6 && r <= 0x1f1ff: // older emoji, arrows, flags
		return true
	case r >= 0x0621 && r <= 0x064a && r != 0x0640, r == 0x060c, r == 0x061b, r == 0x061f, r >= 0x0660 && r <= 0x0669: // Arabic
		return true
	case r >= 0x0e01 && r <= 0x0e30, r == 0x0e32, r >= 0x0e3f && r <= 0x0e46, r >= 0x0e50 && r <= 0x0e5b: // Thai
		return true
	}
	return false
}

// vowelSign reports whether a rune is a Thai mark that, alone on its letter, makes
// nothing new of it.
func vowelSign(r rune) bool {
	return r == 0x0e31 || r >= 0x0e34 && r <= 0x0e3a || r >= 0x0e47 && r <= 0x0e4e
}

// toneSign and thaiVowelSign are the marks that one Thai letter may carry both
// of, in this order.
func toneSign(r rune) bool { return r >= 0x0e48 && r <= 0x0e4b }

func thaiVowelSign(r rune) bool { return r == 0x0e31 || r >= 0x0e34 && r <= 0x0e39 }

// base reports whether a vowel sign may stand on a letter.
func base(r rune) bool {
	return r >= 0x0e01 && r <= 0x0e30 || r == 0x0e32 || r >= 0x0e40 && r <= 0x0e46
}
