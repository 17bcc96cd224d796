package rules

import (
	"slices"
	"time"
)

// longest is the longest window a late post can change.
const longest = time.Hour

// touch notes that a mention of a moment was learnt at another.
func (s *Series) touch(at, read time.Time) {
	key := stepOf(at.UnixNano())
	if read.After(s.touched[key]) {
		s.touched[key] = read
	}
}

// Touched answers, in order, the moments at which the windows ended that have
// changed since the last Settle: for a mention, the end of its own five minutes
// and every end up to an hour after it. Some may still lie ahead.
func (s *Series) Touched() []time.Time {
	ends := map[int64]bool{}
	for key := range s.touched {
		for i := range int64(longest / stepLength) {
			ends[key+i] = true
		}
	}
	moments := make([]time.Time, 0, len(ends))
	for key := range ends {
		moments = append(moments, endOf(key))
	}
	slices.SortFunc(moments, time.Time.Compare)
	return moments
}

// Settle forgets the changes made by mentions that were read up to a moment. It
// is called with the moment of an evaluation once its signals are safe: until
// then they are found again. After a restart, when all mentions are added anew,
// it takes the moment of the last evaluation that was saved.
func (s *Series) Settle(read time.Time) {
	if read.After(s.settled) {
		s.settled = read
	}
	for key, latest := range s.touched {
		if !latest.After(read) {
			delete(s.touched, key)
		}
	}
}

// told is the series as it was when it was last settled.
func (s *Series) told() *Series {
	then := *s
	then.asOf, then.scratch = s.settled.UnixNano(), nil
	seen := *s.meter
	seen.readings, seen.spoken, seen.spokenTo, seen.part = nil, map[uint64]speech{}, 0, map[uint64]speech{}
	then.meter = &seen
	return &then
}
