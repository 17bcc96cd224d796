package query

import (
	"bytes"
	"unicode/utf8"

	"tocsin/brand/text"
)

// handleEnd is where the handle ends whose "@" stands at a byte of a folded
// text, 0 if that "@" begins none: @solvo, @solvo.example, @solvo@social.example.
// A full stop or a dash at the end is the sentence's.
func handleEnd(s []byte, at int) int {
	if r, _ := utf8.DecodeLastRune(s[:at]); at > 0 && text.InTag(r) {
		return 0 // in an e-mail address
	}
	end, letters := 0, false
	for i := at + 1; i < len(s); {
		r, width := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, width = utf8.DecodeRune(s[i:])
		}
		switch {
		case text.InTag(r):
			end = i + width
			letters = letters || isWordRune(r)
		case end == 0, r != '.' && r != '-' && r != '@':
			i = len(s)
		}
		i += width
	}
	if !letters {
		return 0
	}
	return end
}

// localPart is how long a handle is without the server it is on.
func localPart(handle []byte) int {
	if at := bytes.IndexByte(handle, '@'); at >= 0 {
		return at
	}
	return len(handle)
}

func inName(op Op, r rune) bool {
	return text.InTag(r) || op == Handle && (r == '.' || r == '-' || r == '@')
}
