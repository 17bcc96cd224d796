package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// farewell is how long a job that was cut off may take to notice it.
const farewell = time.Second

// errCutOff is why a run's context ends where the schedule could wait no longer.
var errCutOff = errors.New("the daemon stops and could wait no longer")

// Run runs the jobs until the context ends. Then none begins any more, and those
// under way have the grace to end before their contexts do. It answers an error
// that names those it had to cut off. A schedule runs once.
func (s *Schedule) Run(ctx context.Context) error { //nolint:contextcheck // work outlives ctx, by the grace
	s.mu.Lock()
	if s.running {
		s.mu.Unlock()
		return errors.New("schedule runs: it did so already; make a new one")
	}
	s.running = true
	s.mu.Unlock()

	// Work outlives the order to stop, by the grace at most.
	work, cut := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cut(nil)
	var attending sync.WaitGroup
	ticks := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(cron.DiscardLogger))
	for _, l := range s.lanes {
		ticks.Schedule(l.times, l.chain().Then(cron.FuncJob(func() { l.run(ctx, work) })))
		attending.Go(func() { l.attend(ctx, work) })
	}
	ticks.Start()
	<-ctx.Done()
	ticked := ticks.Stop()
	ended := make(chan struct{})
	go func() {
		attending.Wait()
		<-ticked.Done()
		close(ended)
	}()
	return s.stop(ended, cut)
}

// stop waits for the runs under way, cuts them off after the grace, and names them.
func (s *Schedule) stop(ended <-chan struct{}, cut context.CancelCauseFunc) error {
	select {
	case <-ended:
		return nil
	case <-time.After(s.options.Grace):
	}
	late := s.underWay()
	cut(errCutOff)
	select {
	case <-ended:
	case <-time.After(farewell):
	}
	if len(late) == 0 {
		return nil
	}
	text := fmt.Sprintf("schedule stops: cut off after %s: %s", s.options.Grace, strings.Join(late, ", "))
	if deaf := s.underWay(); len(deaf) > 0 {
		text += "; running all the same: " + strings.Join(deaf, ", ")
	}
	return errors.New(text)
}

// underWay names the jobs that run.
func (s *Schedule) underWay() []string {
	var names []string
	for _, state := range s.Status() {
		if !state.Since.IsZero() {
			names = append(names, state.Name)
		}
	}
	return names
}

// chain is what cron puts around a tick. The order matters: with Recover
// outside, one panic would leave the job "still running" for ever.
func (l *lane) chain() cron.Chain {
	return cron.NewChain(cron.SkipIfStillRunning(skips{l}), cron.Recover(panics{l.options.Log, l.job.Name}))
}

// skips hears from cron that a tick was skipped.
type skips struct{ lane *lane }

func (s skips) Info(string, ...any) { s.lane.skipped() }

func (s skips) Error(error, string, ...any) {}

// panics hears from cron of a panic outside the job's own Run.
type panics struct {
	log *slog.Logger
	job string
}

func (p panics) Info(string, ...any) {}

func (p panics) Error(err error, _ string, details ...any) {
	p.log.With(details...).Error("job failed", "job", p.job, "error", err)
}
