package discourse_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/discourse"
)

// A board is a forum that runs Discourse.
type board struct {
	mu    sync.Mutex
	posts []reply // by number
	last  int64
	// windowed is set where a page holds what is public among fifty numbers, up to the one
	// that is named; else it holds the fifty public posts before it.
	windowed bool
	// listless forums don't list their posts.
	listless int
	// deaf is set where a cache before the forum answers the newest, whatever is asked.
	deaf bool
	// answer stands in for answers, if set.
	answer http.HandlerFunc
	asked  []*url.URL
}

type reply map[string]any

func (r reply) id() int64 { return r["id"].(int64) }

// write puts a post on the board, and answers it.
func (b *board) write(at time.Time, author, text string) reply {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last++
	id := b.last
	r := reply{
		"id": id, "username": author, "name": nil, "created_at": at.UTC().Format("2006-01-02T15:04:05.000Z"), "updated_at": at.UTC().Format("2006-01-02T15:04:05.000Z"),
		"cooked": "<p>" + html.EscapeString(text) + "</p>", "raw": text, "post_number": 2, "post_type": 1, "topic_id": id + 5000, "topic_slug": "a-topic", "topic_title": "A topic",
		"version": 1, "hidden": false, "user_deleted": false, "deleted_at": nil, "user_id": 1, "staff": false,
	}
	b.posts = append(b.posts, r)
	return r
}

// hush uses up some numbers for posts that nobody may see.
func (b *board) hush(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last += int64(n)
}

func (b *board) publish(posts []contract.Post) {
	for _, p := range posts {
		if p.N%7 == 0 {
			b.hush(p.N % 13)
		}
		b.write(p.At, p.Author, p.Text)
	}
}

func (b *board) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = append(b.asked, r.URL)
	if b.answer != nil {
		b.answer(w, r)
		return
	}
	q := r.URL.Query()
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	number, single := strings.CutPrefix(r.URL.Path, "/posts/")
	switch {
	case r.URL.Path == "/posts.json" && b.listless != 0:
		w.WriteHeader(b.listless)
		_, _ = w.Write([]byte(`{"errors":["You are not permitted to view the requested resource."],"error_type":"invalid_access"}`))
	case r.URL.Path == "/posts.json":
		_ = json.NewEncoder(w).Encode(map[string]any{"latest_posts": b.list(q.Get("before"))})
	case r.URL.Path == "/search.json":
		b.search(w, q)
	case single:
		for _, p := range b.posts {
			if fmt.Sprint(p.id(), ".json") == number {
				_ = json.NewEncoder(w).Encode(p)
				return
			}
		}
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"errors":["The requested URL or resource could not be found."],"error_type":"not_found"}`))
	default:
		http.NotFound(w, r)
	}
}

func (b *board) list(named string) []reply {
	before, _ := strconv.ParseInt(named, 10, 64)
	if b.deaf {
		before = 0
	}
	found := []reply{}
	if b.windowed {
		if before <= 0 {
			before = b.last + 1
		}
		for _, p := range slices.Backward(b.posts) {
			if p.id() <= before && p.id() > before-50 {
				found = append(found, p)
			}
		}
		return found
	}
	for _, p := range slices.Backward(b.posts) {
		if (before <= 0 || p.id() < before) && len(found) < 50 {
			found = append(found, p)
		}
	}
	return found
}

func (b *board) search(w http.ResponseWriter, q url.Values) {
	page, _ := strconv.Atoi(q.Get("page"))
	words := strings.Fields(q.Get("q"))
	if page < 1 || page > 10 || len(words) < 3 || words[len(words)-2] != "order:latest" || !strings.HasPrefix(words[len(words)-1], "after:") {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"errors":["page is invalid"],"error_type":"invalid_parameters"}`))
		return
	}
	after, err := time.Parse(time.DateOnly, strings.TrimPrefix(words[len(words)-1], "after:"))
	wanted := strings.Join(words[:len(words)-2], " ")
	posts, topics := []any{}, []any{}
	for _, p := range slices.Backward(b.posts) {
		at, _ := time.Parse(time.RFC3339, p["created_at"].(string))
		if err == nil && at.After(after) && strings.Contains(p["raw"].(string)+p["topic_title"].(string), wanted) {
			posts = append(posts, map[string]any{
				"id": p["id"], "username": p["username"], "created_at": p["created_at"], "blurb": html.EscapeString(p["raw"].(string)), "topic_id": p["topic_id"],
				"post_number": p["post_number"], "like_count": 0,
			})
			topics = append(topics, map[string]any{"id": p["topic_id"], "title": p["topic_title"], "slug": p["topic_slug"]})
		}
	}
	first := min(50*(page-1), len(posts))
	last := min(first+50, len(posts))
	_ = json.NewEncoder(w).Encode(map[string]any{
		"posts": posts[first:last], "topics": topics[first:last], "grouped_search_result": map[string]any{"more_full_page_results": last < len(posts)},
	})
}

func noon() time.Time { return contract.Start() }

// open makes a collector of a board, and answers the board's address.
func open(t *testing.T, b http.Handler, searches ...string) (*discourse.Collector, string) {
	t.Helper()
	server := httptest.NewServer(b)
	t.Cleanup(server.Close)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	c, err := discourse.Type().Open(collectors.Spec{ID: "forum", URL: server.URL + "/latest/", Searches: searches}, collectors.Means{
		Web: func(bool) http.RoundTripper { return transport }, Agent: "test",
	})
	if err != nil {
		t.Fatal(err)
	}
	return c.(*discourse.Collector), server.URL
}
