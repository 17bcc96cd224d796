package feed

import (
	"context"
	"sync"

	"tocsin/collectors/polite"
)

// A Turn is taken to read a document. Collectors that share one read one
// document at a time, so that the memory holds one however many come at once.
// They fetch their documents into the same memory, too.
type Turn struct {
	free      chan struct{}
	unpackers sync.Pool // of *polite.Unpacker
}

// NewTurn makes a turn for collectors to share.
func NewTurn() *Turn {
	return &Turn{free: make(chan struct{}, 1), unpackers: sync.Pool{New: func() any { return new(polite.Unpacker) }}}
}

// take waits for the turn and answers how to give it back.
func (t *Turn) take(ctx context.Context) (func(), error) {
	select {
	case t.free <- struct{}{}:
		return func() { <-t.free }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// borrow lends what bodies are read with, and answers how to give it back: what was read
// is lost then.
func (t *Turn) borrow() (*polite.Unpacker, func()) {
	u := t.unpackers.Get().(*polite.Unpacker) //nolint:forcetypeassert // nothing else is put there
	return u, func() { t.unpackers.Put(u) }
}
