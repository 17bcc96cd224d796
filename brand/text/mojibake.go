package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Repair undoes the commonest way in which text is broken on its way: UTF-8 read
// as Windows-1252 or Latin-1, so that "It’s" became "Itâ€™s" and "é" "Ã©". It
// does so only where the text can have come about in no other way, and else
// leaves it as it is: a capital Â before a quotation mark is Portuguese.
func Repair(s string) string {
	for range 2 { // some text is broken twice
		repaired := repairOnce(s)
		if repaired == s {
			break
		}
		s = repaired
	}
	return s
}

// suspects are the letters that UTF-8's first bytes are read as, of the scripts that
// are repaired.
const suspects = "ÃÂâðïÐÑÎÏÙØ×ãäåæçèéêëìíàá"

// leading is the byte that all of them begin with in UTF-8.
const leading = 0xc3

func suspect(r rune) bool { return r >= utf8.RuneSelf && strings.ContainsRune(suspects, r) }

func repairOnce(s string) string {
	if at := strings.IndexByte(s, leading); at < 0 || !strings.ContainsFunc(s[at:], suspect) {
		return s
	}
	sure := false
	for start, end := range runs(s) {
		if _, ok := reread(s[start:end]); ok && broken(s[:start], s[start:end], s[end:]) {
			sure = true
			break
		}
	}
	if !sure {
		return s
	}
	// What is broken in one place is broken all over.
	var out strings.Builder
	at := 0
	for start, end := range runs(s) {
		out.WriteString(s[at:start])
		run, _ := reread(s[start:end])
		out.WriteString(run)
		at = end
	}
	return out.String() + s[at:]
}

// runs yields where runs of characters beyond ASCII begin and end.
func runs(s string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for at := 0; at < len(s); at++ {
			start := at
			for at < len(s) && s[at] >= utf8.RuneSelf {
				at++
			}
			if at > start && !yield(start, at) {
				return
			}
		}
	}
}

// reread is what a run was before it was read wrongly, or the run itself and
// false if it cannot have been anything else.
func reread(run string) (string, bool) {
	raw := make([]byte, 0, len(run))
	for _, r := range run {
		b, ok := windows1252(r)
		if !ok {
			return run, false
		}
		raw = append(raw, b)
	}
	if !utf8.Valid(raw) {
		return run, false
	}
	return string(raw), true
}

// broken reports whether nobody would write a run that reads as UTF-8 on purpose.
func broken(before, run, after string) bool {
	if foreign(run) {
		return true
	}
	first, width := utf8.DecodeRuneInString(run)
	second, _ := utf8.DecodeRuneInString(run[width:])
	switch first {
	case 'â': // punctuation as â€œ, then €, ™, arrows, mathematics and older emoji
		return second == 0x80 || second == 0x9d || strings.ContainsRune("€‚„†ˆ˜œ", second)
	case 'ð': // emoji, as ðŸ˜¡
		return second == 'Ÿ' || second == 0x9f
	case 'ï': // a byte order mark
		return strings.HasPrefix(run, "ï»¿")
	case 'Ã', 'Â':
	default:
		return false
	}
	switch {
	case strings.ContainsRune("¡¿¢£¤¥¦§¨©¬®¯±²³´µ¶¸¹¼½¾", second):
		return first == 'Ã' || strings.ContainsRune("¡¿£§©®±²³´µ", second)
	default:
		// Quotes, dashes and spaces may well follow a capital at a word's end, but
		// hardly one within a word in small letters.
		return smallAtEnd(before) && (smallAtStart(after) || first == 'Ã')
	}
}

// foreign reports whether a run reads as a word of another script: nobody writes
// by chance what, taken for bytes, is three letters of Russian or two of Chinese.
func foreign(run string) bool {
	if len(run) < 6 {
		return false
	}
	word, ok := reread(run)
	letters, enough := 0, 2
	for _, r := range word {
		if r < 0x0370 || r >= 0xe000 && r < 0xf900 {
			return false
		}
		if r < 0x0800 {
			enough = 3
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return ok && letters >= enough
}

func smallAtEnd(s string) bool { return s != "" && small(s[len(s)-1]) }

func smallAtStart(s string) bool { return s != "" && small(s[0]) }

func small(c byte) bool { return 'a' <= c && c <= 'z' }

// highHalf are the characters of Windows-1252 from 0x80 to 0x9f.
const highHalf = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

// windows1252 is the byte that a character was made of, where it was read as
// Windows-1252, or as Latin-1 where that knows no character.
func windows1252(r rune) (byte, bool) {
	switch {
	case r >= 0x80 && r <= 0xff:
		return byte(r), true
	case r < 0x0152 || r > 0x2122:
		return 0, false
	}
	place := byte(0x80)
	for _, known := range highHalf {
		if known == r {
			return place, true
		}
		place++
	}
	return 0, false
}
