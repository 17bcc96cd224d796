package query

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tocsin/brand"
	"tocsin/brand/text"
)

// A deafness holds the terms of a brand's Match against its Not.
type deafness struct {
	// terms has each term as a brand of its own, so that it tells which of them hold.
	terms, not *Set
	keys       map[string]brand.Key
}

// mostTerms bounds how many terms are held against Not: it is a slip of few words
// that makes a brand deaf.
const mostTerms = 50

// Deaf reports whether a brand's Not cuts whatever its Match finds, as far as
// that shows in the few words of both. A brand whose queries have faults is not deaf.
func Deaf(b brand.Brand) bool {
	plain := slices.DeleteFunc(slices.Clone(b.Not), func(q string) bool {
		root, fault := parse(q)
		return fault == nil && !root.grows()
	})
	if len(plain) == 0 || len(b.Match) == 0 || len(b.Match) > mostTerms {
		return false
	}
	d := deafness{keys: map[string]brand.Key{}}
	roots := make([]*Node, len(b.Match))
	var terms []brand.Brand
	for i, q := range b.Match {
		root, fault := parse(q)
		if fault != nil {
			return false
		}
		roots[i] = root
		if terms = d.name(terms, root); len(terms) > mostTerms {
			return false
		}
	}
	var unheard, unwanted error
	d.terms, unheard = Compile(terms)
	d.not, unwanted = Compile([]brand.Brand{{Key: b.Key, Match: plain}})
	return unheard == nil && unwanted == nil && !slices.ContainsFunc(roots, func(n *Node) bool { return !d.cuts(n) })
}

// name gives each term below a node a key, and adds it to the terms as a brand.
func (d deafness) name(terms []brand.Brand, n *Node) []brand.Brand {
	for _, kid := range n.Nodes {
		terms = d.name(terms, kid)
	}
	switch n.Op {
	case Words, Tag, Handle:
		if q := n.String(); d.keys[q] == "" {
			d.keys[q] = brand.Key("term-" + strconv.Itoa(len(terms)))
			terms = append(terms, brand.Brand{Key: d.keys[q], Match: []string{q}})
		}
	case And, Or, Not, Near, Field:
	}
	return terms
}

// grows reports whether a node that holds for a text holds for every longer one.
func (n *Node) grows() bool {
	return n.Op != Not && n.Op != Field && !slices.ContainsFunc(n.Nodes, func(kid *Node) bool { return !kid.grows() })
}

// cuts reports whether no post that satisfies a node can be a mention.
func (d deafness) cuts(n *Node) bool {
	switch n.Op {
	case And, Near:
		return slices.ContainsFunc(n.Nodes, d.cuts)
	case Or:
		return !slices.ContainsFunc(n.Nodes, func(kid *Node) bool { return !d.cuts(kid) })
	case Not, Field:
		return false
	default:
		return d.cutsTerm(n)
	}
}

// cutsTerm holds every way in which a term may stand in a text, and nothing
// beside it, against what is not wanted.
func (d deafness) cutsTerm(n *Node) bool {
	key, found := d.keys[n.String()], false
	for _, s := range n.samples() {
		for _, p := range []brand.Post{{Text: s}, {Title: s}} {
			if !slices.ContainsFunc(d.terms.Match(p), func(m brand.Match) bool { return m.Brand == key }) {
				continue
			}
			if found = true; len(d.not.Match(p)) == 0 {
				return false
			}
		}
	}
	return found
}

// more is what a word may go on with, and a hashtag begin with.
const more = "Qx"

// samples are texts in which a term may stand; it need not be found in all of them.
func (n *Node) samples() []string {
	mark := map[Op]string{Tag: "#", Handle: "@"}[n.Op]
	if mark != "" {
		return []string{mark + n.Text, mark + n.Text + more}
	}
	words := strings.Fields(n.Text)
	for i, w := range words {
		w, _ = cutStar(w)
		words[i] = unescape(w)
	}
	phrase, tag := strings.Join(words, " "), strings.Join(words, "")
	first := []rune(tag)
	first[0] = unicode.ToUpper(first[0])
	samples := []string{phrase, text.Fold(phrase), phrase + more, "#" + tag, "#" + more + string(first) + more}
	for _, spelt := range n.Spellings()[1:] {
		samples = append(samples, unescape(strings.ReplaceAll(spelt.Text, "*", "")))
	}
	return samples
}
