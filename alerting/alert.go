package alerting

import (
	"slices"
	"time"

	"tocsin/rules"
)

const (
	// pingsAtMost is how many alerts a place is given within pingsWithin about what
	// is less than a crisis: who is called more often stops listening.
	pingsAtMost = 4
	pingsWithin = 3 * time.Hour
)

// A Cause says why people are alerted anew.
type Cause string

// Why a card that is already there rings again.
const (
	// Louder is a higher severity.
	Louder Cause = "louder"
	// Unclaimed is that nobody came.
	Unclaimed Cause = "unclaimed"
	// Rising is that it grew again after somebody had judged it, or after a calm.
	Rising Cause = "rising"
	// Again is that a second wave comes.
	Again Cause = "again"
	// Returned is that it came back from a watch or a dismissal.
	Returned Cause = "returned"
	// Forgotten is that whoever has it has long done nothing about it.
	Forgotten Cause = "forgotten"
)

// An Alert is a moment at which people were alerted anew about an incident.
type Alert struct {
	At       time.Time
	Cause    Cause
	Severity rules.Severity
	// Who lists the IDs of the responders concerned; channels always are.
	Who []string
}

func (i *Incident) alert(at time.Time, why Cause, who []string) {
	i.Alerts = append(i.Alerts, Alert{At: at, Cause: why, Severity: i.Severity, Who: who})
	i.Told = Figure{ratedBy(i.Signal), at}
}

// joinAlert has whom a ring adds at the moment of an alert share it: somebody who
// took it as a watch has a card already, which alone would not ring.
func (i *Incident) joinAlert(ring Action) {
	last := len(i.Alerts) - 1
	if last < 0 || !i.Alerts[last].At.Equal(ring.At) {
		return
	}
	i.Alerts = slices.Clone(i.Alerts)
	who := slices.Clone(i.Alerts[last].Who)
	for _, id := range ring.Rung {
		if !slices.Contains(who, id) {
			who = append(who, id)
		}
	}
	i.Alerts[last].Who = who
}

// pings is how many alerts a place has been given: its card, which it has since a
// moment, and every later moment that concerns it. What happens in one moment is
// one alert. It follows from the record alone, so that all daemons order the same.
func (i Incident) pings(place Place, since time.Time) int {
	given := []time.Time{since}
	for _, a := range i.Alerts {
		if !a.At.After(given[len(given)-1]) || place.Kind == Person && !slices.Contains(a.Who, place.Responder) {
			continue
		}
		if n := len(given); a.Severity < rules.Crisis && n >= pingsAtMost && a.At.Sub(given[n-pingsAtMost]) < pingsWithin {
			continue
		}
		given = append(given, a.At)
	}
	return len(given)
}
