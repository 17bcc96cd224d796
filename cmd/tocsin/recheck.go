package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/collectors"
)

const (
	// recheckHourly is when sources that send no word of deletions are asked for them.
	recheckHourly = "23 * * * *"
	// Posts of the last days are asked for each hour, those of the last weeks once a day.
	lately, atAll = 24 * time.Hour, 30 * 24 * time.Hour
	// mostAsked is how many posts of a source are asked for in an hour.
	mostAsked = 500
)

func recheckJob(source string) string { return "recheck " + source }

// recheck asks a source what became of the posts that are kept of it.
func (a *app) recheck(ctx context.Context, s collectors.Source, now time.Time) (string, error) {
	var posts []brand.Post
	met := map[brand.MentionID]bool{}
	for _, b := range a.config.Brands {
		if !serves(s.Brands, b.Key) {
			continue
		}
		err := a.store.Between(ctx, b.Key, now.Add(-atAll), now, func(m brand.Mention) error {
			if m.Source == s.ID && m.Gone.IsZero() && !met[m.ID] && dueForRecheck(m, now) {
				met[m.ID] = true
				posts = append(posts, m.Post)
			}
			return nil
		})
		if err != nil && !errors.Is(err, alerting.ErrLeftOut) {
			return "", err
		}
	}
	slices.SortStableFunc(posts, func(x, y brand.Post) int { return y.Published.Compare(x.Published) })
	changed, err := a.listener.Recheck(ctx, s, posts[:min(len(posts), mostAsked)], now)
	if err != nil || changed == 0 {
		return "", err
	}
	return fmt.Sprintf("%d posts were deleted or edited", changed), nil
}

// dueForRecheck spreads the older posts over the hours of a day.
func dueForRecheck(m brand.Mention, now time.Time) bool {
	if now.Sub(m.At) <= lately {
		return true
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(m.ID)) // a hash takes every write
	return int(h.Sum32()%24) == now.UTC().Hour()
}
