package main

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// A chance draws numbers that follow from a name and a seed.
type chance struct{ *rand.Rand }

func seeded(name string, seed uint64) chance {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return chance{rand.New(rand.NewPCG(h.Sum64(), seed))} //nolint:gosec // what is drawn has to be drawn again
}

// between draws a number between two.
func (c chance) between(a, b float64) float64 { return a + (b-a)*c.Float64() }

// scale draws a number between two whose logarithm is uniform.
func (c chance) scale(a, b float64) float64 { return math.Exp(c.between(math.Log(a), math.Log(b))) }

// negBin draws a count of a mean whose variance is mean + phi mean².
func (c chance) negBin(mean, phi float64) float64 {
	if mean <= 0 {
		return 0
	}
	return c.poisson(mean * c.gamma(1/phi) * phi)
}

// gamma draws from the gamma law of a shape and scale 1 (Marsaglia and Tsang 2000).
func (c chance) gamma(shape float64) float64 {
	if shape < 1 {
		return c.gamma(shape+1) * math.Pow(c.Float64(), 1/shape)
	}
	d := shape - 1./3
	k := 1 / math.Sqrt(9*d)
	for {
		x := c.NormFloat64()
		v := 1 + k*x
		if v <= 0 {
			continue
		}
		v *= v * v
		if math.Log(c.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// poisson draws a count; of a large mean by one gap after the other (Ahrens and Dieter 1974).
func (c chance) poisson(mean float64) float64 {
	if mean > 50 {
		n := math.Floor(mean * 7 / 8)
		x := c.gamma(n)
		if x > mean {
			return c.binomial(n-1, mean/x)
		}
		return n + c.poisson(mean-x)
	}
	none, k, p := math.Exp(-mean), 0.0, 1.0
	for {
		p *= c.Float64()
		if p <= none {
			return k
		}
		k++
	}
}

// beta draws a share.
func (c chance) beta(a, b float64) float64 {
	x, y := c.gamma(a), c.gamma(b)
	return x / (x + y)
}

// binomial draws how many of n are of a share; of many by their median (Ahrens and Dieter 1974).
func (c chance) binomial(n, share float64) float64 {
	if n > 40 {
		a := math.Floor(1 + n/2)
		x := c.beta(a, 1+n-a)
		if x >= share {
			return c.binomial(a-1, share/x)
		}
		return a + c.binomial(n-a, (share-x)/(1-x))
	}
	k := 0.0
	for range int(n) {
		if c.Float64() < share {
			k++
		}
	}
	return k
}
