package x

import (
	"math"
	"sync"
	"time"
)

// Vain counts the posts of a UTC day that were bought and could not be read: the bookmark
// stays where it was, and cannot tell of them.
type vain struct {
	mu    sync.Mutex
	day   string
	posts int
}

func (v *vain) add(posts int, now time.Time) {
	before := v.on(now)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.day, v.posts = now.UTC().Format(time.DateOnly), before+posts
}

// on is how many there were on the day of now.
func (v *vain) on(now time.Time) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.day != now.UTC().Format(time.DateOnly) {
		return 0
	}
	return v.posts
}

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

// waste is how many posts were received and will not be handed over. They are forgotten.
func (g *gauge) waste() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := g.received - g.kept
	g.received = g.kept
	return n
}

// settle forgets posts that were received and will not be handed over, but for some.
func (g *gauge) settle(waiting int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.received = g.kept + waiting
}
