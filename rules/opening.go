package rules

import (
	"math"
	"time"
)

const (
	// openingHours is how much of what was there before a first reading is looked at.
	openingHours = 24
	// openingWorth is how many hours of the source's own it is worth: enough to begin
	// with, too few to hold on to where a source was first read in a quiet night or
	// in the midst of a storm.
	openingWorth = 3
)

// An opening is what was there when a source was first read. How densely it lies
// tells how much the source has always said, while its own hours do not yet.
type opening struct {
	// read is when it was read, zero where a source had nothing at first.
	read time.Time
	// oldest is the moment of its oldest post.
	oldest time.Time
	hours  map[int64]*sketch
}

// begin notes that a post was there at a source's first reading.
func (src *source) begin(at, read time.Time) {
	o := &src.opening
	if o.read.IsZero() {
		o.read, o.oldest = read, at
		clear(src.baselines)
	}
	if read.Before(o.read) || at.Before(o.oldest) {
		clear(src.baselines)
	}
	if read.Before(o.read) {
		o.read = read
	}
	if at.Before(o.oldest) {
		o.oldest = at
	}
}

// opened is the voices an hour that a source's opening tells of, and false where
// it tells nothing of the time before an hour: there was none, or not yet, or it
// is weeks ago. It is the least that chance allows for, so that the few posts
// with which a storm began do not pass for the source's habit.
func (s *Series) opened(src *source, cut int64) (float64, bool) {
	o := &src.opening
	last := s.hourOf(o.read)
	if o.read.IsZero() || last > cut+openingHours+1 || last < cut-weeksBack*week {
		return 0, false
	}
	first := last - openingHours + 1
	var voices float64
	for h := first; h <= last; h++ {
		voices += o.hours[h].voices()
	}
	start := s.startOf(first)
	if o.oldest.After(start) {
		start = o.oldest
	}
	span := o.read.Sub(start).Hours()
	if span <= 0 {
		return 0, true
	}
	return max(0, voices-2*math.Sqrt(voices)) / span, true
}
