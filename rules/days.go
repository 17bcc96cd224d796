package rules

import (
	"math"
	"time"

	"tocsin/brand"
)

const (
	// profiled is how many days tell what is usual in each hour of a source's day.
	profiled = 28
	// deaf is how many voices must be missing in a row from a source, or from all, before silence is
	// taken for an outage: chance hardly ever withholds so many.
	deaf = 12
	// minor is the part, one in so many, of all voices that a source may have and be missing.
	minor = 10
)

// A day is what was heard from one local midnight to the next, added up hour by hour: who
// speaks in three hours of it counts three times.
type day struct {
	voices, angry float64
	// known is false where a source that matters was not heard for half of it or more.
	known   bool
	weekend bool
	// planned is set where an event was: its voices are no sign of a trend.
	planned bool
}

// vex adds an angry voice to an hour that it was added to.
func (src *source) vex(h int64, voice uint64, mood brand.Mood) {
	if mood != brand.Negative {
		return
	}
	k := src.hours[h]
	if k.angry == nil {
		k.angry = &sketch{}
	}
	k.angry.add(voice)
}

// midnight is the beginning of a local day, so many days after that of a moment.
func (s *Series) midnight(at time.Time, days int) time.Time {
	local := at.In(s.loc)
	return time.Date(local.Year(), local.Month(), local.Day()+days, 0, 0, 0, 0, s.loc)
}

// days are those before the local day of a moment, the latest last. A source that joined
// within a trend of that day has no part in them: it made the brand louder, and that is no rise.
func (s *Series) days(at time.Time, n int) []day {
	days := make([]day, n)
	first := s.midnight(at, -burnDays)
	var all float64
	var parts []*profile
	for _, src := range s.byName {
		if since := s.since(src); since.IsZero() || since.After(first) {
			continue
		}
		p := s.profile(src, at)
		parts, all = append(parts, p), all+p.total()
	}
	for i := range days {
		from, to := s.midnight(at, i-n), s.midnight(at, i-n+1)
		d := day{known: len(parts) > 0, weekend: dayType(from.Add(12*time.Hour)) == 1, planned: s.eventful(from, to)}
		for _, p := range parts {
			voices, angry, heard := p.day(s.hourOf(from), s.hourOf(to))
			d.voices, d.angry = d.voices+voices, d.angry+angry
			d.known = d.known && (heard || p.total()*minor < all)
		}
		days[i] = d
	}
	return days
}

// A profile is what is usual in the hours of a source's day, and which of its hours are unknown.
type profile struct {
	series *Series
	src    *source
	usual  [2][24]float64
	silent map[int64]bool
	// since is the first hour that was listened to.
	since int64
}

func (s *Series) profile(src *source, at time.Time) *profile {
	p := &profile{series: s, src: src, silent: map[int64]bool{}}
	var hours [2][24]float64
	from, to := s.hourOf(s.midnight(at, -profiled)), s.hourOf(s.midnight(at, 0))
	p.since = s.hourOf(s.since(src).Add(time.Hour - 1))
	lulls := baseline{lulls: s.lulls(src, to)}
	for h := max(from, p.since); h < to; h++ {
		if lulls.lulled(h) {
			p.silent[h] = true
			continue
		}
		if s.planned(h) {
			continue
		}
		middle := s.middle(h)
		p.usual[dayType(middle)][middle.Hour()] += src.hours[h].voices()
		hours[dayType(middle)][middle.Hour()]++
	}
	for d := range hours {
		for hour, n := range hours[d] {
			p.usual[d][hour] /= max(n, 1)
		}
	}
	p.listen(max(from, p.since), to)
	return p
}

// listen finds the silences so long that the source cannot have been read.
func (p *profile) listen(from, to int64) {
	start, missing := from, 0.0
	for h := from; h <= to; h++ {
		if h < to && p.src.hours[h] == nil {
			missing += p.at(h)
			continue
		}
		if missing >= deaf {
			for ; start < h; start++ {
				p.silent[start] = true
			}
		}
		start, missing = h+1, 0
	}
}

// at is what is usual in an hour.
func (p *profile) at(h int64) float64 {
	middle := p.series.middle(h)
	return p.usual[dayType(middle)][middle.Hour()]
}

// total is what is usual in a working day.
func (p *profile) total() float64 {
	sum := 0.0
	for _, v := range p.usual[0] {
		sum += v
	}
	return sum
}

// day is what a source had from one hour to another, as much as it would have been in full;
// false, and what is usual, where half of it or more is unknown.
func (p *profile) day(from, to int64) (float64, float64, bool) {
	var voices, angry, usual, heard float64
	for h := from; h < to; h++ {
		v := p.at(h)
		usual += v
		if h < p.since || p.silent[h] {
			continue
		}
		heard += v
		if k := p.src.hours[h]; k != nil {
			voices, angry = voices+k.voices(), angry+k.angry.voices()
		}
	}
	if to <= p.since || 2*heard <= usual && usual > 0 {
		return usual, 0, false
	}
	scale := 1.0
	if heard > 0 {
		scale = math.Max(1, usual/heard)
	}
	return voices * scale, angry * scale, true
}
