package address

import (
	"slices"
	"strings"
	"unicode"
)

// InText lists the addresses that are written out in a text, in their one
// spelling, each once, at most so many. "www." begins one too.
func InText(s string, most int) []string {
	var found []string
	for at := 0; len(found) < most; {
		start := begins(s[at:])
		if start < 0 {
			break
		}
		at += start
		end := at + strings.IndexFunc(s[at:], ends)
		if end < at {
			end = len(s)
		}
		written := s[at:end]
		if at = end; len(written) > Longest {
			continue
		}
		if written = bare(written); !strings.Contains(written, "://") {
			written = "https://" + written
		}
		if c := Canonical(written); c != "" && !slices.Contains(found, c) {
			found = append(found, c)
		}
	}
	return found
}

// begins is where the first address begins, -1 if there is none. What is glued to
// a word before it is a part of that.
func begins(s string) int {
	for at := 0; at < len(s); {
		next := strings.IndexAny(s[at:], "hHwW")
		if next < 0 {
			return -1
		}
		at += next
		glued := at > 0 && s[at-1] < 0x80 && (word(s[at-1]) || strings.IndexByte("-._@/", s[at-1]) >= 0)
		for _, start := range []string{"https://", "http://", "www."} {
			if after := at + len(start); !glued && after < len(s) && strings.EqualFold(s[at:after], start) && (word(s[after]) || s[after] == '[') {
				return at
			}
		}
		at++
	}
	return -1
}

func word(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80
}

// ends reports whether a character ends an address in a text.
func ends(r rune) bool {
	switch {
	case unicode.IsSpace(r), unicode.IsControl(r):
		return true
	case r >= 0x3000 && r <= 0x303f, r >= 0xff01 && r <= 0xff0f, r >= 0xff1a && r <= 0xff20: // punctuation between wide letters
		return true
	}
	return strings.ContainsRune("<>\"`{}|\\^“”„«»‘’…", r)
}

// bare is an address without the punctuation of the sentence it stands in. A
// bracket belongs to it that was opened in it.
func bare(s string) string {
	for s != "" {
		last := s[len(s)-1]
		switch {
		case strings.IndexByte(".,;:!?'*_~", last) >= 0:
		case last == ')' && strings.Count(s, "(") < strings.Count(s, ")"):
		case last == ']' && strings.Count(s, "[") < strings.Count(s, "]"):
		default:
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}
