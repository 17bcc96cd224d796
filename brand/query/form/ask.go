package form

import (
	"cmp"
	"slices"

	"tocsin/brand/query"
)

// An asking is a node in a source's own terms: whatever satisfies the node and
// is in the source satisfies one of the lines, but for what the notes name.
type asking struct {
	lines []line
	notes []note
	state state
}

// A state is how much of a node a source can be asked for.
type state uint8

const (
	// sure: the lines lose little, at most what stands inside a hashtag.
	sure state = iota
	// rough: they lose a good part, such as the longer words that a star stands for.
	rough
	// dumb: nothing that a source could be asked has to be there.
	dumb
	// never: no post of the source satisfies the node.
	never
)

func (d dialect) ask(n *query.Node) asking {
	switch n.Op {
	case query.And, query.Near:
		return d.both(n)
	case query.Or:
		return d.either(n)
	case query.Not:
		if twice := n.Nodes[0]; twice.Op == query.Not {
			return d.ask(twice.Nodes[0])
		}
		return d.unable(n)
	case query.Field:
		if a, ok := d.property(n); ok {
			return asking{lines: []line{{all: []group{{a}}}}}
		}
		return d.unable(n)
	default:
		if n.In == "title" && !d.titles {
			return asking{state: never}
		}
		return d.term(n)
	}
}

func (d dialect) unable(n *query.Node) asking {
	return asking{state: dumb, notes: []note{{unasked, n.String()}}}
}

func (d dialect) property(n *query.Node) (atom, bool) {
	if d.field == nil {
		return atom{}, false
	}
	text, ok := d.field(n)
	return atom{text: text}, ok
}

// either asks for any of the operands. One that cannot be asked is named.
func (d dialect) either(n *query.Node) asking {
	all := asking{state: never}
	for _, kid := range n.Nodes {
		one := d.ask(kid)
		switch {
		case one.state == never:
			continue
		case all.state == never:
			all.state = one.state
		case one.state == rough, one.state == dumb:
			all.state = max(all.state, rough)
		case all.state == dumb:
			all.state = rough
		}
		all.lines = append(all.lines, one.lines...)
		all.notes = append(all.notes, one.notes...)
	}
	if d.join != alone {
		all.lines = merge(all.lines)
	}
	return all
}

// both asks for all operands, or for some of them: each that is left out lets
// more through and loses nothing.
func (d dialect) both(n *query.Node) asking {
	var kids []part
	var without line
	var notes []note
	for _, kid := range n.Nodes {
		if kid.Op == query.Not && kid.Nodes[0].Op != query.Not {
			not, more := d.leaveOut(kid.Nodes[0])
			without.not, notes = append(without.not, not...), append(notes, more...)
			continue
		}
		one := d.ask(kid)
		if one.state == never {
			return one
		}
		kids = append(kids, part{kid, one})
	}
	if len(kids) == 0 {
		return d.unable(n)
	}
	all := d.narrowest(kids)
	if all.state == dumb {
		return all
	}
	if len(without.not) > 0 {
		for i := range all.lines {
			all.lines[i] = all.lines[i].with(without)
		}
	}
	if n.Op == query.Near {
		notes = append(notes, note{near, n.String()})
	}
	all.notes = append(all.notes, notes...)
	return all
}

// A part is an operand of AND, and how it is asked.
type part struct {
	node *query.Node
	asking
}

// narrowest joins the operands that lose least, as many of them as the source can be asked at once.
func (d dialect) narrowest(kids []part) asking {
	slices.SortStableFunc(kids, func(a, b part) int {
		if order := cmp.Compare(a.state, b.state); order != 0 {
			return order
		}
		if !d.one && a.state == sure {
			return 0 // as written
		}
		return cmp.Or(cmp.Compare(len(a.lines), len(b.lines)), cmp.Compare(rarest(b.lines), rarest(a.lines)))
	})
	all := kids[0].asking
	if all.state == dumb {
		for _, kid := range kids[1:] {
			all.notes = append(all.notes, kid.notes...)
		}
		return all
	}
	for _, kid := range kids[1:] {
		if kid.state == sure && !d.one {
			if lines, ok := d.product(all.lines, kid.lines); ok {
				all.lines, all.notes = lines, append(all.notes, kid.notes...)
				continue
			}
		}
		all.notes = append(all.notes, note{less, kid.node.String()})
	}
	return all
}

func (d dialect) product(a, b []line) ([]line, bool) {
	lines, ok := product(a, b)
	if !ok || d.join != alone {
		return lines, ok
	}
	asks := 0
	for _, l := range lines {
		asks += l.asks()
	}
	return lines, asks <= mostLines
}

// rarest is the length of the shortest of lines.
func rarest(lines []line) int {
	least := 0
	for i, l := range lines {
		if n := l.length(); i == 0 || n < least {
			least = n
		}
	}
	return least
}

// leaveOut lists what may be left out because of a node that must not hold: only
// what the source would find no more of than the query does.
func (d dialect) leaveOut(n *query.Node) ([]string, []note) {
	switch {
	case n.Op == query.Or:
		var all []string
		var notes []note
		for _, kid := range n.Nodes {
			not, more := d.leaveOut(kid)
			all, notes = append(all, not...), append(notes, more...)
		}
		return all, notes
	case d.exclude != nil:
		if text, ok := d.exclude(n); ok {
			return []string{text}, nil
		}
	}
	return nil, []note{{left, n.String()}}
}
