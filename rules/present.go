package rules

import (
	"time"

	"tocsin/brand"
)

// ahead is how far a series may have gone on beyond the present before what it
// dropped for that is missed.
const ahead = time.Hour

// Reach tells the series what the present is. From then on mentions of a later
// moment, read while a clock was wrong, wait until the present reaches them: they
// must not make the series drop what is recent. Before a log is read again, it is
// told the present first. It answers false where the series has already gone on
// far beyond, because the clock was wrong that told it: what it dropped only a new
// series can read again.
func (s *Series) Reach(now time.Time) bool {
	s.present = now
	waiting := s.early
	s.early = nil
	for _, m := range waiting {
		s.Add(m) // those still too early go back to wait
	}
	return !s.newest.After(now.Add(ahead))
}

// tooEarly reports whether a moment lies after the present, as far as it was told.
func (s *Series) tooEarly(at time.Time) bool {
	return !s.present.IsZero() && at.After(s.present)
}

// forgetEarly drops the waiting mentions of before a moment.
func (s *Series) forgetEarly(before time.Time) {
	var later []brand.Mention
	for _, m := range s.early {
		if at, _ := moments(m); !at.Before(before) {
			later = append(later, m)
		}
	}
	s.early = later
}
