package query

import (
	"unicode"
	"unicode/utf8"
)

// A script is what a rune tells about the ends of words. Between runes of two
// scripts, and around each unspaced rune, a word may begin and end.
type script uint8

const (
	outside  script = iota // spaces, punctuation, symbols
	spaced                 // letters of scripts that part words, and digits
	katakana               // a run of it is a word
	hangul                 // words that carry endings
	unspaced               // each rune may begin or end a word
	attached               // marks, which belong to the rune before
)

func scriptOf(r rune) script {
	switch {
	case r < utf8.RuneSelf:
		return script(class[r] & classWord)
	case r >= 0x00c0 && r < 0x0250:
		if r == '×' || r == '÷' {
			return outside
		}
		return spaced
	case r >= 0x048a && r < 0x0530, r >= 0x0400 && r < 0x0482: // Cyrillic
		return spaced
	case r >= 0x0620 && r < 0x064b: // Arabic
		return spaced
	case r >= 0x4e00 && r < 0xa000, r >= 0x3041 && r <= 0x3096:
		return unspaced
	case r >= 0x30a1 && r <= 0x30fa, r >= 0x31f0 && r <= 0x31ff:
		return katakana
	case r >= 0xac00 && r <= 0xd7a3:
		return hangul
	case r >= 0x2010 && r < 0x2040, r >= 0x2190 && r < 0x2400, r >= 0x2600 && r < 0x2700, r >= 0x1f300 && r < 0x1fb00:
		return outside // dashes, quotes, arrows, emoji
	case r >= 0x0e01 && r < 0x0e4f:
		return scriptOfThai(r)
	}
	return rareScript(r)
}

func scriptOfThai(r rune) script {
	switch {
	case r == 0x0e31, r >= 0x0e34 && r <= 0x0e3a, r >= 0x0e47:
		return attached
	case r >= 0x0e3b && r <= 0x0e3f:
		return outside
	}
	return unspaced
}

// rareScript says of any rune what scriptOf knows by heart of some.
func rareScript(r rune) script {
	switch {
	case r == 0x30fc, unicode.IsMark(r): // ー makes the vowel before it long
		return attached
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return outside
	case unicode.IsDigit(r):
		return spaced
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return unspaced
	case unicode.Is(unicode.Katakana, r):
		return katakana
	case unicode.Is(unicode.Hangul, r):
		return hangul
	}
	return spaced
}

// class is what a byte is in a folded text, as a table in a string so that
// nobody can change it.
const (
	none8  = "\x00\x00\x00\x00\x00\x00\x00\x00"
	word8  = "\x01\x01\x01\x01\x01\x01\x01\x01"
	rune8  = "\x04\x04\x04\x04\x04\x04\x04\x04"
	rune32 = rune8 + rune8 + rune8 + rune8

	classWord = 1 // a letter or digit, part of a word
	classMark = 2 // "#" or "@"
	classRune = 4 // part of a rune beyond ASCII

	class = none8 + none8 + none8 + none8 + // control characters
		"\x00\x00\x00\x02\x00\x00\x00\x00" + none8 + // space to /
		word8 + "\x01\x01\x00\x00\x00\x00\x00\x00" + // 0 to ?
		"\x02" + word8 + word8 + word8 + "\x01\x01\x00\x00\x00\x00\x00" + // @ to _
		"\x00" + word8 + word8 + word8 + "\x01\x01\x00\x00\x00\x00\x00" + // ` to delete
		rune32 + rune32 + rune32 + rune32
)

// A token is a word, or one letter of a script without spaces, in a folded text.
type token struct{ start, end int }

// tokenize appends the tokens of a folded text.
func tokenize(toks []token, s []byte) []token { return tokenizeFrom(toks, s, 0) }

// tokenizeFrom appends the tokens of s, which begins at offset of a text.
func tokenizeFrom(toks []token, s []byte, offset int) []token {
	before := outside
	for at := 0; at < len(s); {
		r, width := utf8.DecodeRune(s[at:])
		now := scriptOf(r)
		end := offset + at + width
		switch {
		case now == attached:
			if now = before; before != outside {
				toks[len(toks)-1].end = end
			}
		case now == outside:
		case now == before && now != unspaced:
			toks[len(toks)-1].end = end
		default:
			toks = append(toks, token{end - width, end})
		}
		before = now
		at += width
	}
	return toks
}
