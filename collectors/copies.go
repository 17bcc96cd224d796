package collectors

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tocsin/brand"
	"tocsin/brand/story"
)

// History is what was heard before. Implemented by the store.
type History interface {
	// Between visits the mentions of a brand whose At lies in [from, to), in the order they were kept.
	Between(ctx context.Context, key brand.Key, from, to time.Time, visit func(brand.Mention) error) error
}

// unread is how long a history that could not be read is left alone; the pause
// doubles with every failure in a row.
const unread = 10 * time.Minute

// An ear is what tells copies of one brand's mentions. One reading uses it at a time.
type ear struct {
	turn  chan struct{}
	index *story.Index
	// learnt is set once history has been read, or there is none to read. A history
	// that failed is read again not before again.
	learnt   bool
	failures int
	again    time.Time
}

// place says of each mention of a brand whose copy it is, if anybody's. What was
// heard before is read first, once.
func (l *Listener) place(ctx context.Context, key brand.Key, mentions []brand.Mention, heard *Heard) error {
	held, _ := l.ears.LoadOrStore(key, &ear{turn: make(chan struct{}, 1), index: story.NewIndex(), learnt: l.options.History == nil})
	e := held.(*ear) //nolint:forcetypeassert // nothing else is put there
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	now := mentions[0].Fetched
	if !e.learnt && !now.Before(e.again) {
		if err := e.learn(ctx, l.options.History, key, now); err != nil {
			heard.note(fmt.Sprintf("what was said of %s in the last week cannot be read, so copies of it are taken for new: %v", key, err))
		}
	}
	for i, m := range mentions {
		mentions[i] = e.index.Place(m)
	}
	return nil
}

// learn reads what was heard as long ago as texts are remembered. What was read
// before it broke off is known all the same.
func (e *ear) learn(ctx context.Context, history History, key brand.Key, now time.Time) error {
	// Another process may have heard something a moment ahead of our clock.
	err := history.Between(ctx, key, now.Add(-story.Span), now.Add(time.Hour), func(m brand.Mention) error {
		e.index.Learn(m)
		return nil
	})
	if err == nil {
		e.learnt = true
		return nil
	}
	if ctx.Err() != nil { // nobody's fault but the time's
		return err
	}
	e.again = now.Add(unread << min(e.failures, 10))
	e.failures++
	return err
}

// note adds a note, unless it was made before.
func (h *Heard) note(s string) {
	if !slices.Contains(h.Notes, s) {
		h.Notes = append(h.Notes, s)
	}
}
