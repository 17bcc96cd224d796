package hackernews_test

import (
	"cmp"
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
	"tocsin/collectors/hackernews"
)

const (
	// reachable is how many hits of a search Algolia gives, however it is asked.
	reachable = 1000
	// perPage is how many the collector asks for at once.
	perPage = 200
)

// An algolia is Hacker News's search and its items, as both are documented.
type algolia struct {
	mu    sync.Mutex
	shown []entry
	// answer stands in for the next answers, if set.
	answer http.HandlerFunc
	asked  []url.Values
	items  map[string]string
}

// An entry is an item of the index.
type entry map[string]any

func (e entry) at() int64 { return e["created_at_i"].(int64) }

func (a *algolia) publish(posts []contract.Post) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, p := range posts {
		id := strconv.Itoa(40_000_000 + p.N)
		e := entry{
			"objectID": id, "created_at": p.At.Format(time.RFC3339), "created_at_i": p.At.Unix(), "author": p.Author,
			"_tags": []string{"comment", "author_" + p.Author}, "title": nil, "url": nil, "points": nil, "num_comments": nil, "story_text": nil,
		}
		if p.N%5 == 0 {
			e["title"], e["url"], e["_tags"] = p.Text, "https://paper.example/"+id, []string{"story", "author_" + p.Author}
		} else {
			e["comment_text"] = html.EscapeString(p.Text)
		}
		a.shown = append(a.shown, e)
	}
}

func (a *algolia) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if id, ok := strings.CutPrefix(r.URL.Path, "/v0/item/"); ok {
		_, _ = fmt.Fprint(w, cmp.Or(a.items[strings.TrimSuffix(id, ".json")], "null"))
		return
	}
	q := r.URL.Query()
	a.asked = append(a.asked, q)
	if a.answer != nil {
		a.answer(w, r)
		return
	}
	found, size, fault := a.search(r.URL.Path, q)
	if fault != "" {
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]any{"message": fault, "status": 400})
		return
	}
	total := len(found)
	number, _ := strconv.Atoi(q.Get("page"))
	found = found[:min(total, reachable)]
	found = found[min(len(found), number*size):]
	_ = json.NewEncoder(w).Encode(map[string]any{
		"hits": found[:min(len(found), size)], "nbHits": total, "page": number, "nbPages": 1 + total/size, "hitsPerPage": size, "exhaustiveNbHits": true,
	})
}

// search is what the index finds, newest first, and what is wrong with the question.
func (a *algolia) search(path string, q url.Values) ([]entry, int, string) {
	known := []string{"query", "tags", "numericFilters", "hitsPerPage", "page", "typoTolerance", "advancedSyntax", "attributesToHighlight"}
	for name := range q {
		if !slices.Contains(known, name) {
			return nil, 0, "Unknown parameter: " + name
		}
	}
	size, err := strconv.Atoi(q.Get("hitsPerPage"))
	if path != "/api/v1/search_by_date" || err != nil || size < 1 || size > reachable || q.Get("tags") != "(story,comment,poll)" || q.Get("typoTolerance") != "false" {
		return nil, 0, "Invalid request"
	}
	after, before := int64(0), int64(1<<60)
	for filter := range strings.SplitSeq(q.Get("numericFilters"), ",") {
		switch {
		case strings.HasPrefix(filter, "created_at_i>="):
			after, err = strconv.ParseInt(filter[14:], 10, 64)
		case strings.HasPrefix(filter, "created_at_i<="):
			before, err = strconv.ParseInt(filter[14:], 10, 64)
		default:
			return nil, 0, "Invalid numericFilters"
		}
		if err != nil {
			return nil, 0, "Invalid numericFilters"
		}
	}
	found := []entry{}
	for _, e := range slices.Backward(a.shown) {
		text := strings.ToLower(fmt.Sprint(e["title"], e["comment_text"], e["story_text"]))
		if e.at() >= after && e.at() <= before && strings.Contains(text, strings.ToLower(strings.Trim(q.Get("query"), `"`))) {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b entry) int { return cmp.Compare(b.at(), a.at()) })
	return found, size, ""
}

func (a *algolia) say(answer http.HandlerFunc) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.answer = answer
}

func noon() time.Time { return contract.Start() }

// posts are n of them, a second apart, the last of them at a moment.
func posts(first, n int, last time.Time, text string) []contract.Post {
	var all []contract.Post
	for i := range n {
		all = append(all, contract.Post{N: first + i, At: last.Add(time.Duration(i-n+1) * time.Second), Author: "ana", Text: fmt.Sprintf("%s %d", text, first+i)})
	}
	return all
}

// open makes a collector of a stand-in.
func open(t *testing.T, service http.Handler, searches ...string) collectors.Collector {
	t.Helper()
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	c, err := hackernews.Type().Open(collectors.Spec{ID: "hn", Searches: searches}, collectors.Means{
		Env: func(string) string { return "" }, Web: func(bool) http.RoundTripper { return transport }, Agent: "test",
		Base: func(string) string { return server.URL },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// collect reads a page, which has to be one.
func collect(t *testing.T, c collectors.Collector, from collectors.Cursor, now time.Time) collectors.Page {
	t.Helper()
	page, err := c.Collect(t.Context(), from, now)
	if err != nil {
		t.Fatal(err)
	}
	return page
}
