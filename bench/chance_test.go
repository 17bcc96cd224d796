package main

import (
	"math"
	"testing"
)

func TestDrawsHaveTheMeanAndVarianceOfTheirLaw(t *testing.T) {
	for _, tt := range []struct {
		name           string
		draw           func(chance) float64
		mean, variance float64
	}{
		{"few posts", func(c chance) float64 { return c.poisson(3) }, 3, 3},
		{"many posts", func(c chance) float64 { return c.poisson(400) }, 400, 400},
		{"posts that come in bursts", func(c chance) float64 { return c.negBin(20, .1) }, 20, 20 + .1*400},
		{"hardly any, in bursts", func(c chance) float64 { return c.negBin(.5, 2) }, .5, .5 + 2*.25},
		{"no posts", func(c chance) float64 { return c.negBin(0, .1) }, 0, 0},
		{"a wide gamma", func(c chance) float64 { return c.gamma(.5) }, .5, .5},
		{"a narrow gamma", func(c chance) float64 { return c.gamma(30) }, 30, 30},
		{"the share of negatives", func(c chance) float64 { return c.beta(4, 36) }, .1, .1 * .9 / 41},
		{"negatives among few", func(c chance) float64 { return c.binomial(12, .3) }, 3.6, 12 * .3 * .7},
		{"negatives among many", func(c chance) float64 { return c.binomial(900, .6) }, 540, 900 * .6 * .4},
	} {
		const n = 20_000
		c, sum, square := seeded(tt.name, 1), 0.0, 0.0
		for range n {
			v := tt.draw(c)
			sum += v / n
			square += v * v / n
		}
		if off := math.Abs(sum - tt.mean); off > 5*math.Sqrt(tt.variance/n) {
			t.Errorf("%s: mean %.4f, want %.4f", tt.name, sum, tt.mean)
		}
		if v := square - sum*sum; math.Abs(v-tt.variance) > .1*tt.variance {
			t.Errorf("%s: variance %.4f, want %.4f", tt.name, v, tt.variance)
		}
	}
}

func TestASeedDrawsTheSameAgain(t *testing.T) {
	draw := func(name string, seed uint64) uint64 { return seeded(name, seed).Uint64() }
	if first, again := draw("AAPL", 1), draw("AAPL", 1); first != again {
		t.Error("the same name and seed draw something else")
	}
	if draw("AAPL", 1) == draw("AAPL", 2) || draw("AAPL", 1) == draw("FB", 1) {
		t.Error("another name or seed draws the same")
	}
}
