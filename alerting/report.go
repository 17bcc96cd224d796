package alerting

import (
	"fmt"
	"slices"
	"strings"
)

// A Recorded is what one step added to an incident's record.
type Recorded struct {
	ID      ID
	Actions []Action
}

// A Report tells what a desk did in one round.
type Report struct {
	// Opened, Returned and Ended list incidents that began, came back or closed by themselves.
	Opened, Returned, Ended []ID
	// Turned, Surged, Moved and Eased list those whose course is told.
	Turned, Surged, Moved, Eased []ID
	// Fed counts incidents that were brought new numbers.
	Fed int
	// Rang lists the IDs of everybody rung, in order, each once.
	Rang []string
	// Swallowed counts signals for which an ended incident still answers.
	Swallowed int
	// Steps lists all that was recorded.
	Steps []Recorded
}

func (r *Report) add(id ID, actions []Action) {
	for n, a := range actions {
		switch a.Verb {
		case Reopened:
			r.Returned = append(r.Returned, id)
		case Close:
			r.Ended = append(r.Ended, id)
		case Widened:
			for _, who := range a.Rung {
				if !slices.Contains(r.Rang, who) {
					r.Rang = append(r.Rang, who)
				}
			}
		case Heard:
			if n == 0 && !slices.Contains(r.Opened, id) {
				r.Fed++
			}
		case Turned:
			r.Turned = append(r.Turned, id)
		case Surged:
			r.Surged = append(r.Surged, id)
		case Moved:
			r.Moved = append(r.Moved, id)
		case Eased:
			r.Eased = append(r.Eased, id)
		case Claim, Decide, Dismiss, Note, Refused, Forgot, Explain: // a person's
		}
	}
	r.Steps = append(r.Steps, Recorded{id, actions})
}

// join adds what another round did.
func (r *Report) join(other Report) {
	r.Opened, r.Returned, r.Ended = append(r.Opened, other.Opened...), append(r.Returned, other.Returned...), append(r.Ended, other.Ended...)
	r.Turned, r.Surged = append(r.Turned, other.Turned...), append(r.Surged, other.Surged...)
	r.Moved, r.Eased = append(r.Moved, other.Moved...), append(r.Eased, other.Eased...)
	r.Fed, r.Swallowed, r.Steps = r.Fed+other.Fed, r.Swallowed+other.Swallowed, append(r.Steps, other.Steps...)
	for _, who := range other.Rang {
		if !slices.Contains(r.Rang, who) {
			r.Rang = append(r.Rang, who)
		}
	}
}

// String is what the log says of the round, "" if nothing happened.
func (r Report) String() string {
	var said []string
	list := func(what string, which []ID) {
		if len(which) > 0 {
			said = append(said, what+" "+strings.Trim(fmt.Sprint(which), "[]"))
		}
	}
	list("opened", r.Opened)
	list("reopened", r.Returned)
	if r.Fed > 0 {
		said = append(said, fmt.Sprintf("fed %d", r.Fed))
	}
	if len(r.Rang) > 0 {
		said = append(said, "rang "+strings.Join(r.Rang, " "))
	}
	list("past its peak", r.Turned)
	list("second wave of", r.Surged)
	list("told the thread of", r.Moved)
	list("lowered", r.Eased)
	list("closed", r.Ended)
	return strings.Join(said, ", ")
}
