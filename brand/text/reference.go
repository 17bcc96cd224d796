package text

import "strings"

// longestReference is how far the end of a link or of a BBCode tag is looked for.
const longestReference = 2000

// reference is what a text begins with, if that is a link, a picture, code, an
// escaped sign or a BBCode tag: how long it is, and what a reader sees of it.
func reference(s string) (int, string) {
	switch s[0] {
	case '\\':
		if len(s) > 1 && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[1]) >= 0 {
			return 2, s[1:2]
		}
	case '`':
		return code(s)
	case '!':
		if strings.HasPrefix(s, "![") {
			width, words := link(s[1:])
			if width > 0 {
				width++
			}
			return width, words
		}
	case '<':
		if end := strings.IndexByte(s[:min(len(s), longestReference)], '>'); end > 0 && strings.HasPrefix(s, "<http") {
			return end + 1, s[1:end]
		}
	case '[':
		if width, words := link(s); width > 0 {
			return width, words
		}
		return bbcode(s)
	}
	return 0, ""
}

// code is what stands between equally many backticks.
func code(s string) (int, string) {
	ticks := len(s) - len(strings.TrimLeft(s, "`"))
	if ticks > 8 {
		return ticks, s[:ticks]
	}
	inner, _, closed := strings.Cut(s[ticks:min(len(s), longestReference)], s[:ticks])
	if !closed {
		return ticks, s[:ticks]
	}
	return ticks + len(inner) + ticks, inner
}

// link is [words](address) or [words][name].
func link(s string) (int, string) {
	near := s[:min(len(s), longestReference)]
	end := strings.IndexByte(near, ']')
	if end < 0 || end+1 >= len(near) || strings.IndexByte(near[1:end], '[') >= 0 {
		return 0, ""
	}
	after := -1
	switch near[end+1] {
	case '(':
		after = closed(near[end+2:])
	case '[':
		after = strings.IndexByte(near[end+2:], ']')
	}
	if after < 0 {
		return 0, ""
	}
	return end + 2 + after + 1, strings.NewReplacer("**", "", "__", "", "`", "").Replace(near[1:end])
}

// closed is where the parenthesis closes that stands before a text, -1 if nowhere. An
// address may have others, each with its mate; where one has none the first that closes is it.
func closed(s string) int {
	open := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			open++
		case ')':
			if open == 0 {
				return i
			}
			open--
		case ' ', '\t', '<', '[':
			if open > 0 {
				return strings.IndexByte(s, ')')
			}
		}
	}
	return strings.IndexByte(s, ')')
}

// bbcode is a tag of BBCode, which a reader does not see. What begins or ends a
// block parts words.
func bbcode(s string) (int, string) {
	near := s[:min(len(s), 200)]
	end := strings.IndexByte(near, ']')
	if end < 2 {
		return 0, ""
	}
	name := strings.TrimPrefix(near[1:end], "/")
	if cut := strings.IndexAny(name, "= "); cut >= 0 {
		name = name[:cut]
	}
	switch strings.ToLower(name) {
	case "b", "i", "u", "s", "url", "email", "color", "size", "font", "sup", "sub", "spoiler", "user", "mention":
		return end + 1, ""
	case "img":
		if picture, _, ok := strings.Cut(s[:min(len(s), longestReference)], "[/img]"); ok && near[1] != '/' {
			return len(picture) + len("[/img]"), " "
		}
		return end + 1, " "
	case "quote", "code", "list", "*", "center", "left", "right", "table", "tr", "td", "th", "h1", "h2", "h3", "hr", "br", "p", "indent":
		return end + 1, "\n"
	}
	return 0, ""
}
