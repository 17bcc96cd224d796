package alerting

import (
	"fmt"
	"time"

	"tocsin/rules"
)

const (
	// quietWatch and quietIssue are after how long without a signal what nobody
	// took closes by itself. A crisis never does.
	quietWatch = 6 * time.Hour
	quietIssue = 24 * time.Hour
	// quietTaken is after how long whoever has it is reminded, abandoned after how
	// long it closes all the same: an incident that nobody ends would take in
	// every later signal of its brand for good.
	quietTaken = 24 * time.Hour
	abandoned  = 7 * 24 * time.Hour
	// watchFor is how long a decision to watch lasts.
	watchFor = time.Hour

	claimIssue  = 30 * time.Minute
	claimCrisis = 5 * time.Minute
	// The longest pauses between askings.
	pauseIssue  = 4 * time.Hour
	pauseCrisis = time.Hour
)

// due is when the desk must look at an incident again if nobody acts: never
// zero while it is live.
func (d *Desk) due(i Incident) time.Time {
	switch i.State {
	case Open:
		quiet := i.HeardAt.Add(i.patience())
		if !i.rings() {
			return quiet
		}
		ring := i.RoundAt.Add(d.gap(i))
		if i.Highest < rules.Crisis && quiet.Before(ring) {
			return quiet
		}
		return ring
	case Claimed, Decided:
		if i.reminded() {
			return i.stirredAt().Add(abandoned)
		}
		return i.stirredAt().Add(quietTaken)
	case Watching:
		return i.Until
	case Closed, Dismissed:
	}
	return time.Time{}
}

// rings reports whether an incident that nobody has taken rings people. One that
// did once goes on: it may not end in silence because it fell.
func (i Incident) rings() bool { return i.Highest >= rules.Issue }

// patience is after how long without a signal an incident closes that nobody took.
func (i Incident) patience() time.Duration {
	if i.rings() {
		return quietIssue
	}
	return quietWatch
}

// gap is how long to wait for somebody before asking again: ever longer, up to a bound.
func (d *Desk) gap(i Incident) time.Duration {
	level, wait, longest := rules.Issue, claimIssue, pauseIssue
	if i.Severity >= rules.Crisis {
		level, wait, longest = rules.Crisis, claimCrisis, pauseCrisis
	}
	if within := d.ClaimWithin[level]; within > 0 {
		wait = within
	}
	longest = max(longest, wait)
	for range i.Rounds {
		if wait *= 2; wait >= longest {
			return longest
		}
	}
	return wait
}

// stirredAt is when anything last happened in an incident that somebody has.
func (i Incident) stirredAt() time.Time {
	last := i.HeardAt
	for _, at := range []time.Time{i.ClaimedAt, i.DecidedAt, i.ReopenedAt} {
		if at.After(last) {
			last = at
		}
	}
	return last
}

// reminded reports whether who has it was reminded since.
func (i Incident) reminded() bool { return i.RoundAt.After(i.stirredAt()) }

// overdue answers what the daemon does by itself now; nothing if it is not due.
func (d *Desk) overdue(i Incident, now time.Time) (Action, bool) {
	if due := d.due(i); due.IsZero() || due.After(now) {
		return Action{}, false
	}
	switch i.State {
	case Open:
		if d.fades(i, now) {
			return i.fade(now), true
		}
		return d.askAgain(i, now), true
	case Claimed, Decided:
		if i.reminded() {
			a := own(i, Close, now)
			a.Text = fmt.Sprintf("quiet for %s, and nobody closed it", length(now.Sub(i.HeardAt)))
			return a, true
		}
		a := own(i, Widened, now)
		a.Text, a.Rung = "quiet for "+length(now.Sub(i.HeardAt))+", and still not closed", i.lead()
		return a, true
	case Watching:
		return i.wake(now), true
	case Closed, Dismissed:
	}
	return Action{}, false
}

// fades reports whether what nobody took is over.
func (d *Desk) fades(i Incident, now time.Time) bool {
	return i.Highest < rules.Crisis && !now.Before(i.HeardAt.Add(i.patience()))
}

func (i Incident) fade(now time.Time) Action {
	a := own(i, Close, now)
	a.Text = "quiet for " + length(now.Sub(i.HeardAt))
	if i.rings() {
		a.Text += "; nobody took it"
	}
	return a
}

// askAgain rings everybody with any authority for the brand. Who was rung
// before and has been taken out of the configuration since is not among them.
func (d *Desk) askAgain(i Incident, now time.Time) Action {
	a := own(i, Widened, now)
	since := i.OpenedAt
	if i.ReopenedAt.After(since) {
		since = i.ReopenedAt
	}
	a.Text = "nobody has it after " + length(now.Sub(since))
	a.Rung = ids(d.Roster.Neighbours(i.ID.Brand))
	return a
}

// wake ends a watch by what was heard since it began, not in the hour before now:
// a daemon that slept over the end has heard nothing, and that is not quiet.
func (i Incident) wake(now time.Time) Action {
	if i.HeardAt.After(i.DecidedAt) {
		a := own(i, Reopened, now)
		a.Text = "the watch is over, and it was not quiet: " + sized(i.Signal)
		return a
	}
	a := own(i, Close, now)
	a.Text = "quiet"
	return a
}
