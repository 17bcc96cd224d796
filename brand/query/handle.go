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
		if class[s[i]] == classWord { // most of a handle
			i++
			end, letters = i, true
			continue
		}
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

// tagEnd is text.TagEnd, in fewer steps for tags of ASCII letters.
func tagEnd(s []byte, hash, before int) int {
	if hash > 0 && hash != before && s[hash-1] != ' ' {
		return text.TagEnd(s, hash, before)
	}
	end := hash + 1
	for end < len(s) && class[s[end]] == classWord {
		end++
	}
	if end < len(s) && (s[end] == '_' || s[end] >= utf8.RuneSelf) {
		return text.TagEnd(s, hash, before)
	}
	for _, c := range s[hash+1 : end] {
		if c > '9' { // a letter: the digits come first
			return end
		}
	}
	return 0
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
