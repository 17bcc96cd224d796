package main

import (
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// A detector scores steps, one after the other; what it pages for reaches a threshold.
type detector interface {
	observe(step) float64
	// clone is a detector that knows the same, and goes its own way.
	clone() detector
}

// A run is what a detector says of series to which nothing was added.
type run struct {
	all    []*series
	scores [][]float32
	// saved are the detectors as they stood before the sites of each series.
	saved []map[int]detector
}

// watch runs a fresh detector over each series.
func watch(all []*series, where []sites, fresh func() detector) *run {
	r := &run{all: all, scores: make([][]float32, len(all)), saved: make([]map[int]detector, len(all))}
	together(len(all), func(of int) {
		keep := map[int]detector{}
		if where != nil {
			for _, i := range slices.Concat(where[of].day, where[of].night) {
				keep[i] = nil
			}
		}
		d := fresh()
		scores := make([]float32, len(all[of].steps))
		for i, st := range all[of].steps {
			if _, site := keep[i]; site {
				keep[i] = d.clone()
			}
			scores[i] = float32(d.observe(st))
		}
		r.scores[of], r.saved[of] = scores, keep
	})
	return r
}

// missed is when an incident is paged that never is.
var missed = math.Inf(1) //nolint:gochecknoglobals // a constant that Go cannot spell

// face lays each incident into its series, and answers after how many minutes each of
// some thresholds pages for it.
func (r *run) face(incidents []incident, thresholds []float64) [][]float64 {
	found := make([][]float64, len(incidents))
	together(len(incidents), func(i int) {
		found[i] = r.meet(&incidents[i], thresholds)
	})
	return found
}

func (r *run) meet(in *incident, thresholds []float64) []float64 {
	steps, control := r.all[in.of].steps[in.site:], r.scores[in.of]
	d := r.saved[in.of][in.site].clone()
	after := make([]float64, len(thresholds))
	for i := range after {
		after[i] = missed
	}
	for k := range in.added {
		score := float32(d.observe(in.on(steps[k], k)))
		open := false
		for i, t := range thresholds {
			if after[i] == missed && float64(score) >= t && quiet(control[:in.site+k+1], t) {
				after[i] = float64(k+1) * stepMinutes
			}
			open = open || after[i] == missed
		}
		if !open {
			break
		}
	}
	return after
}

// quiet reports whether a series had no alarm open at the last of its steps: what rings
// anyway detects nothing.
func quiet(control []float32, threshold float64) bool {
	for _, v := range control[max(0, len(control)-1-calm):] {
		if float64(v) >= threshold {
			return false
		}
	}
	return true
}

// together calls for each number below n, on all processors.
func together(n int, call func(int)) {
	var next atomic.Int64
	var done sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		done.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				call(i)
			}
		})
	}
	done.Wait()
}
