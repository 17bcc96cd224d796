package main

import (
	"context"
	"errors"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/hook"
	"tocsin/alerting/slack"
	"tocsin/alerting/terminal"
	"tocsin/store"
)

// ways are how people are reached: Slack or the terminal, and a webhook where
// Slack stays silent. A notifier of another medium is a folder and a line in openWays.
type ways struct {
	notifiers map[alerting.PlaceKind]alerting.Notifier
	// slack and door are nil where cards go to the terminal.
	slack *slack.Slack
	door  *slack.Door
	// live is set where presses come through Socket Mode.
	live bool
	// home answers the workspace the app is installed in, "" while unknown.
	home func() string
	// fallback labels the second way out, "" if there is none.
	fallback string
}

// fallbackAddress is what the one webhook is called in orders; its real address is a secret.
const fallbackAddress = "webhook"

func openWays(s setting) (ways, error) {
	w := ways{notifiers: map[alerting.PlaceKind]alerting.Notifier{}, home: func() string { return "" }}
	if address := s.config.Fallback.URL(s.env); address != "" {
		h, err := hook.New(hook.Options{URL: address, Now: s.now})
		if err != nil {
			return ways{}, err
		}
		w.notifiers[alerting.Fallback], w.fallback = h, fallbackAddress
	}
	token := s.env("SLACK_BOT_TOKEN")
	if token == "" {
		screen := terminal.New(s.out, s.shell)
		w.notifiers[alerting.Channel], w.notifiers[alerting.Person] = screen, screen
		return w, nil
	}
	if s.env("SLACK_APP_TOKEN") == "" && s.env("SLACK_SIGNING_SECRET") == "" {
		return ways{}, errors.New("slack: nobody could answer a card: set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (signed HTTP)")
	}
	w.slack = slack.New(slack.Options{Token: token, AppToken: s.env("SLACK_APP_TOKEN"), APIURL: s.env("TOCSIN_SLACK_API"), Now: s.now, Log: s.log})
	w.live = s.env("SLACK_APP_TOKEN") != ""
	w.notifiers[alerting.Channel], w.notifiers[alerting.Person] = w.slack, w.slack
	w.home = (&homeland{slack: w.slack, now: s.now}).team
	return w, nil
}

// open opens Slack's door to the desk.
func (w *ways) open(a *app, s setting) {
	w.door = slack.NewDoor(slack.DoorOptions{
		Slack: w.slack, Secret: s.env("SLACK_SIGNING_SECRET"), Now: s.now, Log: s.log,
		Desk: presses{a}, Commander: commander{a}, Once: a.store.Once,
		Refused: func(ctx context.Context, r slack.Refusal) {
			a.metrics.Refused(r.Door)
			if err := a.store.Refuse(ctx, store.Refusal{At: s.now(), Door: r.Door, Why: r.Why, From: r.From, Signed: r.Signed}); err != nil {
				a.log.ErrorContext(ctx, "refused request not recorded", "door", r.Door, "error", err)
			}
		},
	})
}

// presses takes people's presses to the desk, and has the cards follow at once.
type presses struct{ *app }

// Press decides a press.
func (p presses) Press(ctx context.Context, press alerting.Press, now time.Time) (alerting.Answer, error) {
	answer, err := p.desk.Press(ctx, press, now)
	if err == nil {
		p.nudge(respondJob(press.ID.Brand))
	}
	return answer, err
}
