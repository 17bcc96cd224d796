package query

import (
	"slices"
	"strconv"
	"strings"

	"tocsin/brand"
	"tocsin/brand/text"
)

// spellings doubts names that alone make a query hold, and that many write in
// another way which no query of the brand finds.
func (d *doubter) spellings(n *Node) {
	switch n.Op {
	case Or:
		for _, kid := range n.Nodes {
			d.spellings(kid)
		}
	case Words:
		if n.Quoted || len(n.words) == 0 {
			return
		}
		others := n.commoner()
		if len(others) == 0 || slices.ContainsFunc(others, func(o *Node) bool { return d.finds(o.Plain()) }) {
			return
		}
		var written, asked []string
		for _, other := range others {
			written, asked = append(written, strconv.Quote(other.Plain())), append(asked, other.String())
		}
		all := "all"
		if len(others) == 1 {
			all = "both"
		}
		d.doubt(n.Column, strconv.Quote(n.Text)+" does not find "+strings.Join(written, " or ")+", as many write it",
			"write "+n.String()+" OR "+strings.Join(asked, " OR ")+` for `+all+`, or '"`+n.Text+`"' in both quotes for the one alone`)
	case And, Not, Near, Tag, Handle, Field:
	}
}

// commoner are the term without its accents, and with two letters for its umlauts, or
// without the dots of two initials that stand alone; none if it has none of these.
func (n *Node) commoner() []*Node {
	if p := n.words; len(p) == 2 && p.joins(1, ".") && p[0].initial() && p[1].initial() && !p[1].open {
		return []*Node{{Op: Words, In: n.In, Text: strings.ToUpper(p[0].word + p[1].word), Exact: true}} // in any capitals, us is another word
	}
	var others []*Node
	seen := n.Text
	for _, typed := range []string{text.Unaccented(n.Text), text.Typed(n.Text)} {
		if typed != n.Text && typed != seen {
			others, seen = append(others, &Node{Op: Words, In: n.In, Text: typed}), typed
		}
	}
	return others
}

// finds reports whether the query, or another of the brand, finds a text.
func (d *doubter) finds(s string) bool {
	if d.set == nil {
		sound := slices.DeleteFunc(slices.Concat([]string{d.query}, d.beside), func(q string) bool {
			_, fault := parse(q)
			return fault != nil
		})
		d.set, _ = Compile([]brand.Brand{{Key: "doubted", Match: sound}})
	}
	return len(d.set.Match(brand.Post{Title: s, Text: s})) > 0
}

// contradictions doubts what can hold for no post: it asks for what it forbids.
func (d *doubter) contradictions(n *Node) {
	var wanted, unwanted []*Node
	for _, kid := range n.Nodes {
		d.contradictions(kid)
		if kid.Op == Not {
			unwanted = append(unwanted, kid)
		} else {
			wanted = append(wanted, kid)
		}
	}
	if n.Op != And || len(wanted) == 0 || len(unwanted) == 0 {
		return
	}
	b := brand.Brand{Key: "doubted", Match: []string{(&Node{Op: And, Nodes: wanted}).String()}}
	for _, not := range unwanted {
		b.Not = append(b.Not, not.Nodes[0].String())
	}
	if Deaf(b) {
		d.doubt(unwanted[0].Column, "it forbids what it asks for, and finds nothing", "leave out one of the two")
	}
}
