package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// An instance of Mastodon that shows one status, and streams what it is told to.
type fediverse struct {
	mu     sync.Mutex
	gone   bool
	events chan string
}

func (f *fediverse) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, "/api/v1/streaming/"):
		f.stream(w, r)
	case strings.HasPrefix(r.URL.Path, "/api/v1/timelines/"):
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.gone || r.URL.Query().Get("min_id") >= idOfNina {
			_, _ = fmt.Fprint(w, "[]")
			return
		}
		_, _ = fmt.Fprintf(w, `[{"id":"%s","created_at":"%s","uri":"https://far.example/users/ana/statuses/5","url":"https://far.example/@ana/5",
			"content":"<p>#solvo burned my Nina</p>","visibility":"public","tags":[{"name":"solvo"}],
			"account":{"acct":"ana@far.example","uri":"https://far.example/users/ana","url":"https://far.example/@ana"}}]`, idOfNina, time.Now().UTC().Format(time.RFC3339))
	default:
		_, _ = fmt.Fprint(w, "{}")
	}
}

// idOfNina is what the instance calls a status of another one.
const idOfNina = "111000000000000007"

func (f *fediverse) stream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = fmt.Fprint(w, ":)\n")
	w.(http.Flusher).Flush()
	for {
		select {
		case e := <-f.events:
			_, _ = fmt.Fprintf(w, "event: delete\ndata: %s\n\n", e)
			w.(http.Flusher).Flush()
		case <-r.Context().Done():
			return
		}
	}
}

// Of a deletion a stream tells the id alone that the instance has for the post, which was
// kept by a daemon of yesterday: it is obeyed all the same.
func TestAStreamedDeletionOfAPostFromBeforeTheDaemonIsObeyed(t *testing.T) {
	t.Parallel()
	r := newRig(t, "embedded")
	f := &fediverse{events: make(chan string)}
	instance := httptest.NewServer(f)
	t.Cleanup(instance.Close)
	r.file = strings.Replace(r.file, "sources: [", `sources: [{id: fedi, kind: mastodon, url: "`+instance.URL+`", tags: [solvo], every: 1s, allow_private: true}, `, 1)
	r.people(2)
	r.env = append(r.env, "MASTODON_TOKEN=a-token-of-tests")
	r.start()
	r.ready()
	r.eventually("the post is kept", func() bool { return r.mentions()["https://far.example/users/ana/statuses/5"] == 1 })
	r.kill()
	f.mu.Lock()
	f.gone = true // so that the next daemon is never shown it
	f.mu.Unlock()
	r.start()
	r.ready()
	for _, id := range []string{"111000000000000001", idOfNina} {
		select {
		case f.events <- id:
		case <-time.After(30 * time.Second):
			t.Fatalf("nobody listens to the stream; the daemon said\n%s", r.log.all())
		}
	}
	r.eventually("the words are gone", func() bool { return !strings.Contains(r.run("mentions", "--brand", "solvo"), "Nina") })
	if kept := r.mentions(); kept[""] != 1 {
		t.Errorf("kept are %v, want one that counts and says nothing", kept)
	}
	r.stop()
}
