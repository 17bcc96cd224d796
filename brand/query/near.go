package query

import (
	"cmp"
	"slices"
)

// A span is where a term stands: the field, the bytes, and the tokens from first
// to last; first is last+1 for emoji, which are no words.
type span struct{ field, start, end, first, last int }

// near reports whether the operands of a NEAR stand as close as it asks.
func (r *reading) near(n *Node) bool {
	left, right := n.Nodes[0], n.Nodes[1]
	if !r.mayHold(left) || !r.mayHold(right) {
		return false
	}
	r.spans = r.places(r.spans[:0], left)
	cut := len(r.spans)
	r.spans = r.places(r.spans, right)
	return follow(r.spans[:cut], r.spans[cut:], n.Distance) || follow(r.spans[cut:], r.spans[:cut], n.Distance)
}

// follow reports whether one of the spans behind begins at most distance words
// after one of those ahead ends. It sorts behind.
func follow(ahead, behind []span, distance int) bool {
	slices.SortFunc(behind, func(a, b span) int { return cmp.Or(a.field-b.field, a.start-b.start) })
	return slices.ContainsFunc(ahead, func(a span) bool {
		next, _ := slices.BinarySearchFunc(behind, a, func(b, a span) int { return cmp.Or(b.field-a.field, b.start-a.end) })
		return next < len(behind) && behind[next].field == a.field && behind[next].first-a.last-1 <= distance
	})
}

// mayHold is holds for an operand of NEAR.
func (r *reading) mayHold(n *Node) bool {
	if n.Op == Or {
		return slices.ContainsFunc(n.Nodes, r.mayHold)
	}
	return r.found[n.leaf] == r.turn
}

// places lists everywhere an operand of NEAR stands.
func (r *reading) places(spans []span, n *Node) []span {
	if n.Op == Or {
		for _, kid := range n.Nodes {
			spans = r.places(spans, kid)
		}
		return spans
	}
	if !r.mayHold(n) {
		return spans
	}
	for i := range r.fields {
		f := &r.fields[i]
		if n.In != "" && n.In != f.name {
			continue
		}
		from := len(spans)
		spans = f.places(spans, &r.set.leaves[n.leaf])
		for k := from; k < len(spans); k++ {
			spans[k].field = i
		}
	}
	return spans
}

// places lists everywhere a term stands in a field.
func (f *field) places(spans []span, l *leaf) []span {
	switch n := l.node; n.Op {
	case Tag:
		return f.named(spans, n, f.tags)
	case Handle:
		return f.named(spans, n, f.handles)
	default:
		if n.symbols != "" {
			return f.signs(spans, n.symbols)
		}
		for k := range l.ways {
			spans = f.written(spans, n, &l.ways[k])
		}
		return spans
	}
}

// written lists everywhere a term stands in one way.
func (f *field) written(spans []span, n *Node, w *way) []span {
	for i := range f.toks {
		if w.words.at(f.folded, f.toks, i) && (!n.Exact || f.cased(n.cased, i)) {
			spans = append(spans, f.span(i, i+len(w.words)-1))
		}
	}
	if w.inside.word == "" {
		return spans
	}
	for i, t := range f.tags {
		if f.holds(w.inside, i) {
			spans = append(spans, f.span(f.tokensOf(t)))
		}
	}
	return spans
}

// span is that of the tokens from first to last, of which there is at least one.
func (f *field) span(first, last int) span {
	return span{start: f.toks[first].start, end: f.toks[last].end, first: first, last: last}
}

func (f *field) named(spans []span, n *Node, marked []token) []span {
	for _, t := range marked {
		if n.names(f.folded[t.start:t.end]) {
			spans = append(spans, f.span(f.tokensOf(t)))
		}
	}
	return spans
}

func (f *field) signs(spans []span, signs string) []span {
	for at := range f.folded {
		if bytesHavePrefix(f.folded[at:], signs) {
			first, last := f.tokensOf(token{at, at + len(signs)})
			spans = append(spans, span{start: at, end: at + len(signs), first: first, last: last})
		}
	}
	return spans
}
