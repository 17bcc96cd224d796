package mastodon

import (
	"sync"

	"tocsin/brand"
)

// mostKnown bounds how many statuses are remembered by their number at a server.
const mostKnown = 20_000

// A memory knows which post a server's id stands for: where a status is deleted the
// server names nothing else.
type memory struct {
	mu    sync.Mutex
	posts map[id]brand.Post
	order []id
}

func newMemory() *memory { return &memory{posts: map[id]brand.Post{}} }

// learn remembers by what a post is known.
func (m *memory) learn(of id, p brand.Post) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, known := m.posts[of]; !known {
		m.order = append(m.order, of)
	}
	m.posts[of] = brand.Post{NativeID: p.NativeID, URL: p.URL}
	for len(m.order) > mostKnown {
		delete(m.posts, m.order[0])
		m.order = m.order[1:]
	}
}

func (m *memory) recall(of id) (brand.Post, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.posts[of]
	return p, ok
}
