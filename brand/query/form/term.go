package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/brand/query"
	"tocsin/brand/text"
)

// term asks for words, a hashtag or a handle.
func (d dialect) term(n *query.Node) asking {
	var a asking
	switch {
	case n.Op == query.Tag:
		a = d.hashtag(n)
	case n.Op == query.Handle:
		a = d.account(n)
	case len(n.Row()) == 0 && !d.tagsOnly:
		a = d.emoji(n)
	default:
		a = d.spelt(n)
	}
	if n.In != "" && d.titles && a.state != dumb {
		a.notes = append(a.notes, note{place, n.String()})
	}
	return a
}

func found(notes []note, s state, atoms ...atom) asking {
	return asking{lines: []line{{all: []group{atoms}}}, notes: notes, state: s}
}

func lost(k noteKind, n *query.Node) asking {
	return asking{state: dumb, notes: []note{{k, n.String()}}}
}

// hashtag asks for a tag: as one, or as the word it is.
func (d dialect) hashtag(n *query.Node) asking {
	name := atom{text: d.tag + n.Text, open: n.Prefix && d.stars}
	switch {
	case d.tag == "" && letters(n.Text) < d.shortest:
		return lost(short, n)
	case d.tag == "" && (!d.stars || !n.Prefix) && strings.Contains(n.Text, "_"):
		name.text = quoted(n.Text)
	}
	if n.Prefix && !d.stars {
		return found([]note{{star, n.String()}}, rough, name)
	}
	return found(nil, sure, name)
}

// account asks for a handle: its part before the server, which is all that some sources know.
func (d dialect) account(n *query.Node) asking {
	name, _, _ := strings.Cut(n.Text, "@")
	if d.tagsOnly {
		return lost(unasked, n)
	}
	if d.apart {
		name, _, _ = strings.Cut(name, ".")
		name, _, _ = strings.Cut(name, "-")
		if !xName(name) {
			return lost(unasked, n)
		}
	}
	if d.handle == "" && letters(name) < d.shortest {
		return lost(short, n)
	}
	a := atom{text: d.handle + name, open: n.Prefix && d.stars}
	if strings.ContainsAny(name, ".-_") && d.handle == "" && !d.loose {
		a.text = quoted(name)
	}
	if n.Prefix && !d.stars {
		return found([]note{{star, n.String()}}, rough, a)
	}
	atoms := group{a}
	if d.apart {
		atoms = append(atoms, atom{text: "url:" + name}) // as in https://blog.example/@solvo
	}
	return found(nil, sure, atoms...)
}

// tagOf asks for the tag that words make.
func (d dialect) tagOf(n *query.Node) asking {
	name := n.Tagged()
	if row := n.Row(); name == "" && len(row) == 1 && row[0].Lead == "" {
		name = row[0].Folded
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return lost(unasked, n)
	}
	notes, s := []note{{untagged, n.String()}, {inTag, n.String()}}, sure
	for _, c := range d.chunks(n.Row()) {
		if !c.sure {
			notes, s = append(notes, note{c.doubt, n.String()}), rough
		}
	}
	return found(notes, s, atom{text: d.tag + name})
}

func (d dialect) emoji(n *query.Node) asking {
	if !d.signs {
		return lost(sign, n)
	}
	return found(nil, sure, atom{text: text.Fold(n.Plain())})
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// unspaced reports whether a word is of a script that does not part words, or
// whose words only some sources part as the query does.
func unspaced(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

func latin(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}

// isWord reports whether something can be asked bare: without signs, and no operator.
func isWord(s string) bool {
	return s != "" && s != "or" && s != "and" && s != "not" && !strings.ContainsFunc(s, isSign)
}

// tagName is the name of a hashtag that a word makes, "" if it makes none.
func tagName(s string) string {
	if s == "" || !strings.ContainsFunc(s, unicode.IsLetter) || strings.ContainsFunc(s, func(r rune) bool { return !text.InTag(r) }) {
		return ""
	}
	return s
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
