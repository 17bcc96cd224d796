package query

import (
	"bytes"
	"unicode"
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
	rest := s[at+1:]
	if r, _ := utf8.DecodeRune(rest); !text.InTag(r) {
		return 0
	}
	if n := bytes.IndexFunc(rest, func(r rune) bool { return !inName(Handle, r) }); n >= 0 {
		rest = rest[:n]
	}
	rest = bytes.TrimRight(rest, ".-@")
	if !bytes.ContainsFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return 0
	}
	return at + 1 + len(rest)
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
