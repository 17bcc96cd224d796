package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/config"
	"tocsin/store"
)

// actCommand is "tocsin act".
type actCommand struct {
	where
	Verb   string   `arg:"" help:"claim, decide, dismiss, close, note or explain." enum:"claim,decide,dismiss,close,note,explain"`
	ID     string   `arg:"" help:"The incident, such as solvo/241."`
	Value  string   `arg:"" optional:"" help:"The decision (watch, holding-statement, one-to-one, pause, external-statement) or the reason of a dismissal (expected, spam, joke, small, other)."`
	Reason []string `arg:"" optional:"" help:"Why, where somebody is overruled, or the words of a note."`
	As     string   `help:"Who acts: a person's id in the configuration." required:"" placeholder:"PERSON"`
}

// Run acts as somebody. Whoever may run commands on this machine is trusted to say who they are.
func (c *actCommand) Run(w *world) error {
	id, err := alerting.ParseID(c.ID)
	if err != nil {
		return err
	}
	s, cfg, err := c.attach(w)
	if err != nil {
		return err
	}
	if cfg == nil {
		return errors.Join(errors.New("act: only people of a configuration may act: name it with --config"), s.Close())
	}
	answer, err := deskOf(cfg, s, w.env).Press(w.ctx, alerting.Press{
		Key: "cli:" + rand.Text(), ID: id, Verb: alerting.Verb(c.Verb), Value: c.Value, Text: strings.Join(c.Reason, " "),
		Who: c.As, Name: c.As, Via: "cli",
	}, w.now())
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	if !answer.Accepted && alerting.Verb(c.Verb) != alerting.Explain {
		_, _ = fmt.Fprintln(w.stderr, answer.Text)
		return errSaid
	}
	_, err = fmt.Fprintln(w.stdout, answer.Text)
	return err
}

// deskOf is a desk that decides; whoever runs the daemon shows what it decided.
func deskOf(cfg *config.Config, s *store.Store, env func(string) string) *alerting.Desk {
	fallback := ""
	if cfg.Fallback.URL(env) != "" {
		fallback = fallbackAddress
	}
	return alerting.NewDesk(alerting.DeskOptions{
		Ledger: s, Roster: oncall.NewRoster(cfg.People), Brands: cfg.Brands, Strategies: cfg.Strategies,
		Channels: cfg.Slack.Channel, Home: func() string { return "" }, Fallback: fallback, ClaimWithin: cfg.ClaimWithin,
	})
}
