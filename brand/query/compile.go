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
		c.words(i, n.words)
		c.set.index.particles = c.set.index.particles || slices.ContainsFunc(n.words, func(p piece) bool { return p.clitic })
		if l.inside = joinOf(n.words); n.Quoted {
			l.inside = join{}
		}
		if l.inside.word != "" {
			c.start(entry{leaf: i, kind: insideTag}, l.inside.word)
		}
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

// words hangs a term on one of its words: on a long one that few others hang on.
func (c *compiler) words(i int, p pattern) {
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
		if cost := 8*c.crowd[h] + 64/len(anchor); least < 0 || cost < least {
			best, least = posting{h, entry{i, k, wholeWord}}, cost
		}
	}
	if least < 0 {
		last := len(p) - 1
		c.start(entry{i, last, wordStart}, p[last].word)
		return
	}
	c.crowd[best.hash]++
	c.postings = append(c.postings, best)
}

// paired reports whether a word and the next are letters of an unspaced script:
// two together are rarer than one.
func (p pattern) paired(k int) bool {
	next := p[k+1]
	return next.glued && next.lead == "" && !next.open &&
		scriptOf(firstRune(p[k].word)) == unspaced && scriptOf(firstRune(next.word)) == unspaced
}
