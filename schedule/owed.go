package schedule

import (
	"context"
	"fmt"
	"time"
)

const (
	// A run that is owed is tried again after the first pause, then after twice
	// as long each time, up to the longest.
	firstPause   = time.Minute
	longestPause = time.Hour
	// remembering bounds one question to the Memory.
	remembering = 10 * time.Second
)

// attend runs a job outside its ticks: at start, when nudged, and while a run is owed.
func (l *lane) attend(stop, work context.Context) {
	if l.job.AtStart {
		select {
		case <-stop.Done():
		case <-time.After(l.delay):
			l.run(stop, work)
		}
	} else if l.job.CatchUp {
		l.settle(stop, work)
	}
	for stop.Err() == nil {
		select {
		case <-stop.Done():
		case <-l.ended:
		case <-l.nudged:
			l.run(stop, work)
		case <-l.retry():
			l.settle(stop, work)
		}
	}
}

// retry fires when what is owed is tried again; never if nothing is.
func (l *lane) retry() <-chan time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.retryAt.IsZero() {
		return nil
	}
	return time.After(time.Until(l.retryAt))
}

// settle runs the job if a moment has passed since it last ran.
func (l *lane) settle(stop, work context.Context) {
	owed, err := l.owed(stop)
	if stop.Err() != nil {
		return
	}
	if owed {
		l.run(stop, work)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case err != nil:
		l.state.Fault = err.Error()
		l.tell(0, "", err)
	case l.state.Ran.IsZero():
		l.state.Fault = "" // it was the memory's
	}
	l.owe(err)
}

// owed asks the memory whether a moment was missed. A job it does not know owes
// nothing yet, but will from now on.
func (l *lane) owed(ctx context.Context) (bool, error) {
	now := l.options.Now()
	ctx, cancel := context.WithTimeout(ctx, remembering)
	defer cancel()
	ran, err := l.options.Memory.Ran(ctx, l.job.Name)
	if err != nil {
		return false, fmt.Errorf("ask when it last ran: %w", err)
	}
	if ran.IsZero() {
		return false, l.remember(ctx, now)
	}
	next := l.times.Next(ran)
	return !next.IsZero() && !next.After(now), nil
}

// remember saves that all moments up to now are settled.
func (l *lane) remember(ctx context.Context, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, remembering)
	defer cancel()
	if err := l.options.Memory.SetRan(ctx, l.job.Name, now); err != nil {
		return fmt.Errorf("remember that it ran: %w", err)
	}
	return nil
}

// owe sets when a run that is owed is tried again. The lane is locked.
func (l *lane) owe(err error) {
	if err == nil || !l.job.CatchUp {
		l.retryAt = time.Time{}
		return
	}
	pause := longestPause
	if doublings := l.faults.inARow - 1; doublings < 6 {
		pause = firstPause << doublings
	}
	l.retryAt = time.Now().Add(pause)
}
