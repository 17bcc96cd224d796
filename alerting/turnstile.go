package alerting

import (
	"context"
	"sync"

	"tocsin/brand"
)

// A turnstile lets one in at a time for each brand; all others wait. It remembers
// nothing of a brand that nobody is in for: whoever types a command may name any,
// and must not be able to fill it. The zero value is ready.
type turnstile struct {
	mu    sync.Mutex
	gates map[brand.Key]*gate
}

// A gate is a brand's, while somebody is in or waits.
type gate struct {
	in    chan struct{}
	there int
}

// enter waits until nobody else is in for a brand; the function it answers lets
// the next one in.
func (t *turnstile) enter(ctx context.Context, key brand.Key) (func(), error) {
	g := t.approach(key)
	select {
	case g.in <- struct{}{}:
		return func() { <-g.in; t.leave(key, g) }, nil
	case <-ctx.Done():
		t.leave(key, g)
		return nil, ctx.Err()
	}
}

func (t *turnstile) approach(key brand.Key) *gate {
	t.mu.Lock()
	defer t.mu.Unlock()
	g := t.gates[key]
	if g == nil {
		if t.gates == nil {
			t.gates = map[brand.Key]*gate{}
		}
		g = &gate{in: make(chan struct{}, 1)}
		t.gates[key] = g
	}
	g.there++
	return g
}

func (t *turnstile) leave(key brand.Key, g *gate) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if g.there--; g.there == 0 {
		delete(t.gates, key)
	}
}
