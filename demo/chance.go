package demo

import (
	"math"
	"math/rand/v2"
	"time"
)

// A rate is how many posts an hour to expect at a moment.
type rate func(at time.Time) float64

// roughness is how much busier or quieter than expected five minutes may be
// beyond chance: the dispersion of a negative binomial distribution.
const roughness = .1

// moments draws when posts are published between two moments: in steps of five
// minutes, each a negative binomial number around the rate's mean, spread evenly.
func moments(rng *rand.Rand, from, to time.Time, expected rate) []time.Time {
	const step = 5 * time.Minute
	var out []time.Time
	for at := from; at.Before(to); at = at.Add(step) {
		mean := expected(at.Add(step/2)) * step.Hours()
		for range poisson(rng, mean*gamma(rng)) {
			moment := at.Add(time.Duration(rng.Int64N(int64(step)))).Truncate(time.Second)
			if moment.Before(to) {
				out = append(out, moment)
			}
		}
	}
	return out
}

// gamma has mean 1 and variance roughness: the sum of as many exponentials as fit.
func gamma(rng *rand.Rand) float64 {
	const parts = int(1 / roughness)
	sum := 0.0
	for range parts {
		sum += rng.ExpFloat64()
	}
	return sum / float64(parts)
}

// poisson counts how many exponential waits fit into the mean.
func poisson(rng *rand.Rand, mean float64) int {
	n := 0
	for wait := rng.ExpFloat64(); wait < mean; wait += rng.ExpFloat64() {
		n++
	}
	return n
}

// between is evenly distributed.
func between(rng *rand.Rand, low, high float64) float64 { return low + (high-low)*rng.Float64() }

// halving falls to one half after each half-life.
func halving(since, halfLife time.Duration) float64 {
	return math.Exp2(-since.Minutes() / halfLife.Minutes())
}
