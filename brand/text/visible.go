package text

import (
	"strings"
	"unicode"
)

// Visible is a text of a stranger's as it may be shown: without control
// characters, which could command a terminal, and without those that turn the
// direction of what stands after them. Line breaks and tabs stay.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r) || turns(r):
			return -1
		}
		return r
	}, s)
}

// turns reports whether a character turns the direction of all that follows. The
// marks that tell the direction of one place, as right-to-left scripts need them,
// do not.
func turns(r rune) bool { return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' }
