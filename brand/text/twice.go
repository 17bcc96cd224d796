package text

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// longestEntity is how long an entity may be that is decoded again; the longest
// that people use is "&thetasym;".
const longestEntity = 12

// decodeAgain decodes the entities that are left in a text once they have been
// decoded. Only whole ones: "&copy=2" may be part of an address.
func decodeAgain(s string) string {
	at := strings.IndexByte(s, '&')
	if at < 0 || !strings.Contains(s[at:], ";") {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	for at >= 0 {
		out.WriteString(s[:at])
		s = s[at:]
		entity := entityOf(s)
		switch decoded := html.UnescapeString(entity); decoded {
		case "<", ">":
			out.WriteString(entity)
		default:
			out.WriteString(decoded)
		}
		s = s[len(entity):]
		at = strings.IndexByte(s, '&')
	}
	out.WriteString(s)
	return out.String()
}

// entityOf is the entity that a text begins with, else the "&" alone.
func entityOf(s string) string {
	for at := 1; at < len(s) && at < longestEntity; at++ {
		switch c := s[at]; {
		case c == ';' && at > 2:
			return s[:at+1]
		case c == '#' && at == 1, '0' <= c && c <= '9', 'a' <= c|0x20 && c|0x20 <= 'z':
		default:
			return s[:1]
		}
	}
	return s[:1]
}

// wrapped reports whether a text is one element from end to end: what a reader
// would see are its tags.
func wrapped(s string) bool {
	if len(s) < 7 || s[0] != '<' || s[len(s)-1] != '>' {
		return false
	}
	name := s[1:]
	if end := strings.IndexAny(name, " \t\n\v/>"); end >= 0 {
		name = name[:end]
	}
	switch atom.Lookup([]byte(strings.ToLower(name))) {
	case atom.P, atom.Div, atom.Html, atom.Body, atom.Article, atom.Section, atom.Blockquote, atom.Table, atom.Ul, atom.Ol,
		atom.Figure, atom.H1, atom.H2, atom.H3, atom.Span, atom.Pre:
		return strings.Contains(s, "</")
	}
	return false
}

// smiley is the emoji that an image stands for, as forums and blogs draw them; ""
// where the image is a picture.
func smiley(z *html.Tokenizer) string {
	for {
		name, value, more := z.TagAttr()
		if string(name) == "alt" && isEmoji(string(value)) {
			return string(value) + " "
		}
		if !more {
			return ""
		}
	}
}

// isEmoji reports whether a text is an emoji or two, without letters or digits.
func isEmoji(s string) bool {
	emoji := false
	for _, r := range s {
		switch {
		case r >= 0x1f000 && r < 0x20000, r >= 0x2600 && r < 0x2800:
			emoji = true
		case InTag(r) && !marked(r), r == '<', r == '&':
			return false
		}
	}
	return emoji && len(s) <= 64
}
