package alerting

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"tocsin/plan"
	"tocsin/rules"
)

const (
	// calm is how long nothing must be heard at a level before it counts as over:
	// until then a lower signal does not lower an incident, and after it the same
	// signal is a second rise.
	calm = 6 * time.Hour
	// twice is the growth that nobody's earlier judgement covers.
	twice = 2
)

// Replay answers the incident that a record tells of. It is the only way to read one.
func Replay(id ID, actions []Action) (Incident, error) {
	i := Incident{ID: id, Actions: make([]Action, 0, len(actions))}
	seen := make(map[string]bool, len(actions))
	for n, a := range actions {
		err := i.forbids(a)
		if seen[a.Key] {
			err = errTwice
		}
		if err != nil {
			return Incident{}, fmt.Errorf("replay %s: action %d of %d, %s by %s: %w", id, n+1, len(actions), a.Verb, actorName(a.By), err)
		}
		seen[a.Key] = true
		i.take(a)
	}
	return i, nil
}

// Apply answers the incident with one more action, or why it cannot be. The
// incident itself stays as it is.
func (i Incident) Apply(a Action) (Incident, error) {
	err := i.forbids(a)
	if i.has(a.Key) {
		err = errTwice
	}
	if err != nil {
		return Incident{}, fmt.Errorf("%s of %s by %s: %w", a.Verb, i.ID, actorName(a.By), err)
	}
	// Clipped slices are copied when they grow, so that no two incidents share a tail.
	i.Actions, i.Rung = slices.Clip(i.Actions), slices.Clip(i.Rung)
	i.Strategies, i.Alerts, i.Tells = slices.Clip(i.Strategies), slices.Clip(i.Alerts), slices.Clip(i.Tells)
	i.take(a)
	return i, nil
}

// The moves that are none.
var (
	errTwice   = errors.New("the record has an action with its key already")
	errKeyless = errors.New("an action needs a key, a moment, and a verb that is recorded")
	errSilent  = errors.New("what is heard needs a signal of at least watch")
	errCourse  = errors.New("how it moves needs the course of it")
	errUnheard = errors.New("an incident begins with what was heard")
	errEnded   = errors.New("it has ended, and must come back first")
	errLive    = errors.New("only what was dismissed, or is watched, comes back")
	errTaken   = errors.New("somebody has it already")
	errNobody  = errors.New("it takes a person whom the configuration names")
	errChoice  = errors.New("a decision is one of the choices, and a watch has an end")
	errReason  = errors.New("it needs a reason")
)

// forbids answers why an action cannot follow; nil if it can.
func (i Incident) forbids(a Action) error {
	person := a.By.ID != "" && a.By.ID != System
	switch {
	case a.Key == "" || a.At.IsZero():
		return errKeyless
	case a.Verb == Heard && (a.Signal == nil || a.Signal.Severity < rules.Watch):
		return errSilent
	case len(i.Actions) == 0 && a.Verb != Heard:
		return errUnheard
	}
	switch a.Verb {
	case Refused, Forgot:
		return nil
	case Note:
		return cmp.Or(unless(person, errNobody), unless(a.Text != "", errReason))
	case Reopened:
		return unless(i.State == Dismissed || i.State == Watching, errLive)
	case Heard, Widened:
		return unless(i.State.Live(), errEnded)
	case Turned, Surged, Moved, Eased:
		return cmp.Or(unless(i.State.Live(), errEnded), unless(a.Course != nil, errCourse))
	case Close:
		return cmp.Or(unless(a.By.ID != "", errNobody), unless(i.State.Live(), errEnded))
	case Claim:
		return cmp.Or(unless(person, errNobody), unless(i.State.Live(), errEnded), unless(i.State == Open, errTaken))
	case Dismiss:
		return cmp.Or(unless(person, errNobody), unless(i.State.Live(), errEnded), unless(a.Text != "", errReason))
	case Decide:
		return cmp.Or(unless(person, errNobody), unless(i.State.Live(), errEnded), unless(a.choosable(), errChoice),
			unless(!i.overruledBy(a.By) || a.Text != "", errReason))
	case Explain:
	}
	return errKeyless
}

func unless(fine bool, err error) error { //nolint:revive // a condition is what it is about
	if fine {
		return nil
	}
	return err
}

// choosable reports whether a decision says what it must.
func (a Action) choosable() bool {
	_, known := labelled(a.Choice)
	return known && (a.Choice == WatchUntil) == a.Until.After(a.At)
}

// overruledBy reports whether a decision by somebody would overrule another's:
// only one's own may be changed without a word, also by who has the incident.
func (i Incident) overruledBy(by Actor) bool {
	return i.Decision != "" && by.ID != i.DecidedBy.ID
}

// has reports whether the record has an action with a key.
func (i Incident) has(key string) bool { return i.position(key) >= 0 }

func (i Incident) position(key string) int {
	return slices.IndexFunc(i.Actions, func(a Action) bool { return a.Key == key })
}

// take changes the incident as an action says that may follow.
func (i *Incident) take(a Action) {
	switch a.Verb {
	case Heard:
		i.hear(a)
	case Widened:
		i.widen(a)
	case Reopened:
		i.reopen(a)
	case Claim:
		i.State, i.Lead, i.ClaimedAt = Claimed, a.By, a.At
	case Decide:
		i.decide(a)
	case Dismiss:
		i.end(Dismissed, a)
	case Close:
		i.end(Closed, a)
	case Turned, Surged, Moved, Eased:
		i.move(a)
	case Note, Refused, Forgot, Explain:
	}
	i.Actions = append(i.Actions, a)
}

func (i *Incident) hear(a Action) {
	s, before := *a.Signal, *i
	if len(i.Actions) == 0 {
		i.State, i.OpenedAt, i.Peak = Open, a.At, s
		i.Told = Figure{ratedBy(s), a.At}
		i.begin(a)
	} else if a.At.Sub(i.HeardAt) >= lull {
		i.Wave.Quiet = i.HeardAt
	}
	i.Signal, i.HeardAt = s, a.At
	if s.Size() > i.Peak.Size() {
		i.Peak = s
	}
	i.Strategies = append(i.Strategies, before.untouched(s)...)
	i.Severity = before.level(a)
	i.Highest = max(i.Highest, i.Severity)
	switch {
	case i.Severity > before.Severity:
		i.Rounds, i.RoundAt = 0, a.At
		if before.OpenedAt.IsZero() {
			return
		}
		i.alert(a.At, Louder, slices.Concat(i.Rung, before.lead()))
	case i.Severity >= rules.Issue && before.risesAgain(a): // a watch only feeds the card
		who := before.lead()
		if a.At.Sub(before.HeardAt) >= calm { // another storm is everybody's again
			who = slices.Concat(i.Rung, who)
		}
		i.alert(a.At, Rising, who)
	}
	if i.decided() && s.Size() >= twice*i.Answered {
		i.Answered = s.Size()
	}
}

// level is the severity after a signal: never below the highest that was heard lately.
func (i Incident) level(a Action) rules.Severity {
	highest := a.Signal.Severity
	if highest >= i.Severity {
		return highest
	}
	for _, old := range slices.Backward(i.Actions) {
		if old.Verb != Heard {
			continue
		}
		if a.At.Sub(old.At) >= calm {
			break
		}
		highest = max(highest, old.Signal.Severity)
	}
	return min(highest, i.Severity)
}

// risesAgain reports whether a signal of no higher level is more than whoever has
// the incident knows of: twice the voices they decided on, or new ones after a calm.
func (i Incident) risesAgain(a Action) bool {
	switch i.State {
	case Decided, Watching:
		return a.Signal.Size() >= twice*i.Answered || a.At.Sub(i.HeardAt) >= calm
	case Claimed:
		return a.At.Sub(i.HeardAt) >= calm
	case Open, Closed, Dismissed: // who is open has a ladder
	}
	return false
}

// untouched are the strategies of a signal that the incident did not touch before.
func (i Incident) untouched(s rules.Signal) []string {
	var found []string
	for _, touch := range s.Touches {
		if !slices.Contains(i.Strategies, touch.Name) && !slices.Contains(found, touch.Name) {
			found = append(found, touch.Name)
		}
	}
	if len(found) == 0 && len(i.Strategies) == 0 {
		return []string{plan.Unassigned}
	}
	return found
}

func (i *Incident) widen(a Action) {
	again := len(a.Rung) == 0 || len(i.Rung) == 0 ||
		slices.ContainsFunc(a.Rung, func(id string) bool { return slices.Contains(i.Rung, id) })
	// The ring of the very moment it opened or grew louder is no second asking.
	if again && a.At.After(i.RoundAt) {
		i.Rounds, i.RoundAt = i.Rounds+1, a.At
		why := Unclaimed
		if i.State != Open {
			why = Forgotten
		}
		i.alert(a.At, why, slices.Clone(a.Rung))
	}
	i.joinAlert(a)
	for _, id := range a.Rung {
		if !slices.Contains(i.Rung, id) {
			i.Rung = append(i.Rung, id)
		}
	}
	i.Rings++
}

// reopen gives what was watched back to its lead, and what was dismissed to nobody.
func (i *Incident) reopen(a Action) {
	who := i.lead()
	if i.State == Dismissed {
		who = slices.Concat(i.Rung, who)
		if i.Severity < rules.Issue {
			who = nil // the channel sees that it is back
		}
		i.Wave = Wave{Number: 1, From: a.At.Add(-time.Hour)}
		i.State, i.Lead, i.ClaimedAt = Open, Actor{}, time.Time{}
	} else {
		i.State = Claimed
	}
	i.Decision, i.DecidedBy, i.DecidedAt, i.Until, i.Answered = "", Actor{}, time.Time{}, time.Time{}, 0
	i.ClosedBy, i.ClosedAt, i.Reason = Actor{}, time.Time{}, ""
	i.ReopenedAt, i.Rounds, i.RoundAt = a.At, 0, a.At
	i.alert(a.At, Returned, who)
}

// decide also claims what nobody has.
func (i *Incident) decide(a Action) {
	if i.State == Open {
		i.Lead, i.ClaimedAt = a.By, a.At
	}
	i.State = Decided
	if a.Choice == WatchUntil {
		i.State = Watching
	}
	i.Decision, i.DecidedBy, i.DecidedAt, i.Until = a.Choice, a.By, a.At, a.Until
	i.Answered = i.Signal.Size()
}

func (i *Incident) end(how State, a Action) {
	i.State, i.ClosedBy, i.ClosedAt, i.Reason, i.Until = how, a.By, a.At, a.Text, time.Time{}
}

func (i Incident) decided() bool { return i.State == Decided || i.State == Watching }

// lead is the ID of who has it, as a list.
func (i Incident) lead() []string {
	if i.Lead.ID == "" {
		return nil
	}
	return []string{i.Lead.ID}
}

// labelled is a decision in the words people see.
func labelled(c Choice) (string, bool) {
	for _, known := range Choices() {
		if known.Choice == c {
			return known.Label, true
		}
	}
	return "", false
}
