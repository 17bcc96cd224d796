package schedule

import "time"

// A Status is how a job stands.
type Status struct {
	Name string
	// Ran is when the last run ended; zero if there was none since start.
	Ran time.Time
	// Next is when the job is due; zero if never again.
	Next time.Time
	// Since is when the run under way began; zero if none is.
	Since time.Time
	// Did is what the last run that succeeded with anything to do did.
	Did string
	// Fault is the last run's error; "" if it succeeded.
	Fault string
}

// Status answers how the jobs stand, in the order they were added.
func (s *Schedule) Status() []Status {
	s.mu.Lock()
	lanes := s.lanes
	s.mu.Unlock()
	now := time.Now()
	all := make([]Status, len(lanes))
	for i, l := range lanes {
		all[i] = l.status(now)
	}
	return all
}

func (l *lane) status(now time.Time) Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.state
	s.Next = l.times.Next(now).Round(0)
	if !l.retryAt.IsZero() && l.retryAt.Before(s.Next) {
		s.Next = l.retryAt.Round(0)
	}
	return s
}
