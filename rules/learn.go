package rules

import (
	"math"
	"slices"
)

// A baseline is what is known at a moment about the hours before it.
type baseline struct {
	// cells are voices an hour by day type and hour of day.
	cells  [2][24]float64
	spread float64
	// opened is the voices an hour that the source's opening tells of.
	opened float64
	lulls  []lull
}

// learn draws a source's baseline from its known hours of the five weeks before an
// hour. What was there at its first reading stands for a few more.
func (s *Series) learn(src *source, cut int64) *baseline {
	var groups [2][24][]float64
	var all []float64
	b := &baseline{lulls: s.lulls(src, cut)}
	from := cut - weeksBack*week
	if len(b.lulls) > 0 {
		from = cut - learnable
	}
	for h, v := range s.taught(src, b, from, cut) {
		middle := s.middle(h)
		group := &groups[dayType(middle)][middle.Hour()]
		*group = append(*group, v)
		all = append(all, v)
	}
	sum := 0.0
	var opened bool
	if b.opened, opened = s.opened(src, cut); opened {
		all = append(all, slices.Repeat([]float64{b.opened}, openingWorth)...)
		sum = b.opened * openingWorth
	}
	slices.Sort(all)
	level := median(all)
	for d := range groups {
		for _, group := range groups[d] {
			limit := max(bound(centre(group, level)), routine(all))
			for i := range group {
				group[i] = min(group[i], limit)
				sum += group[i]
			}
		}
	}
	b.measure(groups, sum/float64(len(all)+1))
	return b
}

// taught are the voices of a source's known hours. Those in which an event was planned
// teach nothing, unless hardly any others are known: then what is left of them after its
// part is better than nothing.
func (s *Series) taught(src *source, b *baseline, from, cut int64) func(yield func(int64, float64) bool) {
	return func(yield func(int64, float64) bool) {
		var planned []int64
		others := 0
		for h := from; h < cut; h++ {
			switch {
			case !s.known(src, h) || b.lulled(h):
			case s.planned(h):
				planned = append(planned, h)
			case !yield(h, src.hours[h].voices()):
				return
			default:
				others++
			}
		}
		if others >= enough {
			return
		}
		for _, h := range planned {
			_, times := s.plannedIn(s.startOf(h), s.startOf(h+1))
			if !yield(h, src.hours[h].voices()/times) {
				return
			}
		}
	}
}

// measure takes the cells' means, drawn towards the overall mean, and how far
// the hours stray from them beyond chance.
func (b *baseline) measure(groups [2][24][]float64, overall float64) {
	excess, scale := .3, 1.0
	for d := range groups {
		for hour, group := range groups[d] {
			mu := trust * overall
			for _, v := range group {
				mu += v
			}
			mu /= float64(trust + len(group))
			b.cells[d][hour] = mu
			for _, v := range group {
				excess += ((v-mu)*(v-mu) - mu) / (mu + 1)
				scale += mu * mu / (mu + 1)
			}
		}
	}
	b.spread = min(max(excess/scale, .02), 4)
}

// routine is what an hour in ten exceeds, once enough hours are known that no
// single storm makes it: such hours are no outliers, at whatever time they fall.
func routine(sorted []float64) float64 {
	const enough = 14 * 24
	if len(sorted) < enough {
		return 0
	}
	return sorted[len(sorted)*9/10]
}

// centre is where a few observations lie: their median if there are three, else
// what was believed without them.
func centre(values []float64, belief float64) float64 {
	if len(values) < 3 {
		return belief
	}
	n := float64(len(values))
	return (median(values)*n + belief*trust) / (n + trust)
}

// bound is the most that an observation may teach where c is usual, so that a
// past storm does not become the norm.
func bound(c float64) float64 { return c + 2*math.Sqrt(c+c*c/2) + 1 }

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	mid := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[mid]
	}
	return (sorted[mid-1] + sorted[mid]) / 2
}
