package feed

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"tocsin/brand"
	"tocsin/collectors"
)

// A site serves a feed on loopback, and answers otherwise where it is told to.
type site struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []*http.Request
	answer http.HandlerFunc
}

func newSite(t *testing.T, answer http.HandlerFunc) *site {
	t.Helper()
	s := &site{answer: answer}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r)
		answer := s.answer
		s.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) then(answer http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = answer
}

// requests are those since the last call.
func (s *site) requests() []*http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := slices.Clone(s.asked)
	s.asked = nil
	return asked
}

// A visitor reads a feed as the daemon does: the cursor moves with each page.
type visitor struct {
	*Collector
	cursor collectors.Cursor
}

// visit makes a collector of a site's /feed?token=very-secret.
func (s *site) visit(t *testing.T, o Options) *visitor {
	t.Helper()
	if o.URL == "" {
		o.URL = s.URL + "/feed?token=very-secret"
	}
	o.AllowPrivate = true
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.client.CloseIdleConnections)
	return &visitor{Collector: c}
}

func (v *visitor) read(t *testing.T) collectors.Page {
	t.Helper()
	page, err := v.Collect(t.Context(), v.cursor, noon)
	if err != nil {
		t.Fatal(err)
	}
	v.cursor = page.Next
	return page
}

// fails reads and wants an error that has some words and no secret; the cursor stays.
func (v *visitor) fails(t *testing.T, words string) error {
	t.Helper()
	page, err := v.Collect(t.Context(), v.cursor, noon)
	if err == nil || !strings.Contains(err.Error(), words) || strings.Contains(err.Error(), "secret") || len(err.Error()) > 2000 {
		t.Fatalf("Collect = %d posts, %v; want an error with %q, short and without the secret", len(page.Posts), err, words)
	}
	return err
}

func ids(posts []brand.Post) string {
	var all []string
	for _, p := range posts {
		all = append(all, p.NativeID)
	}
	return strings.Join(all, " ")
}

// channel is a feed of items with the ids given.
func channel(ids ...string) string {
	var items strings.Builder
	for _, id := range ids {
		fmt.Fprintf(&items, "<item><guid isPermaLink=\"false\">%s</guid><link>/%s</link><title>post %s</title></item>", id, id, id)
	}
	return "<rss><channel><title>t</title>" + items.String() + "</channel></rss>"
}

func says(body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		_, _ = w.Write([]byte(body))
	}
}

func refuses(status int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte("no " + r.URL.String()))
	}
}

func gzipped(w http.ResponseWriter, write func(z *gzip.Writer)) {
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	write(z)
	_ = z.Close()
}
