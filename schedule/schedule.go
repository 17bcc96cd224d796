// Package schedule gives each job its moment. It keeps a job from overlapping
// itself, bounds its run, survives its panics, writes one log line a run, and
// lets what runs end when the daemon stops. It knows nothing of what a job does.
//
// # Moments
//
// A run reads the clock once and is handed that moment. Where a spec names
// hours, they are those of the wall clock in its zone: an hour that clocks skip
// in spring is made up for when it ends, and one they repeat in autumn counts
// the first time only.
//
// # What is owed
//
// A job with CatchUp owes a run for every moment that passed while the daemon
// was down, and for one whose run failed; it pays all of them with one run that
// succeeds. All other jobs simply wait for their next moment.
package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// A Job is work that comes back.
type Job struct {
	// Name is unique, such as "collect feed:news".
	Name string
	// Spec says when: "@every 2m", or five cron fields with their zone, such as
	// "CRON_TZ=America/New_York 0 8 * * 1". Without a zone they are in UTC.
	Spec string
	// Timeout bounds one run; 0 means 1 minute.
	Timeout time.Duration
	// CatchUp makes the job run once at start if a moment was missed while the
	// daemon was down, and again after a run that failed. It needs a Memory.
	CatchUp bool
	// AtStart runs the job once right at start, jobs a little apart from one another.
	AtStart bool
	// Run does the work for a moment and says what it did; "" means there was
	// nothing to do. It must return when its context ends, and do no harm when it
	// is run twice for one moment.
	Run func(ctx context.Context, now time.Time) (did string, err error)
}

// A Memory knows, across restarts, when jobs last ran. Implemented by the store.
type Memory interface {
	// Ran answers the zero time for a job it does not know.
	Ran(ctx context.Context, job string) (time.Time, error)
	SetRan(ctx context.Context, job string, at time.Time) error
}

// Options are what a Schedule works with. The zero value has no memory and writes no log.
type Options struct {
	// Now is the clock jobs are told; nil is the system's. Ticks come by the
	// system's clock in any case.
	Now    func() time.Time
	Log    *slog.Logger
	Memory Memory
	// Observe is told of every run that ended; nil tells nobody.
	Observe func(job string, took time.Duration, err error)
	// Grace is how long jobs may take to end when the schedule stops; 0 means 20 s.
	Grace time.Duration
}

const (
	usualTimeout = time.Minute
	usualGrace   = 20 * time.Second
	// Jobs that run at start do so this far apart, and begin anew where the
	// last would have to wait longer than the spread.
	startStep   = 100 * time.Millisecond
	startSpread = 10 * time.Second
	// longestSpread is how long after the start a job with AtStart first runs at most.
	longestSpread = 5 * time.Minute
)

// A Schedule runs jobs at their moments.
type Schedule struct {
	options Options

	mu      sync.Mutex
	lanes   []*lane
	byName  map[string]*lane
	atStart int
	running bool
}

// New makes a schedule without jobs.
func New(o Options) *Schedule {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Grace == 0 {
		o.Grace = usualGrace
	}
	return &Schedule{options: o, byName: map[string]*lane{}}
}

// Add takes a job up, or says what is wrong with it. All jobs are added before Run.
func (s *Schedule) Add(j Job) error {
	if err := s.check(j); err != nil {
		return err
	}
	if j.Timeout == 0 {
		j.Timeout = usualTimeout
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.running:
		return fmt.Errorf("schedule takes %q: it runs already; add jobs before Run", j.Name)
	case s.byName[j.Name] != nil:
		return fmt.Errorf("schedule takes %q: there is a job of that name; give each its own", j.Name)
	}
	l := newLane(j, s.options)
	if j.AtStart {
		l.delay = time.Duration(s.atStart) * startStep % spread(j.Spec)
		s.atStart++
	}
	var err error
	if l.times, err = parse(j.Spec, time.Now(), l.delay); err != nil {
		return fmt.Errorf("schedule takes %q: %w", j.Name, err)
	}
	s.lanes = append(s.lanes, l)
	s.byName[j.Name] = l
	return nil
}

// spread is over how long the first runs of many jobs are spread, and the later ones with
// them: a job's own period, so that a thousand feeds read every two minutes are a steady
// trickle and no burst.
func spread(spec string) time.Duration {
	period, ok := strings.CutPrefix(spec, everyPrefix)
	if !ok {
		return startSpread
	}
	d, err := time.ParseDuration(strings.TrimSpace(period))
	if err != nil {
		return startSpread
	}
	return min(max(d, startSpread), longestSpread)
}

func (s *Schedule) check(j Job) error {
	switch {
	case j.Name == "":
		return errors.New("schedule takes a job: it has no name; give it one, such as \"collect feed:news\"")
	case j.Run == nil:
		return fmt.Errorf("schedule takes %q: it has no Run; say what to do", j.Name)
	case j.Timeout < 0:
		return fmt.Errorf("schedule takes %q: a timeout of %s is negative; leave it 0 for %s", j.Name, j.Timeout, usualTimeout)
	case j.CatchUp && s.options.Memory == nil:
		return fmt.Errorf("schedule takes %q: it cannot know what it missed; give Options a Memory or take out CatchUp", j.Name)
	}
	return nil
}

// Nudge makes a job run soon: now, or once more right after its present run.
// Nudges that come before that run begins are one. It never blocks; nobody
// answers to a name that is not there.
func (s *Schedule) Nudge(name string) {
	s.mu.Lock()
	l := s.byName[name]
	s.mu.Unlock()
	if l == nil {
		s.options.Log.Error("nudge of an unknown job", "job", name)
		return
	}
	signal(l.nudged)
}

// signal leaves a sign where none is waiting.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
