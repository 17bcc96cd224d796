package terminal

import (
	"strings"
	"unicode"
)

// tidy takes out of foreign text what could move the cursor, ring the bell or
// turn the direction of writing, and folds all white space.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// columns is how wide a text is on a screen: marks above letters take no
// column, ideographs and emoji two.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += breadth(r)
	}
	return n
}

func breadth(r rune) int {
	switch {
	case r < 0x80:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana),
		r >= 0x1F300 && r <= 0x1FAFF,
		r >= 0xFF01 && r <= 0xFF60,
		r >= 0x3000 && r <= 0x303E:
		return 2
	}
	return 1
}

func pad(s string, column int) string {
	return s + strings.Repeat(" ", max(0, column-columns(s)))
}

// wrap breaks a text into lines of at most width columns at its spaces; the
// first line keeps its leading and inner spaces, the others start at a column.
// A word too long for a line is broken, unless it is an address.
func wrap(text string, column int) string { return wrapTo(text, column, width) }

// wrapTo is wrap to another width.
func wrapTo(text string, column, width int) string {
	if columns(text) <= width {
		return strings.TrimRight(text, " ") + "\n"
	}
	var out strings.Builder
	line, margin := "", strings.Repeat(" ", column)
	flush := func() {
		out.WriteString(strings.TrimRight(line, " ") + "\n")
		line = margin
	}
	for _, word := range strings.SplitAfter(text, " ") {
		bare := strings.TrimRight(word, " ")
		if columns(line)+columns(bare) > width && strings.TrimSpace(line) != "" {
			flush()
		}
		for columns(line)+columns(bare) > width && !strings.Contains(bare, "://") {
			head, rest := split(word, width-columns(line))
			line += head
			flush()
			word, bare = rest, strings.TrimRight(rest, " ")
		}
		line += word
	}
	if strings.TrimSpace(line) != "" {
		flush()
	}
	return out.String()
}

// split divides a word so that the first part fits into a number of columns.
func split(word string, room int) (string, string) {
	used := 0
	for i, r := range word {
		if used += breadth(r); used > room && i > 0 {
			return word[:i], word[i:]
		}
	}
	return word, ""
}
