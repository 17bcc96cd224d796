package feed

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
)

func TestRefusals(t *testing.T) {
	at := func(d time.Duration) time.Time { return noon.Add(d) }
	for _, tt := range []struct {
		claim  string
		answer http.HandlerFunc
		words  string
		until  time.Time
	}{
		{"too often, in seconds", refuses(429, "Retry-After", "120"), "429 Too Many Requests", at(2 * time.Minute)},
		{"too often, by date", refuses(429, "Retry-After", "Sat, 21 Nov 2026 12:30:00 GMT"), "429", at(30 * time.Minute)},
		{"too often, until next year", refuses(503, "Retry-After", "31536000"), "503 Service Unavailable", at(24 * time.Hour)},
		{"too often, a date of next year", refuses(503, "Retry-After", "Sat, 21 Nov 2027 12:30:00 GMT"), "503", at(24 * time.Hour)},
		{"too often, for longer than there are numbers", refuses(429, "Retry-After", "99999999999999999999"), "429", time.Time{}},
		{"too often, without a word", refuses(429), "429", time.Time{}},
		{"too often, in words", refuses(429, "Retry-After", "soon"), "429", time.Time{}},
		{"not found", refuses(404), "404 Not Found; there is no such feed now", time.Time{}},
		{"gone", refuses(410), "410 Gone; the feed is gone for good", at(24 * time.Hour)},
		{"a challenge", refuses(403, "cf-mitigated", "challenge"), "Cloudflare asks whether the reader is a person", at(time.Hour)},
		{"turned away", refuses(403), "403 Forbidden; the site turns this reader away", time.Time{}},
		{"a login", refuses(401), "401 Unauthorized; the feed wants a login", time.Time{}},
		{"an error", refuses(500), "500 Internal Server Error", time.Time{}},
		{"no content", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, "204 No Content, which brings no document", time.Time{}},
		{"not modified, which was not the question", refuses(304), "304 Not Modified to a first request", time.Time{}},
		{"a redirect to nowhere", refuses(302), "302 Found, and it does not say where to go", time.Time{}},
		{"an empty document", says(""), "the document is empty", time.Time{}},
		{"garbage", says("\x00\x01\xfe\xff garbage"), "this is no feed", time.Time{}},
		{"a web page", says(`<html><head><link rel="alternate" type="application/atom+xml" href="/atom?token=very-secret">`), "this is a web page; its feed is at", time.Time{}},
		{"an echo of the request", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("oops " + r.URL.RawQuery)) }, "this is no feed", time.Time{}},
		{"a header that echoes", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", r.URL.Query().Get("token"))
		}, "which was not asked for", time.Time{}},
		{"a redirect to the cloud's secrets", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		}, "169.254.169.254 is a link-local address", time.Time{}},
		{"a circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.String(), http.StatusFound) }, "redirects more than 5 times", time.Time{}},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			err := newSite(t, tt.answer).visit(t, Options{}).fails(t, tt.words)
			var until time.Time
			if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
				until = wait.Until
			}
			if !until.Equal(tt.until) {
				t.Errorf("%v: asked again not before %v, want %v", err, until, tt.until)
			}
		})
	}
}

func TestALineThatIsNotHTTP(t *testing.T) {
	s := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		line, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = fmt.Fprintf(line, "%s %s\r\n\r\n", r.URL.String(), strings.Repeat("x", 5000))
		_ = line.Close()
	})
	_ = s.visit(t, Options{}).fails(t, "malformed HTTP")
}

// What a server writes is read in a terminal, at night, by somebody who believes it.
func TestAServersWordsCommandNoTerminal(t *testing.T) {
	s := newSite(t, func(w http.ResponseWriter, _ *http.Request) {
		line, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = fmt.Fprint(line, "HTTP/1.1 500 \x1b]0;owned\x07\x1b[2J\u009b31mEVERYTHING IS FINE\r\nContent-Length: 0\r\n\r\n")
		_ = line.Close()
	})
	if err := s.visit(t, Options{}).fails(t, "500 Internal Server Error"); strings.ContainsAny(err.Error(), "\x1b\x07\u009b") || strings.Contains(err.Error(), "FINE") {
		t.Errorf("%q", err)
	}
	s.then(says("<html><head><link rel=alternate type=application/rss+xml href='/\u009b31m\u202efeed'>"))
	if err := s.visit(t, Options{}).fails(t, "its feed is at"); strings.ContainsAny(err.Error(), "\u009b\u202e") {
		t.Errorf("%q", err)
	}
	s.then(says("<rss><channel><item><title>solvo \u009b31m \u202e\u2066x</title><author>\u009b2J@evil</author><description>a\u009bb</description></item></channel></rss>"))
	if p := s.visit(t, Options{}).read(t).Posts[0]; p.Title != "solvo 31m x" || p.Author != "2J@evil" || p.Text != "ab" {
		t.Errorf("title %q, author %q, text %q", p.Title, p.Author, p.Text)
	}
}

func TestASecretPathIsShownToNobody(t *testing.T) {
	for claim, link := range map[string]string{
		"a relative link": "rss.xml", "the whole path": "/private/secret-token/rss.xml", "in the query": "/rss?for=secret%2Dtoken",
		"in an anchor": "/rss#secret-token", "at another host": "https://b.example/private/secret-token",
	} {
		s := newSite(t, says(`<html><head><link rel="alternate" type="application/rss+xml" href="`+link+`"></head><body>login</body></html>`))
		v := s.visit(t, Options{URL: s.URL + "/private/secret-token/feed"})
		if err := v.fails(t, "its feed is at http"); strings.Contains(err.Error(), "private") {
			t.Errorf("%s: %v", claim, err)
		}
	}
	for claim, answer := range map[string]http.HandlerFunc{
		"at the start of an answer":        says("secret-token/feed is not here"),
		"at the end of what is quoted":     says("nothing stands at: secret-token"),
		"where a long answer would be cut": says("<" + strings.Repeat("x", 10) + "secret-token></x>"),
		"in a redirect that leads nowhere else": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "ftp://a.example"+r.URL.Path, http.StatusFound)
		},
	} {
		s := newSite(t, answer)
		if err := s.visit(t, Options{URL: s.URL + "/private/secret-token/feed"}).fails(t, ""); strings.Contains(err.Error(), "token") || strings.Contains(err.Error(), "secre") {
			t.Errorf("%s: %v", claim, err)
		}
	}
}

func TestAReadingEndsInTime(t *testing.T) {
	stop := make(chan struct{})
	drip := func(w http.ResponseWriter, r *http.Request) {
		for {
			_, _ = w.Write([]byte("<item>"))
			_ = http.NewResponseController(w).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}
	hang := func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-stop:
		}
	}
	for claim, answer := range map[string]http.HandlerFunc{"a drip": drip, "a silence": hang} {
		v := newSite(t, answer).visit(t, Options{Timeout: 100 * time.Millisecond})
		if err := v.fails(t, ""); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s ends with %v", claim, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		v = newSite(t, answer).visit(t, Options{})
		if _, err := v.Collect(ctx, "", noon); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s, with the caller's own patience, ends with %v", claim, err)
		}
		cancel()
	}
	close(stop)
}

func TestAddressesThatAreNone(t *testing.T) {
	for _, address := range []string{"", "a.example/secret", "ftp://a.example/secret", "https:///secret", "https://a.example/%zz-secret", "file:///secret"} {
		if _, err := New(Options{URL: address}); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("New(%q): %v; want a refusal without the address", address, err)
		}
	}
}

func TestTheHouseIsClosed(t *testing.T) {
	s := newSite(t, says(channel("1")))
	c, err := New(Options{URL: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = c.Collect(t.Context(), "", noon); err == nil || !strings.HasSuffix(err.Error(), "127.0.0.1 is a loopback address; set allow_private: true for the source if that is meant") {
		t.Errorf("a feed on loopback: %v", err)
	}
	if n := len(s.requests()); n != 0 {
		t.Errorf("it was asked %d times", n)
	}
}
