package digest

import (
	"maps"

	"tocsin/brand"
)

// authors are those who published a text. Most texts have one, which needs no set.
type authors struct {
	one brand.Voice
	all map[brand.Voice]struct{}
}

// with adds an author; what it was called upon must not be used any more.
func (a authors) with(v brand.Voice) authors {
	switch {
	case a.all != nil:
		a.all[v] = struct{}{}
	case a.one == "":
		a.one = v
	case a.one != v:
		a.all = map[brand.Voice]struct{}{a.one: {}, v: {}}
	}
	return a
}

// and are those of both; neither changes.
func (a authors) and(b authors) authors {
	a.all = maps.Clone(a.all)
	if b.one != "" {
		a = a.with(b.one)
	}
	for v := range b.all {
		a = a.with(v)
	}
	return a
}

func (a authors) count() int {
	switch {
	case a.all != nil:
		return len(a.all)
	case a.one != "":
		return 1
	}
	return 0
}
