package alerting

import (
	"fmt"
	"strings"

	"tocsin/rules"
)

// authority is what to do where nobody may decide.
const authority = "add somebody with can: [crisis] to people: in the configuration, and restart tocsin"

// who says who has it, or who may take it and what happens if they do not.
func (v view) who() string {
	switch v.State {
	case Open:
		return v.nobody()
	case Claimed:
		return fmt.Sprintf("%s has it since %s", clip(actorName(v.Lead), 40), v.clock.at(v.ClaimedAt))
	case Decided, Watching:
		return v.decision()
	case Closed:
		return v.ended("Closed")
	case Dismissed:
		return v.ended("Dismissed")
	}
	return "Unknown: its record says " + string(v.State)
}

func (v view) nobody() string {
	said := "Nobody yet"
	if v.Rings > 1 {
		said += fmt.Sprintf(", rung %d times", v.Rings)
	}
	able := v.reader.Able
	switch {
	case len(able) == 0:
		return said + ", and nobody may decide"
	case v.Severity == rules.Watch:
		said += fmt.Sprintf(". %s may take it; nobody is rung for a watch", listed(able, 5, "or"))
	case len(able) == 1:
		said += fmt.Sprintf(". %s may decide, and nobody else: add a second", clip(able[0], 40))
	default:
		said += fmt.Sprintf(". %s may each decide alone", listed(able, 5, "and"))
	}
	if !v.reader.Widens.IsZero() {
		said += ". Widens " + v.clock.at(v.reader.Widens)
	}
	return said
}

func (v view) decision() string {
	said := fmt.Sprintf("%s decided %s: %s", clip(actorName(v.DecidedBy), 40), v.clock.at(v.DecidedAt), v.choice())
	if !v.Until.IsZero() {
		said += ", until " + v.clock.at(v.Until)
	}
	if v.Lead != (Actor{}) && v.Lead.ID != v.DecidedBy.ID {
		said += fmt.Sprintf(". %s has it since %s", clip(actorName(v.Lead), 40), v.clock.at(v.ClaimedAt))
	}
	return said
}

func (v view) ended(how string) string {
	said := fmt.Sprintf("%s by %s %s", how, clip(actorName(v.ClosedBy), 40), v.clock.at(v.ClosedAt))
	if reason := clip(v.Reason, 120); reason != "" {
		said += ": " + reason
	}
	if v.Decision != "" {
		said += fmt.Sprintf(". Decided was: %s, by %s", v.choice(), clip(actorName(v.DecidedBy), 40))
	}
	return said
}

// next is the one next step of this reader.
func (v view) next() string {
	able := listed(v.reader.Able, 5, "or")
	switch v.State {
	case Open:
		return v.take(able)
	case Claimed:
		return v.decide()
	case Decided, Watching:
		return v.follow()
	case Closed:
		return "Nothing: it is over."
	case Dismissed:
		return "Nothing: it comes back by itself if twice as many speak."
	}
	return "Look at its record: tocsin does not know this state."
}

func (v view) take(able string) string {
	switch {
	case v.reader.May:
		return "Take it; everybody else then sees that you have it."
	case able == "":
		return "Name somebody who may decide: " + authority + "."
	case v.reader.Person != "":
		return "Reach " + able + ": you may follow, but not decide."
	case v.Severity == rules.Watch:
		return "Read the loudest posts; take it if they need an answer."
	}
	return "Take it if you are " + able + "; else reach one of them."
}

func (v view) decide() string {
	lead := clip(actorName(v.Lead), 40)
	switch {
	case v.leads():
		return "Decide: the first choice that is enough. They are ordered by risk."
	case v.reader.Person == "":
		return lead + " decides; tell " + lead + " what you know."
	}
	return "Tell " + lead + " what you know; " + lead + " decides."
}

func (v view) follow() string {
	lead := clip(actorName(v.Lead), 40)
	if v.Lead == (Actor{}) {
		lead = clip(actorName(v.DecidedBy), 40)
	}
	switch {
	case v.Decision == WatchUntil && !v.Until.IsZero():
		return "Wait until " + v.clock.at(v.Until) + ": tocsin looks again then."
	case v.leads():
		return "Carry it out, and close this when it is over."
	}
	return lead + " carries it out; tell " + lead + " what you see."
}

// leads reports whether the reader is the one who has it.
func (v view) leads() bool {
	return v.reader.Person != "" && strings.EqualFold(v.reader.Person, v.Lead.ID)
}

// buttons are what the reader may press now, three at most. Who may not decide
// is not offered what would be refused; a channel is offered it, since whoever
// may reads there too.
func (v view) buttons() []Button {
	why := Button{Verb: Explain, Label: "Why?"}
	if len(v.reader.Able) == 0 {
		return nil // nobody could press anything
	}
	if v.reader.Person != "" && !v.reader.May && v.State.Live() {
		return []Button{why}
	}
	decide := Button{Verb: Decide, Label: "Decide", Primary: true}
	for _, c := range Choices() {
		decide.Options = append(decide.Options, Option{Value: string(c.Choice), Label: c.Label})
	}
	end := Button{Verb: Close, Label: "Close"}
	switch v.State {
	case Open:
		dismiss := Button{Verb: Dismiss, Label: "Not a crisis"}
		for _, reason := range Reasons() {
			dismiss.Options = append(dismiss.Options, Option{Value: reason, Label: strings.ToUpper(reason[:1]) + reason[1:]})
		}
		return []Button{{Verb: Claim, Label: "I've got it", Primary: true}, dismiss, why}
	case Claimed:
		return []Button{decide, end}
	case Decided, Watching:
		decide.Label, decide.Primary = "Change", false
		return []Button{decide, end, why}
	case Closed, Dismissed:
	}
	return nil
}
