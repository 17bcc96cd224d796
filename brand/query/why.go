package query

import "strings"

// mostReasons is how many terms a reason names: enough to check it by.
const mostReasons = 3

// why says in words which terms made a query hold.
func (r *reading) why(n *Node) string {
	whys := r.reasons(nil, n)
	return strings.Join(whys[:min(len(whys), mostReasons)], " and ")
}

// reasons lists the terms that made a node hold, in the order they are written.
func (r *reading) reasons(whys []string, n *Node) []string {
	switch n.Op {
	case And:
		for _, kid := range n.Nodes {
			whys = r.reasons(whys, kid)
		}
		return whys
	case Or:
		for _, kid := range n.Nodes {
			if r.holds(kid) {
				return r.reasons(whys, kid)
			}
		}
		return whys
	case Not:
		return whys
	case Near:
		left, right := r.reasons(nil, n.Nodes[0]), r.reasons(nil, n.Nodes[1])
		return append(whys, strings.Join(left, " and ")+" near "+strings.Join(right, " and "))
	case Field:
		return append(whys, n.String())
	default:
		return append(whys, r.reason(n))
	}
}

// reason says of one term what of it stands where.
func (r *reading) reason(n *Node) string {
	p := r.proofs[n.leaf]
	f := &r.fields[p.field]
	why := f.reason(&r.set.leaves[n.leaf], p)
	if f.name == "title" {
		why += " in the title"
	}
	return why
}

func (f *field) reason(l *leaf, p proof) string {
	n := l.node
	switch p.kind {
	case insideTag:
		return "inside #" + f.word(f.tags[p.at])
	case wholeTag, tagStart:
		return "tag #" + f.word(f.tags[p.at])
	case wholeHandle, handleStart:
		return "handle @" + f.word(f.handles[p.at])
	case symbol:
		return "sign " + n.symbols
	case wholeWord, wordStart:
	}
	kind := "word"
	if strings.Contains(n.Text, " ") {
		kind = "phrase"
	}
	if n.Exact {
		return "exact " + kind + ` "` + unescape(n.Text) + `"`
	}
	return kind + ` "` + f.asFound(n, l.ways[p.way].words, p.at) + `"`
}

// asFound is a term as it is written, but with the word that was found where a
// star or an ending leaves it open.
func (f *field) asFound(n *Node, words pattern, at int) string {
	last := words[len(words)-1]
	if !last.open || !strings.HasSuffix(n.Text, "*") {
		return unescape(n.Text)
	}
	first, end := f.toks[at], f.toks[at+len(words)-1]
	return string(f.folded[first.start:end.end])
}

func (f *field) word(t token) string { return string(f.folded[t.start:t.end]) }
