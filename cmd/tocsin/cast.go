package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
	"tocsin/rules"
)

// A cast is the people of the play. They answer what reaches them, through
// Slack's own buttons, and know nothing but what they see.
type cast struct {
	lines []cue
	// roused is set once somebody was rung, alarmed once it was for a crisis.
	roused, alarmed bool
}

// A cue is who presses what at which moment.
type cue struct {
	at          time.Time
	user, place string
	verb, value string
}

// rung has people answer: a stranger meddles, Ana and Ben both reach for it, and
// when it is a crisis Ben decides. Ana closes it on Monday morning.
func (c *cast) rung(i alerting.Incident, now, end time.Time) {
	if !c.roused {
		c.roused = true
		c.lines = append(c.lines,
			cue{now.Add(2 * time.Minute), mallory, channel, string(alerting.Claim), ""},
			cue{now.Add(3 * time.Minute), ana, ana, string(alerting.Claim), ""},
			cue{now.Add(3 * time.Minute), ben, ben, string(alerting.Claim), ""},
		)
	}
	if !c.alarmed && i.Severity == rules.Crisis {
		c.alarmed = true
		c.lines = append(c.lines,
			cue{now.Add(22 * time.Minute), ben, ben, string(alerting.Decide), string(alerting.Pause)},
			cue{end.Add(-110 * time.Minute), ana, ana, string(alerting.Close), ""},
		)
	}
	slices.SortStableFunc(c.lines, func(a, b cue) int { return a.at.Compare(b.at) })
}

// act has everybody press whose moment has come. They press what they saw before
// anybody of the same minute did.
func (c *cast) act(ctx context.Context, p *play, at time.Time) error {
	var clicks []slackfake.Click
	for len(c.lines) > 0 && !c.lines[0].at.After(at) {
		next := c.lines[0]
		c.lines = c.lines[1:]
		card, found := lastCard(p.fake, next.place, next.verb)
		if !found {
			return fmt.Errorf("%s sees no card with %q in %s", nameOfUser(next.user), next.verb, next.place)
		}
		clicks = append(clicks, slackfake.Click{User: next.user, Message: card, Verb: next.verb, Value: next.value})
	}
	for _, click := range clicks {
		answer, err := p.fake.Click(ctx, p.door, click)
		if err != nil {
			return err
		}
		if answer.Status != 200 {
			return fmt.Errorf("%s presses %s: the door answers %d %s", nameOfUser(click.User), click.Verb, answer.Status, answer.Body)
		}
	}
	return nil
}

// lastCard finds the newest card in a place that has a control for a verb.
func lastCard(f *slackfake.Fake, place, verb string) (slackfake.Message, bool) {
	screen := f.Screen(place)
	for _, m := range slices.Backward(screen) {
		if m.Offers(verb) {
			return m, true
		}
	}
	return slackfake.Message{}, false
}
