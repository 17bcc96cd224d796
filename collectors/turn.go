package collectors

import "context"

// A turn is whose it is to move one source's bookmark: what is pushed may come while
// the source is read, and twice at once.
type turn struct {
	free chan struct{}
	// moved counts how often a delivery moved the bookmark.
	moved int
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
	r.b, err = l.options.Sink.Bookmark(ctx, s.ID)
	return r, err
}

// resume takes the turn again, and takes in what deliveries changed meanwhile. Where the
// source is read next is the reading's own matter.
func (l *Listener) resume(ctx context.Context, r *reading) (func(), error) {
	done, err := r.whose.take(ctx)
	if err != nil || r.moved == r.whose.moved {
		return done, err
	}
	b, err := l.options.Sink.Bookmark(ctx, r.source.ID)
	if err != nil {
		done()
		return nil, err
	}
	b.Cursor = r.b.Cursor
	r.b, r.moved = b, r.whose.moved
	return done, nil
}
