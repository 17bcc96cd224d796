package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"tocsin/brand"
	"tocsin/rules"
	"tocsin/store"
)

// prove looks through all that is kept for what was forgotten.
func (c *forgetCommand) prove(ctx context.Context, out io.Writer, s *store.Store, targets []target) error {
	for _, t := range targets {
		if len(t.ids) == 0 {
			continue
		}
		if err := c.proveOf(ctx, out, s, t.key, t.ids); err != nil {
			return err
		}
	}
	return nil
}

func (c *forgetCommand) proveOf(ctx context.Context, out io.Writer, s *store.Store, key brand.Key, ids []brand.MentionID) error {
	was := map[brand.MentionID]bool{}
	for _, id := range ids {
		was[id] = true
	}
	looked, left := 0, 0
	err := s.Between(ctx, key, time.Time{}, farFuture(), func(m brand.Mention) error {
		looked++
		if was[m.ID] && m.Quotes() {
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
	_, err = fmt.Fprintf(out, "%s: %s forgotten; they count as before\n%s: looked through %s and the records of %s: no word, author, address or tag of them is left\n",
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
		if of[story.HeadlineID] && story.Headline != "" {
			n++
		}
	}
	if s.Item != nil && of[s.Item.ID] && s.Item.Text+s.Item.Author+s.Item.URL != "" {
		n++
	}
	return n
}
