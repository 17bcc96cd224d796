package query

import (
	"errors"
	"slices"
	"sync"

	"tocsin/brand"
	"tocsin/brand/lang"
)

// A Set is every brand's queries, ready to be held against a post at once. It
// is safe for use by several goroutines.
type Set struct {
	brands  []compiled
	queries []asked
	leaves  []leaf
	index   *index
	// always are queries that no word calls up, such as "lang:pt".
	always []int
	// languages tells languages apart. It takes a moment to make, and is made where
	// a query asks for the language of a post that names none.
	languages func() *lang.Detector
	pool      sync.Pool // of *reading
}

// compiled is a brand whose queries are compiled.
type compiled struct {
	key brand.Key
	not []*Node
	own own
}

// asked is a query that makes a mention, and the place of its brand.
type asked struct {
	root  *Node
	brand int
}

// Compile makes a Set. Its error joins an *Error for every fault.
func Compile(brands []brand.Brand) (*Set, error) {
	c := compiler{set: &Set{index: &index{}, languages: sync.OnceValue(lang.New)}, leaves: map[string]int{}, crowd: map[uint64]int{}}
	for i, b := range brands {
		done := compiled{key: b.Key, own: newOwn(b.Own)}
		for _, q := range b.Match {
			if root := c.query(b.Key, q); root != nil {
				c.set.queries = append(c.set.queries, asked{root, i})
			}
		}
		for _, q := range b.Not {
			if root := c.query(b.Key, q); root != nil {
				done.not = append(done.not, root)
			}
		}
		c.set.brands = append(c.set.brands, done)
	}
	if len(c.faults) > 0 {
		return nil, errors.Join(c.faults...)
	}
	return c.finish(), nil
}

// Match says which brands a post concerns, in the order they were compiled in.
// "source:" terms hold for no post, as it has no source; see MatchFrom.
func (s *Set) Match(p brand.Post) []brand.Match { return s.MatchFrom("", p) }

// MatchFrom is Match for a post of a named source, which "source:" terms ask for.
func (s *Set) MatchFrom(source string, p brand.Post) []brand.Match {
	r, _ := s.pool.Get().(*reading)
	if r == nil {
		r = newReading(s)
	}
	r.read(source, &p)
	var matches []brand.Match
	if len(r.candidates) > 0 {
		matches = r.matches()
	}
	r.forget()
	s.pool.Put(r)
	return matches
}

// matches evaluates the candidates; of a brand's queries the first that holds
// gives the reason.
func (r *reading) matches() []brand.Match {
	slices.Sort(r.candidates)
	var matches []brand.Match
	settled := -1
	for _, q := range r.candidates {
		query := r.set.queries[q]
		if query.brand == settled || !r.holds(query.root) {
			continue
		}
		settled = query.brand
		b := &r.set.brands[settled]
		if !slices.ContainsFunc(b.not, r.holds) {
			matches = append(matches, brand.Match{Brand: b.key, Why: r.why(query.root), Own: b.own.wrote(r.post)})
		}
	}
	return matches
}

// Owns reports whether one of a brand's own properties posted p.
func (s *Set) Owns(key brand.Key, p brand.Post) bool {
	for _, b := range s.brands {
		if b.key == key {
			return b.own.wrote(p)
		}
	}
	return false
}
