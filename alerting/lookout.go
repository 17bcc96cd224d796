package alerting

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"tocsin/brand"
	"tocsin/plan"
	"tocsin/rules"
)

const (
	// pageOfLog is how many mentions are read at a time.
	pageOfLog = 4000
	// tardy is how long after its reading began a source's post may still be on its
	// way into the log. What was found is settled only up to that long ago, so that
	// nothing slips in behind.
	tardy = 5 * time.Minute
	// followEvery is how often it is looked how a live incident goes on.
	followEvery = time.Minute
)

// A Position is a place in a brand's log of mentions: what has been read lies
// before it. "" is the beginning; others only the archive makes and can read.
type Position string

// ErrLeftOut says that a part of the log cannot be read and was left out; all the
// rest was answered. A log with a bad page must not make a brand deaf.
var ErrLeftOut = errors.New("a part of the log cannot be read and is left out")

// An Archive keeps what was heard, in the order of keeping, and notes of when
// things were done. Implemented by the store.
type Archive interface {
	// Log answers at most limit mentions after a position, and the position after
	// them; none where nothing is new. With an error that wraps ErrLeftOut both are good.
	Log(ctx context.Context, key brand.Key, after Position, limit int) ([]brand.Mention, Position, error)
	// Ran answers when a job last ran, the zero time if it never did.
	Ran(ctx context.Context, job string) (time.Time, error)
	SetRan(ctx context.Context, job string, at time.Time) error
}

// A Lookout keeps one brand's series current with the log, and tells the desk
// what the rules find in it. It holds nothing that the log does not: started
// anew it reads the log from the beginning, and finds the same. It is safe for
// use by several goroutines.
type Lookout struct {
	archive Archive
	desk    *Desk
	key     brand.Key
	brand   brand.Brand
	rules   []rules.Rule
	// hearing tells how well the brand's sources are heard, nil where nobody knows.
	hearing func(ctx context.Context, now time.Time) *rules.Hearing
	// job is what the archive notes the settling under.
	job string

	// looking is entered by the one who looks, mu held by whoever touches the series.
	looking turnstile
	// followed is when the live incident's course was last looked at.
	followed time.Time
	mu       sync.Mutex
	series   *rules.Series
	at       Position
	// settled is the moment up to which all that was found is safe, as saved.
	settled time.Time
	ready   bool
}

// NewLookout makes the lookout of a brand. It reads nothing yet.
func NewLookout(archive Archive, desk *Desk, b brand.Brand, find []rules.Rule) *Lookout {
	return &Lookout{
		archive: archive, desk: desk, key: b.Key, brand: b, rules: find,
		job: "settle " + string(b.Key), series: newSeries(b, desk.Strategies),
	}
}

// Hears has what is found say how well the brand's sources were heard then.
func (l *Lookout) Hears(how func(ctx context.Context, now time.Time) *rules.Hearing) { l.hearing = how }

func (l *Lookout) recordHearing(ctx context.Context, found []rules.Signal, now time.Time) {
	if l.hearing == nil {
		return
	}
	h := l.hearing(ctx, now)
	for i := range found {
		found[i].Hearing = h
	}
}

// newSeries is an empty series of a brand that watches some, has something planned, and serves strategies.
func newSeries(b brand.Brand, strategies []plan.Strategy) *rules.Series {
	s := rules.NewSeries(b.Location)
	s.Watch(b.Watch)
	s.Plan(b.Events)
	var metered []string
	for _, strategy := range strategies {
		metered = append(metered, strategy.ID)
	}
	s.Meter(metered)
	return s
}

// Looked is what one look found.
type Looked struct {
	// Fresh is how many mentions were new to the lookout.
	Fresh int
	Found []rules.Signal
	// Report is what the desk did about it.
	Report Report
}

// String is "" where nothing is new and nothing was found.
func (l Looked) String() string {
	var said []string
	if l.Fresh > 0 {
		said = append(said, fmt.Sprintf("%d fresh", l.Fresh))
	}
	for _, s := range l.Found {
		found := fmt.Sprintf("%s found %s with %s", s.Rule, s.Severity, sized(s))
		if s.Late {
			found += ", late"
		}
		said = append(said, found)
	}
	if did := l.Report.String(); did != "" {
		said = append(said, did)
	}
	return strings.Join(said, ", ")
}

// Look reads what is new, asks the rules, and tells the desk. What was found is
// settled only after the desk has it; if anything fails before, the next look
// finds it again, and a desk that hears the same twice does nothing twice.
func (l *Lookout) Look(ctx context.Context, now time.Time) (Looked, error) {
	leave, err := l.looking.enter(ctx, l.key)
	if err != nil {
		return Looked{}, err
	}
	defer leave()
	var looked Looked
	var gap error
	if looked.Fresh, gap = l.catchUp(ctx, now); gap != nil && !errors.Is(gap, ErrLeftOut) {
		return looked, gap
	}
	looked.Found = l.evaluate(now)
	if len(looked.Found) > 0 {
		l.recordHearing(ctx, looked.Found, now)
		if looked.Report, err = l.desk.Hear(ctx, l.key, looked.Found, now); err != nil {
			return looked, errors.Join(gap, err)
		}
	}
	// What was found is with the desk: that it cannot follow is no reason to find it again.
	lost := l.follow(ctx, now, &looked)
	return looked, errors.Join(gap, lost, l.settle(ctx, now.Add(-tardy)))
}

// follow tells the desk how the live incident goes on, also where nothing is found any more:
// once a minute is enough for what takes hours.
func (l *Lookout) follow(ctx context.Context, now time.Time, looked *Looked) error {
	if since := now.Sub(l.followed); since >= 0 && since < followEvery {
		return nil
	}
	report, err := l.desk.Follow(ctx, l.key, looked.Found, func(began, low time.Time) rules.Course {
		l.mu.Lock()
		defer l.mu.Unlock()
		return l.series.Course(began, low, now)
	}, now)
	looked.Report.join(report)
	l.followed = now
	return err
}

// LastHour is what was heard in the hour before a moment, and how many of those
// mentions are copies.
func (l *Lookout) LastHour(now time.Time) (rules.Count, int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	from := now.Add(-time.Hour)
	return l.series.Count(from, now), l.series.Copies(from, now)
}

// Current reports whether it has read the log. Before that nobody can say that
// it has been quiet.
func (l *Lookout) Current() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ready
}

// catchUp adds what the log has and the series has not. The first time that is
// all of it, after which what was told before is settled again. Its error may
// wrap ErrLeftOut.
func (l *Lookout) catchUp(ctx context.Context, now time.Time) (int, error) {
	l.reach(now)
	fresh := 0
	var gaps error
	for {
		mentions, next, err := l.archive.Log(ctx, l.key, l.at, pageOfLog)
		switch {
		case errors.Is(err, ErrLeftOut):
			gaps = errors.Join(gaps, err)
		case err != nil:
			return fresh, err
		}
		l.add(mentions)
		fresh += len(mentions)
		if next == l.at {
			break
		}
		l.at = next
	}
	if l.ready {
		return fresh, gaps
	}
	settled, err := l.archive.Ran(ctx, l.job)
	if err != nil {
		return fresh, err
	}
	if settled.After(now) { // noted while the clock was ahead
		settled = now.Add(-tardy)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.series.Settle(settled)
	l.settled, l.ready = settled, true
	return fresh, gaps
}

// reach tells the series the present, and begins it anew where it has gone on
// beyond: a clock that was days ahead for a while must not leave the brand deaf.
func (l *Lookout) reach(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.series.Reach(now) {
		return
	}
	l.series, l.at, l.ready = newSeries(l.brand, l.desk.Strategies), "", false
	l.series.Reach(now)
}

func (l *Lookout) add(mentions []brand.Mention) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, m := range mentions {
		l.series.Add(m)
	}
}

// Forget lets go of what deleted mentions said, so that no card to come quotes them.
func (l *Lookout) Forget(changed rules.Reworded) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.series.Unquote(changed)
}

func (l *Lookout) evaluate(now time.Time) []rules.Signal {
	l.mu.Lock()
	defer l.mu.Unlock()
	return rules.Evaluate(l.series, l.rules, now)
}

// settle saves up to when all is told, and lets the series forget that it changed.
func (l *Lookout) settle(ctx context.Context, at time.Time) error {
	if !at.After(l.settled) {
		return nil
	}
	if err := l.archive.SetRan(ctx, l.job, at); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.series.Settle(at)
	l.settled = at
	return nil
}
