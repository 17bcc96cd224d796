package alerting

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

const (
	// answersDismissed and answersClosed are how long an ended incident answers
	// for signals that are no news.
	answersDismissed = 24 * time.Hour
	answersClosed    = 6 * time.Hour
	// retold is after how long a signal is recorded that says nothing new.
	retold = 10 * time.Minute
)

// Hear takes what the rules found for a brand. Its one live incident takes all
// signals, by the strongest of them; where there is none, one opens, unless one
// that ended lately answers for it. Hearing the same again changes nothing.
func (d *Desk) Hear(ctx context.Context, key brand.Key, signals []rules.Signal, now time.Time) (Report, error) {
	var report Report
	signal, found := strongest(key, signals)
	if !found {
		return report, nil
	}
	what := "hear " + string(key)
	err := d.insist(ctx, what, key, func() error { return d.hearOnce(ctx, key, signal, now, &report) })
	if err != nil {
		return report, fmt.Errorf("%s: %w", what, err)
	}
	return report, nil
}

func (d *Desk) hearOnce(ctx context.Context, key brand.Key, signal rules.Signal, now time.Time, report *Report) error {
	// The number comes first: if somebody opens an incident after this look, the
	// step that would open a second one has a number that is taken.
	last, err := d.Ledger.Last(ctx, key)
	if err != nil {
		return err
	}
	latest, unreadable := d.latest(ctx, key, now)
	if unreadable != nil && !errors.Is(unreadable, errUnreadable) {
		return unreadable
	}
	actions, swallowed := heard(latest, signal, now)
	if swallowed {
		report.Swallowed++
	}
	if len(actions) == 0 {
		return unreadable
	}
	opens := actions[0].Verb == Heard && !latest.lives()
	if opens {
		latest = Incident{ID: ID{key, last + 1}}
	}
	if actions, err = d.ring(latest, actions, now); err != nil {
		return err
	}
	if err := d.record(ctx, latest, actions); err != nil {
		return err
	}
	if opens {
		report.Opened = append(report.Opened, latest.ID)
	}
	report.add(latest.ID, actions)
	return unreadable
}

// strongest is the signal that stands for all of a brand: the most severe, then
// the one with the most people, then the latest, so that order does not matter.
func strongest(key brand.Key, signals []rules.Signal) (rules.Signal, bool) {
	var best rules.Signal
	for _, s := range signals {
		if s.Brand != key || s.Severity < rules.Watch {
			continue
		}
		if cmp.Or(cmp.Compare(s.Severity, best.Severity), cmp.Compare(s.Size(), best.Size()), s.At.Compare(best.At), strings.Compare(s.Rule, best.Rule)) > 0 {
			best = s
		}
	}
	return best, best.Severity >= rules.Watch
}

// errUnreadable is no reason to keep the next crisis silent: whoever meets it
// goes on as if there were no such record, and says so.
var errUnreadable = errors.New("a record makes no sense, so it is passed over; was it written by a newer tocsin?")

// latest is the live incident of a brand, else the one that ended last; the
// zero Incident if there is neither.
func (d *Desk) latest(ctx context.Context, key brand.Key, now time.Time) (Incident, error) {
	recent, err := d.Ledger.Recent(ctx, key, now.Add(-max(answersDismissed, answersClosed)))
	if err != nil {
		return Incident{}, err
	}
	var found Incident
	var unreadable error
	for _, id := range slices.Backward(recent) {
		actions, err := d.Ledger.Incident(ctx, id)
		if err != nil {
			return Incident{}, err
		}
		i, err := Replay(id, actions)
		switch {
		case err != nil:
			unreadable = errors.Join(unreadable, fmt.Errorf("%w: %w", errUnreadable, err))
		case i.lives():
			return i, unreadable
		case i.ClosedAt.After(found.ClosedAt):
			found = i
		}
	}
	return found, unreadable
}

// lives reports whether there is an incident, and it has not ended.
func (i Incident) lives() bool { return len(i.Actions) > 0 && i.State.Live() }

// heard answers how a signal changes the latest incident, or that it opens one
// of its own; the second answer says that an ended one answers for it.
func heard(i Incident, s rules.Signal, now time.Time) ([]Action, bool) {
	a := hearing(i, s, now)
	grown := s.Severity > i.Highest || s.Size() >= twice*i.Signal.Size()
	switch {
	case i.lives():
		if i.has(a.Key) || !i.news(s, now) {
			return nil, false
		}
	case i.State == Dismissed && now.Sub(i.ClosedAt) < answersDismissed:
		if !grown || i.has(a.Key) {
			return nil, true
		}
		back := own(i, Reopened, now)
		back.Text = fmt.Sprintf("%s now, %d when it was dismissed", sized(s), i.Signal.Size())
		return []Action{back, a}, false
	case i.State == Closed && now.Sub(i.ClosedAt) < answersClosed && !grown:
		return nil, true
	}
	return []Action{a}, false
}

// hearing is the action that brings a signal. The same signal has the same key.
func hearing(i Incident, s rules.Signal, now time.Time) Action {
	a := own(i, Heard, now)
	a.Key = fmt.Sprintf("%s%s:%s:%d:%s:%d", ownKeys, Heard, s.Rule, s.At.Unix(), s.Severity, s.Size())
	a.Signal = &s
	return a
}

// news reports whether a signal says what a live incident's cards do not show.
func (i Incident) news(s rules.Signal, now time.Time) bool {
	change := max(s.Size()-i.Signal.Size(), i.Signal.Size()-s.Size())
	return s.Severity > i.Severity || 5*change >= i.Signal.Size() && change > 0 ||
		len(i.untouched(s)) > 0 || now.Sub(i.HeardAt) >= retold
}

// ring adds to a hearing whom it rings, all at once: everybody who may decide
// where the incident opens, comes back or grows louder, else those whom a newly
// touched strategy adds. A watch rings nobody.
func (d *Desk) ring(before Incident, actions []Action, now time.Time) ([]Action, error) {
	after := before
	for _, a := range actions {
		var err error
		if after, err = after.Apply(a); err != nil {
			return nil, err
		}
	}
	if after.Severity < rules.Issue {
		return actions, nil
	}
	a := own(after, Widened, now)
	switch able := d.able(after); {
	case after.ReopenedAt.After(before.ReopenedAt):
		a.Text, a.Rung = "it came back", ids(able)
	case after.Severity > before.Severity:
		a.Text, a.Rung = "it is "+after.Severity.String(), ids(able)
	default:
		a.Text, a.Rung = "it touches "+strings.Join(after.Strategies, ", "), unrung(after, able)
	}
	if len(a.Rung) == 0 {
		return actions, nil
	}
	return append(actions, a), nil
}
