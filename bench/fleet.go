package main

import (
	"fmt"
	"math"
	"time"
)

// fleet is an invented fleet of brands, large and small.
func fleet(brands, weeks int, seed uint64) []*series {
	decay := make([]float64, day)
	for i := range decay {
		decay[i] = mean(cascade, float64(i)*stepMinutes) / 60
	}
	all := make([]*series, brands)
	together(brands, func(i int) {
		all[i] = habits(fmt.Sprintf("fleet%03d", i), seed).live(weeks*week, decay)
	})
	voice(all, seed)
	return all
}

// A habit is how an invented brand is talked about.
type habit struct {
	chance
	name string
	// level is posts an hour; daily and twice are the harmonics of a day, each with its phase.
	level, daily, twice, phase, phase2 float64
	// weekend is the factor of Saturday and Sunday, noise that of a rate that wanders
	// within hours, phi the dispersion beyond it.
	weekend, noise, phi float64
	// bursts is how many posts a day are passed on and on, tail how large they become.
	bursts, tail float64
}

func habits(name string, seed uint64) habit {
	c := seeded(name, seed)
	return habit{
		chance: c, name: name,
		level: c.scale(2, 1000),
		daily: c.between(.3, .8), twice: c.between(0, .3),
		phase: c.between(0, 2*math.Pi), phase2: c.between(0, 2*math.Pi),
		weekend: c.between(.4, 1), noise: c.between(.1, .4), phi: c.between(.02, .32),
		bursts: c.scale(.2, 4), tail: c.between(1.2, 2),
	}
}

// live counts the posts of so many steps.
func (h habit) live(steps int, decay []float64) *series {
	const memory = 120. // minutes
	keep := math.Exp(-stepMinutes / memory)
	extra := h.passedOn(steps, decay)
	s := &series{name: h.name, from: 2 * week}
	began := time.Date(2026, 3, 2, 0, 2, 30, 0, time.UTC)
	wander := h.noise * h.NormFloat64()
	for i := range steps {
		at := began.Add(time.Duration(i) * stepMinutes * time.Minute)
		wander = keep*wander + h.noise*math.Sqrt(1-keep*keep)*h.NormFloat64()
		n := h.negBin(h.rate(at)*math.Exp(wander), h.phi) + h.poisson(extra[i])
		s.steps = append(s.steps, step{at: at, counts: counts{all: n, authors: n}})
	}
	s.level = usual(s.steps)
	return s
}

// rate is how many posts a step usually has.
func (h habit) rate(at time.Time) float64 {
	turn := (float64(at.Hour()) + float64(at.Minute())/60) / 24 * 2 * math.Pi
	rate := h.level / hour * math.Exp(h.daily*math.Sin(turn+h.phase)+h.twice*math.Sin(2*turn+h.phase2))
	if weekend(at) {
		rate *= h.weekend
	}
	return rate
}

// passedOn is how many posts pass on others, a step; decay is the law of how they thin out.
func (h habit) passedOn(steps int, decay []float64) []float64 {
	extra := make([]float64, steps)
	for i := range steps {
		for range int(h.poisson(h.bursts / day)) {
			size := h.level * min(.3*math.Pow(1-h.Float64(), -1/h.tail), 200)
			for k, share := range decay[:min(len(decay), steps-i)] {
				extra[i+k] += size * share
			}
		}
	}
	return extra
}
