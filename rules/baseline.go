package rules

import (
	"math"
	"time"

	"tocsin/brand"
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
	// voices are times as many as usual where an event is planned, and times is 1 elsewhere.
	voices, times float64
	event         brand.Event
	// weeks are the voices of the same window in earlier weeks, latest first, where known.
	weeks []float64
	// spread is the dispersion beyond chance: variance = voices + spread·voices².
	spread float64
	// opened is the part of sources that know no earlier week, as their openings tell it.
	opened float64
	// young is the part of sources that do not know the last two weeks.
	young float64
}

// Expected is the number of voices normal for the window that ends at a moment,
// and the number of earlier weeks that say so: those that all sources know. It looks at the same hours of the week, told
// by the wall clock, in up to five earlier weeks, without their outliers; the less
// they know, the more it leans on the same hour of other weekdays or weekend days,
// and on the overall level, which a source's first reading tells while little else
// does. It adds up what is normal for each source: whoever speaks in two is counted
// twice, which errs to calm. Nothing after the moment has a part in it, nor has
// the day before it once more than that is known.
func (s *Series) Expected(at time.Time, window time.Duration) (float64, int) {
	n := s.normal(at, window)
	return n.voices, len(n.weeks)
}

func (s *Series) normal(at time.Time, window time.Duration) normal {
	var all normal
	var sums [weeksBack]float64
	var spread float64
	for _, src := range s.byName {
		voices, weeks, base := s.normalOf(src, at, window)
		all.voices += voices
		for i, v := range weeks {
			sums[i] += v // an unknown week is NaN and makes its sum NaN
		}
		spread += math.Sqrt(base.spread) * voices
		if math.IsNaN(weeks[1]) {
			all.young += voices
		}
		if math.IsNaN(weeks[0]) {
			all.opened += base.opened * window.Hours()
		}
	}
	if all.voices > 0 { // sources sway together: what stirs one stirs another
		all.spread = (spread / all.voices) * (spread / all.voices)
	}
	all.event, all.times = s.plannedIn(at.Add(-window), at)
	all.voices, all.young = all.voices*all.times, all.young*all.times
	for _, sum := range sums {
		if len(s.byName) > 0 && !math.IsNaN(sum) && !math.IsInf(sum, 0) {
			all.weeks = append(all.weeks, sum)
		}
	}
	return all
}

// normalOf is the voices normal for a window in one source, with those of the same
// window in earlier weeks: NaN where unknown, infinite where an event was planned.
func (s *Series) normalOf(src *source, at time.Time, window time.Duration) (float64, [weeksBack]float64, *baseline) {
	base := s.baseline(src, at, window)
	from := at.Add(-window)
	var voices float64
	var sums [weeksBack]float64
	for h := s.hourOf(from); h <= s.hourOf(at); h++ {
		share := s.overlap(h, from, at)
		if share <= 0 {
			continue
		}
		rate, weeks := s.rate(src, h, base)
		voices += share * rate
		for i, v := range weeks {
			sums[i] += share * v
		}
	}
	return voices, sums, base
}

// rate is the voices normal for an hour in a source, with those of the same hour
// in earlier weeks: NaN where unknown, infinite where an event was planned.
func (s *Series) rate(src *source, h int64, base *baseline) (float64, [weeksBack]float64) {
	middle := s.middle(h)
	cell := base.cells[dayType(middle)][middle.Hour()]
	var weeks [weeksBack]float64
	known := make([]float64, 0, weeksBack)
	for i := range weeks {
		then := s.hourOf(middle.AddDate(0, 0, -7*(i+1)))
		weeks[i] = math.NaN()
		switch {
		case !s.known(src, then) || base.lulled(then):
		case s.planned(then):
			weeks[i] = math.Inf(1)
		default:
			weeks[i] = src.hours[then].voices()
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

// baseline is what may be known of a source's hours before a window.
func (s *Series) baseline(src *source, at time.Time, window time.Duration) *baseline {
	cut := s.hourOf(at.Add(-episode))
	if s.knownHours(src, cut) < enough {
		cut = s.hourOf(at.Add(-window))
	}
	return s.learnt(src, cut)
}

// learnt is learn, once for each hour as long as nothing before it changes.
func (s *Series) learnt(src *source, cut int64) *baseline {
	if b := src.baselines[cut]; b != nil {
		return b
	}
	if len(src.baselines) > 64 {
		clear(src.baselines)
	}
	b := s.learn(src, cut)
	src.baselines[cut] = b
	src.learntTo = max(src.learntTo, cut)
	return b
}
