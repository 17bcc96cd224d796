package mastodon_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/mastodon"
)

// A source is a collector of a stand-in, and its cursor.
type source struct {
	collectors.Collector
	t      *testing.T
	cursor collectors.Cursor
	met    map[string]int
}

func open(t *testing.T, service http.Handler, spec collectors.Spec, env map[string]string) *source {
	t.Helper()
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	spec.ID, spec.AllowPrivate = "m", true
	if spec.URL == "" {
		spec.URL = server.URL
	}
	if spec.Settings == nil {
		spec.Settings = map[string][]string{}
	}
	spec.Settings["token_env"] = []string{"MASTODON_TOKEN"}
	c, err := mastodon.Type().Open(spec, collectors.Means{
		Env: func(name string) string { return env[name] }, Web: func(bool) http.RoundTripper { return transport }, Agent: "test",
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &source{Collector: c, t: t, met: map[string]int{}}
	t.Cleanup(func() { _ = c.(interface{ Close() error }).Close() })
	return s
}

// read reads until nothing waits, and answers how many posts were new, and the pages.
func (s *source) read(now time.Time) (int, []collectors.Page) {
	s.t.Helper()
	fresh := 0
	var pages []collectors.Page
	for range 300 {
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

// searches is a source of one tag.
func searches(tags ...string) collectors.Spec { return collectors.Spec{Searches: tags} }

// values are the parameters of a request.
func values(t *testing.T, uri string) url.Values {
	t.Helper()
	u, err := url.Parse(uri)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query()
}
