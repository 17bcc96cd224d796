package replay

import (
	"math"

	"tocsin/rules"
	"tocsin/rules/surge"
)

const (
	// ripe is how many rows a series is known for before it may alert: a week's.
	ripe = 7 * aDay / step
	// louder and newer are by how much log(1+score) and novelty rise in what tells anew.
	louder, newer = .4, .5
)

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
