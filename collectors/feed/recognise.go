package feed

import (
	"slices"

	"tocsin/brand/address"
)

// recognise finds the items of a document that the memory knows, and gives them
// their names. Each trace is one item's: what says more is asked first.
func (m memory) recognise(items []item, byAddress bool) {
	s := newSearch(m)
	for i := range items {
		// Several posts were met at this address, each with an id of its own.
		x := &items[i]
		x.own = x.own && (byAddress || len(s.byAt[x.at]) < 2)
		if x.post == nil {
			x.met, s.found[x.place] = true, true
		}
	}
	s.knowIDs(items)
	s.each(items, s.ofID, func(x item, t trace) bool { return !byAddress && x.moved(t) })
	s.each(items, func(x item) []int {
		if !x.own {
			return nil
		}
		return s.byAt[x.at]
	}, func(x item, t trace) bool { return x.staysAt(t, byAddress) })
	s.knowWords(items)
	if metAny(items) {
		return // ids or addresses hold still: what has others of both is the next one
	}
	// The very words of a moment ago, of the same date or at an address of their own.
	s.each(items, func(x item) []int { return s.byWords[said{x.words, x.author}] }, func(x item, t trace) bool {
		return x.words != 0 && x.date == t.date && (x.date != 0 || x.own && x.at == t.at)
	})
}

// knowIDs finds items by their ids and addresses.
func (s search) knowIDs(items []item) {
	s.each(items, s.ofID, func(x item, t trace) bool {
		if x.id != t.id { // another spelling of it
			return x.at == t.at && (x.says(t) || x.date != 0 && x.date == t.date)
		}
		return x.at == t.at && (x.own && !x.replaces(t) || x.resembles(t))
	})
}

// knowWords finds items by their words where they stood.
func (s search) knowWords(items []item) {
	// The same words by the same author, without a date, or those of the same date
	// where nothing but the address is left to know them by.
	s.each(items, func(x item) []int { return s.anyWords[said{x.words, x.author}] }, func(x item, t trace) bool {
		undated := x.date == 0 && (x.author != 0 || x.stamped && x.id == 0)
		return x.words != 0 && x.at == t.at && x.date == t.date && (undated || x.date != 0 && x.id == 0)
	})
	// Their author has another name now. Who says the same on the same day is another
	// one: the moment must be the post's alone.
	s.each(items, func(x item) []int {
		if x.id != 0 || x.words == 0 || x.author == 0 || !x.dated || len(items) < 2 {
			return nil
		}
		return s.lastAt(x)
	}, func(x item, t trace) bool {
		return t.id == 0 && t.author != 0 && x.words == t.words && x.date == t.date
	})
}

// metAny reports whether some item was found in the memory.
func metAny(items []item) bool {
	return slices.ContainsFunc(items, func(x item) bool { return x.met })
}

// resembles reports whether an item at an address that many share may be the post
// that had its id: ids that count from the newest are soon another post's.
func (x item) resembles(t trace) bool {
	return x.titled && x.title == t.title && !x.follows(t) || x.words == t.words || x.dated && x.date == t.date
}

// moved reports whether an item elsewhere is the post that had its id, by its title
// where that tells something. An id with neither address nor title of old is used
// again, for another post.
func (x item) moved(t trace) bool {
	return x.id == t.id && x.title == t.title && (x.titled && !x.follows(t) || x.says(t))
}

// replaces reports whether an item under an old id, at a page on which posts change,
// has nothing else in common with the post that was there: another title, other
// words and another date. An id that is no more than a thread's address is that of
// all who write in it.
func (x item) replaces(t trace) bool {
	if x.follows(t) && address.KeyOfID(x.post.NativeID) == address.Key(x.post.URL) {
		return true
	}
	changed := x.title != t.title && x.words != t.words && x.date != t.date && x.date != 0 && t.date != 0
	return changed && !address.Particular(x.post.URL)
}

// staysAt reports whether an item is the post that was met at its address.
func (x item) staysAt(t trace, byAddress bool) bool {
	switch {
	case x.follows(t), x.id != 0 && t.id != 0 && x.id != t.id && x.author != t.author && x.words != t.words:
		return false
	case !address.Particular(x.post.URL):
		return byAddress && x.title == t.title
	case byAddress:
		return true
	}
	// With another id, another date and other words, it is the next post at an
	// address that only looked like one post's.
	sameDay := x.date == t.date && (x.date != 0 || x.title == t.title && !x.stamped)
	return x.id == 0 || x.id == t.id || x.words != 0 && x.says(t) || sameDay
}

// A search goes through the memory.
type search struct {
	memory
	// found are the traces whose items were found.
	found   []bool
	byID    map[uint32][]int
	byAt    map[uint64][]int
	byWords map[said][]int
	// anyWords finds what left the document, too.
	anyWords map[said][]int
}

func newSearch(m memory) search {
	words := func(t trace) said { return said{t.words, t.author} }
	return search{
		memory: m, found: make([]bool, len(m.traces)),
		byID:    group(m.traces, func(t trace) uint32 { return t.id }),
		byAt:    group(m.traces, func(t trace) uint64 { return t.at }),
		byWords: group(m.traces[:m.last], words), anyWords: group(m.traces, words),
	}
}

// group are the places of traces by what they have in common, in one piece of memory.
func group[K comparable](traces []trace, of func(trace) K) map[K][]int {
	sizes := make(map[K]int, len(traces))
	for _, t := range traces {
		sizes[of(t)]++
	}
	groups, room := make(map[K][]int, len(sizes)), make([]int, len(traces))
	for n, t := range traces {
		k := of(t)
		g, begun := groups[k]
		if !begun {
			g, room = room[:0:sizes[k]], room[sizes[k]:]
		}
		groups[k] = append(g, n)
	}
	return groups
}

// said are words and who wrote them.
type said struct{ words, author uint32 }

// ofID are the traces that have an item's id, in the one spelling or the other.
func (s search) ofID(x item) []int {
	switch {
	case x.id == 0:
		return nil
	case x.other == 0 || len(s.byID[x.other]) == 0:
		return s.byID[x.id]
	}
	return slices.Concat(s.byID[x.id], s.byID[x.other])
}

// lastAt are the traces at an item's address that are of the document before.
func (s search) lastAt(x item) []int {
	all := s.byAt[x.at]
	n, _ := slices.BinarySearch(all, s.last)
	return all[:n]
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
