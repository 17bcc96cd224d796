package feed

import (
	"slices"

	"tocsin/brand/address"
)

// recognise finds the items of a document that the memory knows, and gives them
// their names. Each trace is one item's: what says more is asked first.
func (m memory) recognise(items []item, byAddress bool) {
	s := search{memory: m, found: make([]bool, len(m.traces)), byID: map[uint32][]int{}, byAt: map[uint64][]int{}, byWords: map[uint32][]int{}, anyWords: map[uint32][]int{}}
	for n, t := range m.traces {
		s.byID[t.id] = append(s.byID[t.id], n)
		s.byAt[t.at] = append(s.byAt[t.at], n)
		s.anyWords[t.words] = append(s.anyWords[t.words], n)
		if n < m.last {
			s.byWords[t.words] = append(s.byWords[t.words], n)
		}
	}
	for i := range items {
		// Several posts were met at this address, each with an id of its own.
		x := &items[i]
		x.own = x.own && (byAddress || len(s.byAt[x.at]) < 2)
	}
	for _, is := range []func(item, trace) bool{
		// The id and the address.
		func(x item, t trace) bool {
			return x.at == t.at && (x.own && !x.replaces(t) || x.resembles(t))
		},
		// The id, and the title where that tells something: the post moved. An id
		// with neither address nor title of old is used again, for another post.
		func(x item, t trace) bool {
			return !byAddress && x.title == t.title && (x.titled || x.words == t.words)
		},
	} {
		s.each(items, func(x item) []int {
			if x.id == 0 {
				return nil
			}
			return s.byID[x.id]
		}, is)
	}
	s.each(items, func(x item) []int {
		if !x.own {
			return nil
		}
		return s.byAt[x.at]
	}, func(x item, t trace) bool { return x.staysAt(t, byAddress) })
	// The same words by the same author, without a date, or those of the same date
	// where nothing but the address is left to know them by.
	s.each(items, func(x item) []int { return s.anyWords[x.words] }, func(x item, t trace) bool {
		undated := x.date == 0 && x.post.Author != ""
		return x.words != 0 && x.at == t.at && x.date == t.date && (undated || x.date != 0 && x.id == 0)
	})
	if metAny(items) {
		return // ids or addresses hold still: what has others of both is the next one
	}
	// The very words of a moment ago, of the same date or at an address of their own.
	s.each(items, func(x item) []int { return s.byWords[x.words] }, func(x item, t trace) bool {
		return x.words != 0 && x.date == t.date && (x.date != 0 || x.own && x.at == t.at)
	})
}

// metAny reports whether some item was found in the memory.
func metAny(items []item) bool {
	return slices.ContainsFunc(items, func(x item) bool { return x.met })
}

// resembles reports whether an item at an address that many share may be the post
// that had its id: ids that count from the newest are soon another post's.
func (x item) resembles(t trace) bool {
	return x.titled && x.title == t.title || x.words == t.words || x.dated && x.date == t.date
}

// replaces reports whether an item under an old id, at a page on which posts change,
// has nothing else in common with the post that was there: another title, other
// words and another date.
func (x item) replaces(t trace) bool {
	changed := x.title != t.title && x.words != t.words && x.date != t.date && x.date != 0 && t.date != 0
	return changed && !address.Particular(x.post.URL)
}

// staysAt reports whether an item is the post that was met at its address.
func (x item) staysAt(t trace, byAddress bool) bool {
	switch {
	case !address.Particular(x.post.URL):
		return byAddress && x.title == t.title
	case byAddress:
		return true
	}
	// With another id, another date and other words, it is the next post at an
	// address that only looked like one post's.
	sameDay := x.date == t.date && (x.date != 0 || x.title == t.title)
	return x.id == 0 || x.id == t.id || x.words != 0 && x.words == t.words || sameDay
}

// A search goes through the memory.
type search struct {
	memory
	// found are the traces whose items were found.
	found   []bool
	byID    map[uint32][]int
	byAt    map[uint64][]int
	byWords map[uint32][]int
	// anyWords finds what left the document, too.
	anyWords map[uint32][]int
}

// each gives every item that is not known yet the first of some traces that is it.
func (s search) each(items []item, among func(item) []int, is func(item, trace) bool) {
	for i := range items {
		x := &items[i]
		if x.met || x.same < i {
			continue
		}
		for _, n := range among(*x) {
			if t := s.traces[n]; !s.found[n] && is(*x, t) {
				x.met, x.as, s.found[n] = true, t.as, true
				break
			}
		}
	}
}

// unstable reports whether more than half of the items that are known again by
// address and title have another id than in the document before. A few items are
// no evidence, nor are those that share an address, nor what has other words and
// another date as well: that is the next post.
func (m memory) unstable(items []item) bool {
	before := map[uint64][]trace{}
	for _, t := range m.traces[:m.last] {
		before[t.at] = append(before[t.at], t)
	}
	known, changed := 0, 0
	for i, x := range items {
		was := before[x.at]
		if x.same < i || !x.own || len(was) != 1 {
			continue
		}
		switch t := was[0]; {
		case x.id == 0 || t.id == 0 || t.title != x.title:
		case t.id == x.id:
			known++
		case t.words == x.words || t.date == x.date:
			known++
			changed++
		}
	}
	return known >= 4 && 2*changed > known
}

// lacked reports whether there is an item that the memory did not know.
func (m memory) lacked(items []item) bool {
	if len(m.traces) == 0 {
		return false
	}
	for _, x := range items[:min(len(items), maxTraces)] {
		if !x.met {
			return true
		}
	}
	return false
}
