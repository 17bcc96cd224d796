package peers

// HourOverWeek is an hour over the average hour of the seven days before, as Agility PR
// documents it for its alerts. One post is added to both, since silence is no divisor.
type HourOverWeek struct {
	hourly
	past [week]float64
	sum  float64
}

// Observe answers the ratio.
func (a *HourOverWeek) Observe(count float64) float64 {
	x, i, n := a.add(count), (a.n-1)%week, min(a.n-1, week)
	score := 0.0
	if n >= known {
		score = (x + 1) / (hour*a.sum/float64(n) + 1)
	}
	a.sum += count - a.past[i]
	a.past[i] = count
	return score
}

// Clone is a copy.
func (a *HourOverWeek) Clone() Peer { c := *a; return &c }

// DayOverWeek is the last 24 hours over the average day of the seven days before them,
// as Wizikey and Socialmetrix document it.
type DayOverWeek struct {
	past      [week + day]float64
	n         int
	last, sum float64
}

// Observe answers the ratio.
func (a *DayOverWeek) Observe(count float64) float64 {
	const size = week + day
	a.last += count - a.past[(a.n+size-day)%size]
	a.sum += a.past[(a.n+size-day)%size] - a.past[a.n%size]
	a.past[a.n%size] = count
	a.n++
	if n := min(a.n-day, week); n >= known {
		return (a.last + 1) / (day*a.sum/float64(n) + 1)
	}
	return 0
}

// Clone is a copy.
func (a *DayOverWeek) Clone() Peer { c := *a; return &c }

// SameHour is an hour over the average of the same hour of the last four weeks, as far
// as there are any: Salesforce's Social Hub compares so.
type SameHour struct {
	hourly
	past [weeks * week]float32
}

const weeks = 4

// Observe answers the ratio.
func (s *SameHour) Observe(count float64) float64 {
	x, i := s.add(count), s.n-1
	sum, n := 0.0, 0.0
	for back := week; back <= min(i, weeks*week); back += week {
		sum += float64(s.past[(i-back)%(weeks*week)])
		n++
	}
	s.past[i%(weeks*week)] = float32(x)
	if n == 0 {
		return 0
	}
	return (x + 1) / (sum/n + 1)
}

// Clone is a copy.
func (s *SameHour) Clone() Peer { c := *s; return &c }
