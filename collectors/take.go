package collectors

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tocsin/brand"
)

// takeSize is how many posts of a delivery are kept in one go: fewer than the fresh
// mentions that a reading is bounded to, for nobody delivers what was left of it again.
const takeSize = 1_000

// Take is Listen for a source that is not read: somebody delivers, such as a webhook, a
// hub or a file of old posts. All that the page holds is kept when it answers without an
// error; after one the same page may be delivered again, and what was kept of it is no
// news then. It asks nobody, and leaves Page.Next alone: where a source is read next is
// up to its readings.
//
// A page that is Anew was there before anybody listened: it teaches the baseline, raises
// nothing, and says nothing of how well the source is heard, so that its bookmark stays.
func (l *Listener) Take(ctx context.Context, s Source, page Page, now time.Time) (Heard, error) {
	heard := nothing()
	done, err := l.turnOf(s.ID).take(ctx)
	if err != nil {
		return heard, err
	}
	defer done()
	heard.add(page)
	var fresh []brand.Mention
	for posts := range slices.Chunk(rewritten(page), takeSize) {
		kept, err := l.takeIn(ctx, l.offers(s, posts, novelty{all: page.Anew}, now), &heard)
		if err != nil {
			return heard, fmt.Errorf("keep what %s was given: %w", s.ID, err)
		}
		fresh = append(fresh, kept...)
	}
	if err := l.amend(ctx, s, page.Changes, now); err != nil {
		return heard, err
	}
	if page.Anew {
		return heard, nil
	}
	if err := l.delivered(ctx, s.ID, page.Posts, fresh, now); err != nil {
		return heard, fmt.Errorf("move the bookmark of %s: %w", s.ID, err)
	}
	return heard, nil
}

// takeIn keeps some offers, however many were kept before them.
func (l *Listener) takeIn(ctx context.Context, offers []offer, heard *Heard) ([]brand.Mention, error) {
	some := nothing()
	fresh, _, err := l.keep(ctx, offers, &some)
	heard.Matched, heard.Fresh, heard.Copies = heard.Matched+some.Matched, heard.Fresh+some.Fresh, heard.Copies+some.Copies
	for key, n := range some.Kept {
		heard.Kept[key] += n
	}
	heard.Lags = append(heard.Lags, some.Lags...)
	for _, note := range some.Notes {
		heard.note(note)
	}
	return fresh, err
}

// delivered moves the bookmark of a source that was given something. The caller has the turn.
func (l *Listener) delivered(ctx context.Context, source string, posts []brand.Post, fresh []brand.Mention, now time.Time) error {
	b, err := l.bookmark(ctx, source)
	if err != nil {
		return err
	}
	l.turnOf(source).moved++
	return l.mark(ctx, source, b.given(posts, fresh, now))
}
