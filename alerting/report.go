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
		case Claim, Decide, Dismiss, Note, Refused, Forgot, Explain: // a person's
		}
	}
	r.Steps = append(r.Steps, Recorded{id, actions})
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
	list("closed", r.Ended)
	return strings.Join(said, ", ")
}
