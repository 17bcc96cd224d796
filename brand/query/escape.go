package query

import (
	"strings"
	"unicode"
)

// cutStar takes off a star at the end, unless a backslash keeps it.
func cutStar(s string) (string, bool) {
	before, ok := strings.CutSuffix(s, "*")
	if kept := len(before) - len(strings.TrimRight(before, `\`)); !ok || kept%2 == 1 {
		return s, false
	}
	return before, true
}

// starInside is how many characters stand before a star that is not at the end of
// a word, -1 if there is none.
func starInside(s string) int {
	in := []rune(s)
	for at := range in {
		if in[at] == '*' && at+1 < len(in) && !unicode.IsSpace(in[at+1]) && bare(in, at) {
			return at
		}
	}
	return -1
}

// markAt is how many characters stand before a mark that no backslash keeps, -1
// if there is none.
func markAt(s string, mark rune) int {
	in := []rune(s)
	for at := range in {
		if in[at] == mark && bare(in, at) {
			return at
		}
	}
	return -1
}

// negated reports whether an exclamation mark stands before a word.
func negated(s string) bool {
	return strings.HasPrefix(s, "!") && strings.ContainsFunc(s, isWordRune)
}

// settled is a term with single blanks, and without a backslash at its end that
// keeps nothing: written again, it would keep the quote behind it.
func settled(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if kept := len(s) - len(strings.TrimRight(s, `\`)); kept%2 == 1 {
		return settled(s[:len(s)-1])
	}
	return s
}

// bare reports whether no backslash keeps a mark.
func bare(in []rune, at int) bool {
	kept := false
	for at > 0 && in[at-1] == '\\' {
		kept, at = !kept, at-1
	}
	return !kept
}

// escape keeps every mark of a word from being read as one.
func escape(s string) string {
	var out strings.Builder
	for _, r := range s {
		if strings.ContainsRune(`\"*()|`, r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// unescape removes the backslashes that keep a mark from being read as one.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var out strings.Builder
	escaped := false
	for _, r := range s {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		escaped = false
		out.WriteRune(r)
	}
	return out.String()
}
