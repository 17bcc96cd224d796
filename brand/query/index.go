package query

// An index finds the terms that may stand at a place of a text by the hash of
// what stands there. A filter of one bit a hash turns nearly everything away
// before the table is looked at.
type index struct {
	filter []uint64
	shift  int // of a hash, to its place in the filter
	slots  []slot
	mask   uint64
	// entries of one hash stand next to each other.
	entries []entry
	// asked tells of each kind for which of the three lengths of a start there is a term.
	asked [symbol + 1][3]bool
	// particles is set where a term may carry Arabic particles.
	particles bool
}

type slot struct {
	hash        uint64
	first, last int // of entries; last is after the end
}

// An entry is a term, in which of the ways it is sought in, and which of its words
// the hash is of.
type entry struct {
	leaf  int
	piece int
	way   uint8
	kind  kind
}

// A posting is an entry before the table is laid out.
type posting struct {
	hash uint64
	entry
}

// fill lays out the table: at least sixteen bits of filter and two slots for
// every hash.
func (x *index) fill(postings []posting) {
	byHash := map[uint64][]entry{}
	for _, p := range postings {
		byHash[p.hash] = append(byHash[p.hash], p.entry)
	}
	slots := 1
	for 1<<slots < 2*len(byHash) {
		slots++
	}
	filter := max(slots+3, 12)
	x.filter, x.shift = make([]uint64, 1<<(filter-6)), 64-filter
	x.slots, x.mask = make([]slot, 1<<slots), uint64(1)<<slots-1
	for _, p := range postings {
		entries, ok := byHash[p.hash]
		if !ok {
			continue
		}
		delete(byHash, p.hash)
		bit := p.hash >> (x.shift & 63)
		x.filter[bit>>6] |= 1 << (bit & 63)
		at := p.hash & x.mask
		for x.slots[at].last != 0 {
			at = (at + 1) & x.mask
		}
		first := len(x.entries)
		x.entries = append(x.entries, entries...)
		x.slots[at] = slot{p.hash, first, len(x.entries)}
	}
}

// may is the filter: false means that no term has this hash.
func (x *index) may(h uint64) bool {
	bit := h >> (x.shift & 63)
	return x.filter[bit>>6]>>(bit&63)&1 != 0
}

// find lists the terms of a hash.
func (x *index) find(h uint64) []entry {
	for at := h & x.mask; x.slots[at].last != 0; at = (at + 1) & x.mask {
		if x.slots[at].hash == h {
			return x.entries[x.slots[at].first:x.slots[at].last]
		}
	}
	return nil
}
