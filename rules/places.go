package rules

import (
	"math"
	"time"
)

const (
	// places is in how many sources at once a rise is the same in more than one place.
	places = 2
	// placeVoices is how many voices of its own a source must have more than usual for it.
	placeVoices = 5
)

// risen are the sources in which the hour to a moment has risen, each by itself: by voices
// that spoke nowhere else, and beyond what is usual there. A text that is copied from one
// to another is one voice in both, and so in neither. A source that was not known a week
// ago tells nothing.
func (s *Series) risen(at time.Time) []string {
	const everywhere = -1
	where, of := map[uint64]int{}, map[string]int{}
	for i, src := range s.byName {
		of[src.name] = i
	}
	for t := range s.ticks(at.Add(-time.Hour), at) {
		i := of[t.trait.Value().source]
		if before, spoke := where[t.voice]; spoke && before != i {
			i = everywhere
		}
		where[t.voice] = i
	}
	voices := make([]float64, len(s.byName))
	for _, i := range where {
		if i != everywhere {
			voices[i]++
		}
	}
	var names []string
	for i, src := range s.byName {
		if voices[i] < placeVoices {
			continue
		}
		usual, weeks, base := s.normalOf(src, at, time.Hour)
		if math.IsNaN(weeks[0]) {
			continue
		}
		if voices[i] >= usual+max(placeVoices, noise*math.Sqrt(usual*(1+base.spread*usual))) {
			names = append(names, src.name)
		}
	}
	return names
}
