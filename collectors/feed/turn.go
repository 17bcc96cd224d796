package feed

import "context"

// A Turn is taken to read a document. Collectors that share one read one
// document at a time, so that the memory holds one however many come at once.
type Turn chan struct{}

// NewTurn makes a turn for collectors to share.
func NewTurn() Turn { return make(Turn, 1) }

// take waits for the turn and answers how to give it back.
func (t Turn) take(ctx context.Context) (func(), error) {
	select {
	case t <- struct{}{}:
		return func() { <-t }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
