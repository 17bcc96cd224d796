package text

import (
	"strings"
	"unicode"
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
	// A mark belongs to the letter before it.
	for cut > 0 && (unicode.IsMark(line[cut]) || line[cut-1] == '\u200d' || line[cut] == '\u200d') {
		cut--
	}
	return strings.TrimRight(string(line[:cut]), " ,;:.–—-") + "…"
}
