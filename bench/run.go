package main

import (
	"fmt"
	"math"
	"os"
	"slices"
)

// A detector scores steps; it pages where its score reaches a threshold.
type detector interface {
	observe(step) float64
	clone() detector
}

type kase struct {
	brand, shape string
	m, peak      float64
	// scores are those of the day after the onset, -Inf where the untouched run had an alarm open.
	scores []float32
	base   []float32 // untouched scores from 6 h before on
}

type run struct {
	cases []kase
	base  [][]float32
	all   []*series
}

// inject is what a crisis adds.
type spec struct {
	seed     uint64
	negative bool
}

// voice gives every series its negatives: a share that changes every six hours.
func voiced(all []*series, seed uint64) {
	for _, s := range all {
		rng := seeded(s.name+"negative", seed)
		share := 0.0
		for i := range s.steps {
			if i%72 == 0 {
				share = beta(rng, backShare*40, (1-backShare)*40)
			}
			s.steps[i].negative = binomial(rng, s.steps[i].all, share)
			s.steps[i].angry = s.steps[i].negative
		}
	}
}

func play(all []*series, fresh func() detector, inject bool, seed uint64) *run {
	r := &run{all: all}
	for _, s := range all {
		s = &series{name: s.name, steps: slices.Clone(s.steps), level: s.level, windows: s.windows, from: s.from}
		var byDay, byNight []int
		var att []float64
		at := map[int]bool{}
		if inject {
			byDay, byNight, att = s.sites(seed)
			for _, i := range slices.Concat(byDay, byNight) {
				at[i] = true
			}
		}
		d := fresh()
		saved := map[int]detector{}
		base := make([]float32, len(s.steps))
		for i, st := range s.steps {
			if at[i] {
				saved[i] = d.clone()
			}
			base[i] = float32(d.observe(st))
		}
		r.base = append(r.base, base)
		for _, sh := range shapes() {
			sites := slices.Concat(byDay, byNight)
			if sh.night {
				sites = byNight
			}
			e := make([]float64, 288)
			for k := range e {
				e[k] = sh.added(float64(k) * stepMinutes)
			}
			for _, m := range magnitudes {
				for _, site := range sites {
					rng := seeded(s.name+sh.name, seed+uint64(site)*1000+uint64(m))
					d := saved[site].clone()
					c := kase{brand: s.name, shape: sh.name, m: m, peak: sh.peak, scores: make([]float32, 288)}
					for k := range c.scores {
						st := s.steps[site+k]
						mean := e[k] * m * s.level / 60
						if sh.night {
							mean *= att[site+k]
						}
						more := negBin(rng, mean, .1)
						st.all += more
						st.authors += more
						angry := binomial(rng, more, crisisNegative)
						st.negative += angry
						st.angry += angry
						c.scores[k] = float32(d.observe(st))
					}
					c.base = base[site-72 : site+288]
					r.cases = append(r.cases, c)
				}
			}
		}
	}
	return r
}

var backShare = .1
var crisisNegative = .6

// pages counts alert episodes in scored time, and the brand-weeks scored.
func (r *run) pages(t float64) (pages float64, weeks float64, worst float64) {
	for b, s := range r.all {
		n, scored := 0.0, 0
		last, began := -1<<30, 0
		for i := s.from; i < len(s.steps); i++ {
			if !s.steps[i].labelled {
				scored++
			}
			if float64(r.base[b][i]) < t {
				continue
			}
			fresh := i-last > 72 || i-began >= 288
			if fresh {
				began = i
				if !s.steps[i].labelled {
					n++
				}
			}
			last = i
		}
		pages += n
		w := float64(scored) / 2016
		weeks += w
		if n/w > .9 && os.Getenv("WORST") != "" {
			fmt.Print("")
		}
		worst = max(worst, n/w)
	}
	return pages, weeks, worst
}

type outcome struct {
	recall, timely float64
	byM            map[float64]float64
	storm          [2]float64 // storm30 x16: recall, median
	byShape        map[string][2]float64
}

func (c *kase) detected(t float64) float64 {
	last := -1 << 30
	for k := range 72 {
		if float64(c.base[k]) >= t {
			last = k
		}
	}
	for k, v := range c.scores {
		if float64(c.base[72+k]) >= t {
			last = 72 + k
		}
		if float64(v) >= t && 72+k-last > 72 {
			return float64(k+1) * stepMinutes
		}
	}
	return math.Inf(1)
}

func (r *run) outcome(t float64) outcome {
	o := outcome{byM: map[float64]float64{}, byShape: map[string][2]float64{}}
	n := map[float64]float64{}
	var storm []float64
	shapesN := map[string]float64{}
	for i := range r.cases {
		c := &r.cases[i]
		at := c.detected(t)
		n[c.m]++
		shapesN[c.shape]++
		v := o.byShape[c.shape]
		if !math.IsInf(at, 1) {
			o.recall++
			o.byM[c.m]++
			v[0]++
			if at <= c.peak+60 {
				o.timely++
				v[1]++
			}
		}
		o.byShape[c.shape] = v
		if c.shape == "storm30" && c.m == 16 {
			storm = append(storm, at)
		}
	}
	for k, v := range o.byShape {
		o.byShape[k] = [2]float64{100 * v[0] / shapesN[k], 100 * v[1] / shapesN[k]}
	}
	for m := range n {
		o.byM[m] = 100 * o.byM[m] / n[m]
	}
	o.recall *= 100 / float64(len(r.cases))
	o.timely *= 100 / float64(len(r.cases))
	slices.Sort(storm)
	for _, v := range storm {
		if !math.IsInf(v, 1) {
			o.storm[0] += 100 / float64(len(storm))
		}
	}
	if len(storm) > 0 {
		o.storm[1] = storm[len(storm)/2]
	}
	return o
}

// threshold is the lowest with at most so many pages a brand-week.
func (r *run) threshold(budget float64) float64 {
	var vs []float64
	for b, s := range r.all {
		for i := s.from; i < len(s.steps); i++ {
			if !s.steps[i].labelled && r.base[b][i] > 0 {
				vs = append(vs, float64(r.base[b][i]))
			}
		}
	}
	slices.Sort(vs)
	vs = slices.Compact(vs)
	lo, hi := 0, len(vs)-1
	for lo < hi {
		mid := (lo + hi) / 2
		p, w, _ := r.pages(vs[mid])
		if p/w <= budget {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return vs[lo]
}
