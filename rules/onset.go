package rules

import "time"

// longestRise is how far back the beginning of a rise is looked for.
const longestRise = 48 * time.Hour

// onset is where the rise that a moment is part of began: the start from which
// voices exceed a reference by most. The reference is three times normal and two
// voices an hour more, so that usual chatter draws the start towards the rise,
// and a quiet night inside a storm does not cut it in two. A voice counts at
// most once an hour, so that one who never stops has no rise of their own. What is
// expected because of an event is normal where what is usual at the moment counts it in.
func (s *Series) onset(at time.Time, usual normal) time.Time {
	const hour = int64(time.Hour / stepLength)
	// Here the last day is never learnt from: to a brand new to us, all is a rise.
	cut := s.hourOf(at.Add(-episode))
	until := at.UnixNano()
	last := stepOf(until)
	counted := map[uint64]int64{}
	start := at
	var excess, most, reference float64
	var rated int64
	for key := last; key > last-int64(longestRise/stepLength); key-- {
		if h := s.hourOf(endOf(key).Add(-1)); h != rated {
			rates := 0.0
			for _, src := range s.byName {
				rate, _ := s.rate(src, h, s.learnt(src, cut))
				rates += rate
			}
			if usual.times > 1 {
				_, times := s.plannedIn(s.startOf(h), s.startOf(h+1))
				rates *= times
			}
			rated, reference = h, (3*rates+2)*stepLength.Hours()
		}
		voices, earliest := 0, until
		if st := s.steps[key]; st != nil {
			for i := range st.ticks {
				t := &st.ticks[i]
				if t.at > until || t.read > s.asOf {
					continue
				}
				earliest = min(earliest, t.at)
				if before, met := counted[t.voice]; !met || before-key >= hour {
					counted[t.voice] = key
					voices++
				}
			}
		}
		excess += float64(voices) - reference
		if voices > 0 && excess > most {
			most, start = excess, time.Unix(0, earliest)
		}
	}
	return start.UTC()
}
