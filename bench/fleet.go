package main

import (
	"fmt"
	"math"
	"time"
)

// fleet is an invented fleet of brands.
func fleet(brands, weeks int, seed uint64) []*series {
	all := make([]*series, brands)
	for i := range all {
		all[i] = invented(fmt.Sprintf("fleet%03d", i), weeks, seed)
	}
	return all
}

func invented(name string, weeks int, seed uint64) *series {
	rng := seeded(name, seed)
	uni := func(a, b float64) float64 { return a + (b-a)*rng.Float64() }
	logu := func(a, b float64) float64 { return math.Exp(uni(math.Log(a), math.Log(b))) }
	level := logu(2, 1000)
	a1, a2 := uni(.3, .8), uni(0, .3)
	p1, p2 := uni(0, 2*math.Pi), uni(0, 2*math.Pi)
	weekend := uni(.4, 1)
	sigma := uni(.1, .4)
	phi := uni(.02, .32)
	perDay := logu(.2, 4)
	alpha := uni(1.2, 2)
	n := weeks * 7 * 288
	s := &series{name: name, from: 14 * 288, level: level}
	burst := make([]float64, n)
	for i := range n {
		for k := poisson(rng, perDay/288); k > 0; k-- {
			size := min(.3*level*math.Pow(1-rng.Float64(), -1/alpha), 200*level)
			for j := i; j < min(n, i+288); j++ {
				burst[j] += size * cascadeShare(j-i)
			}
		}
	}
	start := time.Date(2026, 3, 2, 0, 2, 30, 0, time.UTC)
	ar := 0.0
	rho := math.Exp(-5. / 120)
	for i := range n {
		at := start.Add(time.Duration(i) * 5 * time.Minute)
		h := (float64(at.Hour()) + float64(at.Minute())/60) / 24 * 2 * math.Pi
		ar = rho*ar + sigma*math.Sqrt(1-rho*rho)*rng.NormFloat64()
		rate := level / 12 * math.Exp(a1*math.Sin(h+p1)+a2*math.Sin(2*h+p2)+ar)
		if w := at.Weekday(); w == time.Saturday || w == time.Sunday {
			rate *= weekend
		}
		v := negBin(rng, rate, phi) + poisson(rng, burst[i])
		s.steps = append(s.steps, step{at: at, all: v, authors: v})
	}
	s.level = s.usual()
	return s
}

var shares = func() []float64 {
	c := shape{at: cascade}
	out := make([]float64, 288)
	for i := range out {
		out[i] = c.added(float64(i)*5) / 60
	}
	return out
}()

func cascadeShare(k int) float64 { return shares[k] }
