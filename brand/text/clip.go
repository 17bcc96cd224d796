package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clip shortens a text for a quote: at most so many runes, line breaks and runs
// of spaces made one space, cut at the end of a word and marked with "…".
func Clip(s string, runes int) string {
	line := []rune(strings.Join(strings.Fields(s), " "))
	if len(line) <= runes {
		return string(line)
	}
	if runes < 1 {
		return ""
	}
	cut := runes - 1
	// A word longer than half the quote is cut inside, rather than the quote
	// being left nearly empty.
	for end := cut; end > runes/2; end-- {
		if line[end] == ' ' {
			cut = end
			break
		}
	}
	for cut > 0 && joined(line, cut) {
		cut--
	}
	return strings.TrimRight(string(line[:cut]), " ,;:.–—-") + "…"
}

// Head is the beginning of a text: at most so many bytes, and no rune cut in two.
func Head(s string, bytes int) string {
	if len(s) <= bytes {
		return s
	}
	for bytes > 0 && !utf8.RuneStart(s[bytes]) {
		bytes--
	}
	return s[:bytes]
}

// joined reports whether what stands at a place belongs to what stands before it:
// marks to their letter, and the parts of an emoji to one another.
func joined(line []rune, at int) bool {
	r, before := line[at], line[at-1]
	switch {
	case unicode.IsMark(r), r == '\u200d', before == '\u200d', tagLetter(r):
		return true
	case r >= '\U0001f3fb' && r <= '\U0001f3ff': // the colours of skin
		return true
	case !flagLetter(r):
		return false
	}
	pairs := at
	for pairs > 0 && flagLetter(line[pairs-1]) {
		pairs--
	}
	return (at-pairs)%2 == 1
}

// flagLetter reports whether a rune is one of the two that make a country's flag.
func flagLetter(r rune) bool { return r >= '\U0001f1e6' && r <= '\U0001f1ff' }
