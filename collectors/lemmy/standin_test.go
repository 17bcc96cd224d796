package lemmy_test

import (
	"encoding/json"
	"fmt"
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
	"tocsin/collectors/lemmy"
)

// An instance is one of Lemmy's as it is documented: what is found is shown newest first,
// fifty at most, by pages that are counted from the newest; sixty searches in ten minutes.
type instance struct {
	now func() time.Time

	mu    sync.Mutex
	items []*entry
	// answer stands in for the answers to come, if set; before is called before each.
	answer http.HandlerFunc
	before func(sort string, page int)
	asked  []url.Values
	// late makes what comes from elsewhere arrive late.
	late   bool
	tokens float64
	filled time.Time
}

// An entry is a post or a comment.
type entry struct {
	comment     bool
	at, known   time.Time
	name, words string
	json        map[string]any
}

func noon() time.Time { return contract.Start() }

func newInstance(now func() time.Time) *instance { return &instance{now: now, tokens: 60} }

func (s *instance) publish(all []contract.Post) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range all {
		s.items = append(s.items, newEntry(p, s.late))
	}
	slices.SortStableFunc(s.items, func(a, b *entry) int { return b.at.Compare(a.at) })
}

func newEntry(p contract.Post, late bool) *entry {
	e := &entry{comment: p.N%3 != 0, at: p.At, known: p.At, words: p.Text}
	host := "lemmy.social"
	if len(p.Author)%2 == 1 {
		host = "far.example"
		if late {
			e.known = p.At.Add(time.Duration(p.N%12) * time.Minute)
		}
	}
	markdown := strings.NewReplacer("#", `\#`, "<", "&lt;").Replace(p.Text)
	is := map[string]any{"id": p.N, "published": p.At.Format("2006-01-02T15:04:05.000000Z"), "deleted": false, "removed": false, "local": false, "language_id": 0}
	sort := "post"
	if e.comment {
		sort = "comment"
		is["content"], is["path"] = markdown, "0."+strconv.Itoa(p.N)
	} else {
		is["name"], is["body"], is["nsfw"], is["url"] = "A post", markdown, false, "https://paper.example/story/"+strconv.Itoa(p.N)
	}
	e.name = fmt.Sprintf("https://%s/%s/%d", host, sort, p.N)
	is["ap_id"] = e.name
	e.json = map[string]any{
		sort: is, "creator": map[string]any{"name": p.Author, "actor_id": "https://" + host + "/u/" + p.Author, "bot_account": false},
		"community": map[string]any{"actor_id": "https://lemmy.social/c/things"}, "counts": map[string]any{"score": 1},
	}
	if e.comment {
		e.json["post"] = map[string]any{"name": "solvo solvo", "ap_id": "https://lemmy.social/post/1", "published": "2020-01-01T00:00:00Z"}
	}
	return e
}

func refuse(w http.ResponseWriter, status int, fault string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": fault})
}

func busy(w http.ResponseWriter) { refuse(w, http.StatusTooManyRequests, "rate_limit_error") }

func (s *instance) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := r.URL.Query()
	s.asked = append(s.asked, q)
	if s.answer != nil {
		s.answer(w, r)
		return
	}
	s.tokens = min(60, s.tokens+s.now().Sub(s.filled).Seconds()/10)
	s.filled = s.now()
	if s.tokens--; s.tokens < 0 {
		s.tokens = 0
		busy(w)
		return
	}
	page, err := strconv.Atoi(q.Get("page"))
	limit, err2 := strconv.Atoi(q.Get("limit"))
	sort := q.Get("type_")
	for name := range q {
		if !slices.Contains([]string{"q", "type_", "sort", "listing_type", "limit", "page"}, name) {
			err = fmt.Errorf("unknown field %s", name)
		}
	}
	if r.URL.Path != "/api/v3/search" || err != nil || err2 != nil || page < 1 || limit > 50 || limit < 1 || q.Get("sort") != "New" || q.Get("listing_type") != "All" || sort != "Posts" && sort != "Comments" {
		refuse(w, http.StatusBadRequest, "couldnt_search")
		return
	}
	if s.before != nil {
		s.before(sort, page)
	}
	found := []map[string]any{}
	for _, e := range s.items {
		if e.comment == (sort == "Comments") && !e.known.After(s.now()) && like(e.words, q.Get("q")) {
			found = append(found, e.json)
		}
	}
	from := min((page-1)*limit, len(found))
	said := map[string]any{"type_": sort, "comments": []any{}, "posts": []any{}, "communities": []any{}, "users": []any{}}
	said[strings.ToLower(sort)] = found[from:min(from+limit, len(found))]
	_ = json.NewEncoder(w).Encode(said)
}

// like reports whether words are found, of which a blank stands for anything.
func like(text, query string) bool {
	text = strings.ToLower(text)
	for part := range strings.FieldsSeq(strings.ToLower(query)) {
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text = text[at+len(part):]
	}
	return true
}

func (s *instance) say(answer http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = answer
}

func (s *instance) set(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = func() time.Time { return now }
}

// asks are the questions since the last time.
func (s *instance) asks() []url.Values {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

// items are n of them, so far apart, the last at a moment.
func items(first, n int, last time.Time, apart time.Duration) []contract.Post {
	var all []contract.Post
	for i := range n {
		all = append(all, contract.Post{N: first + i, At: last.Add(time.Duration(i-n+1) * apart), Author: "ana", Text: fmt.Sprintf("solvo %d", first+i)})
	}
	return all
}

// A source is a collector of a stand-in, and its cursor.
type source struct {
	collectors.Collector
	t      *testing.T
	cursor collectors.Cursor
	met    map[string]int
}

func open(t *testing.T, service http.Handler, searches ...string) *source {
	t.Helper()
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	c, err := lemmy.Type().Open(collectors.Spec{ID: "l", Searches: searches}, collectors.Means{
		Env: func(string) string { return "" }, Web: func(bool) http.RoundTripper { return transport }, Agent: "test",
		Base: func(string) string { return server.URL },
	})
	if err != nil {
		t.Fatal(err)
	}
	return &source{Collector: c, t: t, met: map[string]int{}}
}

// read reads until nothing waits, and answers how many posts were new, and the pages.
func (s *source) read(now time.Time) (int, []collectors.Page) {
	s.t.Helper()
	fresh := 0
	var pages []collectors.Page
	for range 500 {
		page, err := s.Collect(s.t.Context(), s.cursor, now)
		if err != nil {
			s.t.Fatal(err)
		}
		pages = append(pages, page)
		for _, p := range page.Posts {
			if s.met[p.NativeID]++; s.met[p.NativeID] == 1 {
				fresh++
			}
		}
		if page.Next != "" || !page.Unchanged {
			s.cursor = page.Next
		}
		if !page.More {
			return fresh, pages
		}
	}
	s.t.Fatal("a reading has no end")
	return 0, nil
}
