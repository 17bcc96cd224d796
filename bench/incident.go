package main

import (
	"fmt"
	"slices"
)

// An incident is what is laid into a series, from one step on for a day.
type incident struct {
	of, site  int
	shape     string
	magnitude float64
	// peak is when it is at its highest, in minutes.
	peak  float64
	added []posts
	by    authorship
	// times is what the calendar announces for the hours of it.
	times float64
}

// An authorship is who posts an incident.
type authorship int

const (
	// crowd is an author a post.
	crowd authorship = iota
	// one is one author, known as the same from step to step, as the daemon counts.
	one
	// oneAStep is one author, of whom nothing but the count of each step is known.
	oneAStep
)

// posts are what an incident adds to a step.
type posts struct{ all, negative float32 }

// on is the k-th step of an incident, laid on what happens anyway.
func (in *incident) on(st step, k int) step {
	add := in.added[k]
	more := counts{all: float64(add.all), negative: float64(add.negative)}
	more.authors, more.angry = more.all, more.negative
	if in.by != crowd {
		more.authors, more.angry = min(more.all, 1), min(more.negative, 1)
	}
	if in.by == one && k > in.first() {
		more.authors, more.angry = 0, 0
	}
	st.counts = st.plus(more)
	if k < announced {
		st.times = in.times
	}
	return st
}

// first is the first step that holds a post of it.
func (in *incident) first() int {
	return slices.IndexFunc(in.added, func(p posts) bool { return p.all > 0 })
}

// announced is how long a calendar's entry lasts.
const announced = 12 * hour

// A plan is what kind of incidents are drawn.
type plan struct {
	shape
	// share is that of the negative among the posts.
	share float64
	by    authorship
	// times is what the calendar says of a magnitude; none says nothing.
	times func(magnitude float64) float64
}

// crises are the incidents of the crisis benchmark, at all sites of all series.
func crises(all []*series, where []sites, seed uint64) []incident {
	var found []incident
	for _, s := range shapes() {
		found = append(found, plan{shape: s, share: crisisShare}.draw(all, where, seed)...)
	}
	return found
}

// draw makes an incident for each site and magnitude.
func (p plan) draw(all []*series, where []sites, seed uint64) []incident {
	curve := make([]float64, day)
	for k := range curve {
		curve[k] = mean(p.at, float64(k)*stepMinutes)
	}
	var found []incident
	for of, s := range all {
		at := where[of]
		from := slices.Concat(at.day, at.night)
		if p.night {
			from = at.night
		}
		for _, m := range magnitudes() {
			for _, site := range from {
				in := incident{of: of, site: site, shape: p.name, magnitude: m, peak: p.peak, by: p.by}
				if p.times != nil {
					in.times = p.times(m)
				}
				rng := seeded(fmt.Sprint(s.name, p.name, m, site), seed)
				in.added = p.posts(rng, curve, m*s.level/60, at.attention[site:])
				found = append(found, in)
			}
		}
	}
	return found
}

// posts draws what an incident adds, from its peak's posts a minute.
func (p plan) posts(rng chance, curve []float64, rate float64, attention []float64) []posts {
	const phi = .1
	added := make([]posts, len(curve))
	for k, e := range curve {
		usual := e * rate
		if p.night {
			usual *= attention[k]
		}
		n := rng.negBin(usual, phi)
		added[k] = posts{float32(n), float32(rng.binomial(n, p.share))}
	}
	return added
}
