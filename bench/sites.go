package main

import (
	"slices"
	"time"
)

// sites are the steps at which crises begin in one series.
type sites struct {
	day, night []int
	// attention weighs a step by how many are awake.
	attention []float64
}

// perKind is how many onsets a series has by day, and by night or at weekends.
const perKind = 12

// sites draws onsets around which nothing happens that is known or seen: from six hours
// before to a day after there is no label, and no hour above five times its usual.
func (s *series) sites(seed uint64) sites {
	trailing, usual := s.hours()
	found := sites{attention: attention(usual)}
	odd := make([]int, len(s.steps)+1) // so many before each step
	for i, st := range s.steps {
		odd[i+1] = odd[i]
		if st.labelled || trailing[i] > 5*(usual[i]+2) {
			odd[i+1]++
		}
	}
	for _, i := range seeded(s.name, seed).Perm(len(s.steps)) {
		if i < s.from || i+day >= len(s.steps) || odd[i+day+1] > odd[i-6*hour] {
			continue
		}
		of := &found.day
		if night(s.steps[i].at) {
			of = &found.night
		}
		if len(*of) < perKind {
			*of = append(*of, i)
		}
	}
	return found
}

// night reports whether most who write are asleep or off, four hours west of Greenwich.
func night(at time.Time) bool {
	local := at.Add(-4 * time.Hour)
	return local.Hour() < 6 || weekend(local)
}

// attention is how many are awake, by how many usually post.
func attention(usual []float64) []float64 {
	sum := 0.0
	for _, v := range usual {
		sum += v
	}
	average := sum / float64(len(usual))
	weights := make([]float64, len(usual))
	for i, v := range usual {
		weights[i] = min(max((v+.5)/(average+.5), .3), 1.5)
	}
	return weights
}

// hours are, for each step, the posts of the hour that ends with it, and the median of
// its hour of the week in hindsight.
func (s *series) hours() ([]float64, []float64) {
	of := func(i int) int { return int(s.steps[i].at.Weekday())*24 + s.steps[i].at.Hour() }
	byHour := map[int][]float64{}
	trailing, usual := make([]float64, len(s.steps)), make([]float64, len(s.steps))
	sum, began := 0.0, 0
	for i, st := range s.steps {
		sum += st.all
		if i >= hour {
			sum -= s.steps[i-hour].all
		}
		trailing[i] = sum
		if of(i) != of(began) {
			began = i
		}
		if i-began == hour-1 {
			byHour[of(i)] = append(byHour[of(i)], sum)
		}
	}
	for _, counts := range byHour {
		slices.Sort(counts)
	}
	for i := range s.steps {
		if counts := byHour[of(i)]; len(counts) > 0 {
			usual[i] = (counts[len(counts)/2] + counts[(len(counts)-1)/2]) / 2
		}
	}
	return trailing, usual
}
