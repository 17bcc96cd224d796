package alerting

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/alerting/oncall"
)

const (
	// wordsAtMost is how much of what somebody typed is kept, nameAtMost of what a
	// medium says they are called, in characters.
	wordsAtMost = 2000
	nameAtMost  = 80
)

// A presser is who pressed, as far as that is known.
type presser struct {
	Press
	person oncall.Responder
	known  bool
	by     Actor
	// foreign is set on a press from another workspace than the app's own.
	foreign bool
	// clock tells times to them.
	clock clock
	// brands is how many there are.
	brands int
	// shell is what commands at a prompt need.
	shell Shell
}

// Press takes what somebody did to a card, decides it, and saves it before it
// answers. Whoever has authority at this moment may act, any one of them alone.
// A press that arrives again gets the answer it got, and changes nothing. An
// error means that the press is not taken, and should be made again.
func (d *Desk) Press(ctx context.Context, p Press, now time.Time) (Answer, error) {
	if said := p.senseless(); said != "" {
		return Answer{Text: said}, nil
	}
	p.Text, p.Value, p.Name = clip(p.Text, wordsAtMost), clip(p.Value, nameAtMost), clip(p.Name, nameAtMost)
	who := d.presser(p, now)
	if who.Via == slackDoor && !who.known && d.home() == "" {
		return Answer{Text: "Tocsin does not know yet in which Slack workspace it is. Press again in a minute."}, nil
	}
	var answer Answer
	what := fmt.Sprintf("%s of %s", p.Verb, p.ID)
	err := d.insist(ctx, what, p.ID.Brand, func() error {
		i, err := d.read(ctx, p.ID)
		if err != nil {
			return err
		}
		answer, err = d.answer(ctx, i, who, now)
		return err
	})
	switch {
	case errors.Is(err, ErrUnknown):
		return Answer{Text: fmt.Sprintf("There is no incident %s. %s lists those there are.", p.ID, who.listing())}, nil
	case err != nil:
		return Answer{}, fmt.Errorf("%s: %w", what, err)
	}
	return answer, nil
}

// senseless says what a press lacks to mean anything, "" if it lacks nothing.
func (p Press) senseless() string {
	switch {
	case !slices.Contains([]Verb{Claim, Decide, Dismiss, Close, Note, Explain}, p.Verb):
		return fmt.Sprintf("%s is nothing that can be done to an incident: use claim, decide, dismiss, close, note or explain.", quoted(clip(string(p.Verb), nameAtMost)))
	case p.Key == "" || strings.HasPrefix(p.Key, ownKeys):
		return "This press cannot be told from others, so nothing was done. Press again."
	case p.Who == "":
		return "Nobody says who pressed, so nothing was done."
	}
	return ""
}

// slackDoor is the Via of presses whose Who and Team are Slack's. Those of other
// doors name a responder by ID.
const slackDoor = "slack"

func (d *Desk) presser(p Press, now time.Time) presser {
	who := presser{Press: p, brands: len(d.Brands), shell: d.Shell, by: Actor{Name: p.Name, Via: p.Via + " " + p.Who}}
	if p.Via == slackDoor {
		home := d.home()
		who.by.Via = p.Via + " " + p.Team + "/" + p.Who
		who.foreign = p.Team != home
		who.person, who.known = d.Roster.BySlack(home, p.Team, p.Who)
	} else {
		who.person, who.known = d.Roster.ByID(p.Who)
	}
	b := d.brand(p.ID.Brand)
	r := Reader{Brand: b, Location: b.Location}
	if who.known {
		who.by.ID, who.by.Name = who.person.ID, who.person.Name
		r.Location, r.Person = who.person.Location, who.person.ID
	}
	if who.by.Name == "" {
		who.by.Name = p.Who
	}
	who.clock = newClock(r, now, now)
	return who
}

// answer decides a press on an incident as it stands now.
func (d *Desk) answer(ctx context.Context, i Incident, who presser, now time.Time) (Answer, error) {
	if n := i.position(who.Key); n >= 0 {
		return d.again(i, n, who)
	}
	able := d.able(i)
	may := slices.ContainsFunc(able, func(p oncall.Responder) bool { return who.known && p.ID == who.person.ID })
	if who.Verb == Explain && (who.known || !who.foreign) {
		return Answer{Text: Why(i, d.Reader(i, Place{Kind: Person, Responder: who.person.ID})), Accepted: true}, nil
	}
	if !may {
		return d.turnAway(ctx, i, who, now)
	}
	a, objection := d.wish(i, who, now)
	if objection != "" {
		return Answer{Text: objection}, nil
	}
	if err := d.record(ctx, i, []Action{a}); err != nil {
		return Answer{}, err
	}
	return d.told(i, a, who), nil
}

// again answers a press that has been decided as it was answered then.
func (d *Desk) again(i Incident, n int, who presser) (Answer, error) {
	then, err := Replay(i.ID, i.Actions[:n])
	if err != nil {
		return Answer{}, err
	}
	if i.Actions[n].By.Via != who.by.Via {
		return Answer{Text: "This press cannot be told from somebody else's, so nothing was done. Press again."}, nil
	}
	return d.told(then, i.Actions[n], who), nil
}

// wish is the action that a press asks for, or what stands against it.
func (d *Desk) wish(i Incident, who presser, now time.Time) (Action, string) {
	a := Action{Key: who.Key, Verb: who.Verb, At: now, By: who.by, Text: who.Text}
	if a.Verb == Note {
		if a.Text == "" {
			return a, fmt.Sprintf("A note needs words: %s.", who.typed(Note, "WORDS"))
		}
		return a, ""
	}
	if !i.State.Live() {
		return a, ended(i, who)
	}
	switch a.Verb {
	case Claim:
		switch {
		case i.Lead.ID == who.person.ID && i.State != Open:
			return a, fmt.Sprintf("You have it already, since %s.", who.clock.alone(i.ClaimedAt))
		case i.State != Open:
			return a, fmt.Sprintf("%s was first, at %s, and has it. You may still decide or add a note.", actorName(i.Lead), who.clock.alone(i.ClaimedAt))
		}
	case Decide:
		return decision(i, a, who)
	case Dismiss:
		return dismissal(a, who)
	case Close, Note, Heard, Widened, Reopened, Turned, Surged, Moved, Eased, Refused, Forgot, Explain:
	}
	return a, ""
}

// dismissal is the action that dismisses: a reason of the list, with or without
// more, or words of one's own.
func dismissal(a Action, who presser) (Action, string) {
	reason := strings.ToLower(strings.TrimSpace(who.Value))
	known := slices.Contains(Reasons(), reason)
	switch {
	case known && a.Text != "":
		a.Text = reason + ": " + a.Text
	case known:
		a.Text = reason
	case reason != "" && a.Text != "", strings.Contains(reason, " "):
		a.Text = strings.TrimSpace(who.Value + " " + a.Text)
	case reason != "":
		return a, fmt.Sprintf("%s is no reason: use %s, or more words of your own. For example: %s.",
			quoted(who.Value), listed(Reasons(), len(Reasons()), "or"), who.typed(Dismiss, Reasons()[0]))
	case a.Text == "":
		return a, fmt.Sprintf("Say why it is no crisis: %s. For example: %s.",
			listed(Reasons(), len(Reasons()), "or"), who.typed(Dismiss, Reasons()[0]))
	}
	return a, ""
}

// decision is the action that decides.
func decision(i Incident, a Action, who presser) (Action, string) {
	a.Choice = Choice(strings.ToLower(strings.TrimSpace(who.Value)))
	overrules := i.overruledBy(a.By)
	if _, known := labelled(a.Choice); !known {
		return a, undecided(who, overrules)
	}
	if overrules && a.Text == "" {
		label, _ := labelled(i.Decision)
		return a, fmt.Sprintf("%s decided at %s: %s. To overrule that, say why: %s.",
			actorName(i.DecidedBy), who.clock.alone(i.DecidedAt), label, who.typed(Decide, string(a.Choice), whyPlaceholder))
	}
	if a.Choice == WatchUntil {
		a.Until = a.At.Add(watchFor)
	}
	return a, ""
}

// undecided says what can be decided, and how.
func undecided(who presser, overrules bool) string { //nolint:revive // a reason is needed or not
	var choices []string
	for _, c := range Choices() {
		choices = append(choices, string(c.Choice))
	}
	said := "Say what you decide: "
	if who.Value != "" {
		said = quoted(who.Value) + " is no decision: use "
	}
	words := []string{string(Holding)}
	if overrules {
		words = append(words, whyPlaceholder)
	}
	return fmt.Sprintf("%s%s. For example: %s.", said, listed(choices, len(choices), "or"), who.typed(Decide, words...))
}

// ended tells what became of an incident that has ended.
func ended(i Incident, who presser) string {
	said := fmt.Sprintf("#%d is over: %s %s it at %s", i.ID.Number, actorName(i.ClosedBy), i.State, who.clock.alone(i.ClosedAt))
	if i.Reason != "" {
		said += " (" + i.Reason + ")"
	}
	if i.State == Dismissed {
		said += ". It comes back by itself if twice as many speak"
	}
	return said + "."
}
