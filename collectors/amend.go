package collectors

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"tocsin/brand"
)

// rewritten are the posts of a page with those that read otherwise now: one may concern
// a brand only since it was edited.
func rewritten(page Page) []brand.Post {
	posts := page.Posts
	for _, c := range page.Changes {
		if !c.Gone && c.Author == "" {
			posts = append(slices.Clip(posts), c.Post)
		}
	}
	return posts
}

// amend notes what a page says of posts given before, for every brand the source serves.
func (l *Listener) amend(ctx context.Context, s Source, changes []Change, now time.Time) error {
	if len(changes) == 0 {
		return nil
	}
	for _, key := range l.served(s) {
		all := make([]Amendment, 0, len(changes))
		for _, c := range changes {
			all = append(all, l.amendment(s, key, c, now))
		}
		if err := l.options.Sink.Amend(ctx, key, all); err != nil {
			return fmt.Errorf("note what %s says was deleted or edited: %w", s.ID, err)
		}
	}
	return nil
}

// served are the brands a source is read for.
func (l *Listener) served(s Source) []brand.Key {
	if len(s.Brands) > 0 {
		return s.Brands
	}
	return slices.Sorted(maps.Keys(l.options.Queries))
}

// amendment is a change for one brand.
func (l *Listener) amendment(s Source, key brand.Key, c Change, now time.Time) Amendment {
	if c.Author != "" {
		return Amendment{Kind: s.Kind, Author: c.Author, At: now}
	}
	if c.Gone && c.Post.Alias != 0 && c.Post.NativeID+c.Post.URL == "" && c.Post.Identity == 0 {
		return Amendment{Alias: c.Post.Alias, At: now}
	}
	a := Amendment{ID: brand.Identify(s.Kind, s.ID, c.Post), At: now}
	if c.Gone {
		return a
	}
	m := l.mention(s, c.Post, now)
	m.Brand = key
	if l.options.Tone != nil {
		m.Tone = l.options.Tone(key, m.Post)
	}
	a.Mention = &m
	return a
}

// Recheck asks a source what became of posts it gave before, and notes what was deleted
// or edited. It answers how many changes that are; none where the source cannot be asked.
func (l *Listener) Recheck(ctx context.Context, s Source, posts []brand.Post, now time.Time) (int, error) {
	r, can := s.Collector.(Rechecker)
	if !can || len(posts) == 0 {
		return 0, nil
	}
	changes := 0
	for some := range slices.Chunk(posts, MostRechecked) {
		found, fault := r.Recheck(ctx, some, now)
		if err := l.amend(ctx, s, found, now); err != nil {
			return changes, err
		}
		changes += len(found)
		if fault != nil {
			return changes, fmt.Errorf("ask %s what became of its posts: %w", s.ID, fault)
		}
	}
	return changes, nil
}
