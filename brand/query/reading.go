package query

import (
	"tocsin/brand"
)

// A reading is one post being held against a set. It is used again for the next.
type reading struct {
	set    *Set
	post   brand.Post
	source string
	fields [2]field
	// turn numbers the posts; what carries another number is of an earlier one.
	turn uint32
	// found tells of each leaf in which turn it was last found, proofs where.
	found  []uint32
	proofs []proof
	// asked tells of each query in which turn it was last a candidate.
	asked      []uint32
	candidates []int
	// spoken is the post's language, once it is told.
	spoken string
	told   bool
	// spans are room for the places of terms.
	spans []span
}

// A proof is where a term was found first.
type proof struct {
	field int
	kind  kind
	way   uint8
	// at is the token, tag, handle or byte.
	at int
}

func newReading(s *Set) *reading {
	r := &reading{
		set:    s,
		found:  make([]uint32, len(s.leaves)),
		proofs: make([]proof, len(s.leaves)),
		asked:  make([]uint32, len(s.queries)),
	}
	r.fields[0].name, r.fields[1].name = "title", "text"
	return r
}

// read finds every term of the set in a post, and the queries they call up.
func (r *reading) read(source string, p *brand.Post) {
	r.source, r.post, r.told = source, *p, false
	r.candidates = append(r.candidates[:0], r.set.always...)
	if r.turn++; r.turn == 0 {
		clear(r.found)
		clear(r.asked)
		r.turn = 1
	}
	r.fields[0].read(r.set.index, p.Title)
	r.fields[1].read(r.set.index, p.Text)
	for i := range r.fields {
		for _, m := range r.fields[i].maybe {
			for _, e := range r.set.index.find(m.hash) {
				r.try(i, m.at, e)
			}
		}
	}
}

// try finds out whether a term really stands where its hash does.
func (r *reading) try(i, at int, e entry) {
	if r.found[e.leaf] == r.turn {
		return
	}
	l, f := &r.set.leaves[e.leaf], &r.fields[i]
	if l.node.In != "" && l.node.In != f.name {
		return
	}
	if at = f.stands(l, e, at); at < 0 {
		return
	}
	r.found[e.leaf] = r.turn
	r.proofs[e.leaf] = proof{i, e.kind, e.way, at}
	for _, q := range l.queries {
		if r.asked[q] != r.turn {
			r.asked[q] = r.turn
			r.candidates = append(r.candidates, q)
		}
	}
}

// stands is the first token, the tag, the handle or the byte at which a term
// stands that was looked for at a place; -1 if it doesn't.
func (f *field) stands(l *leaf, e entry, at int) int {
	n, ok := l.node, false
	switch e.kind {
	case wholeWord, wordStart:
		at -= e.piece
		ok = at >= 0 && l.ways[e.way].words.at(f.folded, f.toks, at) && (!n.Exact || f.cased(n.cased, at))
	case symbol:
		ok = bytesHavePrefix(f.folded[at:], n.symbols)
	case insideTag:
		return f.inside(l.ways[e.way].inside, at)
	case wholeTag, tagStart:
		ok = n.names(f.folded[f.tags[at].start:f.tags[at].end])
	case wholeHandle, handleStart:
		ok = n.names(f.folded[f.handles[at].start:f.handles[at].end])
	}
	if !ok {
		return -1
	}
	return at
}

// names reports whether a Tag or Handle is this one.
func (n *Node) names(name []byte) bool {
	if n.Prefix {
		return bytesHavePrefix(name, n.Text)
	}
	return string(name) == n.Text || n.Op == Handle && string(name[:localPart(name)]) == n.Text
}

// forget lets go of the post, so that the pool keeps none alive.
func (r *reading) forget() {
	r.post, r.source = brand.Post{}, ""
	for i := range r.fields {
		r.fields[i].raw = ""
	}
}
