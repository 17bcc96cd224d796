package main

import (
	"math"
	"slices"
)

// calm is how long an alarm must be below its threshold for the next to be another.
const calm = 6 * hour

// episodes are the steps at which a threshold pages: steps above it that are less than
// six hours apart are one page, and an alarm that lasts is another every day.
func episodes(scores []float32, threshold float64) []int {
	var found []int
	last := -calm
	for i, v := range scores {
		if float64(v) < threshold {
			continue
		}
		if i-last >= calm || i-found[len(found)-1] >= day {
			found = append(found, i)
		}
		last = i
	}
	return found
}

// A toll is how often a threshold pages where nothing is known to have happened.
type toll struct {
	pages, weeks float64
	// worst is the rate of the brand that suffers most.
	worst float64
}

func (t toll) rate() float64 { return t.pages / t.weeks }

// toll counts the pages of a run in its scored time.
func (r *run) toll(threshold float64) toll {
	var sum toll
	for of, s := range r.all {
		pages, scored := 0., 0.
		for _, st := range s.steps[s.from:] {
			if !st.labelled {
				scored++
			}
		}
		for _, i := range episodes(r.scores[of][s.from:], threshold) {
			if !s.steps[s.from+i].labelled {
				pages++
			}
		}
		sum.pages += pages
		sum.weeks += scored / week
		sum.worst = max(sum.worst, pages/(scored/week))
	}
	return sum
}

// threshold is the lowest that pages at most so often a brand-week, in hindsight.
func (r *run) threshold(budget float64) float64 {
	var values []float32
	for of, s := range r.all {
		for i := s.from; i < len(s.steps); i++ {
			if v := r.scores[of][i]; !s.steps[i].labelled && v > 0 {
				values = append(values, v)
			}
		}
	}
	if len(values) == 0 {
		return math.Inf(1)
	}
	slices.Sort(values)
	values = append(slices.Compact(values), float32(math.Inf(1)))
	low, high := 0, len(values)-1
	for low < high {
		middle := (low + high) / 2
		if r.toll(float64(values[middle])).rate() <= budget {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return float64(values[low])
}

// interval is where the mean of a Poisson law lies that gave a count, with 95 % confidence.
func interval(count float64) (float64, float64) {
	n, from := math.Round(count), 0.
	if n > 0 {
		from = solve(func(mean float64) float64 { return 1 - atMost(n-1, mean) }, .025, n)
	}
	return from, solve(func(mean float64) float64 { return 1 - atMost(n, mean) }, .975, n)
}

// solve finds where a rising function has a value, near a count.
func solve(rises func(float64) float64, value, count float64) float64 {
	low, high := 0., 2*count+20
	for range 60 {
		if middle := (low + high) / 2; rises(middle) < value {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// atMost is the chance of a Poisson law to give no more than a count.
func atMost(count, mean float64) float64 {
	sum := 0.0
	for k := range int(count) + 1 {
		log, _ := math.Lgamma(float64(k) + 1)
		sum += math.Exp(float64(k)*math.Log(mean) - mean - log)
	}
	return min(sum, 1)
}
