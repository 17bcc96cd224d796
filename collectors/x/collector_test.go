package x_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/collectors/x"
)

func TestAThousandPostsThroughAStormOfFailures(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s := newStandIn(t, every(7*time.Second, 850, noon.Add(-time.Hour))...)
			dice := rand.New(rand.NewPCG(seed, 1))
			arriving := every(13*time.Second, 150, noon)
			s.before = func(_ int, w http.ResponseWriter, _ *http.Request) bool {
				// People go on posting while pages are read.
				n := min(len(arriving), dice.IntN(12))
				s.publish(arriving[:n]...)
				arriving = arriving[n:]
				if dice.Float64() >= 0.3 {
					return false
				}
				failures()[dice.IntN(len(failures()))](w)
				return true
			}
			c, l := s.collector(x.Options{}), &listener{t: t}
			for len(arriving) > 0 {
				l.walk(c, noon)
			}
			l.walk(c, noon)
			if diff := cmp.Diff(idsOf(s.tweets), l.ids()); diff != "" || len(l.heard) != 1000 {
				t.Errorf("heard %d posts of 1000 (-published +heard):\n%s", len(l.heard), diff)
			}
			if l.faults == 0 {
				t.Error("no request failed: the storm did not blow")
			}
			t.Logf("%d requests, %d readings failed", len(s.asked), l.faults)
			if n := l.walk(c, noon); n != 0 {
				t.Errorf("a quiet reading afterwards heard %d posts, want 0", n)
			}
		})
	}
}

// failures are ways in which a request goes wrong, most of which go-twitter takes for success.
func failures() []func(http.ResponseWriter) {
	return []func(http.ResponseWriter){
		func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) },
		func(w http.ResponseWriter) { w.WriteHeader(http.StatusOK) },
		func(w http.ResponseWriter) { _, _ = w.Write([]byte(`{"statuses":null}`)) },
		func(w http.ResponseWriter) { http.Error(w, "<html>over capacity</html>", http.StatusBadGateway) },
		func(w http.ResponseWriter) { _, _ = w.Write([]byte(`{"data":[{"id":"1","te`)) },
		func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "5000")
			_, _ = w.Write([]byte(`{"data":[]`))
		},
		func(w http.ResponseWriter) {
			problem(w, 403, `{"title":"Forbidden","type":"about:blank","status":403}`)
		},
		func(w http.ResponseWriter) {
			problem(w, 200, `{"errors":[{"title":"Internal Error","type":"about:blank"}]}`)
		},
		func(http.ResponseWriter) { panic(http.ErrAbortHandler) },
	}
}

func TestTheLastCallOfAWindowAsksForPatience(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 150, noon)...)
	reset := noon.Add(9 * time.Minute)
	s.header = http.Header{"X-Rate-Limit-Remaining": {"0"}, "X-Rate-Limit-Reset": {fmt.Sprint(reset.Unix())}}
	page, err := s.collector(x.Options{}).Collect(t.Context(), "", noon)
	if err != nil || !page.More || !page.NotBefore.Equal(reset) || len(page.Posts) != 100 {
		t.Fatalf("page of %d posts: more %v, not before %v, %v; want 100, true, %v", len(page.Posts), page.More, page.NotBefore, err, reset)
	}
	s.header = nil
	l := &listener{t: t, cursor: page.Next}
	if n := l.walk(s.collector(x.Options{}), reset); n != 50 {
		t.Errorf("after the reset heard %d posts, want the other 50", n)
	}
}

func TestAnEmptyPageThatPromisesMoreIsFollowed(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 20, noon)...)
	s.before = func(n int, w http.ResponseWriter, _ *http.Request) bool {
		if n > 2 {
			return false
		}
		_, _ = fmt.Fprintf(w, `{"meta":{"result_count":0,"next_token":"older-than-%d"}}`, idAt(noon, 99))
		return true
	}
	l := &listener{t: t}
	if n := l.walk(s.collector(x.Options{}), noon); n != 20 {
		t.Errorf("heard %d posts behind two empty pages, want 20", n)
	}
}

func TestACallEndsWithItsContext(t *testing.T) {
	arrived := make(chan struct{}, 1)
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(silent.Close)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	c := x.New(x.Options{Query: "solvo", Bearer: token, BaseURL: silent.URL})
	if _, err := c.Collect(ctx, "", noon); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled call answers %v, want %v", err, context.Canceled)
	}
	c = x.New(x.Options{Query: "solvo", Bearer: token, BaseURL: silent.URL, Timeout: time.Millisecond})
	if _, err := c.Collect(t.Context(), "", noon); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a call without an answer ends with %v, want %v", err, context.DeadlineExceeded)
	}
}

func TestARedirectDoesNotTakeTheTokenAlong(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the redirect was followed, Authorization %q", r.Header.Get("Authorization"))
	}))
	t.Cleanup(elsewhere.Close)
	s := newStandIn(t)
	s.before = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		http.Redirect(w, r, elsewhere.URL+"/1.1/search/tweets.json", http.StatusFound)
		return true
	}
	if _, err := s.collector(x.Options{}).Collect(t.Context(), "", noon); err == nil || !strings.Contains(err.Error(), "302") {
		t.Errorf("a redirect answers %v, want an error that says 302", err)
	}
}

func TestOptionsThatCannotWork(t *testing.T) {
	for _, tt := range []struct {
		claim string
		o     x.Options
		words string
	}{
		{"no query", x.Options{Bearer: token}, "no query"},
		{"a query too long by one", x.Options{Bearer: token, Query: strings.Repeat("ü", 513)}, "513 characters, X takes 512"},
		{"no token", x.Options{Query: "solvo"}, "set X_BEARER_TOKEN"},
		{"a token with its name", x.Options{Query: "solvo", Bearer: "Bearer " + token}, "token alone"},
		{"a token with a line break", x.Options{Query: "solvo", Bearer: "ab\ncd"}, "token alone"},
		{"a base that is no address", x.Options{Query: "solvo", Bearer: token, BaseURL: "api.x.com"}, "base URL"},
		{"a budget no page fits in", x.Options{Query: "solvo", Bearer: token, BudgetPerDay: 9}, "at least 10"},
		{"a backfill into the future", x.Options{Query: "solvo", Bearer: token, Backfill: -time.Hour}, "negative"},
	} {
		_, err := x.New(tt.o).Collect(t.Context(), "", noon)
		if err == nil || !strings.Contains(err.Error(), tt.words) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: Collect answers %v, want %q and no token", tt.claim, err, tt.words)
		}
	}
	fine := x.Options{Query: strings.Repeat("ü", 512), Bearer: " " + token + "\n"}
	if err := fine.Validate(); err != nil {
		t.Errorf("a query of 512 characters and a token with a line end: %v", err)
	}
}

func TestTheRequestAsksForWhatItNeeds(t *testing.T) {
	for _, tt := range []struct {
		claim string
		o     x.Options
		want  []url.Values
	}{
		{"authors and all", x.Options{}, []url.Values{{
			"query": {`solvo OR "#solvo"`}, "max_results": {"100"}, "sort_order": {"recency"},
			"tweet.fields": {"created_at,author_id,lang,entities,referenced_tweets,note_tweet"},
			"expansions":   {"author_id"}, "user.fields": {"username,name,public_metrics"},
		}}},
		{"without authors", x.Options{WithoutAuthors: true}, []url.Values{{
			"query": {`solvo OR "#solvo"`}, "max_results": {"100"}, "sort_order": {"recency"},
			"tweet.fields": {"created_at,author_id,lang,entities,referenced_tweets,note_tweet"},
		}}},
	} {
		s := newStandIn(t)
		if _, err := s.collector(tt.o).Collect(t.Context(), "", noon); err != nil {
			t.Errorf("%s: %v", tt.claim, err)
		}
		if diff := cmp.Diff(tt.want, s.asked); diff != "" {
			t.Errorf("%s (-want +asked):\n%s", tt.claim, diff)
		}
	}
}

func TestTheNamesOf2026AreFoundOutOnce(t *testing.T) {
	s := newStandIn(t, tweet{id: idAt(noon, 1), at: noon, json: map[string]any{
		"text": "cut…", "note_post": map[string]any{"text": "the whole post"},
	}})
	s.renamed = true
	c := s.collector(x.Options{})
	page, err := c.Collect(t.Context(), "", noon)
	if err != nil || len(page.Posts) != 1 || page.Posts[0].Text != "the whole post" {
		t.Fatalf("Collect = %+v, %v; want the whole post", page.Posts, err)
	}
	if _, err := c.Collect(t.Context(), page.Next, noon); err != nil {
		t.Fatal(err)
	}
	if len(s.asked) != 3 || !s.asked[2].Has("post.fields") {
		t.Errorf("asked %v; want the old names once, then the new ones twice", s.asked)
	}
}
