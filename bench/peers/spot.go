package peers

import (
	"math"
	"slices"
)

// A SPOT is "Streaming Peaks-Over-Threshold" (Siffer and others, KDD 2017) on hours: what
// lies above a high quantile of the beginning follows a generalised Pareto law, which
// says how unlikely an hour is. The law is fitted anew once a day to the last excesses
// by Grimshaw's one-parameter likelihood, sought on a grid. A law with an end, beyond which
// nothing can be ranked, is not let in.
type SPOT struct {
	hourly
	begin  []float64
	excess [512]float64
	// over is how many excesses there were, of so many hours seen.
	over, seen int
	threshold  float64
	shape      float64
	scale      float64
}

const (
	// calibration is how many hours the quantile is taken from.
	calibration = 1000
	// risk is how unlikely an hour must be for it to teach nothing.
	risk = 1e-4
)

// NewSPOT is one that has seen nothing.
func NewSPOT() *SPOT { return &SPOT{begin: make([]float64, 0, calibration)} }

// Observe answers -log10 of the chance of so much or more.
func (s *SPOT) Observe(count float64) float64 {
	x := s.add(count)
	s.seen++
	if s.n <= calibration {
		s.begin = append(s.begin, x)
		if s.n == calibration {
			s.start()
		}
		return 0
	}
	chance := s.chance(x)
	if x > s.threshold && chance > risk {
		s.keep(x - s.threshold)
	}
	if s.n%day == 0 {
		s.fit()
	}
	return -math.Log10(chance)
}

// start takes the threshold from the hours seen so far.
func (s *SPOT) start() {
	sorted := slices.Sorted(slices.Values(s.begin))
	s.threshold = sorted[calibration*98/100]
	for _, x := range s.begin {
		if x > s.threshold {
			s.keep(x - s.threshold)
		}
	}
	s.begin = nil
	s.fit()
}

func (s *SPOT) keep(excess float64) {
	s.excess[s.over%len(s.excess)] = excess
	s.over++
}

// chance is that of x or more; below the threshold every hour is as good as another.
func (s *SPOT) chance(x float64) float64 {
	if x <= s.threshold {
		return 1
	}
	above, y := float64(s.over+1)/float64(s.seen), x-s.threshold
	if math.Abs(s.shape) < 1e-9 {
		return max(1e-300, above*math.Exp(-y/s.scale))
	}
	return max(1e-300, above*math.Pow(1+s.shape*y/s.scale, -1/s.shape))
}

// fit seeks the ratio of shape and scale with the best likelihood.
func (s *SPOT) fit() {
	past := s.excess[:min(s.over, len(s.excess))]
	if len(past) < 2 {
		s.shape, s.scale = 0, max(1, s.threshold)
		return
	}
	mean := 0.0
	for _, y := range past {
		mean += y / float64(len(past))
	}
	s.shape, s.scale = 0, mean
	best := -math.Log(mean) - 1
	for k := range 32 {
		ratio := math.Exp2(float64(k)/3-5) / mean
		shape := 0.0
		for _, y := range past {
			shape += math.Log1p(ratio*y) / float64(len(past))
		}
		if likely := -math.Log(shape/ratio) - shape - 1; likely > best {
			best, s.shape, s.scale = likely, shape, shape/ratio
		}
	}
}

// Clone is a copy.
func (s *SPOT) Clone() Peer {
	c := *s
	c.begin = slices.Clone(s.begin)
	return &c
}
