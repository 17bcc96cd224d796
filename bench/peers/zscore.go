package peers

// A ZScore is how many standard deviations an hour lies above the hours of the last seven days.
type ZScore struct {
	hourly
	past    [week]float64
	moments moments
}

// Observe answers the standard deviations; less than one post is none.
func (z *ZScore) Observe(count float64) float64 {
	x, i := z.add(count), (z.n-1)%week
	score := 0.0
	if z.moments.n >= known {
		score = z.moments.above(x)
	}
	if z.n > week {
		z.moments.add(z.past[i], -1)
	}
	z.moments.add(x, 1)
	z.past[i] = x
	return score
}

// Clone is a copy.
func (z *ZScore) Clone() Peer { c := *z; return &c }
