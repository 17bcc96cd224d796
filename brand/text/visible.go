package text

import (
	"strings"
	"unicode"
)

// mostMarks is how many marks a letter keeps where it is shown: no script needs
// more, and those who write more want to deface the lines around theirs.
const mostMarks = 6

// Visible is a text of a stranger's as it may be shown: without control
// characters, which could command a terminal, without those that turn the
// direction of what stands after them, and without letters nobody sees, in which
// words may hide. Line breaks and tabs stay, and so do the joiners that emoji and
// Persian need.
func Visible(s string) string {
	marks, inFlag := 0, false
	return strings.Map(func(r rune) rune {
		if r < 0x7f {
			marks, inFlag = 0, false
			if r < ' ' && r != '\n' && r != '\t' {
				return -1
			}
			return r
		}
		if unicode.IsMark(r) {
			if marks++; marks > mostMarks {
				return -1
			}
			return r
		}
		marks = 0
		if tagLetter(r) {
			if !inFlag {
				return -1
			}
			return r
		}
		inFlag = r == blackFlag
		if unicode.IsControl(r) || turns(r) || r == 0xad || r == 0xfeff {
			return -1
		}
		return r
	}, s)
}

// blackFlag is what the flags of regions, such as Scotland's, begin with; their
// letters are written after it, unseen.
const blackFlag = '\U0001f3f4'

func tagLetter(r rune) bool { return r >= 0xe0000 && r <= 0xe007f }

// turns reports whether a character turns the direction of all that follows. The
// marks that tell the direction of one place, as right-to-left scripts need them,
// do not.
func turns(r rune) bool { return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' }
