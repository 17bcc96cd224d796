package query

import (
	"unicode/utf8"

	"tocsin/brand/text"
)

// inCapitals is the text with its case kept, and its tokens.
func (f *field) inCapitals() ([]byte, []token) {
	if len(f.capitals) > 0 {
		return f.capitals, f.capToks
	}
	f.capitals = append(f.capitals, text.Normalize(f.raw)...)
	f.capToks = tokenize(f.capToks, f.capitals)
	end := -1
	for at, c := range f.capitals {
		if c != '#' {
			continue
		}
		if after := text.TagEnd(f.capitals, at, end); after > 0 {
			end = after
			f.capTags = append(f.capTags, token{at + 1, end})
		}
	}
	return f.capitals, f.capToks
}

// cased reports whether an exact term stands in just its capitals where it was
// found in any, at a token.
func (f *field) cased(words pattern, at int) bool {
	s, toks := f.inCapitals()
	if len(toks) == len(f.toks) {
		return words.at(s, toks, at)
	}
	for i := range toks {
		if words.at(s, toks, i) {
			return true
		}
	}
	return false
}

// casedTag is the i-th hashtag in its capitals.
func (f *field) casedTag(i int) string {
	if f.isPlain() {
		return f.raw[f.tags[i].start:f.tags[i].end]
	}
	s, _ := f.inCapitals()
	if i >= len(f.capTags) {
		return ""
	}
	return string(s[f.capTags[i].start:f.capTags[i].end])
}

// isPlain reports whether the text is ASCII; a text of a hundred thousand tags is
// looked through once for all of them.
func (f *field) isPlain() bool {
	if f.plain == 0 {
		if f.plain = -1; isASCII(f.raw) {
			f.plain = 1
		}
	}
	return f.plain > 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
