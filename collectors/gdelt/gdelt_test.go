package gdelt_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/gdelt"
)

// A service is GDELT's document search, as strict as it is documented: articles have the
// moment of the quarter of an hour in which they were taken in, an answer has 250 at
// most, and what is wrong with a question is said in plain words with status 200.
type service struct {
	shown []contract.Post
	asked []string
}

func seen(p contract.Post) time.Time { return p.At.Truncate(15 * time.Minute) }

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	s.asked = append(s.asked, q.Get("query"))
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	switch {
	case r.URL.Path != "/api/v2/doc/doc":
		http.NotFound(w, r)
		return
	case len(q.Get("query")) < 3 || len(q.Get("query")) > 250:
		_, _ = w.Write([]byte("Your query was too short or too long.\n"))
		return
	case q.Get("mode") != "artlist" || q.Get("format") != "json" || q.Get("maxrecords") != "250" || q.Get("sort") != "datedesc":
		_, _ = w.Write([]byte("Invalid mode.\n"))
		return
	}
	from, errFrom := time.Parse("20060102150405", q.Get("startdatetime"))
	to, errTo := time.Parse("20060102150405", q.Get("enddatetime"))
	if errFrom != nil || errTo != nil || to.Before(from) {
		_, _ = w.Write([]byte("Invalid/Unsupported date.\n"))
		return
	}
	var articles []map[string]string
	for _, p := range slices.Backward(s.shown) {
		if at := seen(p); !at.Before(from) && !at.After(to) && len(articles) < 250 {
			articles = append(articles, map[string]string{
				"url": fmt.Sprintf("https://%s.example/2026/solvo-%d", p.Author, p.N), "url_mobile": "", "title": p.Text, "seendate": at.Format("20060102T150405Z"),
				"socialimage": "", "domain": p.Author + ".example", "language": "English", "sourcecountry": "United States",
			})
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if articles == nil {
		_, _ = w.Write([]byte("{}"))
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"articles": articles})
}

func TestNothingIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Listed: true, Type: gdelt.Type(), Most: 40, Every: 15 * time.Minute, Coarse: 15*time.Minute + time.Second,
		Service: func(func() time.Time) contract.Service {
			s := &service{}
			return contract.Service{
				Handler: s, Publish: func(p []contract.Post) { s.shown = append(s.shown, p...) },
				Busy: func(w http.ResponseWriter) {
					w.WriteHeader(http.StatusTooManyRequests)
					_, _ = w.Write([]byte("Please limit requests to one every 5 seconds or contact kalev.leetaru5@gmail.com for larger queries.\n"))
				},
				Empty: func(w http.ResponseWriter, r *http.Request) bool {
					says("{}").ServeHTTP(w, r)
					return true
				},
			}
		},
	})
}

func open(t *testing.T, h http.Handler, searches ...string) collectors.Collector {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	c, err := gdelt.Type().Open(collectors.Spec{ID: "press", URL: server.URL, Searches: searches}, collectors.Means{
		Web: func(bool) http.RoundTripper { return http.DefaultTransport }, Agent: "test",
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func says(body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
}

func TestAnArticleBecomesAPost(t *testing.T) {
	c := open(t, says(`{"articles":[
		{"url":"https://paper.example/a?utm_source=x","title":"Solvo ' s caps , recalled : what \d parents say &amp; do","seendate":"20261121T104500Z","domain":"paper.example","language":"German"},
		{"url":"","title":"no address","seendate":"20261121T104500Z"}, {"url":"https://b.example/1","title":"no date","seendate":"yesterday"}]}`), "solvo")
	page, err := c.Collect(t.Context(), "", contract.Start())
	if err != nil {
		t.Fatal(err)
	}
	want := []brand.Post{{
		URL: "https://paper.example/a?utm_source=x", Author: "paper.example", Title: `Solvo's caps, recalled: what \d parents say & do`, Lang: "de",
		Published: time.Date(2026, 11, 21, 10, 45, 0, 0, time.UTC),
	}}
	if diff := cmp.Diff(want, page.Posts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWhatGDELTHasAgainstAQuestionIsRepeated(t *testing.T) {
	for body, want := range map[string]string{
		"Your query was too short or too long.\n": `solvo: GDELT: it refuses the question: "Your query was too short or too long."; give the source a query`,
		"":                         "the answer is empty",
		"<html>busy</html>":        "the answer is a web page",
		`{"articles":[{"url":7}]}`: "its one article cannot be read",
		`{"articles":` + strings.Repeat("[", 100_000):         "the answer is not what it answers",
		"{\"articles\":[{\"url\":\"https://a.example/1\",\"t": "the answer is not what it answers",
	} {
		_, err := open(t, says(body), "solvo").Collect(t.Context(), "", contract.Start())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %q", body, err, want)
		}
	}
	if page, err := open(t, says("{}"), "solvo").Collect(t.Context(), "", contract.Start()); err != nil || len(page.Posts) > 0 {
		t.Errorf("nothing found: %+v, %v", page, err)
	}
}

func TestSeveralSearchesAreAllAsked(t *testing.T) {
	s := &service{}
	c := open(t, s, "solvo", "no", `(calmio OR "calm io")`)
	var cursor collectors.Cursor
	var notes []string
	for range 3 {
		page, err := c.Collect(t.Context(), cursor, contract.Start())
		if err != nil {
			t.Fatal(err)
		}
		cursor, notes = page.Next, append(notes, page.Notes...)
		if !page.More {
			break
		}
	}
	if want := []string{"solvo", "no", `(calmio OR "calm io")`}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %q, want %q", s.asked, want)
	}
	if len(notes) != 1 || !strings.Contains(notes[0], "too short") {
		t.Errorf("what one is refused for is told as %q", notes)
	}
}

// An article of the moment that a walk has come to was read before: an answer without any
// is none, and what is older is not lost by it.
func TestAnEmptyAnswerInTheMiddleOfAWalkIsNoEnd(t *testing.T) {
	s := &service{}
	for i := range 700 {
		s.shown = append(s.shown, contract.Post{N: i, At: contract.Start().Add(time.Duration(i-700) * time.Minute), Author: "ana", Text: "solvo"})
	}
	empty := false
	c := open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if empty {
			says("{}").ServeHTTP(w, r)
			return
		}
		s.ServeHTTP(w, r)
	}), "solvo")
	met, faults := contract.Rounds(t, c, 6, 10*time.Second, func(round int) { empty = round == 1 })
	if len(met) != 700 || faults != 1 {
		t.Errorf("%d of 700 articles are read, with %d faults told, want one", len(met), faults)
	}
}
