package x_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/x"
)

// A station speaks X's filtered stream beside its search, as strictly as X documents it:
// one connection, none without rules, rules added or deleted but not both at once.
type station struct {
	search *standIn
	now    func() time.Time
	server *httptest.Server

	mu      sync.Mutex
	rules   []map[string]string
	changes []string
	lastID  int
	// line is the connection there is; what is put into it is sent, until it is closed.
	line    chan string
	opened  int
	renamed bool
	// whole makes one wrong rule spoil all that are sent with it.
	whole bool
	// before may answer in the station's place.
	before func(w http.ResponseWriter, r *http.Request) (answered bool)
	asked  map[string]int
}

func newStation(now func() time.Time) *station {
	return &station{now: now, search: &standIn{shadow: 30 * time.Second, header: http.Header{}}, asked: map[string]int{}, lastID: 100}
}

func atNoon() time.Time { return noon }

// A clock is what the station and the collector go by.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
	return c.at
}

func (s *station) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked[r.Method+" "+r.URL.Path]++
	before := s.before
	s.mu.Unlock()
	if before != nil && before(w, r) {
		return
	}
	if r.Header.Get("Authorization") != "Bearer "+token {
		problem(w, http.StatusUnauthorized, `{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}`)
		return
	}
	switch r.Method + " " + r.URL.Path {
	case "GET /2/tweets/search/stream/rules":
		s.mu.Lock()
		defer s.mu.Unlock()
		s.tell(w, http.StatusOK, map[string]any{"data": s.rules, "meta": map[string]any{"sent": "2026-11-21T12:00:00Z", "result_count": len(s.rules)}})
	case "POST /2/tweets/search/stream/rules":
		s.mu.Lock()
		defer s.mu.Unlock()
		s.change(w, r)
	case "GET /2/tweets/search/stream":
		s.stream(w, r)
	default:
		s.search.mu.Lock()
		s.search.now = s.now()
		s.search.mu.Unlock()
		s.search.ServeHTTP(w, r)
	}
}

func (s *station) tell(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// change changes the rules. The caller holds the lock.
func (s *station) change(w http.ResponseWriter, r *http.Request) {
	var c struct {
		Add    []map[string]string `json:"add"`
		Delete *struct {
			IDs []string `json:"ids"`
		} `json:"delete"`
	}
	body, _ := io.ReadAll(r.Body)
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil || (c.Add == nil) == (c.Delete == nil) || r.URL.RawQuery != "" || r.Header.Get("Content-Type") != "application/json" {
		problem(w, http.StatusBadRequest, `{"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.twitter.com/2/problems/invalid-request"}`)
		return
	}
	s.changes = append(s.changes, string(body))
	meta := map[string]any{"sent": "2026-11-21T12:00:00Z"}
	if c.Delete != nil {
		s.rules = slices.DeleteFunc(s.rules, func(r map[string]string) bool { return slices.Contains(c.Delete.IDs, r["id"]) })
		s.tell(w, http.StatusOK, map[string]any{"meta": meta})
		return
	}
	var created []map[string]string
	var faults []any
	for _, rule := range c.Add {
		same := slices.IndexFunc(s.rules, func(r map[string]string) bool { return r["value"] == rule["value"] })
		switch {
		case same >= 0:
			faults = append(faults, map[string]any{"value": rule["value"], "id": s.rules[same]["id"], "title": "DuplicateRule", "type": "https://api.twitter.com/2/problems/duplicate-rules"})
		case strings.Contains(rule["value"], "wrong:"):
			faults = append(faults, map[string]any{
				"value": rule["value"], "details": []string{"Reference to invalid operator 'wrong' (at position 1)"}, "title": "UnprocessableEntity", "type": "https://api.twitter.com/2/problems/invalid-rules",
			})
		default:
			s.lastID++
			rule["id"] = fmt.Sprint(s.lastID)
			created = append(created, rule)
		}
	}
	if s.whole && len(faults) > 0 {
		created = nil
	}
	s.rules = append(s.rules, created...)
	answer := map[string]any{"meta": meta}
	if created != nil {
		answer["data"] = created
	}
	status := http.StatusCreated
	if faults != nil {
		answer["errors"] = faults
	}
	if created == nil {
		status = http.StatusBadRequest
	}
	s.tell(w, status, answer)
}

// stream sends what is published, for as long as the connection stands.
func (s *station) stream(w http.ResponseWriter, r *http.Request) {
	line := s.admit(w, r.URL.Query())
	if line == nil {
		return
	}
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.line == line {
			s.line = nil
		}
	}()
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	flush(w)
	for {
		select {
		case said, ok := <-line:
			if !ok {
				return
			}
			_, _ = io.WriteString(w, said)
			flush(w)
		case <-r.Context().Done():
			return
		}
	}
}

func flush(w http.ResponseWriter) {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

const crowded = `{"title":"ConnectionException","detail":"This stream is currently at the maximum allowed connection limit.","connection_issue":"TooManyConnections","type":"https://api.twitter.com/2/problems/streaming-connection"}`

// admit opens a connection, or refuses it.
func (s *station) admit(w http.ResponseWriter, q url.Values) chan string {
	s.mu.Lock()
	defer s.mu.Unlock()
	family := "tweet.fields"
	if s.renamed {
		family = "post.fields"
	}
	for name := range q {
		if known := []string{"backfill_minutes", "expansions", "user.fields", family}; !slices.Contains(known, name) {
			problem(w, http.StatusBadRequest, fmt.Sprintf(`{"errors":[{"message":"The query parameter [%s] is not one of [%s]"}],"title":"Invalid Request","type":"https://api.twitter.com/2/problems/invalid-request"}`, name, strings.Join(known, ",")))
			return nil
		}
	}
	switch {
	case q.Has("backfill_minutes"):
		problem(w, http.StatusForbidden, `{"title":"Forbidden","detail":"not in your plan","type":"about:blank","status":403}`)
	case len(s.rules) == 0:
		problem(w, http.StatusConflict, `{"title":"ConnectionException","detail":"You must configure rules before connecting","connection_issue":"RuleConfigurationIssue","type":"https://api.twitter.com/2/problems/streaming-connection"}`)
	case s.line != nil:
		problem(w, http.StatusTooManyRequests, crowded)
	default:
		s.line = make(chan string, 100_000)
		s.opened++
		return s.line
	}
	return nil
}

// publish shows posts in search and over the stream.
func (s *station) publish(tweets ...tweet) {
	s.search.mu.Lock()
	s.search.publish(tweets...)
	s.search.mu.Unlock()
	for _, p := range tweets {
		s.say(s.written(p) + "\r\n")
	}
}

// unheard shows posts in search alone, as of a time when the stream was not open.
func (s *station) unheard(tweets ...tweet) {
	s.search.mu.Lock()
	defer s.search.mu.Unlock()
	s.search.publish(tweets...)
}

// say sends over the stream, if it is open.
func (s *station) say(what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.line != nil {
		s.line <- what
	}
}

// written is a line of the stream.
func (s *station) written(p tweet) string {
	all := url.Values{"tweet.fields": {"created_at,author_id,lang,entities,note_tweet,note_post,referenced_tweets,referenced_posts"}}
	data := s.search.show(p, all)
	line := map[string]any{"data": data, "matching_rules": []any{map[string]any{"id": "101", "tag": "x"}}}
	for _, u := range s.search.users {
		if u["id"] == data["author_id"] {
			line["includes"] = map[string]any{"users": []any{u}}
		}
	}
	text, _ := json.Marshal(line)
	return string(text)
}

// cut breaks the connection off, and answers whether there was one.
func (s *station) cut() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.line == nil {
		return false
	}
	close(s.line)
	s.line = nil
	return true
}

func (s *station) isOpen() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.line != nil
}

// hungUp waits until the station knows that nobody listens.
func (s *station) hungUp(t *testing.T) {
	t.Helper()
	for s.isOpen() && t.Context().Err() == nil {
		runtime.Gosched()
	}
}

// left closes a reader, and waits until the station knows.
func (s *station) left(r *reader) {
	r.t.Helper()
	if err := r.Close(); err != nil {
		r.t.Fatal(err)
	}
	s.hungUp(r.t)
}

// count is how often a path was asked.
func (s *station) count(what string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[what]
}

// A reader reads a stream as the daemon does.
type reader struct {
	*x.Collector
	t      *testing.T
	clock  *clock
	cursor collectors.Cursor
	heard  map[string]int
	notes  []string
}

// tuned is a reader of a station, which is not open yet.
func tuned(t *testing.T, s *station, at *clock, o x.Options) *reader {
	t.Helper()
	s.server = httptest.NewServer(s)
	t.Cleanup(s.server.Close)
	return again(t, s, at, o)
}

// again is another reader of the same station.
func again(t *testing.T, s *station, at *clock, o x.Options) *reader {
	t.Helper()
	if o.Query == "" {
		o.Query = "solvo"
	}
	o.Bearer, o.BaseURL, o.Stream = token, s.server.URL, true
	if o.Wait == 0 {
		o.Wait = time.Millisecond
	}
	r := &reader{Collector: x.New(o), t: t, clock: at, heard: map[string]int{}}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// read reads once: all pages that wait. It fails where a page does.
func (r *reader) read() int {
	r.t.Helper()
	posts := 0
	for range 100 {
		page, err := r.Collect(r.t.Context(), r.cursor, r.clock.now())
		if err != nil {
			r.t.Fatal(err)
		}
		r.cursor = page.Next
		r.notes = append(r.notes, page.Notes...)
		for _, p := range page.Posts {
			r.heard[p.NativeID]++
		}
		posts += len(page.Posts)
		if !page.More {
			return posts
		}
	}
	r.t.Fatalf("the reading does not end; cursor %s", r.cursor)
	return posts
}

// until reads at one moment until it is as wanted.
func (r *reader) until(wanted func() bool) {
	r.t.Helper()
	for !wanted() {
		if r.t.Context().Err() != nil {
			r.t.Fatal("it never came")
		}
		r.read()
		runtime.Gosched()
	}
}

// settled reads until the stream is open and nothing from before is missing.
func (r *reader) settled() {
	r.t.Helper()
	for range 3 {
		r.read()
		r.clock.pass(time.Minute)
	}
	r.read()
}

// young makes n posts that end now.
func young(n int, at *clock) []tweet { return every(time.Millisecond, n, at.now()) }

// shuffled posts arrive in disorder, and some twice.
func shuffled(dice *rand.Rand, tweets []tweet) []tweet {
	all := slices.Clone(tweets)
	dice.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, p := range tweets {
		if dice.IntN(20) == 0 {
			all = append(all, p)
		}
	}
	return all
}

func with(p tweet, fields map[string]any) tweet {
	p.json = maps.Clone(fields)
	return p
}
