package main

import "slices"

// An outcome is how a threshold did on incidents, in per cent.
type outcome struct {
	// recall are those paged within a day, timely those no later than an hour after the peak.
	recall, timely float64
	byMagnitude    map[float64]float64
	byShape        map[string]shaped
	// storm is the recall of the storm that doubles every half hour to 16 times the usual,
	// and median after how many minutes it is paged; its peak is at 150.
	storm, median float64
}

// A shaped is the outcome of one shape.
type shaped struct{ recall, timely float64 }

// judge sums up after how many minutes incidents were paged.
func judge(incidents []incident, after []float64) outcome {
	all := &tally{}
	byMagnitude, byShape, storm := map[float64]*tally{}, map[string]*tally{}, &tally{}
	for i, in := range incidents {
		of := []*tally{all, at(byMagnitude, in.magnitude), at(byShape, in.shape)}
		if in.shape == "storm30" && in.magnitude == 16 {
			of = append(of, storm)
		}
		for _, t := range of {
			t.count(after[i], in.peak)
		}
	}
	o := outcome{
		recall: all.recall(), timely: all.punctual(), storm: storm.recall(), median: storm.median(),
		byMagnitude: map[float64]float64{}, byShape: map[string]shaped{},
	}
	for m, t := range byMagnitude {
		o.byMagnitude[m] = t.recall()
	}
	for s, t := range byShape {
		o.byShape[s] = shaped{t.recall(), t.punctual()}
	}
	return o
}

func at[K comparable](m map[K]*tally, key K) *tally {
	if m[key] == nil {
		m[key] = &tally{}
	}
	return m[key]
}

// A tally counts incidents.
type tally struct {
	after        []float64
	paged, timed float64
}

func (t *tally) count(after, peak float64) {
	t.after = append(t.after, after)
	if after != missed {
		t.paged++
	}
	if after <= peak+60 {
		t.timed++
	}
}

func (t *tally) recall() float64   { return 100 * t.paged / float64(max(1, len(t.after))) }
func (t *tally) punctual() float64 { return 100 * t.timed / float64(max(1, len(t.after))) }

// median is the middle of the minutes; what was missed took for ever.
func (t *tally) median() float64 {
	if len(t.after) == 0 {
		return missed
	}
	sorted := slices.Sorted(slices.Values(t.after))
	return sorted[len(sorted)/2]
}
