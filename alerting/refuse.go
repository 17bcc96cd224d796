package alerting

import (
	"context"
	"fmt"
	"strings"
	"time"
)

const (
	// refusedWithin is how soon after a refusal another of the same person is not
	// recorded again, refusedAtMost how many an incident's record holds: it is
	// read by people, and a stranger must not be able to fill it.
	refusedWithin = time.Minute
	refusedAtMost = 50
)

// turnAway answers somebody who may not, and records the attempt.
func (d *Desk) turnAway(ctx context.Context, i Incident, who presser, now time.Time) (Answer, error) {
	a := Action{Key: who.Key, Verb: Refused, At: now, By: who.by, Text: attempt(i, who)}
	if i.mayRefuse(a) {
		if err := d.record(ctx, i, []Action{a}); err != nil {
			return Answer{}, err
		}
	}
	return d.told(i, a, who), nil
}

// attempt says what was refused, and why.
func attempt(i Incident, who presser) string {
	what := string(who.Verb)
	if who.Value != "" {
		what += " " + who.Value
	}
	switch {
	case who.known:
		return fmt.Sprintf("%s: no authority for %s touching %s", what, i.Severity, strings.Join(i.Strategies, ", "))
	case who.foreign:
		return what + ": from another workspace"
	}
	return what + ": not among the people of the configuration"
}

// mayRefuse reports whether the record has room for a refusal.
func (i Incident) mayRefuse(a Action) bool {
	n := 0
	for _, old := range i.Actions {
		if old.Verb != Refused {
			continue
		}
		if n++; n >= refusedAtMost || old.By.Via == a.By.Via && a.At.Sub(old.At) < refusedWithin {
			return false
		}
	}
	return true
}
