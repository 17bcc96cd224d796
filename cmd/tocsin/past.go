package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/file"
	"tocsin/config"
	"tocsin/store"
)

// A past is posts in the order in which they became known.
type past struct {
	posts []once
	// since is from when on it matters what fires; until then it is learnt.
	since time.Time
	// undated and gone are posts that cannot be replayed: they say nothing of when, or
	// nothing at all any more.
	undated, gone int
}

// A once is a post as it came once.
type once struct {
	// at is when it became known.
	at time.Time
	// source is as it was called then, with its kind and group.
	source, kind, group string
	// anew is set where it was there before anybody listened.
	anew bool
	post brand.Post
}

// learntFrom is how much of the past rules learn from, before what is asked for begins.
const learntFrom = 6 * 7 * 24 * time.Hour

// past reads the posts that are to be replayed.
func (c *replayCommand) past(w *world) (past, error) {
	var p past
	var err error
	if c.Mentions != "" {
		p, err = pastOfFile(w, c.Mentions)
		p.open()
	} else {
		p, err = c.pastOfStore(w)
	}
	if err != nil {
		return p, err
	}
	p = sorted(p)
	if p.undated > 0 {
		_, _ = fmt.Fprintf(w.stderr, "tocsin: replay: %d posts do not say when they were published, and are left out: give them a published\n", p.undated)
	}
	if p.gone > 0 {
		_, _ = fmt.Fprintf(w.stderr, "tocsin: replay: %d posts were deleted, so that no query can match them, and are left out\n", p.gone)
	}
	if len(p.posts) == 0 {
		return p, errors.New("there is nothing to replay: no post with words and a date was found")
	}
	return p, nil
}

// sorted is a past in order.
func sorted(p past) past {
	slices.SortStableFunc(p.posts, func(a, b once) int { return a.at.Compare(b.at) })
	return p
}

// opening is how much of a file was there before anybody listened. Where nothing is known
// any talk would be a rise, as it is nowhere where the daemon reads a source.
const opening = 24 * time.Hour

// open has the first day of a file be read at its end, as what a source shows at its first reading.
func (p *past) open() {
	if len(p.posts) == 0 {
		return
	}
	begins := slices.MinFunc(p.posts, func(a, b once) int { return a.at.Compare(b.at) }).at.Add(opening)
	for i := range p.posts {
		if o := &p.posts[i]; o.at.Before(begins) {
			o.at, o.anew = begins, true
		}
	}
}

// pastOfFile reads posts as import does. Each became known when it was published.
func pastOfFile(w *world, path string) (past, error) {
	var p past
	in, _, err := openInput(w, path)
	if err != nil {
		return p, err
	}
	bad := 0
	err = file.Walk(w.ctx, in, func(step file.Step) error {
		for _, line := range step.Bad {
			_, _ = fmt.Fprintln(w.stderr, "tocsin: replay:", line)
		}
		bad += step.Faults
		for _, post := range step.Posts {
			if post.Published.Year() < 2000 {
				p.undated++
				continue
			}
			p.posts = append(p.posts, once{at: post.Published, source: "replay", kind: file.Kind, post: post})
		}
		return nil
	})
	if err = errors.Join(err, in.Close()); err == nil && bad > 0 {
		err = fmt.Errorf("%d lines could not be read: mend them, or take them out", bad)
	}
	return p, err
}

// pastOfStore reads what the installation kept, each post once, and lets go of the store.
func (c *replayCommand) pastOfStore(w *world) (past, error) {
	now := w.now()
	p := past{since: now.Add(-c.Since.Duration)}
	s, _, err := c.attach(w)
	if err != nil {
		return p, err
	}
	brands, err := brandsOf(w.ctx, s, nil)
	met := map[brand.MentionID]bool{}
	for _, b := range brands {
		err = errors.Join(err, p.read(w.ctx, s, b.Key, now, met))
	}
	return p, errors.Join(err, s.Close())
}

// read reads what was kept of a brand, and not met with another.
func (p *past) read(ctx context.Context, s *store.Store, key brand.Key, now time.Time, met map[brand.MentionID]bool) error {
	err := s.Between(ctx, key, p.since.Add(-learntFrom), now, func(m brand.Mention) error {
		switch {
		case met[m.ID]:
		case m.Title == "" && m.Text == "":
			p.gone++
		default:
			p.posts = append(p.posts, onceHeard(m))
		}
		met[m.ID] = true
		return nil
	})
	if errors.Is(err, alerting.ErrLeftOut) {
		return nil // a page that cannot be read makes no replay impossible
	}
	return err
}

// onceHeard is the post that a mention was.
func onceHeard(m brand.Mention) once {
	post := m.Post
	if m.Guessed {
		post.Lang = "" // it is guessed again
	}
	if post.Author == "" && post.AuthorID == "" {
		post.AuthorID = string(m.Voice) // who it was is not kept, that it was the same is
	}
	return once{at: cmp.Or(m.Fetched, m.At), source: m.Source, kind: m.Kind, group: m.Group, anew: m.Backfill, post: post}
}

// from is the source of a post as a configuration has it.
func (o once) from(cfg *config.Config) collectors.Source {
	i := slices.IndexFunc(cfg.Sources, func(s config.SourceSpec) bool { return s.ID == o.source && s.Kind == o.kind })
	if i < 0 {
		return collectors.Source{ID: o.source, Kind: o.kind, Voice: o.group}
	}
	return sourceOf(cfg.Sources[i], nil)
}
