package rules

import (
	"math"
	"time"
)

const (
	// setSize is how many terms share a place of the lexicon, setsAtMost how many places
	// there are: some 32,000 terms in at most a megabyte.
	setSize    = 8
	setsAtMost = 4096
	// setsAtFirst is how many places an empty lexicon has.
	setsAtFirst = 16
	// forgotten is after how long without use a term counts as unheard.
	forgotten = learnable * time.Hour
)

// A lexicon is what has been said of a brand: tags, words and short phrases, by their
// hashes. It is bounded: where a place is full, the term gives way that only one voice
// ever used and that was used longest ago, then any that was used longest ago. What people say
// again and again is therefore never lost to the flood of what is said once.
type lexicon struct {
	sets  []set
	terms int
}

// A set is the terms of one place. A key of 0 is no term.
type set struct {
	keys  [setSize]uint64
	about [setSize]term
}

// A term is when a tag, word or phrase was used. Moments are seconds since 1970, 0 for never.
type term struct {
	// first is when anybody counted first used it, last when anybody did at all.
	first, last uint32
	// announced is when the brand itself first used it, or what was there at a source's first
	// reading: from then on its use by others is no news.
	announced uint32
	// voice is the voice whose use made it known here, used the latest of that voice's uses. The uses of
	// others are kept in steps.
	voice, used uint32
	// uses is how often other voices used it, as far as one can count in a byte.
	uses uint8
}

// second is a moment as terms keep it.
func second(t time.Time) uint32 {
	return uint32(min(max(t.Unix(), 1), math.MaxUint32))
}

// fresh reports whether a term was unheard before a moment, and is none of the brand's own.
func (t *term) fresh(since uint32) bool {
	return t.first > since && (t.announced == 0 || t.announced > t.first)
}

// young reports whether a term may still be new at a moment, as far as is known yet.
func (t *term) young(at uint32) bool { return t.first+uint32(novelFor/time.Second) > at }

// place is the set a term belongs to.
func (l *lexicon) place(key uint64) *set {
	return &l.sets[key&uint64(len(l.sets)-1)] //nolint:gosec // a length
}

// find is a term, nil where it is unheard.
func (l *lexicon) find(key uint64) *term {
	if len(l.sets) == 0 {
		return nil
	}
	s := l.place(key)
	for i, k := range s.keys {
		if k == key {
			return &s.about[i]
		}
	}
	return nil
}

// meet is a term, met here for the first time where it is unheard.
func (l *lexicon) meet(key uint64, at uint32) (*term, bool) {
	if known := l.find(key); known != nil {
		return known, true
	}
	if len(l.sets) == 0 {
		l.sets = make([]set, setsAtFirst)
	}
	for {
		s := l.place(key)
		i := s.room()
		if s.keys[i] != 0 && len(l.sets) < setsAtMost {
			l.grow()
			continue
		}
		if s.keys[i] == 0 {
			l.terms++
		}
		s.keys[i], s.about[i] = key, term{last: at}
		return &s.about[i], false
	}
}

// room is where the next term goes: an empty place, or that of the term that is missed least.
func (s *set) room() int {
	least := 0
	for i, k := range s.keys {
		if k == 0 {
			return i
		}
		a, b := &s.about[i], &s.about[least]
		if shared := a.uses > 0; shared != (b.uses > 0) {
			if !shared {
				least = i
			}
			continue
		}
		if a.last < b.last {
			least = i
		}
	}
	return least
}

// grow doubles the places.
func (l *lexicon) grow() {
	old := l.sets
	l.sets = make([]set, 2*len(old))
	for i := range old {
		for j, key := range old[i].keys {
			if key == 0 {
				continue
			}
			s := l.place(key)
			at := s.room()
			s.keys[at], s.about[at] = key, old[i].about[j]
		}
	}
}

// forget drops the terms that were used only before a moment.
func (l *lexicon) forget(before uint32) {
	for i := range l.sets {
		s := &l.sets[i]
		for j := range s.keys {
			if s.keys[j] != 0 && s.about[j].last < before {
				s.keys[j], s.about[j] = 0, term{}
				l.terms--
			}
		}
	}
}
