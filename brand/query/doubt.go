package query

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tocsin/brand/text"
)

// Doubts are what a query says without a fault, and most likely not in the sense
// of whoever wrote it. The words of a name, which is the brand's, are meant as words;
// what the brand's queries beside it find is not missed.
func (q *Query) Doubts(name string, beside ...string) []*Error {
	d := newDoubter(q, name, beside)
	d.sense(q.Root)
	d.spellings(q.Root)
	d.contradictions(q.Root)
	return d.doubts
}

// DoubtsOfNot are those of a query that says what a brand is not: which spellings it
// leaves out is up to whoever wrote it.
func (q *Query) DoubtsOfNot(name string, beside ...string) []*Error {
	d := newDoubter(q, name, beside)
	d.sense(q.Root)
	d.contradictions(q.Root)
	return d.doubts
}

// A doubter goes through a query once for each doubt there may be.
type doubter struct {
	query  string
	name   []string
	beside []string
	// set is the query and those beside it, once something is held against them.
	set    *Set
	doubts []*Error
}

func newDoubter(q *Query, name string, beside []string) *doubter {
	return &doubter{query: q.Text, name: strings.Fields(text.Fold(name)), beside: beside}
}

// sense doubts words that would be operators, and those too short to mean a brand.
func (d *doubter) sense(root *Node) {
	d.operators(root)
	d.short(root)
}

func (d *doubter) doubt(column int, problem, remedy string) {
	d.doubts = append(d.doubts, &Error{Query: d.query, Column: column, Problem: problem, Remedy: remedy})
}

// operators doubts words between others, or behind an operator, that are one in capitals.
func (d *doubter) operators(n *Node) {
	for i, kid := range n.Nodes {
		d.operators(kid)
		if i > 0 && kid.Op == Words && !kid.Quoted && strings.HasPrefix(kid.Text, "not ") {
			d.operator(kid, "not", kid.Column)
		}
	}
	if n.Op != Words || n.Quoted {
		return
	}
	words := strings.Fields(n.Text)
	column := n.Column
	for i, w := range words {
		operator, _, _ := strings.Cut(w, "/")
		if i > 0 && i < len(words)-1 && (operator == "near" || w == "and" || w == "or" || w == "not") {
			d.operator(n, operator, column)
			return
		}
		column += utf8.RuneCountInString(w) + 1
	}
}

func (d *doubter) operator(n *Node, word string, column int) {
	if slices.Contains(d.name, word) {
		return
	}
	operator := strings.ToUpper(word)
	if word == "near" {
		operator = "NEAR/5"
	}
	// YAML takes the outer quotes away.
	d.doubt(column, strconv.Quote(word)+" in small letters is a word among others",
		"write "+operator+` for the operator, or '"`+n.Text+`"' in both quotes if it is a name`)
}

// shortWord is how many letters a word has that stands in posts about anything.
const shortWord = 2

// short doubts words that alone make a query hold, and that are too short for it.
func (d *doubter) short(n *Node) {
	switch n.Op {
	case Or:
		for _, kid := range n.Nodes {
			d.short(kid)
		}
	case Words:
		if n.tooShort() {
			d.doubt(n.Column, strconv.Quote(n.Text)+" is so short that it is found in posts about anything",
				"write it in just its capitals, such as ="+strings.ToUpper(n.words[0].word)+", or add AND and another word")
		}
	case And, Not, Near, Tag, Handle, Field:
	}
}

// tooShort reports whether Words are one short word of a script that parts words
// by blanks, without a mark that would tell it from others.
func (n *Node) tooShort() bool {
	if n.Exact || len(n.words) != 1 {
		return false
	}
	w := n.words[0]
	other := func(r rune) bool { return scriptOf(r) != spaced }
	return w.lead == "" && w.trail == "" && utf8.RuneCountInString(w.word) <= shortWord && !strings.ContainsFunc(w.word, other)
}
