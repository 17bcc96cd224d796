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

const (
	// unread is how long a history that could not be read is left alone; the pause
	// doubles with every failure in a row.
	unread = 10 * time.Minute
	// readWithin bounds the reading of history: it may take a part of a reading's time,
	// never all of it, so that a brand with much to remember goes on listening.
	readWithin = 20 * time.Second
	// heldAtMost bounds what is held of history before it is learnt, in bytes.
	heldAtMost = 64 << 20
)

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
	held, ok := l.ears.Load(key)
	if !ok {
		held, _ = l.ears.LoadOrStore(key, &ear{turn: make(chan struct{}, 1), index: story.NewIndex(), learnt: l.options.History == nil})
	}
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
	within, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	var last recent
	// Another process may have heard something a moment ahead of our clock.
	err := history.Between(within, key, now.Add(-story.Span), now.Add(time.Hour), func(m brand.Mention) error {
		if m.Fetched.After(now) { // by a clock that was ahead
			m.Fetched = now
		}
		last.add(m)
		return nil
	})
	for _, m := range last.mentions {
		e.index.Learn(m)
	}
	if err == nil {
		e.learnt = true
		return nil
	}
	e.again = now.Add(unread << min(e.failures, 10))
	e.failures++
	return err
}

// recent are the last mentions of a history: as many as an index remembers, which
// are cheap to read and dear to learn.
type recent struct {
	mentions []brand.Mention
	bytes    int
}

func (r *recent) add(m brand.Mention) {
	r.mentions = append(r.mentions, m)
	r.bytes += len(m.Title) + len(m.Text)
	for len(r.mentions) > story.Most || r.bytes > heldAtMost {
		r.bytes -= len(r.mentions[0].Title) + len(r.mentions[0].Text)
		r.mentions[0] = brand.Mention{}
		r.mentions = r.mentions[1:]
	}
}

// note adds a note, unless it was made before.
func (h *Heard) note(s string) {
	if !slices.Contains(h.Notes, s) {
		h.Notes = append(h.Notes, s)
	}
}
