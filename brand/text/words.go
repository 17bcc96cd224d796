package text

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// Words yields the words of a text, folded: runs of letters, marks and digits,
// with the apostrophes inside them, such as "don't" and "l'eau". Addresses,
// handles and hashtags are no words of any language and are left out; Tags lists
// the hashtags. Where a script parts no words, as Chinese does, what stands
// between two signs is one word.
func Words(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		folded := string(AppendFold(make([]byte, 0, 512), s))
		for at := 0; at < len(folded); {
			start, end, word := nextWord(folded, at)
			if word && !yield(folded[start:end]) {
				return
			}
			at = end
		}
	}
}

// nextWord is where what comes next in a folded text begins and ends, and whether
// it is a word; its end is the text's where nothing comes.
func nextWord(s string, from int) (int, int, bool) {
	for at := from; at < len(s); {
		r, width := utf8.DecodeRuneInString(s[at:])
		switch {
		case r == '@' || r == '#':
			if end := runEnd(s, at+width); end > at+width {
				if r == '@' { // which may go on, as @ana@solvo.example does
					end = addressEnd(s, end)
				}
				return at, end, false
			}
		case inWord(r):
			end := wordEnd(s, at)
			if address(s[end:], s[at:end]) {
				return at, addressEnd(s, end), false
			}
			return at, end, true
		}
		at += width
	}
	return len(s), len(s), false
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'a' <= r && r <= 'z'
	}
	return InTag(r)
}

// wordEnd is where the word ends that begins at start.
func wordEnd(s string, start int) int {
	before := rune(0)
	for at := start; at < len(s); {
		r, width := utf8.DecodeRuneInString(s[at:])
		if r == '\'' && at > start {
			if next, _ := utf8.DecodeRuneInString(s[at+1:]); !inWord(next) {
				return at
			}
		} else if !inWord(r) || at > start && eastern(r) != eastern(before) && min(r, before) < utf8.RuneSelf {
			return at
		}
		before = r
		at += width
	}
	return len(s)
}

// eastern reports whether a rune is of a script that Latin letters are written
// onto without a space, as in "新しいiPhoneが".
func eastern(r rune) bool {
	return r >= 0x2e80 && r < 0xfb00 || r >= 0x1b000 && r < 0x1b170 || r >= 0x20000
}

// runEnd is where a run of what may stand in a tag or handle ends.
func runEnd(s string, at int) int {
	for at < len(s) {
		r, width := utf8.DecodeRuneInString(s[at:])
		if !InTag(r) {
			break
		}
		at += width
	}
	return at
}

// address reports whether a word begins an address, such as https://solvo.example,
// www.solvo.example, solvo.com or ana@solvo.example.
func address(rest, word string) bool {
	switch {
	case rest == "":
		return false
	case strings.HasPrefix(rest, "://"):
		return word == "http" || word == "https"
	case rest[0] == '@':
		next, _ := utf8.DecodeRuneInString(rest[1:])
		return inWord(next)
	case rest[0] != '.':
		return false
	case word == "www":
		return true
	}
	end := 1
	for end < len(rest) && 'a' <= rest[end] && rest[end] <= 'z' {
		end++
	}
	switch rest[1:end] {
	case "com", "org", "net", "io", "co", "gov", "edu", "example", "ly", "de", "fr", "uk", "jp", "br", "ru":
		next, _ := utf8.DecodeRuneInString(rest[end:])
		return !inWord(next)
	}
	return strings.HasPrefix(rest[end:], "/") && end > 2
}

// addressEnd is where an address ends of which something ended at from.
func addressEnd(s string, from int) int {
	for at := from; ; at++ {
		if at == len(s) || s[at] <= ' ' || s[at] >= utf8.RuneSelf || strings.IndexByte(`<>"()[]{}|\^`+"`", s[at]) >= 0 {
			return at
		}
	}
}
