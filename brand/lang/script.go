package lang

import "unicode"

// A script is a way of writing that one or several languages share.
type script uint8

const (
	none script = iota
	latin
	cyrillicScript
	arabicScript
	devanagariScript
	han
	kana
	hangul
	// The others belong to one language each, as far as posts are concerned.
	greek
	hebrew
	thai
	lao
	khmer
	burmese
	georgian
	armenian
	ethiopic
	bengali
	tamil
	telugu
	kannada
	malayalam
	gujarati
	gurmukhi
	oriya
	sinhala
	tibetan
	scripts
)

// own is the language of a script that has one alone, "" for any other script.
func (s script) own() string {
	switch s {
	case hangul:
		return "ko"
	case greek:
		return "el"
	case hebrew:
		return "he"
	case thai:
		return "th"
	case lao:
		return "lo"
	case khmer:
		return "km"
	case burmese:
		return "my"
	case georgian:
		return "ka"
	case armenian:
		return "hy"
	case ethiopic:
		return "am"
	case bengali:
		return "bn"
	case tamil:
		return "ta"
	case telugu:
		return "te"
	case kannada:
		return "kn"
	case malayalam:
		return "ml"
	case gujarati:
		return "gu"
	case gurmukhi:
		return "pa"
	case oriya:
		return "or"
	case sinhala:
		return "si"
	case tibetan:
		return "bo"
	case none, latin, cyrillicScript, arabicScript, devanagariScript, han, kana, scripts:
	}
	return ""
}

// least is how much of a text, in hundredths, must be in a script for the text to
// be: names in Latin letters stand in texts of any script, others seldom in Latin.
func (s script) least() int {
	switch s {
	case latin:
		return 85
	case han, kana, hangul:
		return 40
	default:
		return 60
	}
}

// scriptOf is the script a letter belongs to; none where it belongs to all, as
// digits do, or to one that is not known here.
func scriptOf(r rune) script {
	switch {
	case r < 0x80:
		if 'a' <= r|0x20 && r|0x20 <= 'z' {
			return latin
		}
		return none
	case r < 0x0370:
		if unicode.IsLetter(r) {
			return latin
		}
		return none
	case r < 0x1100:
		return scriptOfAlphabet(r)
	case r < 0x1200, r >= 0x3130 && r < 0x3190, r >= 0xac00 && r < 0xd7b0:
		return hangul
	case r < 0x1380:
		return ethiopic
	case r >= 0x1780 && r < 0x1800:
		return khmer
	case r >= 0x1e00 && r < 0x1f00:
		return latin
	case r >= 0x1f00 && r < 0x2000:
		return greek
	case r >= 0x3041 && r < 0x3100 && r != '・':
		return kana
	case r == '々', r >= 0x3400 && r < 0xa000, r >= 0xf900 && r < 0xfb00, r >= 0x20000 && r < 0x32000:
		return han
	case r >= 0xfb50 && r < 0xfe00, r >= 0xfe70 && r < 0xff00:
		return arabicScript
	}
	return none
}

// scriptOfAlphabet is scriptOf for the block of alphabets from Greek to Georgian.
func scriptOfAlphabet(r rune) script {
	switch {
	case !unicode.IsLetter(r) && !unicode.IsMark(r):
		return none
	case r < 0x0400:
		return greek
	case r < 0x0530:
		return cyrillicScript
	case r < 0x0590:
		return armenian
	case r < 0x0600:
		return hebrew
	case r < 0x0700, r >= 0x0750 && r < 0x0780:
		return arabicScript
	case r < 0x0900:
		return none
	case r >= 0x0e00 && r < 0x0e80:
		return thai
	case r >= 0x0e80 && r < 0x0f00:
		return lao
	case r >= 0x0f00 && r < 0x1000:
		return tibetan
	case r >= 0x1000 && r < 0x10a0:
		return burmese
	case r >= 0x10a0:
		return georgian
	}
	// From here on each Indian script has 128 places.
	switch r >> 7 {
	case 0x0900 >> 7:
		return devanagariScript
	case 0x0980 >> 7:
		return bengali
	case 0x0a00 >> 7:
		return gurmukhi
	case 0x0a80 >> 7:
		return gujarati
	case 0x0b00 >> 7:
		return oriya
	case 0x0b80 >> 7:
		return tamil
	case 0x0c00 >> 7:
		return telugu
	case 0x0c80 >> 7:
		return kannada
	case 0x0d00 >> 7:
		return malayalam
	case 0x0d80 >> 7:
		return sinhala
	}
	return none
}
