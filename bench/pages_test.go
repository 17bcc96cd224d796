package main

import (
	"math"
	"slices"
	"testing"
	"time"
)

// flat is a series that always counts the same.
func flat(name string, steps int, count float64) *series {
	s := &series{name: name, from: week}
	for i := range steps {
		at := time.Date(2026, 3, 2, 0, 2, 30, 0, time.UTC).Add(time.Duration(i) * stepMinutes * time.Minute)
		s.steps = append(s.steps, step{at: at, counts: counts{all: count, authors: count}})
	}
	s.level = usual(s.steps)
	return s
}

// high are scores that are 1 at some steps.
func high(n int, at ...int) []float32 {
	scores := make([]float32, n)
	for _, i := range at {
		scores[i] = 1
	}
	return scores
}

func from(begin, end int) []int {
	var steps []int
	for i := begin; i < end; i++ {
		steps = append(steps, i)
	}
	return steps
}

func TestEpisodes(t *testing.T) {
	for _, tt := range []struct {
		claim string
		high  []int
		want  []int
	}{
		{"silence pages never", nil, nil},
		{"one step is one page", []int{5}, []int{5}},
		{"less than six hours apart is one", []int{5, 5 + 71}, []int{5}},
		{"six hours apart are two", []int{5, 5 + 72}, []int{5, 77}},
		{"an alarm that goes on is one for a day", from(10, 10+day), []int{10}},
		{"and another every day", from(10, 10+2*day+1), []int{10, 10 + day, 10 + 2*day}},
	} {
		if got := episodes(high(3*day, tt.high...), 1); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.claim, got, tt.want)
		}
	}
}

func TestTheTollIsTakenInScoredTimeOnly(t *testing.T) {
	s := flat("acme", 3*week, 1)
	for i := 2 * week; i < 2*week+week/2; i++ {
		s.steps[i].labelled = true
	}
	r := &run{all: []*series{s}, scores: [][]float32{high(3*week, 100, week+5, 2*week+10, 3*week-1)}}
	got := r.toll(1)
	if got.pages != 2 || got.weeks != 1.5 {
		t.Errorf("%v pages in %v weeks, want 2 in 1.5: neither the first week nor what is labelled counts", got.pages, got.weeks)
	}
}

func TestAThresholdOfHindsightKeepsItsBudget(t *testing.T) {
	s := flat("acme", 5*week, 1)
	scores := make([]float32, 5*week)
	for i := range 4 {
		scores[week+i*week/2] = float32(i + 1)
	}
	r := &run{all: []*series{s}, scores: [][]float32{scores}}
	for budget, want := range map[float64]float64{.25: 4, .5: 3, 1: 1} {
		if got := r.threshold(budget); got != want {
			t.Errorf("%.2f pages a week: threshold %v, want %v", budget, got, want)
		}
	}
	if got := r.threshold(0); !math.IsInf(got, 1) {
		t.Errorf("no pages at all: threshold %v, want one that is never reached", got)
	}
}

func TestThePoissonIntervalIsTheExactOne(t *testing.T) {
	// Garwood's, from tables.
	for count, want := range map[float64][2]float64{0: {0, 3.69}, 1: {.0253, 5.57}, 10: {4.80, 18.39}, 100: {81.36, 121.63}} {
		low, top := interval(count)
		if math.Abs(low-want[0]) > .01 || math.Abs(top-want[1]) > .01 {
			t.Errorf("of %v: %.3f to %.3f, want %.3f to %.3f", count, low, top, want[0], want[1])
		}
	}
}
