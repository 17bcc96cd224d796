package config

import (
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/query"
)

// mostHeld bounds how many queries of match are held, one by one, against how many
// of not: each of them takes its time.
const mostHeld = 50

// deaf warns of what can never be heard, because not cuts whatever match finds: a
// brand, or some of its queries.
func (r *reader) deaf(b brand.Brand, not value, wanted []wish) {
	if len(b.Match) == len(wanted) && query.Deaf(b) {
		r.warn(not, complaint{
			"cuts whatever match finds, so nothing is heard",
			"take the words of match out of it, or add others to them, such as " + quoted(strings.ToLower(b.Name)+" consulting"),
		})
		return
	}
	if len(b.Match) > mostHeld || len(b.Not) > mostHeld {
		return
	}
	for _, w := range sound(wanted) {
		if !query.Deaf(brand.Brand{Key: b.Key, Match: []string{w.key}, Not: b.Not}) {
			continue
		}
		by := "what stands"
		i := slices.IndexFunc(b.Not, func(q string) bool {
			return query.Deaf(brand.Brand{Key: b.Key, Match: []string{w.key}, Not: []string{q}})
		})
		if i >= 0 {
			by = quoted(b.Not[i])
		}
		r.warn(w.at, complaint{
			quoted(w.key) + " can never be heard, for " + by + " under not cuts whatever it finds",
			"add words to the one under not, or take one of the two out",
		})
	}
}
