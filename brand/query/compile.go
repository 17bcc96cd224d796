package query

import (
	"slices"

	"tocsin/brand"
)

// A compiler gathers the terms of all queries, each once.
type compiler struct {
	set    *Set
	leaves map[string]int // by the term as a query
	faults []error
	// crowd counts the terms that hang on a word, so that the next term can
	// choose a lonelier one of its own.
	crowd    map[uint64]int
	postings []posting
}

// query parses a query and gives each of its terms a leaf; nil if it has a fault.
func (c *compiler) query(key brand.Key, q string) *Node {
	root, fault := parse(q)
	if fault != nil {
		fault.Brand = key
		c.faults = append(c.faults, fault)
		return nil
	}
	c.adopt(root)
	return root
}

func (c *compiler) adopt(n *Node) {
	for _, kid := range n.Nodes {
		c.adopt(kid)
	}
	switch n.Op {
	case Words, Tag, Handle:
		name := n.String()
		i, ok := c.leaves[name]
		if !ok {
			i = len(c.set.leaves)
			c.leaves[name] = i
			c.set.leaves = append(c.set.leaves, leaf{node: n})
			c.post(i)
		}
		n.leaf = i
	case Field, And, Or, Not, Near:
	}
}

// finish lays out the index, once every term is known.
func (c *compiler) finish() *Set {
	s := c.set
	s.index.fill(c.postings)
	for q := range s.queries {
		calls := triggers(s.queries[q].root)
		if slices.ContainsFunc(calls, func(n *Node) bool { return n.Op == Field }) {
			s.always = append(s.always, q)
			continue
		}
		for _, n := range calls {
			l := &s.leaves[n.leaf]
			l.queries = append(l.queries, q)
		}
	}
	return s
}

// post puts a term into the index.
func (c *compiler) post(i int) {
	l := &c.set.leaves[i]
	switch n := l.node; {
	case n.Op == Tag:
		c.name(i, wholeTag, tagStart)
	case n.Op == Handle:
		c.name(i, wholeHandle, handleStart)
	case n.symbols != "":
		c.start(entry{leaf: i, kind: symbol}, n.symbols)
	default:
		c.ways(i)
	}
}

// ways puts each way of writing a term into the index.
func (c *compiler) ways(i int) {
	l := &c.set.leaves[i]
	var anchors []uint64
	for k, p := range l.node.ways() {
		w := way{words: p}
		anchors = c.words(entry{leaf: i, way: uint8(k)}, p, anchors)
		c.set.index.particles = c.set.index.particles || slices.ContainsFunc(p, func(p piece) bool { return p.clitic })
		if !l.node.Quoted {
			w.inside = joinOf(p)
		}
		if slices.ContainsFunc(l.ways, func(have way) bool { return have.inside == w.inside }) {
			w.inside = join{} // most ways are one in a hashtag
		}
		if w.inside.word != "" {
			c.start(entry{leaf: i, way: uint8(k), kind: insideTag}, w.inside.word)
		}
		l.ways = append(l.ways, w)
	}
}

func (c *compiler) name(i int, whole, start kind) {
	n := c.set.leaves[i].node
	if n.Prefix {
		c.start(entry{leaf: i, kind: start}, n.Text)
		return
	}
	c.postings = append(c.postings, posting{hashString(whole, n.Text), entry{leaf: i, kind: whole}})
}

// start hangs a term on the first letters of something.
func (c *compiler) start(e entry, s string) {
	length, place := startLength(len(s))
	c.set.index.asked[e.kind][place] = true
	c.postings = append(c.postings, posting{hashString(e.kind, s[:length]), e})
}

// words hangs a term on one of its words: on one of those that another way of
// writing it hangs on, or on a long one that few others hang on. It answers with all
// that the term hangs on.
func (c *compiler) words(e entry, p pattern, anchors []uint64) []uint64 {
	best, least := posting{}, -1
	for k := range p {
		if p[k].open {
			continue
		}
		anchor := p[k].word
		if k+1 < len(p) && p.paired(k) {
			anchor += p[k+1].word
		}
		h := hashString(wholeWord, anchor)
		cost := 8*c.crowd[h] + 64/len(anchor)
		if slices.Contains(anchors, h) {
			cost = 0
		}
		if least < 0 || cost < least {
			e.piece, e.kind = k, wholeWord
			best, least = posting{h, e}, cost
		}
	}
	if least < 0 {
		e.piece, e.kind = len(p)-1, wordStart
		c.start(e, p[e.piece].word)
		return anchors
	}
	c.postings = append(c.postings, best)
	if least > 0 {
		c.crowd[best.hash]++
		anchors = append(anchors, best.hash)
	}
	return anchors
}

// paired reports whether a word and the next are letters of an unspaced script:
// two together are rarer than one.
func (p pattern) paired(k int) bool {
	next := p[k+1]
	return next.glued && next.lead == "" && !next.open &&
		scriptOf(firstRune(p[k].word)) == unspaced && scriptOf(firstRune(next.word)) == unspaced
}
