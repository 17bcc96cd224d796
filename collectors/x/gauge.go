package x

import (
	"math"
	"sync"
)

// A gauge counts the posts that were received, which is when they are bought, and bounds
// them: a stream that has no more to spend ends itself, and waits for no reading to do it.
type gauge struct {
	mu sync.Mutex
	// received counts posts, kept those of them that a cursor tells of.
	received, kept, most int
}

// take counts a post, and reports whether another one may follow.
func (g *gauge) take() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.received++
	return g.received < g.most
}

// allow lets as many posts be received as are left for the day, those counted in that
// wait to be handed over. Without a budget nothing is bounded.
func (g *gauge) allow(budget, left int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.most = math.MaxInt; budget > 0 {
		g.most = g.kept + left
	}
}

// share divides what is left for the day: the stream gets half of it while X is searched,
// and the search the rest. Where that is less than a page, the stream gets all, and the
// search none.
func (g *gauge) share(left int) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	free := left - (g.received - g.kept)
	if free < 2*smallestPage {
		return 0
	}
	g.most = g.received + free/2
	return free - free/2
}

// keep notes that posts are in the cursor.
func (g *gauge) keep(n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.kept += n
}

// settle forgets posts that were received and will not be handed over, but for some.
func (g *gauge) settle(waiting int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.received = g.kept + waiting
}
