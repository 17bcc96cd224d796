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
	"tocsin/store"
)

// forgetCommand is "tocsin forget".
type forgetCommand struct {
	where
	Author string `help:"Forget what this author said: their name, or the id the source knows them by. Look with --dry-run first: names are not unique." xor:"whom" required:"" placeholder:"NAME"`
	ID     string `name:"id" help:"Forget one mention: its id, or the source's own." xor:"whom" required:"" placeholder:"ID"`
	URL    string `name:"url" help:"Forget what stands at this address." xor:"whom" required:"" placeholder:"URL"`
	Kind   string `help:"With --author: only in sources of this kind." placeholder:"KIND"`
	DryRun bool   `help:"Say what would be forgotten, and forget nothing."`
}

// Run forgets, and then looks for what it was to forget, in all that is kept.
func (c *forgetCommand) Run(w *world) error {
	if c.Kind != "" {
		if _, err := kindOf(c.Kind); err != nil {
			return fmt.Errorf("forget --kind: %w", err)
		}
	}
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

// forgetting is the mark of when forgetting was begun, forgotten of when it had all been
// done, as of the same moment.
const (
	forgetting = "forget"
	forgotten  = "forgotten"
)

// A target is what is to be forgotten of one brand.
type target struct {
	key brand.Key
	ids []brand.MentionID
}

func (c *forgetCommand) forget(w *world, s *store.Store, cfg *config.Config) error {
	now := w.now()
	targets, total, err := c.targets(w, s, cfg, now)
	switch {
	case err != nil:
		return fmt.Errorf("forget: %w", err)
	case c.DryRun && total > 0:
		return announce(w.stdout, targets)
	case c.DryRun:
		return c.nothing(w, s, cfg)
	}
	unfinished, err := c.finish(w, s, cfg, targets, now)
	if err != nil {
		return fmt.Errorf("forget: %w", err)
	}
	if err := c.prove(w.ctx, w.stdout, s, targets); err != nil {
		return fmt.Errorf("forget: %w", err)
	}
	if s.Rung().Name == store.RungRedis && total > 0 {
		_, err = fmt.Fprintln(w.stdout, "the files of redis.url are its owner's business: BGREWRITEAOF there has what was forgotten leave them")
		return err
	}
	switch {
	case total > 0:
		return nil
	case unfinished:
		_, err = fmt.Fprintln(w.stdout, "nothing that is kept matches any more; what was to be forgotten before is forgotten now, also on the disk")
		return err
	}
	return c.nothing(w, s, cfg)
}

var errNothing = errors.New("forget: nothing that is kept matches: tocsin mentions lists ids, authors and addresses as they are kept")

// targets are what is meant, and how many mentions that are.
func (c *forgetCommand) targets(w *world, s *store.Store, cfg *config.Config, now time.Time) ([]target, int, error) {
	brands, err := brandsOf(w.ctx, s, cfg)
	if err != nil {
		return nil, 0, err
	}
	var all []target
	total := 0
	for _, b := range brands {
		ids, err := matching(w.ctx, s, b.Key, c.means(now))
		if err != nil {
			return nil, 0, err
		}
		all, total = append(all, target{b.Key, ids}), total+len(ids)
	}
	return all, total, nil
}

func announce(out io.Writer, targets []target) error {
	for _, t := range targets {
		if len(t.ids) == 0 {
			continue
		}
		if _, err := fmt.Fprintf(out, "%s: %s would be forgotten\n", t.key, plural(len(t.ids), "mention")); err != nil {
			return err
		}
	}
	return nil
}

// finish forgets, and whatever a command that was broken off left to be forgotten; it
// reports whether there was such a one. The files are written anew in any case: that
// nothing matches may mean that the words are in them alone.
func (c *forgetCommand) finish(w *world, s *store.Store, cfg *config.Config, targets []target, now time.Time) (bool, error) {
	begun, err := s.Ran(w.ctx, forgetting)
	if err != nil {
		return false, err
	}
	ended, err := s.Ran(w.ctx, forgotten)
	if err != nil {
		return false, err
	}
	if err := s.SetRan(w.ctx, forgetting, now); err != nil {
		return false, err
	}
	for _, t := range targets {
		changes := make([]collectors.Amendment, len(t.ids))
		for i, id := range t.ids {
			changes[i] = collectors.Amendment{ID: id, At: now}
		}
		if err := s.Amend(w.ctx, t.key, changes); err != nil {
			return false, err
		}
		if err := c.carryOut(w, s, cfg, t.key); err != nil {
			return false, err
		}
	}
	if err := s.Scour(w.ctx); err != nil {
		return false, err
	}
	return ended.Before(begun), s.SetRan(w.ctx, forgotten, now)
}

const (
	// patienceOfForgetting is how long a daemon may take to obey.
	patienceOfForgetting = 2 * time.Minute
	// looksWhether is how often it is looked whether it has.
	looksWhether = 500 * time.Millisecond
)

// carryOut leaves the forgetting to the daemon, which knows more than the store does, and
// does it where none runs. A daemon that was killed seems to run for a while; who serves
// the store knows better, and keeps the next one waiting.
func (c *forgetCommand) carryOut(w *world, s *store.Store, cfg *config.Config, key brand.Key) error {
	owed, err := s.Amending(w.ctx, key)
	if err != nil || len(owed) == 0 {
		return err
	}
	ctx, cancel := context.WithTimeout(w.ctx, patienceOfForgetting)
	defer cancel()
	ticker := time.NewTicker(looksWhether)
	defer ticker.Stop()
	for told := false; ; told = true {
		_, running, err := daemonSeen(ctx, s, w.now())
		if err != nil {
			return err
		}
		if !running {
			return c.settle(w, s, cfg, key)
		}
		if !told {
			_, _ = fmt.Fprintln(w.stderr, "tocsin: forget: the daemon that runs obeys within some seconds")
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the daemon has not obeyed within %s: it is noted, and obeyed when it can; see its log", patienceOfForgetting)
		case <-ticker.C:
		}
		left, err := s.Amending(ctx, key)
		if err != nil || !slices.ContainsFunc(left, func(id brand.MentionID) bool { return slices.Contains(owed, id) }) {
			return err
		}
	}
}

// settle has the store and the incidents obey.
func (c *forgetCommand) settle(w *world, s *store.Store, cfg *config.Config, key brand.Key) error {
	desk := deskOf(cfgOrNone(cfg), s, w.env, c.shell())
	_, err := s.Settle(w.ctx, key, w.now(), func(settled store.Settled) error {
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

// matching are the ids of the mentions that are meant and still have words or an author.
func matching(ctx context.Context, s *store.Store, key brand.Key, means func(brand.Mention) bool) ([]brand.MentionID, error) {
	var ids []brand.MentionID
	err := s.Between(ctx, key, time.Time{}, farFuture(), func(m brand.Mention) error {
		if m.Gone.IsZero() && means(m) {
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
