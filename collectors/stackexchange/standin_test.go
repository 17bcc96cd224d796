package stackexchange_test

import (
	"cmp"
	"compress/gzip"
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
	"tocsin/collectors/stackexchange"
)

// key is one that the stand-in knows.
const key = "k3y((of-stackapps"

// An exchange is the API as it is documented: it packs all it says, counts requests,
// and does not forgive who asks on.
type exchange struct {
	mu    sync.Mutex
	now   func() time.Time
	shown map[string][]question
	// max is the day's requests; the day begins with the first of them.
	max, used, worst int
	began            time.Time
	// held is until when a backoff holds, broken counts who didn't.
	held   time.Time
	broken int
	asked  []url.Values
	// answer stands in for answers where it gives one.
	answer func() (status int, body string)
	wait   int
}

type question map[string]any

func (q question) created() int64 { return q["creation_date"].(int64) }

func newExchange(now func() time.Time) *exchange {
	return &exchange{now: now, max: 300, shown: map[string][]question{}}
}

func ask(n int, at time.Time, author, title string) question {
	return question{
		"question_id": 70_000_000 + n, "creation_date": at.Unix(), "last_activity_date": at.Unix() + 99, "title": html.EscapeString(title), "body": "", "score": 0,
		"link": fmt.Sprintf("https://stackoverflow.com/questions/%d/a-title", 70_000_000+n), "tags": []string{}, "is_answered": false,
		"owner": map[string]any{"display_name": author, "user_id": 7, "account_id": 1000 + len(author), "user_type": "registered"},
	}
}

func (e *exchange) publish(posts []contract.Post) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, p := range posts {
		q := ask(p.N, p.At, p.Author, "How?")
		q["owner"] = map[string]any{"display_name": p.Author, "user_type": "does_not_exist"}
		q["body"] = "<p>" + html.EscapeString(p.Text) + "</p>\n"
		e.shown["stackoverflow"] = append(e.shown["stackoverflow"], q)
	}
}

func (e *exchange) add(site string, q ...question) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.shown[site] = append(e.shown[site], q...)
}

func (e *exchange) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	q, now := r.URL.Query(), e.now()
	e.asked = append(e.asked, q)
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		http.Error(w, "all answers are packed", http.StatusNotAcceptable)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	packed, _ := gzip.NewWriterLevel(w, gzip.HuffmanOnly)
	defer func() { _ = packed.Close() }()
	if now.Sub(e.began) >= 24*time.Hour {
		e.began, e.used = now, 0
	}
	e.used++
	e.worst = max(e.worst, e.used)
	if now.Before(e.held) {
		e.broken++
	}
	if e.used > e.max {
		refuse(w, packed, 502, "throttle_violation", fmt.Sprintf("too many requests from this IP, more requests available in %d seconds", int(e.began.Add(24*time.Hour).Sub(now).Seconds())))
		return
	}
	if e.answer != nil {
		if status, body := e.answer(); status != 0 {
			w.WriteHeader(status)
			_, _ = packed.Write([]byte(body))
			return
		}
	}
	items, more, fault := e.find(r.URL.Path, q)
	if fault != "" {
		refuse(w, packed, 400, "bad_parameter", fault)
		return
	}
	said := map[string]any{"items": items, "has_more": more, "quota_max": e.max, "quota_remaining": e.max - e.used}
	if e.wait > 0 {
		said["backoff"] = e.wait
		e.held, e.wait = now.Add(time.Duration(e.wait)*time.Second), 0
	}
	_ = json.NewEncoder(packed).Encode(said)
}

func refuse(w http.ResponseWriter, packed *gzip.Writer, id int, name, message string) {
	w.WriteHeader(http.StatusBadRequest)
	_ = json.NewEncoder(packed).Encode(map[string]any{"error_id": id, "error_message": message, "error_name": name})
}

func (e *exchange) find(path string, q url.Values) ([]question, bool, string) {
	size, err := strconv.Atoi(q.Get("pagesize"))
	if err != nil || size < 1 || size > 100 {
		return nil, false, "pagesize"
	}
	if k := q.Get("key"); k != "" && k != key {
		return nil, false, "`key` doesn't match a known application"
	}
	site := strings.TrimSuffix(q.Get("site"), ".com")
	all, ok := e.shown[site]
	if !ok && site != "stackoverflow" {
		return nil, false, "No site found for name `" + site + "`"
	}
	found := []question{}
	if ids, ok := strings.CutPrefix(path, "/2.3/questions/"); ok {
		for _, one := range all {
			if slices.Contains(strings.Split(ids, ";"), fmt.Sprint(one["question_id"])) {
				found = append(found, one)
			}
		}
		return found, false, ""
	}
	known := []string{"site", "q", "sort", "order", "fromdate", "page", "pagesize", "filter", "key"}
	for name := range q {
		if !slices.Contains(known, name) {
			return nil, false, name
		}
	}
	from, err := strconv.ParseInt(q.Get("fromdate"), 10, 64)
	page, fault := strconv.Atoi(q.Get("page"))
	if path != "/2.3/search/advanced" || err != nil || fault != nil || page < 1 || page > 25 || q.Get("sort") != "creation" || q.Get("order") != "asc" || q.Get("filter") != "withbody" {
		return nil, false, "page"
	}
	for _, one := range all {
		words := strings.ToLower(fmt.Sprint(one["title"], one["body"], one["tags"]))
		if one.created() >= from && strings.Contains(words, strings.ToLower(strings.Trim(q.Get("q"), `"`))) {
			found = append(found, one)
		}
	}
	slices.SortStableFunc(found, func(a, b question) int { return cmp.Compare(a.created(), b.created()) })
	first := min((page-1)*size, len(found))
	last := min(first+size, len(found))
	return found[first:last], last < len(found), ""
}

func noon() time.Time { return contract.Start() }

// A clock is what time it is.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// open makes a collector of a stand-in. A kind stands for a process: its collectors
// share what is left of a day.
func open(t *testing.T, kind collectors.Type, service http.Handler, settings map[string][]string, searches ...string) *stackexchange.Collector {
	t.Helper()
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	c, err := kind.Open(collectors.Spec{ID: "se", Searches: searches, Settings: settings}, collectors.Means{
		Env: func(name string) string { return map[string]string{"KEY": key, "WRONG": "wr0ngkey"}[name] }, Web: func(bool) http.RoundTripper { return transport },
		Agent: "test", Base: func(string) string { return server.URL },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c.(*stackexchange.Collector)
}
