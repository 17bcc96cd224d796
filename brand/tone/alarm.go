package tone

import (
	"slices"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// raised are the names of the brand's own dangers that a post speaks of, and those of
// the lists that it need not be told of as well.
func (o *own) raised(p brand.Post) ([]string, []string) {
	if o.set == nil {
		return nil, nil
	}
	var names, same []string
	for _, m := range o.set.Match(p) {
		a := o.alarms[m.Brand]
		if !slices.Contains(names, a.name) {
			names = append(names, a.name)
		}
		same = append(append(same, a.name), a.same...)
	}
	return names, same
}

// same are the dangers of the lists, in whichever language, of which a query's words
// speak: whoever looks for "erstick*" means choking, and is told of it once.
func (r *Reader) same(n *query.Node) []string {
	var found []string
	switch n.Op {
	case query.Or:
		for _, kid := range n.Nodes {
			found = append(found, r.same(kid)...)
		}
	case query.Words, query.Tag:
		read := &reading{}
		for _, l := range r.languages {
			read.take(l, &own{}, "", text.Spoken(n.Text))
			found = append(found, read.dangers...)
		}
	case query.And, query.Not, query.Near, query.Handle, query.Field:
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// mineFirst is how many of a brand's own dangers come before all harm.
const mineFirst = brand.MostDangers / 2

// gravest are the dangers that are told, a brand's own first: all of them, unless there
// are more than a mention has room for. Then what strikes people stays.
func (l *lexicon) gravest(mine, others []string) []string {
	if len(mine)+len(others) <= brand.MostDangers {
		return append(mine, others...)
	}
	slices.SortStableFunc(others, func(a, b string) int {
		switch {
		case l.harms[a] == l.harms[b]:
			return 0
		case l.harms[a]:
			return -1
		}
		return 1
	})
	harms := len(slices.DeleteFunc(slices.Clone(others), func(d string) bool { return !l.harms[d] }))
	room := max(min(len(mine), mineFirst), brand.MostDangers-harms)
	mine = mine[:min(len(mine), room)]
	all := append(mine, others...)
	return all[:min(len(all), brand.MostDangers)]
}
