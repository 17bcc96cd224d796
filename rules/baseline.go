package rules

import (
	"math"
	"time"
)

const (
	// weeksBack is how many earlier weeks an hour is compared with.
	weeksBack = 5
	// episode is what the overall level does not learn from: the last day may
	// be the very rise that is to be noticed.
	episode = 24 * time.Hour
	// enough is how many hours must be known before the last day for it to be left out.
	enough = 12
	// trust is how many observations the broader estimate is worth against the narrower.
	trust = 2
)

// A normal is what is usual for a window.
type normal struct {
	voices float64
	// weeks are the voices of the same window in earlier weeks, latest first, where known.
	weeks []float64
	// spread is the dispersion beyond chance: variance = voices + spread·voices².
	spread float64
}

// teach adds a voice to its hour.
func (s *Series) teach(at time.Time, voice uint64) {
	h := s.hourOf(at)
	k := s.hours[h]
	if k == nil {
		k = &sketch{}
		s.hours[h] = k
	}
	if k.add(voice) && h < s.learntTo {
		clear(s.baselines)
	}
}

// Expected is the number of voices normal for the window that ends at a moment,
// and the number of earlier weeks that say so. It looks at the same hours of the week, told
// by the wall clock, in up to five earlier weeks, without their outliers; the less
// they know, the more it leans on the same hour of other weekdays or weekend days,
// and on the overall level. Nothing after the moment has a part in it, nor has
// the day before it once more than that is known.
func (s *Series) Expected(at time.Time, window time.Duration) (float64, int) {
	n := s.normal(at, window)
	return n.voices, len(n.weeks)
}

func (s *Series) normal(at time.Time, window time.Duration) normal {
	base := s.baseline(at, window)
	from := at.Add(-window)
	out := normal{spread: base.spread}
	var sums [weeksBack]float64
	for h := s.hourOf(from); h <= s.hourOf(at); h++ {
		share := s.overlap(h, from, at)
		if share <= 0 {
			continue
		}
		rate, weeks := s.rate(h, base)
		out.voices += share * rate
		for i, v := range weeks {
			sums[i] += share * v // an unknown week is NaN and makes its sum NaN
		}
	}
	for _, sum := range sums {
		if !math.IsNaN(sum) {
			out.weeks = append(out.weeks, sum)
		}
	}
	return out
}

// rate is the voices normal for an hour, with those of the same hour in earlier
// weeks: NaN where unknown.
func (s *Series) rate(h int64, base *baseline) (float64, [weeksBack]float64) {
	middle := s.middle(h)
	cell := base.cells[dayType(middle)][middle.Hour()]
	var weeks [weeksBack]float64
	known := make([]float64, 0, weeksBack)
	for i := range weeks {
		then := s.hourOf(middle.AddDate(0, 0, -7*(i+1)))
		weeks[i] = math.NaN()
		if s.known(then) {
			weeks[i] = s.hours[then].voices()
			known = append(known, weeks[i])
		}
	}
	limit := bound(centre(known, cell))
	sum := trust * cell
	for _, v := range known {
		sum += min(v, limit)
	}
	return sum / float64(trust+len(known)), weeks
}

// known reports whether the series can tell how many voices an hour had.
func (s *Series) known(h int64) bool {
	if _, heard := s.hours[h]; heard {
		return true
	}
	return !s.listening.IsZero() && !s.startOf(h).Before(s.listening)
}

// baseline is what may be known of the hours before a window.
func (s *Series) baseline(at time.Time, window time.Duration) *baseline {
	cut := s.hourOf(at.Add(-episode))
	if s.knownHours(cut) < enough {
		cut = s.hourOf(at.Add(-window))
	}
	return s.learnt(cut)
}

// learnt is learn, once for each hour as long as nothing before it changes.
func (s *Series) learnt(cut int64) *baseline {
	if b := s.baselines[cut]; b != nil {
		return b
	}
	if len(s.baselines) > 64 {
		clear(s.baselines)
	}
	b := s.learn(cut)
	s.baselines[cut] = b
	s.learntTo = max(s.learntTo, cut)
	return b
}

// knownHours counts the hours known before an hour, as far as enough.
func (s *Series) knownHours(cut int64) int {
	n := 0
	for h := cut - 1; h >= cut-weeksBack*168 && n < enough; h-- {
		if s.known(h) {
			n++
		}
	}
	return n
}
