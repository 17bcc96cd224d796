package text

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SplitTag cuts a hashtag into its parts, both as they are written: at
// underscores, at the humps of camel case, between letters and digits, and between
// Latin and Chinese or Japanese. SolvoMoms2026 is Solvo, Moms, 2026; ATTFail is
// ATT, Fail; iPhoneDown is iPhone, Down.
func SplitTag(tag string) []string { return slices.Collect(Parts(tag)) }

// Parts yields what SplitTag lists.
func Parts(tag string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for word := range strings.SplitSeq(tag, "_") {
			for word != "" {
				end := firstHump(word)
				if !yield(word[:end]) {
					return
				}
				word = word[end:]
			}
		}
	}
}

// firstHump is where the second part of a word begins, its length if it has one part.
func firstHump(word string) int {
	before, at := utf8.DecodeRuneInString(word)
	for at < len(word) {
		r, width := utf8.DecodeRuneInString(word[at:])
		if !marked(r) {
			if hump(before, r, word[at+width:]) && !(initial(word[:at]) && unicode.IsUpper(r)) {
				return at
			}
			before = r
		}
		at += width
	}
	return len(word)
}

// hump reports whether a part begins at r.
func hump(before, r rune, rest string) bool {
	switch {
	case unicode.IsDigit(before) != unicode.IsDigit(r):
		return true
	case eastern(before) != eastern(r):
		return unicode.IsLetter(r)
	case !unicode.IsUpper(r):
		return false
	case !unicode.IsUpper(before):
		return true
	}
	next, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLower(next)
}

// initial reports whether a part is the small letter that a name begins with, as
// those of iPhone and eBay do. An "a" is a word.
func initial(part string) bool { return len(part) == 1 && 'b' <= part[0] && part[0] <= 'z' }
