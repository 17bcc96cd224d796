package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/config"
	"tocsin/rules"
	"tocsin/store"
)

const (
	// amendEvery is how often it is looked whether posts were deleted or edited.
	amendEvery = "@every 15s"
	// quotedSince is how far back incidents are looked through for quotes of them.
	quotedSince = 400 * 24 * time.Hour
)

func amendJob(key brand.Key) string { return "amend " + string(key) }

// amend obeys what sources said was deleted or edited: in what is kept, in incidents and
// their cards, and in what the rules would quote.
func (a *app) amend(ctx context.Context, key brand.Key, now time.Time) (string, error) {
	settled, err := a.store.Settle(ctx, key, now, func(s store.Settled) error {
		a.lookouts[key].Forget(reworded(s))
		_, err := a.desk.Forget(ctx, key, reworded(s), now.Add(-quotedSince), now)
		return err
	})
	if settled.Noted == 0 || err != nil {
		return "", err
	}
	a.nudge(respondJob(key))
	return settled.String(), nil
}

// reworded are the changes as the rules and incidents know them.
func reworded(s store.Settled) rules.Reworded {
	all := rules.Reworded{}
	for _, m := range s.Gone {
		all[m.ID] = rules.Rewording{Was: words(m)}
	}
	for i, m := range s.Edited {
		all[m.ID] = rules.Rewording{Was: words(m), Now: words(s.Now[i])}
	}
	return all
}

// words are what is quoted of a mention.
func words(m brand.Mention) string {
	if m.Text != "" {
		return m.Text
	}
	return m.Title
}

// forgetCommand is "tocsin forget".
type forgetCommand struct {
	where
	Author string `help:"Forget what this author said: their name, or the id the source knows them by. Look with --dry-run first: names are not unique." xor:"whom" required:"" placeholder:"NAME"`
	ID     string `name:"id" help:"Forget one mention: its id, or the source's own." xor:"whom" required:"" placeholder:"ID"`
	URL    string `name:"url" help:"Forget what stands at this address." xor:"whom" required:"" placeholder:"URL"`
	Kind   string `help:"With --author: only in sources of this kind." placeholder:"KIND"`
	DryRun bool   `help:"Say what would be forgotten, and forget nothing."`
}

// patienceOfForgetting is how long a daemon may take to obey.
const patienceOfForgetting = 2 * time.Minute

// Run forgets, and then looks for what it was to forget, in all that is kept.
func (c *forgetCommand) Run(w *world) error {
	s, cfg, err := c.attach(w)
	if err != nil {
		return err
	}
	return errors.Join(c.forget(w, s, cfg), s.Close())
}

// meant is the change that is asked for.
func (c *forgetCommand) meant(now time.Time) []collectors.Amendment {
	switch {
	case c.Author != "":
		return []collectors.Amendment{{Author: c.Author, Kind: c.Kind, At: now}}
	case c.URL != "":
		return []collectors.Amendment{{URL: c.URL, At: now}}
	}
	return []collectors.Amendment{{ID: brand.MentionID(c.ID), At: now}, {Native: c.ID, At: now}}
}

func (c *forgetCommand) forget(w *world, s *store.Store, cfg *config.Config) error {
	brands, err := brandsOf(w.ctx, s, cfg)
	if err != nil {
		return err
	}
	total := 0
	for _, b := range brands {
		n, err := c.forgetOf(w, s, cfg, b.Key)
		if err != nil {
			return fmt.Errorf("forget: %w", err)
		}
		total += n
	}
	if total == 0 {
		return errors.New("forget: nothing that is kept matches: tocsin mentions lists ids, authors and addresses as they are kept")
	}
	return nil
}

// forgetOf forgets of one brand, and answers how many mentions that were.
func (c *forgetCommand) forgetOf(w *world, s *store.Store, cfg *config.Config, key brand.Key) (int, error) {
	now := w.now()
	ids, err := matching(w.ctx, s, key, c.meant(now))
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	if c.DryRun {
		_, err := fmt.Fprintf(w.stdout, "%s: %s would be forgotten\n", key, plural(len(ids), "mention"))
		return len(ids), err
	}
	changes := make([]collectors.Amendment, len(ids))
	for i, id := range ids {
		changes[i] = collectors.Amendment{ID: id, At: now}
	}
	if err := s.Amend(w.ctx, key, changes); err != nil {
		return 0, err
	}
	if err := c.carryOut(w, s, cfg, key); err != nil {
		return 0, err
	}
	if err := s.Scour(w.ctx); err != nil {
		return 0, err
	}
	return len(ids), c.prove(w.ctx, w.stdout, s, key, ids)
}

// carryOut leaves the forgetting to the daemon, which knows more than the store does, or
// does it where none runs.
func (c *forgetCommand) carryOut(w *world, s *store.Store, cfg *config.Config, key brand.Key) error {
	_, running, err := lastSeen(w.ctx, s, w.now())
	if err != nil {
		return err
	}
	if running {
		return waitForDaemon(w, s, key)
	}
	desk := deskOf(cfgOrNone(cfg), s, w.env, c.shell())
	_, err = s.Settle(w.ctx, key, w.now(), func(settled store.Settled) error {
		_, err := desk.Forget(w.ctx, key, reworded(settled), w.now().Add(-quotedSince), w.now())
		return err
	})
	return err
}

func cfgOrNone(cfg *config.Config) *config.Config {
	if cfg == nil {
		return &config.Config{}
	}
	return cfg
}

// waitForDaemon waits until the daemon has obeyed.
func waitForDaemon(w *world, s *store.Store, key brand.Key) error {
	_, _ = fmt.Fprintln(w.stderr, "tocsin: forget: the daemon that runs obeys within some seconds")
	ctx, cancel := context.WithTimeout(w.ctx, patienceOfForgetting)
	defer cancel()
	ticker := time.NewTicker(500 * time.Millisecond)
	defer ticker.Stop()
	for {
		owed, err := s.Amending(ctx, key)
		if err != nil || !owed {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the daemon has not obeyed within %s: it is noted, and obeyed when it can; see its log", patienceOfForgetting)
		case <-ticker.C:
		}
	}
}

// matching are the ids of the mentions that are meant and still have words or an author.
func matching(ctx context.Context, s *store.Store, key brand.Key, meant []collectors.Amendment) ([]brand.MentionID, error) {
	var ids []brand.MentionID
	err := s.Between(ctx, key, time.Time{}, farFuture(), func(m brand.Mention) error {
		if m.Gone.IsZero() && slices.ContainsFunc(meant, func(a collectors.Amendment) bool { return a.Means(m) }) {
			ids = append(ids, m.ID)
		}
		return nil
	})
	if errors.Is(err, alerting.ErrLeftOut) {
		err = fmt.Errorf("%w: what cannot be read cannot be forgotten", err)
	}
	return ids, err
}

func farFuture() time.Time { return time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC) }

// prove looks through all that is kept for what was forgotten.
func (c *forgetCommand) prove(ctx context.Context, out io.Writer, s *store.Store, key brand.Key, ids []brand.MentionID) error {
	was := map[brand.MentionID]bool{}
	for _, id := range ids {
		was[id] = true
	}
	looked, left := 0, 0
	err := s.Between(ctx, key, time.Time{}, farFuture(), func(m brand.Mention) error {
		looked++
		if was[m.ID] && m.Title+m.Text+m.Author+m.AuthorID+m.URL+m.NativeID != "" {
			left++
		}
		return nil
	})
	if err != nil {
		return err
	}
	incidents, err := s.Recent(ctx, key, time.Time{})
	if err != nil {
		return err
	}
	quoted := 0
	for _, id := range incidents {
		actions, err := s.Incident(ctx, id)
		if err != nil {
			return err
		}
		for _, a := range actions {
			quoted += quotes(a.Signal, was)
		}
	}
	if left+quoted > 0 {
		return fmt.Errorf("%d mentions and %d quotes of %s are still there: do it again, and report it", left, quoted, key)
	}
	_, err = fmt.Fprintf(out, "%s: %s forgotten; they count as before\n%s: looked through %s and the records of %s: nothing of them is left\n",
		key, plural(len(ids), "mention"), key, plural(looked, "mention"), plural(len(incidents), "incident"))
	return err
}

// quotes counts what a signal still quotes of some mentions.
func quotes(s *rules.Signal, of map[brand.MentionID]bool) int {
	if s == nil {
		return 0
	}
	n := 0
	for _, q := range s.Loudest {
		if of[q.ID] && q.Text+q.Author+q.URL != "" {
			n++
		}
	}
	for _, story := range s.Stories {
		if of[story.ID] && story.Text+story.Author+story.URL != "" {
			n++
		}
	}
	return n
}
