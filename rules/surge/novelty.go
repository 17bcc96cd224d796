package surge

import "math"

// A Novelty says how far a volume lies above the highest that a series has seen, one
// such height excepted: heights fade, halving in three weeks, and those less than six
// hours apart are one. It is the channel of magnitude: "the highest in three weeks".
type Novelty struct {
	// First and Second are the highest that have ended, Running that of the cluster that
	// runs; all fade alike, so that their order stays.
	First, Second, Running float64
	// Since is the steps since the running cluster was at its highest.
	Since int64
}

// Observe answers ln of a volume over the second highest before it, 0 where it is none.
func (v *Novelty) Observe(volume float64) float64 { return above(volume, v.take(volume)) }

// take takes a volume, and answers the second highest before it.
func (v *Novelty) take(volume float64) float64 {
	v.First *= float64(fadeThree)
	v.Second *= float64(fadeThree)
	v.Running *= float64(fadeThree)
	reference := max(v.Second, min(v.First, v.Running))
	height := volume + 1
	v.Since++
	if v.Since > apart {
		v.Second = max(v.Second, min(v.First, v.Running))
		v.First = max(v.First, v.Running)
		v.Running, v.Since = 0, 0
	}
	if height > v.Running {
		v.Running, v.Since = height, 0
	}
	return reference
}

// above is ln of a volume over a height, 0 where it lies below.
func above(volume, reference float64) float64 {
	return max(0, math.Log((volume+1)/max(reference, 1)))
}
