package demo

import (
	"bytes"
	"fmt"
	"net/http"
	"sync"
	"time"

	"tocsin/brand"
)

// FeedServer serves a story's feeds, /social.rss and /blogs.rss, as they stand at
// a moment of the story: the newest 100 posts, with an ETag and a Last-Modified
// that change only with the posts, and 304 for who has them already.
func FeedServer(story *Story, now func() time.Time) http.Handler {
	mux := http.NewServeMux()
	for _, feed := range []string{Social, Blogs} {
		mux.Handle("GET /"+feed+".rss", &pages{story: story, feed: feed, now: now})
	}
	return mux
}

// pages serves one feed. It keeps the page it wrote last, since a feed is asked
// far more often than it changes.
type pages struct {
	story *Story
	feed  string
	now   func() time.Time

	mu   sync.Mutex
	last page
}

// A page is a feed as it stood after its latest post.
type page struct {
	tag     string
	changed time.Time
	body    []byte
}

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page, err := p.page()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
	w.Header().Set("ETag", page.tag)
	http.ServeContent(w, r, "", page.changed, bytes.NewReader(page.body))
}

func (p *pages) page() (page, error) {
	posts := p.story.newest(p.feed, p.now())
	fresh := page{tag: fmt.Sprintf("%q", p.feed+"-empty"), changed: p.story.Start()}
	if len(posts) > 0 {
		last := posts[len(posts)-1]
		fresh = page{tag: fmt.Sprintf("%q", p.feed+"-"+last.NativeID), changed: last.Published}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last.tag == fresh.tag {
		return p.last, nil
	}
	var body bytes.Buffer
	if err := WriteRSS(&body, posts, fresh.changed); err != nil {
		return page{}, err
	}
	fresh.body = body.Bytes()
	p.last = fresh
	return fresh, nil
}

// newest are the posts a feed shows at a moment, those of that very moment with
// them, in the order of publication.
func (s *Story) newest(feed string, at time.Time) []brand.Post {
	first := s.before(at.Add(1))
	posts := make([]brand.Post, 0, newest)
	for i := first - 1; i >= 0 && len(posts) < newest; i-- {
		if s.posts[i].feed == feed {
			posts = append(posts, s.posts[i].Post)
		}
	}
	return turned(posts)
}
