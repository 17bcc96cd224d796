package alerting

import "fmt"

const (
	// ableNamed is how many of those who may decide are named to who may not,
	// idsNamed how many of all to who gives an ID that is nobody's.
	ableNamed = 5
	idsNamed  = 10
)

// told is what the presser is told of an action that was recorded on an
// incident. It follows from the record, so that it is the same however often
// it is asked for.
func (d *Desk) told(before Incident, a Action, who presser) Answer {
	switch a.Verb {
	case Claim:
		return Answer{"You have it, and everybody who was asked sees that. Next: decide.", true}
	case Decide:
		return Answer{decisionTold(before, a, who), true}
	case Dismiss:
		return Answer{fmt.Sprintf("Dismissed: %s. It comes back by itself if twice as many speak.", a.Text), true}
	case Close:
		return Answer{fmt.Sprintf("#%d is closed.", before.ID.Number), true}
	case Note:
		return Answer{"Noted in the record.", true}
	case Refused:
		return Answer{Text: d.refusal(before, who)}
	case Heard, Widened, Reopened, Turned, Surged, Moved, Eased, Forgot, Explain: // nobody's presses
	}
	return Answer{Text: "Nothing was done."}
}

func decisionTold(before Incident, a Action, who presser) string {
	label, _ := labelled(a.Choice)
	said := "Decided: " + label + "."
	lead := before.Lead
	switch {
	case before.State == Open:
		said += " You have it."
		lead = a.By
	case before.overruledBy(a.By):
		said += fmt.Sprintf(" You overruled %s, and your reason is in the record.", actorName(before.DecidedBy))
	}
	if a.Choice == WatchUntil {
		back := actorName(lead)
		if lead.ID == who.person.ID {
			back = "you"
		}
		said += fmt.Sprintf(" At %s it closes if it was quiet, and else comes back to %s.", who.clock.alone(a.Until), back)
	}
	return said
}

// refusal tells who may instead, or who there is where the name is nobody's.
func (d *Desk) refusal(i Incident, who presser) string {
	if who.Via != slackDoor && !who.known {
		return d.nobodyCalled(who.Who)
	}
	able := d.able(i)
	if len(able) == 0 {
		return "You may follow, but not decide. Nobody can: " + authority + "."
	}
	names := make([]string, len(able))
	for n, p := range able {
		names[n] = p.Name
	}
	return fmt.Sprintf("You may follow, but not decide. %s can.", listed(names, ableNamed, "or"))
}

// nobodyCalled answers somebody at a door where people say themselves who they are.
func (d *Desk) nobodyCalled(id string) string {
	said := fmt.Sprintf("Nobody in the configuration is called %s.", quoted(clip(id, nameAtMost)))
	if all := d.Roster.IDs(); len(all) > 0 {
		return said + " There are: " + listed(all, idsNamed, "") + "."
	}
	return said + " There is nobody at all: " + authority + "."
}
