package peers

// EARS is the Early Aberration Reporting System of the CDC (Hutwagner and others 2003),
// brought to hours: C1 is how many standard deviations an hour lies above the same hour of
// the seven days before, C2 leaves two days out in between, and C3 sums what C2 has above
// one over three hours. (With the seven hours before as the baseline it finds less.)
type EARS struct {
	Kind int
	hourly
	past   [10 * day]float64
	second [3 * hour]float64
}

// Observe answers the statistic of its kind.
func (e *EARS) Observe(count float64) float64 {
	x, i := e.add(count), e.n-1
	lag := 1
	if e.Kind > 1 {
		lag = 3
	}
	score := 0.0
	if i >= (lag+6)*day {
		score = e.baseline(i, lag).above(x)
	}
	e.past[i%len(e.past)] = x
	if e.Kind < 3 {
		return score
	}
	e.second[i%len(e.second)] = max(0, score-1)
	return e.second[i%len(e.second)] + e.second[(i+2*hour)%len(e.second)] + e.second[(i+hour)%len(e.second)]
}

// baseline is of the same hour on seven days, the last of them a lag back.
func (e *EARS) baseline(i, lag int) *moments {
	m := &moments{}
	for k := range 7 {
		m.add(e.past[(i-(lag+k)*day)%len(e.past)], 1)
	}
	return m
}

// Clone is a copy.
func (e *EARS) Clone() Peer { c := *e; return &c }
