package collectors

import "context"

// A turn is whose it is to move one source's bookmark: what is pushed may come while
// the source is read, and twice at once.
type turn struct {
	free chan struct{}
	// moved counts how often a delivery moved the bookmark.
	moved int
	// held is the bookmark as it was last read or written, where bookmarks are held; owed
	// is set while the sink has an older one.
	held *Bookmark
	owed bool
}

// turnOf is a source's.
func (l *Listener) turnOf(source string) *turn {
	held, ok := l.turns.Load(source)
	if !ok {
		held, _ = l.turns.LoadOrStore(source, &turn{free: make(chan struct{}, 1)})
	}
	return held.(*turn) //nolint:forcetypeassert // nothing else is put there
}

// take waits for the turn, unless it is free. The function it answers ends it.
func (t *turn) take(ctx context.Context) (func(), error) {
	done := func() { <-t.free }
	select {
	case t.free <- struct{}{}:
		return done, nil
	default:
	}
	select {
	case t.free <- struct{}{}:
		return done, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// A reading is one reading of a source. It leaves the turn to others while the source
// thinks about its answer.
type reading struct {
	source Source
	b      Bookmark
	whose  *turn
	moved  int
	want   wanted
	heard  Heard
}

// begin reads the source's bookmark.
func (l *Listener) begin(ctx context.Context, s Source) (*reading, error) {
	r := &reading{source: s, whose: l.turnOf(s.ID), heard: nothing()}
	done, err := r.whose.take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	r.moved = r.whose.moved
	r.b, err = l.bookmark(ctx, s.ID)
	return r, err
}

// resume takes the turn again, and takes in what deliveries changed meanwhile. Where the
// source is read next is the reading's own matter.
func (l *Listener) resume(ctx context.Context, r *reading) (func(), error) {
	done, err := r.whose.take(ctx)
	if err != nil || r.moved == r.whose.moved {
		return done, err
	}
	b, err := l.bookmark(ctx, r.source.ID)
	if err != nil {
		done()
		return nil, err
	}
	b.Cursor = r.b.Cursor
	r.b, r.moved = b, r.whose.moved
	return done, nil
}

// bookmark is a source's, as it is held or as the sink has it. The caller has the turn.
func (l *Listener) bookmark(ctx context.Context, source string) (Bookmark, error) {
	t := l.turnOf(source)
	if t.held != nil {
		return *t.held, nil
	}
	b, err := l.options.Sink.Bookmark(ctx, source)
	if err == nil && l.options.Held {
		t.held = &b
	}
	return b, err
}

// mark writes a source's bookmark. The caller has the turn.
func (l *Listener) mark(ctx context.Context, source string, b Bookmark) error {
	t := l.turnOf(source)
	if err := l.options.Sink.Mark(ctx, source, b); err != nil {
		return err
	}
	if t.owed = false; l.options.Held {
		t.held = &b
	}
	return nil
}

// later leaves the writing of a bookmark to the next Flush: what it would save of a
// reading that found nothing new is done again for next to nothing.
func (l *Listener) later(source string, b Bookmark) {
	t := l.turnOf(source)
	t.held, t.owed = &b, true
}

// Flush writes the bookmarks that were left for later, all at once.
func (l *Listener) Flush(ctx context.Context) error {
	owed := map[string]Bookmark{}
	l.turns.Range(func(key, value any) bool {
		t := value.(*turn) //nolint:forcetypeassert // nothing else is put there
		done, err := t.take(ctx)
		if err != nil {
			return false
		}
		if t.owed {
			owed[key.(string)] = *t.held //nolint:forcetypeassert // nothing else is put there
			t.owed = false
		}
		done()
		return true
	})
	if len(owed) == 0 {
		return nil
	}
	if all, can := l.options.Sink.(interface {
		MarkAll(ctx context.Context, marks map[string]Bookmark) error
	}); can {
		return all.MarkAll(ctx, owed)
	}
	for source, b := range owed {
		if err := l.options.Sink.Mark(ctx, source, b); err != nil {
			return err
		}
	}
	return nil
}
