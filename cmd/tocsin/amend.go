package main

import (
	"context"
	"time"

	"tocsin/brand"
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
