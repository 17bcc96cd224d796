package schedule

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// A lane is a job and all that is known of its runs, of which there is one at a
// time: ticks, nudges and what is owed take turns.
type lane struct {
	job     Job
	times   cron.Schedule
	delay   time.Duration // how long after start a job with AtStart first runs
	options Options

	turn   chan struct{} // holds a token while a run is under way
	nudged chan struct{} // holds one while a nudge waits
	ended  chan struct{} // holds one after a run that attend may not know of

	mu      sync.Mutex
	state   Status
	retryAt time.Time // when what is owed is tried again; zero if nothing is
	faults  faults
}

func newLane(j Job, o Options) *lane {
	return &lane{
		job: j, options: o, state: Status{Name: j.Name},
		turn: make(chan struct{}, 1), nudged: make(chan struct{}, 1), ended: make(chan struct{}, 1),
	}
}

// run waits for the lane to be free and runs the job, unless the order to stop
// comes first. work is what the job's context comes from.
func (l *lane) run(stop, work context.Context) {
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	case <-stop.Done():
	}
	if stop.Err() != nil {
		return
	}
	defer signal(l.ended)
	now, began := l.options.Now(), time.Now()
	l.begin(now)
	did, err := l.call(work, now)
	if err == nil && l.job.CatchUp {
		err = l.remember(work, now)
	}
	took := time.Since(began)
	l.end(took, did, err)
	if l.options.Observe != nil {
		l.options.Observe(l.job.Name, took, failure(err))
	}
}

// call runs the job within its time; a panic is an error.
func (l *lane) call(work context.Context, now time.Time) (did string, err error) { //nolint:nonamedreturns // a panic becomes the error
	defer func() {
		if p := recover(); p != nil {
			did, err = "", &panicError{value: p, stack: debug.Stack()}
		}
	}()
	late := fmt.Errorf("it took longer than the %s it may take", l.job.Timeout)
	ctx, cancel := context.WithTimeoutCause(work, l.job.Timeout, late)
	defer cancel()
	did, err = l.job.Run(ctx, now)
	if err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		err = fmt.Errorf("%w: %w", context.Cause(ctx), err)
	}
	return did, err
}

// A panicError is a job's panic, with the stack it left.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("it panicked: %v", e.value) }

func (l *lane) begin(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.Since = now
}

func (l *lane) end(took time.Duration, did string, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.Since, l.state.Ran, l.state.Fault = time.Time{}, l.options.Now(), ""
	if l.paused(took, err) {
		return
	}
	if did != "" {
		l.state.Did = did
	}
	if err != nil {
		l.state.Fault = err.Error()
	}
	l.tell(took, did, err)
	l.owe(err)
}
