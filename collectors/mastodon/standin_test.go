package mastodon_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"tocsin/collectors/contract"
)

// An instance is a server as Mastodon documents it: its timelines page by min_id, its
// ids hold the moment a status was written, others' statuses arrive late and stand among
// older ones, and what was deleted meanwhile leaves a gap in a page.
type instance struct {
	now func() time.Time

	mu       sync.Mutex
	statuses []entry
	// answer stands in for the answers to come, if set.
	answer http.HandlerFunc
	asked  []string
	// token lets in, access is what the instance says of who may read what.
	token, access string
	// late makes others' statuses arrive late, hole leaves out one of ten.
	late, hole bool
	// gate holds up streams until it is closed.
	gate    chan struct{}
	window  time.Time
	calls   int
	streams map[chan string]string
}

// An entry is a status with its place, and when the instance came to know it.
type entry struct {
	id    uint64
	at    time.Time
	known time.Time
	tags  []string
	json  map[string]any
}

func newInstance(now func() time.Time) *instance {
	return &instance{now: now, streams: map[chan string]string{}}
}

func noon() time.Time { return contract.Start() }

func (s *instance) publish(posts []contract.Post) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range posts {
		s.add(newEntry(p, s.late))
		if s.hole && p.N%10 == 0 {
			e := newEntry(p, s.late)
			e.id, e.json["hole"] = e.id|1<<15, true
			s.add(e)
		}
	}
}

func (s *instance) add(e entry) {
	at, _ := slices.BinarySearchFunc(s.statuses, e.id, func(x entry, id uint64) int {
		return strings.Compare(fmt.Sprintf("%020d", x.id), fmt.Sprintf("%020d", id))
	})
	s.statuses = slices.Insert(s.statuses, at, e)
	if e.json["hole"] != nil {
		return
	}
	s.tell("update", e.json, e.tags)
}

// tell sends an event to those who listen.
func (s *instance) tell(kind string, data any, tags []string) {
	body, _ := json.Marshal(data)
	if of, ok := data.(string); ok {
		body = []byte(of)
	}
	for stream, tag := range s.streams {
		if tag == "" || slices.Contains(tags, tag) {
			select {
			case stream <- fmt.Sprintf("event: %s\ndata: %s\n\n", kind, body):
			default:
			}
		}
	}
}

func newEntry(p contract.Post, late bool) entry {
	host, known := "social.example", p.At
	acct := p.Author
	if len(p.Author)%2 == 1 {
		host = "far.example"
		acct += "@" + host
		if late {
			known = p.At.Add(time.Duration(p.N%12) * time.Minute)
		}
	}
	id := uint64(p.At.UnixMilli())<<16 | uint64(p.N%(1<<15))
	content := "<p>" + strings.ReplaceAll(html.EscapeString(p.Text), "#solvo", `<a href="https://`+host+`/tags/solvo" class="mention hashtag" rel="tag">#<span>solvo</span></a>`) + "</p>"
	return entry{id: id, at: p.At, known: known, tags: []string{"solvo"}, json: map[string]any{
		"id": strconv.FormatUint(id, 10), "created_at": p.At.Format("2006-01-02T15:04:05.000Z"), "edited_at": nil, "language": nil, "reblog": nil,
		"uri": fmt.Sprintf("https://%s/users/%s/statuses/%d", host, p.Author, id), "url": fmt.Sprintf("https://%s/@%s/%d", host, p.Author, id),
		"content": content, "spoiler_text": "", "visibility": "public", "tags": []map[string]string{{"name": "solvo"}}, "card": nil, "poll": nil,
		"account": map[string]any{
			"acct": acct, "uri": "https://" + host + "/users/" + p.Author, "url": "https://" + host + "/@" + p.Author,
			"followers_count": 12, "bot": false, "noindex": false, "indexable": false,
		},
	}}
}

// refuse answers as Mastodon does.
func refuse(w http.ResponseWriter, status int, words string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": words})
}

func (s *instance) busy(w http.ResponseWriter) {
	w.Header().Set("X-RateLimit-Limit", "300")
	w.Header().Set("X-RateLimit-Remaining", "0")
	w.Header().Set("X-RateLimit-Reset", s.now().Truncate(5*time.Minute).Add(5*time.Minute).Format("2006-01-02T15:04:05.000000Z"))
	refuse(w, http.StatusTooManyRequests, "Too many requests")
}

func (s *instance) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/api/v1/streaming/") {
		s.stream(w, r)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.URL.RequestURI())
	if s.answer != nil {
		s.answer(w, r)
		return
	}
	if now := s.now().Truncate(5 * time.Minute); !now.Equal(s.window) {
		s.window, s.calls = now, 0
	}
	if s.calls++; s.calls > 300 {
		s.busy(w)
		return
	}
	if s.token != "" && r.Header.Get("Authorization") != "" && r.Header.Get("Authorization") != "Bearer "+s.token {
		refuse(w, http.StatusUnauthorized, "The access token is invalid")
		return
	}
	switch {
	case r.URL.Path == "/api/v2/instance":
		fmt.Fprintf(w, `{"configuration":{"urls":{"streaming":"ws://%s"},"timelines_access":%s}}`, r.Host, map[bool]string{true: s.access, false: "{}"}[s.access != ""])
	case strings.HasPrefix(r.URL.Path, "/api/v1/timelines/"):
		s.timeline(w, r)
	case strings.HasPrefix(r.URL.Path, "/api/v1/statuses/"):
		s.single(w, r)
	default:
		refuse(w, http.StatusNotFound, "Record not found")
	}
}

func (s *instance) single(w http.ResponseWriter, r *http.Request) {
	for _, e := range s.statuses {
		if strconv.FormatUint(e.id, 10) == strings.TrimPrefix(r.URL.Path, "/api/v1/statuses/") {
			_ = json.NewEncoder(w).Encode(e.json)
			return
		}
	}
	refuse(w, http.StatusNotFound, "Record not found")
}

func (s *instance) timeline(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	tag, of := strings.TrimPrefix(r.URL.Path, "/api/v1/timelines/tag/"), ""
	if r.URL.Path == "/api/v1/timelines/public" {
		tag = ""
		for _, name := range []string{"local", "remote"} {
			if q.Get(name) == "true" {
				of = name
			}
			q.Del(name)
		}
	}
	limit, err := strconv.Atoi(q.Get("limit"))
	after, err2 := strconv.ParseUint("0"+q.Get("min_id"), 10, 64)
	q.Del("limit")
	q.Del("min_id")
	if err != nil || err2 != nil || limit < 1 || len(q) > 0 {
		refuse(w, http.StatusBadRequest, "Unknown parameters "+q.Encode())
		return
	}
	limit = min(limit, 40)
	var found []entry
	for _, e := range s.statuses {
		local := strings.HasPrefix(e.json["uri"].(string), "https://social.example/")
		if e.id > after && !e.known.After(s.now()) && (tag == "" || slices.Contains(e.tags, tag)) && (of == "" || (of == "local") == local) {
			found = append(found, e)
		}
	}
	if after > 0 {
		found = found[:min(len(found), limit)]
	} else {
		found = found[max(0, len(found)-limit):]
	}
	shown := []map[string]any{}
	for _, e := range slices.Backward(found) {
		if _, hole := e.json["hole"]; !hole {
			shown = append(shown, e.json)
		}
	}
	if len(found) > 0 {
		w.Header().Set("Link", fmt.Sprintf(`<http://%s%s?min_id=%d>; rel="prev"`, r.Host, r.URL.Path, found[len(found)-1].id))
	}
	w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(300-s.calls))
	w.Header().Set("X-RateLimit-Reset", s.window.Add(5*time.Minute).Format("2006-01-02T15:04:05.000000Z"))
	_ = json.NewEncoder(w).Encode(shown)
}

// stream sends what happens, until it is cut.
func (s *instance) stream(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.RequestURI())
	if s.token == "" || r.Header.Get("Authorization") != "Bearer "+s.token {
		s.mu.Unlock()
		refuse(w, http.StatusUnauthorized, "Missing access token")
		return
	}
	if gate := s.gate; gate != nil {
		s.mu.Unlock()
		<-gate
		s.mu.Lock()
	}
	events := make(chan string, 10_000)
	s.streams[events] = r.URL.Query().Get("tag")
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.streams, events)
	}()
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	_, _ = fmt.Fprint(w, ":)\n")
	flush := w.(http.Flusher)
	flush.Flush()
	for {
		select {
		case e, ok := <-events:
			if !ok {
				return
			}
			_, _ = fmt.Fprint(w, e)
			flush.Flush()
		case <-r.Context().Done():
			return
		}
	}
}

// set tells the instance the time.
func (s *instance) set(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = func() time.Time { return now }
}

func (s *instance) say(answer http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = answer
}

// asks are the requests since the last time.
func (s *instance) asks() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

// posts are n of them, a second apart, the last of them at a moment.
func posts(first, n int, last time.Time) []contract.Post {
	var all []contract.Post
	for i := range n {
		all = append(all, contract.Post{N: first + i, At: last.Add(time.Duration(i-n+1) * time.Second), Author: "ana", Text: fmt.Sprintf("#solvo %d", first+i)})
	}
	return all
}
