package query

import "strings"

// A Word is one word of a term, for those who write the term in another language.
type Word struct {
	// Folded is the spelling in which the word is sought, Written the one it is asked in.
	Folded, Written string
	// Lead stands right before the word, Trail right after it, as in ".net" and "c++".
	Lead, Trail string
	// Glued is set where nothing but Lead stands between it and the word before.
	Glued bool
	// Open is set where the word may go on, Clitic where particles may be written onto its front.
	Open, Clitic bool
}

// Row lists the words of a Words term, in their order. Emoji and other signs have none.
func (n *Node) Row() []Word {
	written := n.written
	if written == nil {
		written, _ = newPattern(n.Text, asWritten)
	}
	if len(written) != len(n.words) {
		written = n.words // folding has parted a word, as it does with ½
	}
	row := make([]Word, len(n.words))
	for i, p := range n.words {
		row[i] = Word{
			Folded: p.word, Written: written[i].word, Lead: p.lead, Trail: p.trail,
			Glued: p.glued, Open: p.open && (!n.Exact || written[i].open), Clitic: p.clitic && !n.Exact,
		}
	}
	return row
}

// Spellings are the ways in which a Words term is sought, each a term of its own;
// the first is the term itself. Those in quotes, and signs, have no other.
func (n *Node) Spellings() []*Node {
	ways := n.ways()
	if len(ways) == 1 {
		return []*Node{n}
	}
	cased, _ := newPattern(n.Text, asWritten)
	written := cased.ways()
	all := make([]*Node, len(ways))
	for i, p := range ways {
		spelt := *n
		spelt.words, spelt.written = p, p
		if len(written) == len(ways) {
			spelt.written = written[i]
		}
		if i > 0 {
			spelt.Text = p.text()
		}
		all[i] = &spelt
	}
	return all
}

// text is a pattern as a term of a query.
func (p pattern) text() string {
	var out strings.Builder
	for i, piece := range p {
		if i > 0 && !piece.glued {
			out.WriteByte(' ')
		}
		if piece.ampersand {
			out.WriteString("& ")
		}
		for _, s := range [...]string{piece.lead, piece.word, piece.trail} {
			out.WriteString(escape(s))
		}
		if piece.open && scriptOf(firstRune(piece.word)) != hangul {
			out.WriteByte('*')
		}
	}
	return out.String()
}

// Tagged is a Words term as it is written in a hashtag, "" if it is not sought inside them.
func (n *Node) Tagged() string {
	if n.Quoted || len(n.words) == 0 {
		return ""
	}
	return joinOf(n.words).word
}

// Plain is a term without its marks, its last star, and the backslashes that keep one.
func (n *Node) Plain() string {
	s, _ := cutStar(n.Text)
	return unescape(s)
}

// Asked are the terms of a query that ask for a property, such as "source", in order.
func (n *Node) Asked(property string) []*Node {
	if n.Op == Field && n.In == property {
		return []*Node{n}
	}
	var all []*Node
	for _, kid := range n.Nodes {
		all = append(all, kid.Asked(property)...)
	}
	return all
}

// Site is the host of a domain: term, "" of any other node.
func (n *Node) Site() string {
	if n.Op != Field || n.In != "domain" {
		return ""
	}
	return n.value
}
