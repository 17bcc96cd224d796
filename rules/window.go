package rules

import (
	"slices"
	"time"
)

// Count is what was heard after from, up to and including to. Only the last three
// days are known mention by mention; what is older counts as nothing.
func (s *Series) Count(from, to time.Time) Count {
	voices := s.scratch[:0]
	for t := range s.ticks(from, to) {
		voices = append(voices, t.voice)
	}
	s.scratch = voices
	mentions := len(voices)
	return Count{Voices: distinct(voices), Mentions: mentions}
}

// Copies is how many of the mentions that Count counts copy a text that was heard before.
func (s *Series) Copies(from, to time.Time) int {
	n := 0
	for t := range s.ticks(from, to) {
		if t.copy != nil {
			n++
		}
	}
	return n
}

// mentions is the number of mentions in a window, cheaper than Count.
func (s *Series) mentions(from, to time.Time) int {
	n := 0
	first, last := stepOf(from.UnixNano()), stepOf(to.UnixNano())
	for key := first; key <= last; key++ {
		if st := s.steps[key]; st != nil {
			n += len(st.ticks)
		}
	}
	return n
}

// ticks goes through the mentions after from, up to and including to, step by step in no order within a step.
func (s *Series) ticks(from, to time.Time) func(yield func(*tick) bool) {
	after, until := from.UnixNano(), to.UnixNano()
	return func(yield func(*tick) bool) {
		for key := stepOf(after); key <= stepOf(until); key++ {
			st := s.steps[key]
			if st == nil {
				continue
			}
			for i := range st.ticks {
				t := &st.ticks[i]
				if t.at > after && t.at <= until && t.read <= s.asOf && !yield(t) {
					return
				}
			}
		}
	}
}

// compact leaves different values only, sorted, in the place of the given ones.
func compact(values []uint64) []uint64 {
	slices.Sort(values)
	return slices.Compact(values)
}

// distinct counts different values; afterwards the given ones are of no use.
func distinct(values []uint64) int { return len(compact(values)) }
