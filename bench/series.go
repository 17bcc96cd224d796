package main

import (
	"slices"
	"time"

	"tocsin/rules/surge"
)

const (
	// stepMinutes is the length of a step; hour, day and week are numbers of steps.
	stepMinutes = surge.Minutes
	hour        = 60 / stepMinutes
	day         = 24 * hour
	week        = 7 * day
)

// A step is what was counted in five minutes.
type step struct {
	at time.Time
	counts
	// times is how many times the usual the calendar announces, 0 for nothing.
	times float64
	// labelled is set where something is known to have happened, in the window of a number.
	labelled bool
	window   int
}

// counts are posts, and the distinct authors of them; and those that are negative.
type counts struct{ all, authors, negative, angry float64 }

func (c counts) plus(more counts) counts {
	return counts{c.all + more.all, c.authors + more.authors, c.negative + more.negative, c.angry + more.angry}
}

// clock is where a step lies in its week.
func (s step) clock() surge.Clock {
	return surge.Clock{
		Minute:  float64(s.at.Hour()*60+s.at.Minute()) + float64(s.at.Second())/60,
		Weekend: weekend(s.at),
		Times:   s.times,
	}
}

func weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }

// A series is one brand's past.
type series struct {
	name  string
	steps []step
	// level is the usual number of posts an hour.
	level float64
	// from is the step that scoring begins with.
	from int
}

// usual is the mean of an hour, each step cut at the 95th percentile of all.
func usual(steps []step) float64 {
	sorted := make([]float64, len(steps))
	for i, s := range steps {
		sorted[i] = s.all
	}
	slices.Sort(sorted)
	limit := sorted[len(sorted)*95/100]
	sum := 0.0
	for _, v := range sorted {
		sum += min(v, limit)
	}
	return hour * sum / float64(len(sorted))
}

const (
	// backgroundShare is the mean share of the negative on an ordinary day, and sure how
	// much it stays the same: that of a beta law, drawn anew every six hours.
	backgroundShare, sure = .1, 40
	// crisisShare is the share of the negative in a crisis.
	crisisShare = .6
)

// voice gives each series its authors, one to a post, and its negatives.
func voice(all []*series, seed uint64) {
	for _, s := range all {
		rng := seeded(s.name+"negative", seed)
		share := 0.0
		for i := range s.steps {
			if i%(6*hour) == 0 {
				share = rng.beta(backgroundShare*sure, (1-backgroundShare)*sure)
			}
			c := &s.steps[i].counts
			c.negative = rng.binomial(c.all, share)
			c.authors, c.angry = c.all, c.negative
		}
	}
}
