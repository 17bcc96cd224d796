package replay

import (
	"math"
	"time"

	"tocsin/rules"
	"tocsin/rules/surge"
)

const (
	// ripe is how many rows a series is known for before it may alert: a week's.
	ripe = 7 * aDay / step
	// watched and critical are once in how many days a rise is a watch, and a crisis.
	watched, critical = 7, 365
	// highest is from which novelty on a rise within the budget is a crisis.
	highest = .06
	// louder and newer are by how much log(1+score) and novelty rise in what tells anew.
	louder, newer = .4, .5
)

// Bars are the scores from which a rise has a severity.
type bars struct{ watch, issue, crisis float64 }

func newBars(budget time.Duration) bars {
	days := budget.Hours() / 24
	return bars{watch: math.Log10(watched), issue: math.Log10(days), crisis: math.Log10(max(critical, days))}
}

// severity is the highest that a reading reaches.
func (b bars) severity(r surge.Reading) rules.Severity {
	switch {
	case r.Score >= b.crisis, r.Score >= b.issue && r.Novelty > highest:
		return rules.Crisis
	case r.Score >= b.issue:
		return rules.Issue
	case r.Score >= b.watch:
		return rules.Watch
	}
	return rules.None
}

// An alarm knows what was told of a series, so that what lasts is not told at every row.
type alarm struct {
	told           bool
	at             int64
	severity       rules.Severity
	score, novelty float64
	// paged is when a page was last told that was no escalation of another.
	paged int64
}

// rings reports whether a reading is to be told: anew within a day only if it escalates.
func (a *alarm) rings(at int64, severity rules.Severity, r surge.Reading) bool {
	if severity == rules.None {
		return false
	}
	if a.told && at-a.at < aDay {
		if !a.escalates(severity, r) {
			return false
		}
		r.Score, r.Novelty = max(r.Score, a.score), max(r.Novelty, a.novelty)
	}
	a.told, a.at, a.severity, a.score, a.novelty = true, at, severity, r.Score, r.Novelty
	return true
}

func (a *alarm) escalates(severity rules.Severity, r surge.Reading) bool {
	return severity > a.severity || severity == a.severity &&
		(r.Novelty >= a.novelty+newer || math.Log1p(r.Score) >= math.Log1p(a.score)+louder)
}

// pages reports whether what is told is a page, and no escalation of the last one.
func (a *alarm) pages(at int64, severity rules.Severity) bool {
	if severity < rules.Issue || a.paged != 0 && at-a.paged < aDay {
		return false
	}
	a.paged = at
	return true
}
