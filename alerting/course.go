package alerting

import (
	"fmt"
	"math"
	"slices"
	"time"

	"tocsin/rules"
)

const (
	// lull is how long nothing must be heard at a level before it is no longer shown, and
	// how long nothing at all before what follows is a second wave.
	lull = 2 * time.Hour
	// margin is the part of what last reached a level, above normal, that it must have fallen
	// below: a storm that wobbles around a bar shall not have its card wobble too.
	margin = .8
	// movesAfter is how long after one figure a thread is told the next, movesBy by how much
	// it must differ, and noteworthy the voices an hour below which nobody cares.
	movesAfter = 30 * time.Minute
	movesBy    = 1.5
	noteworthy = 12
	// chance is how many standard deviations apart two figures are no chance.
	chance = 2
)

// A Wave is a rise of an incident, from its beginning until it rises anew.
type Wave struct {
	// Number counts from 1; From is where its peak is looked for from.
	Number int
	From   time.Time
	// Since is when it was seen, zero for the first.
	Since time.Time
	// Turned is where it stood when the tide had turned, zero while it has not.
	Turned rules.Course
	// Quiet is when the last quiet of hours in it began, zero if there was none.
	Quiet time.Time
}

func (w Wave) hasTurned() bool { return !w.Turned.Now.At.IsZero() }

// low is from when on a rise would be a new one; zero while the wave is on its way up.
func (w Wave) low() time.Time {
	if w.hasTurned() {
		return w.Turned.Now.At
	}
	return w.Quiet
}

// A Figure is how many voices an hour a place was last told, and when; 0 is not known.
type Figure struct {
	Voices int
	At     time.Time
}

// begin is where the first wave may have begun: the peak may lie before the opening.
func (i *Incident) begin(a Action) {
	i.Wave = Wave{Number: 1, From: a.At.Add(-time.Hour)}
	if onset := a.Signal.Onset; onset.Before(i.Wave.From) && a.At.Sub(onset) < 24*time.Hour {
		i.Wave.From = onset
	}
}

// move takes what is recorded of the course.
func (i *Incident) move(a Action) {
	c := *a.Course
	i.Course = c
	switch a.Verb {
	case Turned:
		i.Wave.Turned, i.Wave.Quiet = c, time.Time{}
		i.tell(a)
	case Surged:
		i.Wave = Wave{Number: i.Wave.Number + 1, From: c.Low.At, Since: a.At}
		if i.Severity < rules.Issue {
			i.tell(a)
			return
		}
		who := i.lead()
		if len(who) == 0 {
			who = i.Rung
		}
		i.alert(a.At, Again, slices.Clone(who))
		i.Told = Figure{c.Now.Voices, a.At}
	case Moved:
		i.tell(a)
	case Eased:
		i.Severity = max(rules.Watch, i.heardSince(a.At.Add(-lull)))
	default:
	}
}

// tell has the threads told without a sound.
func (i *Incident) tell(a Action) {
	i.Tells, i.Told = append(i.Tells, a.At), Figure{a.Course.Now.Voices, a.At}
}

// tells is how often the thread below a card is told, which a place has since a moment.
func (i Incident) tells(place Place, since time.Time) int {
	n := 0
	for _, at := range i.Tells {
		if place.Kind == Channel && at.After(since) {
			n++
		}
	}
	return n
}

// moves are what a course adds to the record, where the loudest signal about how many speak,
// and of all, have some severities now.
func (i Incident) moves(c rules.Course, loud, found rules.Severity, now time.Time) []Action {
	var all []Action
	add := func(verb Verb, text string) {
		a := own(i, verb, now)
		a.Text, a.Course = text, &c
		all = append(all, a)
	}
	switch {
	case c.Deaf:
		return nil
	case loud >= i.Highest && !i.Wave.low().IsZero() && c.Rises():
		add(Surged, fmt.Sprintf("%s, %d at its lowest", hourly(c), c.Low.Voices))
	case !i.Wave.hasTurned() && c.Turned():
		add(Turned, fmt.Sprintf("%s, %d at its peak", hourly(c), c.Peak.Voices))
	case i.Wave.hasTurned() && c.Now.Voices < i.Told.Voices: // that it falls on is no news
	case i.Told.differs(c.Now.Voices, now):
		add(Moved, i.Told.to(c))
	}
	if i.eases(c, found, now) {
		add(Eased, fmt.Sprintf("for %s clearly below %s", length(lull), i.Severity))
	}
	return all
}

// differs reports whether a figure is worth being told after another: not so soon, not of
// little, and not what chance may do.
func (f Figure) differs(voices int, now time.Time) bool {
	less, more := float64(min(f.Voices, voices)), float64(max(f.Voices, voices))
	return now.Sub(f.At) >= movesAfter && more >= noteworthy && more >= movesBy*less && more-less >= chance*math.Sqrt(more+less)
}

// to says how a figure has changed: "212 voices/h (was 96), doubling every 25 min (20 to 35)".
func (f Figure) to(c rules.Course) string {
	said := hourly(c)
	if f.Voices > 0 {
		said += fmt.Sprintf(" (was %s)", grouped(f.Voices))
	}
	if pace := paced(c.Growth); pace != "" {
		said += ", " + pace
	}
	return said
}

func hourly(c rules.Course) string { return voices(c.Now.Voices) + "/h" }

// eases reports whether the level that is shown is over. That it once rang stays so.
func (i Incident) eases(c rules.Course, found rules.Severity, now time.Time) bool {
	if i.Severity <= rules.Watch || found >= i.Severity || now.Sub(i.ReopenedAt) < lull {
		return false
	}
	loudest := c.Now.Excess()
	for _, a := range slices.Backward(i.Actions) {
		if a.Signal == nil {
			continue
		}
		excess := rules.Hour{Voices: ratedBy(*a.Signal), Normal: a.Signal.Expected}.Excess()
		switch since := now.Sub(a.At); {
		case a.Signal.Severity >= i.Severity:
			return since >= lull && (ratedBy(*a.Signal) == 0 || loudest <= margin*excess)
		case since < lull: // just below the bar is not below it
			loudest = max(loudest, excess)
		}
	}
	return false
}

// heardSince is the highest severity that was heard since a moment.
func (i Incident) heardSince(at time.Time) rules.Severity {
	highest := rules.None
	for _, a := range i.Actions {
		if a.Signal != nil && a.At.After(at) {
			highest = max(highest, a.Signal.Severity)
		}
	}
	return highest
}

// ratedBy is how many voices an hour a signal tells of, 0 where it is about something else.
func ratedBy(s rules.Signal) int {
	if s.Item != nil || s.Trend != nil || s.Carried > 0 || s.Window != time.Hour {
		return 0
	}
	return s.Voices
}
