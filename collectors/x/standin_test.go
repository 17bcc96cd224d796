package x_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/x"
)

const token = "AAAA%2Fsecret-token"

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// A tweet is a post as the stand-in keeps it.
type tweet struct {
	id   int64
	at   time.Time
	json map[string]any // further fields, such as note_tweet
}

// idAt makes an id as X does: the moment above 22 bits of sequence.
func idAt(at time.Time, sequence int64) int64 {
	return (at.UnixMilli()-1288834974657)<<22 | sequence
}

// A standIn speaks v2 recent search on loopback, as strictly as X documents it:
// 7 days, 10 to 100 results, times never beside ids, unknown names refused.
type standIn struct {
	*httptest.Server
	mu      sync.Mutex
	now     time.Time
	tweets  []tweet
	users   []map[string]any
	renamed bool
	idReach time.Duration // how far back ids may lie; 0 for seven days
	// shadow is how young a post may be that is not found yet.
	shadow time.Duration
	// overlooks is a parameter that is read and not obeyed.
	overlooks string
	asked     []url.Values
	answered  []int64
	// before may answer a request in the stand-in's place, or change what it has.
	before func(n int, w http.ResponseWriter, r *http.Request) (answered bool)
	header http.Header
	// hears says which posts a query finds; nil means all.
	hears func(query string, p tweet) bool
}

func newStandIn(t *testing.T, tweets ...tweet) *standIn {
	t.Helper()
	s := &standIn{now: noon, tweets: tweets, header: http.Header{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *standIn) collector(o x.Options) *x.Collector {
	if o.Query == "" {
		o.Query = `solvo OR "#solvo"`
	}
	o.Bearer, o.BaseURL = token, s.URL
	return x.New(o)
}

func (s *standIn) publish(tweets ...tweet) { s.tweets = append(s.tweets, tweets...) }

func (s *standIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.URL.Query())
	maps.Copy(w.Header(), s.header)
	if s.before != nil && s.before(len(s.asked), w, r) {
		return
	}
	if r.Method != http.MethodGet || r.URL.Path != "/2/tweets/search/recent" {
		http.NotFound(w, r)
		return
	}
	if r.Header.Get("Authorization") != "Bearer "+token {
		problem(w, http.StatusUnauthorized, `{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}`)
		return
	}
	if fault := s.fault(r.URL.Query()); fault != "" {
		body, _ := json.Marshal(map[string]any{
			"errors": []any{map[string]any{"message": fault}},
			"title":  "Invalid Request", "detail": "One or more parameters to your request was invalid.",
			"type": "https://api.twitter.com/2/problems/invalid-request",
		})
		problem(w, http.StatusBadRequest, string(body))
		return
	}
	q := r.URL.Query()
	q.Del(s.overlooks)
	s.answer(w, q)
}

func problem(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

// fault says what X would find wrong with the parameters.
func (s *standIn) fault(q url.Values) string {
	family := "tweet.fields"
	if s.renamed {
		family = "post.fields"
	}
	known := []string{"query", "max_results", "since_id", "until_id", "start_time", "end_time", "next_token", "sort_order", "expansions", "user.fields", family}
	for name := range q {
		if !slices.Contains(known, name) {
			return fmt.Sprintf("The query parameter [%s] is not one of %v", name, known)
		}
	}
	oldest := s.now.Add(-7 * 24 * time.Hour)
	if start, err := time.Parse(time.RFC3339, q.Get("start_time")); q.Has("start_time") && (err != nil || start.Before(oldest)) {
		return "Invalid 'start_time': must be on or after " + oldest.Format(time.RFC3339)
	}
	if q.Has("start_time") && (q.Has("since_id") || q.Has("until_id")) {
		return "Invalid use of 'since_id' or 'until_id' in conjunction with 'start_time' or 'end_time'."
	}
	if s.idReach > 0 {
		oldest = s.now.Add(-s.idReach)
	}
	for _, name := range []string{"since_id", "until_id"} {
		if id, err := strconv.ParseInt(q.Get(name), 10, 64); q.Has(name) && (err != nil || id < idAt(oldest, 0)) {
			return fmt.Sprintf("'%s' must be a tweet id created after %s", name, oldest.Format(time.RFC3339))
		}
	}
	if n, err := strconv.Atoi(q.Get("max_results")); q.Has("max_results") && (err != nil || n < 10 || n > 100) {
		return "The `max_results` query parameter value is not between 10 and 100"
	}
	return ""
}

func (s *standIn) answer(w http.ResponseWriter, q url.Values) {
	since, _ := strconv.ParseInt(q.Get("since_id"), 10, 64)
	until, _ := strconv.ParseInt(q.Get("until_id"), 10, 64)
	start, _ := time.Parse(time.RFC3339, q.Get("start_time"))
	if token := q.Get("next_token"); token != "" {
		until, _ = strconv.ParseInt(strings.TrimPrefix(token, "older-than-"), 10, 64)
	}
	limit := 10
	if n, err := strconv.Atoi(q.Get("max_results")); err == nil {
		limit = n
	}
	var hits []tweet
	for _, p := range s.tweets {
		if s.hears != nil && !s.hears(q.Get("query"), p) {
			continue
		}
		if p.at.After(s.now.Add(-s.shadow)) && s.shadow > 0 {
			continue
		}
		if p.id > since && (until == 0 || p.id < until) && !p.at.Before(start) && p.at.After(s.now.Add(-7*24*time.Hour)) {
			hits = append(hits, p)
		}
	}
	slices.SortFunc(hits, func(a, b tweet) int { return int(min(max(b.id-a.id, -1), 1)) })
	more := len(hits) > limit
	hits = hits[:min(limit, len(hits))]

	data, meta := []any{}, map[string]any{"result_count": len(hits)}
	for _, p := range hits {
		s.answered = append(s.answered, p.id)
		data = append(data, s.show(p, q))
	}
	answer := map[string]any{"meta": meta}
	if len(hits) > 0 {
		answer["data"] = data
		meta["newest_id"], meta["oldest_id"] = fmt.Sprint(hits[0].id), fmt.Sprint(hits[len(hits)-1].id)
	}
	if more {
		meta["next_token"] = fmt.Sprint("older-than-", hits[len(hits)-1].id)
	}
	if q.Has("expansions") && s.users != nil {
		answer["includes"] = map[string]any{"users": s.users}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}

// show writes a post with the fields that were asked for.
func (s *standIn) show(p tweet, q url.Values) map[string]any {
	out := map[string]any{
		"id": fmt.Sprint(p.id), "text": fmt.Sprint("post ", p.id), "author_id": "7", "lang": "en",
		"created_at": p.at.UTC().Format("2006-01-02T15:04:05.000Z"),
	}
	maps.Copy(out, p.json)
	fields := strings.Split(q.Get("tweet.fields")+q.Get("post.fields"), ",")
	for k := range out {
		if k != "id" && k != "text" && !slices.Contains(fields, k) {
			delete(out, k)
		}
	}
	return out
}

// A listener reads a source as the daemon does: it keeps the cursor of a page
// only once it has the page's posts, and asks again from the old one otherwise.
type listener struct {
	t      *testing.T
	cursor collectors.Cursor
	heard  []brand.Post
	notes  []string
	faults int
}

// walk reads until no page is waiting, and answers how many posts it heard.
func (l *listener) walk(c *x.Collector, now time.Time) int {
	l.t.Helper()
	heard := 0
	for range 500 {
		page, err := c.Collect(l.t.Context(), l.cursor, now)
		if err != nil {
			l.faults++
			continue
		}
		l.cursor = page.Next
		l.heard = append(l.heard, page.Posts...)
		l.notes = append(l.notes, page.Notes...)
		heard += len(page.Posts)
		if !page.More {
			return heard
		}
	}
	l.t.Fatalf("the walk does not end; cursor %s", l.cursor)
	return heard
}

// ids lists what was heard, sorted, repeats kept.
func (l *listener) ids() []string {
	var ids []string
	for _, p := range l.heard {
		ids = append(ids, p.NativeID)
	}
	slices.Sort(ids)
	return ids
}

func idsOf(tweets []tweet) []string {
	var ids []string
	for _, p := range tweets {
		ids = append(ids, fmt.Sprint(p.id))
	}
	slices.Sort(ids)
	return ids
}

// every makes n posts, one each step, the last at the given moment.
func every(step time.Duration, n int, last time.Time) []tweet {
	var tweets []tweet
	for i := range n {
		at := last.Add(-time.Duration(n-1-i) * step)
		tweets = append(tweets, tweet{id: idAt(at, int64(i)), at: at})
	}
	return tweets
}
