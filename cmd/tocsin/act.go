package main

import (
	"cmp"
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
	Verb  string   `arg:"" help:"claim, decide, dismiss, close, note, or explain, which is why, too." enum:"claim,decide,dismiss,close,note,explain,why"`
	ID    string   `arg:"" help:"The incident, such as solvo/241; where there is one brand, the number will do."`
	Words []string `arg:"" optional:"" help:"To decide: watch, holding-statement, one-to-one, pause or external-statement, and why where somebody is overruled. To dismiss: expected, spam, joke, small or other. To note: what you know."`
	As    string   `help:"Who acts: a person's id in the configuration. To explain needs nobody." placeholder:"PERSON"`
}

// Run acts as somebody. Whoever may run commands on this machine is trusted to say who they are.
func (c *actCommand) Run(w *world) error {
	s, cfg, err := c.attach(w)
	if err != nil {
		return err
	}
	id, err := incidentOf(w.ctx, s, cfg, c.ID)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	if cfg == nil {
		return errors.Join(errors.New("act: only people of a configuration may act: name it with --config"), s.Close())
	}
	verb := verbOf(c.Verb)
	if c.As == "" && verb != alerting.Explain {
		return errors.Join(fmt.Errorf("act: say who acts with --as PERSON, one of %s", strings.Join(peopleOf(cfg), ", ")), s.Close())
	}
	who := cmp.Or(c.As, "somebody")
	press := alerting.Press{Key: "cli:" + rand.Text(), ID: id, Verb: verb, Who: who, Name: who, Via: "cli"}
	press.Value, press.Text = meant(press.Verb, c.Words)
	answer, err := deskOf(cfg, s, w.env, c.shell()).Press(w.ctx, press, w.now())
	_, running, seenErr := daemonSeen(w.ctx, s, w.now())
	if err = errors.Join(err, seenErr, s.Close()); err != nil {
		return err
	}
	if !answer.Accepted && verb != alerting.Explain {
		_, _ = fmt.Fprintln(w.stderr, answer.Text)
		return errSaid
	}
	_, err = fmt.Fprintln(w.stdout, answer.Text)
	if !running && verb != alerting.Explain {
		_, err = fmt.Fprintln(w.stderr, "No daemon is running: it is on record, and others see it when one is started (tocsin run).")
	}
	return err
}

// verbOf is the verb that a word means: "Why?" is what cards call an explanation.
func verbOf(word string) alerting.Verb {
	if word == "why" {
		return alerting.Explain
	}
	return alerting.Verb(word)
}

// peopleOf are the ids of a configuration's people.
func peopleOf(cfg *config.Config) []string {
	ids := make([]string, len(cfg.People))
	for i, p := range cfg.People {
		ids[i] = p.ID
	}
	return ids
}

// meant parts what is typed after an incident into the option chosen and the words.
func meant(verb alerting.Verb, words []string) (string, string) {
	value := ""
	if len(words) > 0 && (verb == alerting.Decide || verb == alerting.Dismiss) {
		value, words = words[0], words[1:]
	}
	return value, strings.Join(words, " ")
}

// deskOf is a desk that decides; whoever runs the daemon shows what it decided.
func deskOf(cfg *config.Config, s *store.Store, env func(string) string, shell alerting.Shell) *alerting.Desk {
	fallback := ""
	if cfg.Fallback.URL(env) != "" {
		fallback = fallbackAddress
	}
	return alerting.NewDesk(alerting.DeskOptions{
		Ledger: s, Roster: oncall.NewRoster(cfg.People), Brands: cfg.Brands, Strategies: cfg.Strategies,
		Channels: cfg.Slack.Channel, Home: func() string { return "" }, Fallback: fallback, ClaimWithin: cfg.ClaimWithin, Shell: shell,
	})
}
