package polite_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/andybalholm/brotli"
	"go.uber.org/goleak"

	"tocsin/collectors"
	"tocsin/collectors/guard"
	"tocsin/collectors/polite"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

const token = "a-secret-token/of=tests"

func client(t *testing.T, o polite.Options) *polite.Client {
	t.Helper()
	transport := guard.Transport(guard.Options{AllowPrivate: true})
	t.Cleanup(transport.CloseIdleConnections)
	if o.Transport == nil {
		o.Transport = transport
	}
	o.Agent, o.Service = "tocsin-test (+https://tocsin.example)", "Service"
	o.Secrets = append(o.Secrets, token)
	return polite.New(o)
}

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func TestItSaysWhoAsksAndReadsWhatIsPacked(t *testing.T) {
	for name, pack := range map[string]func(*bytes.Buffer){
		"": func(b *bytes.Buffer) { b.WriteString(`{"n":7}`) },
		"gzip": func(b *bytes.Buffer) {
			z := gzip.NewWriter(b)
			_, _ = z.Write([]byte(`{"n":7}`))
			_ = z.Close()
		},
		"br": func(b *bytes.Buffer) {
			z := brotli.NewWriter(b)
			_, _ = z.Write([]byte(`{"n":7}`))
			_ = z.Close()
		},
	} {
		address := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.UserAgent() != "tocsin-test (+https://tocsin.example)" || !strings.Contains(r.Header.Get("Accept-Encoding"), "br") || r.Header.Get("X-Key") != "k" {
				t.Errorf("it asks with %v", r.Header)
			}
			var b bytes.Buffer
			pack(&b)
			w.Header().Set("Content-Encoding", name)
			_, _ = w.Write(b.Bytes())
		})
		var said struct{ N int }
		if _, err := client(t, polite.Options{}).JSON(t.Context(), address, http.Header{"X-Key": {"k"}}, noon, &said); err != nil || said.N != 7 {
			t.Errorf("packed with %q: %v, %+v", name, err, said)
		}
	}
}

func TestEveryDialectOfAskAgainLaterIsUnderstood(t *testing.T) {
	for header, want := range map[string]time.Duration{
		"Retry-After: 120":                                    2 * time.Minute,
		"Retry-After: Sat, 21 Nov 2026 12:05:00 GMT":          5 * time.Minute,
		"Retry-After: 1.5":                                    2 * time.Second,
		"Retry-After: 99999999":                               24 * time.Hour,
		"X-RateLimit-Reset: 1795262700":                       5 * time.Minute,
		"X-Rate-Limit-Reset: 1795262700":                      5 * time.Minute,
		"X-RateLimit-Reset: 1795262700000":                    5 * time.Minute,
		"X-RateLimit-Reset: 2026-11-21T12:05:00.643385Z":      5*time.Minute + 643385*time.Microsecond,
		"X-Ratelimit-Reset: 31":                               31 * time.Second,
		"RateLimit-Reset: 7":                                  7 * time.Second,
		`RateLimit: "default";r=0;t=30`:                       30 * time.Second,
		"X-RateLimit-Reset: Sat, 21 Nov 2026 12:01:00 GMT":    time.Minute,
		"Retry-After: soon":                                   0,
		"Retry-After: -5":                                     0,
		"X-RateLimit-Reset: NaN":                              0,
		"X-RateLimit-Reset: 1e400":                            0,
		"Retry-After: 99999999999999999999999":                0,
		"X-RateLimit-Reset: 99999999999999999999999999999999": 24 * time.Hour,
		"X-RateLimit-Reset: 1000000000":                       0, // long past
		"X-Other: 7":                                          0,
	} {
		name, value, _ := strings.Cut(header, ": ")
		address := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set(name, value)
			w.WriteHeader(http.StatusTooManyRequests)
		})
		_, err := client(t, polite.Options{}).Get(t.Context(), address, nil, noon)
		wait, ok := errors.AsType[*collectors.WaitError](err)
		switch {
		case err == nil:
			t.Errorf("%s: no error", header)
		case want == 0 && ok:
			t.Errorf("%s: waits until %v, and it says nothing of use", header, wait.Until)
		case want > 0 && (!ok || !wait.Until.Equal(noon.Add(want))):
			t.Errorf("%s: %v, want a wait of %v", header, err, want)
		}
	}
}

func TestTheLastAnswerForNowIsTakenAndThenItWaits(t *testing.T) {
	for _, headers := range []map[string]string{
		{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "60"},
		{"X-Ratelimit-Remaining": "0.0", "X-Ratelimit-Reset": "60"},
		{"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": "1795262460"},
		{"RateLimit": `"default";r=0;t=60`},
	} {
		address := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			for name, value := range headers {
				w.Header().Set(name, value)
			}
			_, _ = w.Write([]byte("{}"))
		})
		if a, err := client(t, polite.Options{}).Get(t.Context(), address, nil, noon); err != nil || !a.Wait.Equal(noon.Add(time.Minute)) {
			t.Errorf("%v: %v, waits until %v", headers, err, a.Wait)
		}
	}
	address := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-RateLimit-Remaining", "3")
		w.Header().Set("X-RateLimit-Reset", "60")
	})
	if a, err := client(t, polite.Options{}).Get(t.Context(), address, nil, noon); err != nil || !a.Wait.IsZero() {
		t.Errorf("with three left it waits until %v, %v", a.Wait, err)
	}
}

func TestErrorsSayWhatToDoAndNoSecret(t *testing.T) {
	for name, tt := range map[string]struct {
		answer http.HandlerFunc
		want   []string
	}{
		"a login": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte(`{"error":"bad token ` + token + `"}`))
		}, []string{"Service: it answers 401 Unauthorized", "bad token …", "check the source's token"}},
		"trouble": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<html>", http.StatusBadGateway) }, []string{"502 Bad Gateway", "it is asked again later"}},
		"Cloudflare": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Cf-Mitigated", "challenge")
			w.WriteHeader(403)
		}, []string{"whether the reader is a person"}},
		"a page":   {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }, []string{"it is a web page"}},
		"nothing":  {func(http.ResponseWriter, *http.Request) {}, []string{"it is empty"}},
		"too long": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(bytes.Repeat([]byte("x"), 2000)) }, []string{"longer than 1000 bytes"}},
		"broken off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("{"))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}, []string{"broke off"}},
		"unpacked, too long": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = z.Write(bytes.Repeat([]byte(" "), 50<<20))
			_ = z.Close()
		}, []string{"longer than 1000 bytes"}},
		"a terminal's commands": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(400)
			_, _ = w.Write([]byte(`{"message":"\u001b[2Jgone"}`))
		}, []string{"400 Bad Request"}},
	} {
		address := serve(t, tt.answer)
		var into any
		_, err := client(t, polite.Options{MaxBytes: 1000}).JSON(t.Context(), address+"/path?key="+token, nil, noon, &into)
		if err == nil {
			t.Errorf("%s is no error", name)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v; want %q", name, err, want)
			}
		}
		if strings.Contains(err.Error(), token) || strings.Contains(err.Error(), "secret-token") || strings.ContainsRune(err.Error(), '\x1b') || len(err.Error()) > 500 {
			t.Errorf("%s: it shows what it must not, or is long: %q", name, err)
		}
	}
}

func TestAServerThatNeverEndsIsLeft(t *testing.T) {
	done := make(chan struct{})
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		defer close(done)
		for r.Context().Err() == nil { // a byte now and then, for ever
			_, _ = w.Write([]byte(" "))
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Millisecond):
			}
		}
	})
	if _, err := client(t, polite.Options{Timeout: 200 * time.Millisecond}).Get(t.Context(), address, nil, noon); err == nil {
		t.Error("a server that drips is waited for")
	}
	<-done
}

// counts is a transport that notes when it is asked.
type counts struct {
	mu sync.Mutex
	at map[string][]time.Time
}

func (c *counts) RoundTrip(req *http.Request) (*http.Response, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at[req.URL.Host] = append(c.at[req.URL.Host], time.Now())
	return &http.Response{StatusCode: 200, Body: http.NoBody, Header: http.Header{}, Request: req}, nil
}

func TestAHostIsSparedHoweverManySourcesAskIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		under := &counts{at: map[string][]time.Time{}}
		spaced := polite.Space(under, 200*time.Millisecond)
		spaced.Slow("slow.example", 7*time.Second)
		var group sync.WaitGroup
		for range 10 {
			for _, host := range []string{"a.example", "A.example", "b.example", "slow.example"} {
				group.Go(func() {
					req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+host+"/", nil)
					if err != nil {
						t.Error(err)
						return
					}
					resp, err := spaced.RoundTrip(req)
					if err != nil {
						t.Error(err)
						return
					}
					_ = resp.Body.Close()
				})
			}
		}
		group.Wait()
		for host, gap := range map[string]time.Duration{"b.example": 200 * time.Millisecond, "slow.example": 7 * time.Second} {
			at := under.at[host]
			for i := 1; i < len(at); i++ {
				if d := at[i].Sub(at[i-1]); d < gap-time.Millisecond {
					t.Errorf("%s is asked after %v, want %v at least", host, d, gap)
				}
			}
		}
		if spread := time.Since(under.at["a.example"][0]); spread < 62*time.Second {
			t.Errorf("all is over after %v", spread)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "http://slow.example/", nil)
		if _, err := spaced.RoundTrip(req); err == nil || !strings.Contains(err.Error(), "too many sources wait for slow.example") {
			t.Errorf("who has no time to wait is told %v", err)
		}
	})
}

// The time that a request may take does not run while it stands in our own queue.
func TestHundredsOfSourcesAtOneHostAreAllRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		under := &counts{at: map[string][]time.Time{}}
		spaced := polite.Space(under, 200*time.Millisecond)
		client := polite.New(polite.Options{Service: "news", Transport: spaced, Timeout: 20 * time.Second})
		began := time.Now()
		var group sync.WaitGroup
		for range 600 {
			group.Go(func() {
				if _, err := client.Get(t.Context(), "http://news.example/feed", nil, time.Now()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if took := time.Since(began); len(under.at["news.example"]) != 600 || took > 2*time.Minute+time.Second {
			t.Errorf("%d of 600 are read in %v, want all in two minutes, once each", len(under.at["news.example"]), took)
		}
	})
}
