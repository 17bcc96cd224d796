package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxTags is how many tags of a text are listed, maxTag how long one may be,
	// in bytes: what has more or longer ones is made to be found, not to be read.
	maxTags = 64
	maxTag  = 300
)

// Tags lists the first 64 hashtags of a text, folded and without the "#", in
// order of appearance and each once. A tag is made of letters, digits and
// underscores and holds at least one letter; "C#" and "#1" have none.
func Tags(s string) []string {
	if strings.IndexByte(s, '#') < 0 && !strings.Contains(s, "＃") && !strings.Contains(s, "﹟") {
		return nil
	}
	folded, end := []byte(Fold(s)), 0
	var tags []string
	for at, c := range folded {
		if c != '#' {
			continue
		}
		if after := TagEnd(folded, at, end); after > 0 {
			end = after
			if tag := folded[at+1 : end]; len(tag) <= maxTag && !slices.Contains(tags, string(tag)) {
				tags = append(tags, string(tag))
			}
			if len(tags) == maxTags {
				break
			}
		}
	}
	return tags
}

// TagEnd is where the hashtag ends whose "#" stands at hash in a normalised
// text, 0 if that "#" begins none. The tag before, if any, ended at before: tags
// may be written onto one another, but not onto a word.
func TagEnd(s []byte, hash, before int) int {
	if r, _ := utf8.DecodeLastRune(s[:hash]); hash > 0 && hash != before && (InTag(r) || r == '&' || r == '/') {
		return 0
	}
	letters := false
	for end := hash + 1; ; {
		r, width := rune(0), 1
		if end < len(s) {
			if r = rune(s[end]); r >= utf8.RuneSelf {
				r, width = utf8.DecodeRune(s[end:])
			}
		}
		switch {
		case InTag(r):
			letters = letters || 'a' <= r|0x20 && r|0x20 <= 'z' || r >= utf8.RuneSelf && unicode.IsLetter(r)
			end += width
		case letters:
			return end
		default:
			return 0
		}
	}
}

// InTag reports whether a rune may stand in a hashtag or a handle.
func InTag(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '_' || '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}
