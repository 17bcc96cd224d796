package schedule

import "time"

// An every is a period counted from a start, so that runs that begin late do not
// push the later ones back. It keeps the monotonic clock: a step of the
// system's clock moves no tick.
type every struct {
	period time.Duration
	start  time.Time
	delay  time.Duration // of the whole grid, which keeps jobs apart
}

// Next answers the next point of the grid, the first of which comes a period
// after start and delay. A moment before the start, when there was no grid, is
// followed by one a period later.
func (e every) Next(t time.Time) time.Time {
	since := t.Sub(e.start)
	if since < 0 {
		return t.Add(e.period)
	}
	periods := max(since-e.delay, 0)/e.period + 1
	return e.start.Add(e.delay + periods*e.period)
}
