package peers

import "math"

// moments are a mean and a standard deviation in the making.
type moments struct{ n, sum, square float64 }

// add takes a value in, or out with a weight of -1.
func (m *moments) add(v, weight float64) {
	m.n += weight
	m.sum += weight * v
	m.square += weight * v * v
}

// above is how many standard deviations a value lies above the mean; less than one post
// is none.
func (m *moments) above(v float64) float64 {
	mean := m.sum / m.n
	return (v - mean) / math.Sqrt(max(1, (m.square-m.n*mean*mean)/(m.n-1)))
}
