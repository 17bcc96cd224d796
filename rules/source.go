package rules

import (
	"cmp"
	"slices"
	"time"
	"unique"
)

// A source is what one source of the brand's mentions has told of its hours. What
// is normal is learnt of each source by itself: a source that joins makes a brand
// louder, and that is no storm.
type source struct {
	name string
	// first is when the first of its mentions was read.
	first   time.Time
	opening opening
	hours   map[int64]*sketch
	// baselines are what was learnt before some hours; learntTo is the latest of these.
	baselines map[int64]*baseline
	learntTo  int64
}

// sourceOf answers a source by its name, a new one if it is heard for the first time.
func (s *Series) sourceOf(name string) *source {
	handle := unique.Make(name)
	if src := s.sources[handle]; src != nil {
		return src
	}
	src := &source{
		name: handle.Value(), hours: map[int64]*sketch{}, baselines: map[int64]*baseline{},
		opening: opening{hours: map[int64]*sketch{}},
	}
	s.sources[handle] = src
	i, _ := slices.BinarySearchFunc(s.byName, src, func(a, b *source) int { return cmp.Compare(a.name, b.name) })
	s.byName = slices.Insert(s.byName, i, src)
	return src
}

// read notes that a mention was read of a source, which may be earlier than anything so far.
func (s *Series) read(src *source, read time.Time) {
	if src.first.IsZero() || read.Before(src.first) {
		src.first = read
		clear(src.baselines)
	}
	if s.listening.IsZero() || read.Before(s.listening) {
		s.listening = read
		s.unlearn()
	}
}

// unlearn has every source learn anew what is normal.
func (s *Series) unlearn() {
	for _, src := range s.byName {
		clear(src.baselines)
	}
}

// since is when it began to be known of a source that an hour without mentions
// was silent. A source whose first reading brought nothing may have been listened
// to as long as the brand: if it is heard at last, that is news.
func (s *Series) since(src *source) time.Time {
	if src.opening.read.IsZero() {
		return s.listening
	}
	return src.first
}

// known reports whether it can be told how many voices an hour had in a source.
func (s *Series) known(src *source, h int64) bool {
	if _, heard := src.hours[h]; heard {
		return true
	}
	since := s.since(src)
	return !since.IsZero() && !s.startOf(h).Before(since)
}

// knownHours counts a source's hours known before an hour, as far as enough.
func (s *Series) knownHours(src *source, cut int64) int {
	n := 0
	for h := cut - 1; h >= cut-weeksBack*week && n < enough; h-- {
		if s.known(src, h) {
			n++
		}
	}
	return n
}

// teach adds a voice to its hour.
func (src *source) teach(h int64, voice uint64) {
	if into(src.hours, h, voice) && h < src.learntTo {
		clear(src.baselines)
	}
}

// into adds a voice to the sketch of an hour, and reports whether that changed it.
func into(hours map[int64]*sketch, h int64, voice uint64) bool {
	k := hours[h]
	if k == nil {
		k = &sketch{}
		hours[h] = k
	}
	return k.add(voice)
}
