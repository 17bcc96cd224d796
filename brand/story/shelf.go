package story

import (
	"cmp"
	"slices"
	"time"
)

const (
	// bucketSize is how many texts are found by one piece; the oldest give way: what
	// more have is a phrase.
	bucketSize = 4
	// mostLooked is how many texts one is held against, those with most in common first.
	mostLooked = 16
	// leastRetitled is how many other headlines show that a text is what sites show instead of one.
	leastRetitled = 2
)

// An entry is a text on the shelf.
type entry struct {
	tale *tale
	sketch
	keys []uint32
	// names are the hashes by which a headline or a short text is found.
	names  []uint64
	repost bool
	// grown is set once it was the beginning of a longer text: whoever goes on
	// differently from there on does so in words of their own.
	grown bool
	// retitled is how often it stood under another headline of which it says nothing: it
	// is what sites show instead of a text.
	retitled int
	last     int64 // when it was last carried, in seconds
	// asked and hits count what the text that is looked for has in common with this one.
	asked, hits int
}

// A shelf holds texts. Places are numbered from 1; place 0 is where the ring of
// all in use, the longest uncarried first, begins and ends.
type shelf struct {
	texts      []entry
	next, prev []int
	free       []int
	size       int
	pieces     map[uint32][bucketSize]uint32
	named      map[uint64]int
	asked      int
	found      []int
}

func newShelf() shelf {
	return shelf{
		texts: make([]entry, 1), next: make([]int, 1), prev: make([]int, 1),
		pieces: map[uint32][bucketSize]uint32{}, named: map[uint64]int{},
	}
}

// put remembers what was read as a text of a story, where there is anything to know it by.
func (s *shelf) put(r *reading, t *tale, now time.Time) {
	e := entry{tale: t, repost: r.of != "", last: now.Unix()}
	if r.body {
		e.sketch = r.clone()
		e.keys = slices.Clone(r.keys)
		if first := &s.texts[s.named[join(saltWhole, r.whole)]]; r.untold(&first.sketch) {
			first.retitled++
		}
		e.names = append(e.names, join(saltWhole, r.whole))
		if len(r.heading) > 0 {
			e.names = append(e.names, r.signed())
		}
	}
	if r.title != 0 && (r.headline || r.body) {
		e.names = append(e.names, join(saltTitle, r.title))
	}
	if r.words != 0 {
		e.names = append(e.names, join(saltWords, r.words))
		if who := cmp.Or(r.of, r.by); who != "" {
			e.names = append(e.names, join(voiced(who), r.words))
		}
	}
	e.names = slices.DeleteFunc(e.names, func(n uint64) bool { return s.named[n] != 0 })
	if len(e.names) == 0 && !r.body {
		return
	}
	at := s.place()
	s.texts[at] = e
	for _, n := range e.names {
		s.named[n] = at
	}
	for _, h := range e.keys {
		s.file(h, at)
	}
	s.link(at)
	s.size++
}

// place is a free one.
func (s *shelf) place() int {
	if n := len(s.free); n > 0 {
		at := s.free[n-1]
		s.free = s.free[:n-1]
		return at
	}
	s.texts = append(s.texts, entry{})
	s.next, s.prev = append(s.next, 0), append(s.prev, 0)
	return len(s.texts) - 1
}

// file makes a text to be found by a piece.
func (s *shelf) file(h uint32, at int) {
	b := s.pieces[h]
	copy(b[1:], b[:])
	b[0] = uint32(at) //nolint:gosec // there are at most Most places
	s.pieces[h] = b
}

// drop forgets a text.
func (s *shelf) drop(at int) {
	e := &s.texts[at]
	for _, n := range e.names {
		delete(s.named, n)
	}
	for _, h := range e.keys {
		b := s.pieces[h]
		left := 0
		for _, in := range b {
			if in != 0 && int(in) != at {
				b[left] = in
				left++
			}
		}
		clear(b[left:])
		if left == 0 {
			delete(s.pieces, h)
		} else {
			s.pieces[h] = b
		}
	}
	s.unlink(at)
	*e = entry{}
	s.free = append(s.free, at)
	s.size--
}

// touch says that a text was carried again.
func (s *shelf) touch(at int, now time.Time) {
	s.texts[at].last = now.Unix()
	s.unlink(at)
	s.link(at)
}

// link puts a place last in the ring.
func (s *shelf) link(at int) {
	last := s.prev[0]
	s.next[last], s.prev[at] = at, last
	s.next[at], s.prev[0] = 0, at
}

func (s *shelf) unlink(at int) {
	s.next[s.prev[at]], s.prev[s.next[at]] = s.next[at], s.prev[at]
}

// oldest is when the text was last carried that has been carried by nobody for longest.
func (s *shelf) oldest() time.Time { return time.Unix(s.texts[s.next[0]].last, 0) }

// like lists the places of texts that have pieces in common with what was read,
// those with most of them first.
func (s *shelf) like(r *reading) []int {
	s.asked++
	s.found = s.found[:0]
	for _, hashes := range [][]uint32{r.head, r.sample} {
		for _, h := range hashes {
			for _, at := range s.pieces[h] {
				if at == 0 {
					break
				}
				e := &s.texts[at]
				if e.asked != s.asked {
					e.asked, e.hits = s.asked, 0
					s.found = append(s.found, int(at))
				}
				e.hits++
			}
		}
	}
	slices.SortFunc(s.found, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.texts[b].hits, s.texts[a].hits), cmp.Compare(s.texts[a].tale.number, s.texts[b].tale.number))
	})
	return s.found[:min(len(s.found), mostLooked)]
}
