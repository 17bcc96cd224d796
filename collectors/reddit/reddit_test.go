package reddit_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/reddit"
)

const (
	id, secret = "an-application", "its-secret-of-tests"
	token      = "a-token-of-tests"
)

// A service is Reddit's API: an application signs in, listings have a hundred things at
// most, newest first, and go on behind the thing that after names.
type service struct {
	shown []contract.Post
	// expired is set until the application signs in again.
	expired bool
	signed  int
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Ratelimit-Used", "1")
	w.Header().Set("X-Ratelimit-Remaining", "99.0")
	w.Header().Set("X-Ratelimit-Reset", "31")
	switch {
	case r.URL.Path == "/api/v1/access_token" && r.Method == http.MethodPost:
		if r.Header.Get("Authorization") != "Basic "+base64.StdEncoding.EncodeToString([]byte(id+":"+secret)) {
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte(`{"message": "Unauthorized", "error": 401}`))
			return
		}
		s.signed++
		s.expired = false
		_, _ = w.Write([]byte(`{"access_token": "` + token + `", "token_type": "bearer", "expires_in": 86400, "scope": "*"}`))
	case r.Header.Get("Authorization") != "Bearer "+token || s.expired:
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = w.Write([]byte(`{"message": "Unauthorized", "error": 401}`))
	case r.URL.Path == "/search" && r.URL.Query().Get("sort") == "new", r.URL.Path == "/r/parents/new", r.URL.Path == "/r/parents/comments":
		s.list(w, r)
	default:
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"reason": "banned", "message": "Not Found", "error": 404}`))
	}
}

func (s *service) list(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	limit, _ := strconv.Atoi(q.Get("limit"))
	first := len(s.shown) - 1
	if after := q.Get("after"); after != "" {
		n, _ := strconv.ParseInt(strings.TrimPrefix(after, "t3_"), 36, 64)
		first = int(n) - 2
	}
	children, after := []any{}, any(nil)
	for i := first; i >= 0 && i >= len(s.shown)-1000; i-- {
		if len(children) == min(limit, 100) {
			after = fmt.Sprintf("t3_%s", strconv.FormatInt(int64(i+2), 36))
			break
		}
		children = append(children, thing(s.shown[i]))
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"kind": "Listing", "data": map[string]any{"after": after, "dist": len(children), "children": children}})
}

func thing(p contract.Post) any {
	name := strconv.FormatInt(int64(p.N), 36)
	return map[string]any{"kind": "t3", "data": map[string]any{
		"id": name, "name": "t3_" + name, "title": p.Text, "selftext": "", "author": p.Author, "author_fullname": "t2_" + p.Author,
		"created_utc": float64(p.At.Unix()), "permalink": "/r/parents/comments/" + name + "/solvo/", "is_self": true, "url": "https://www.reddit.com/r/parents/comments/" + name + "/solvo/",
		"removed_by_category": nil, "stickied": false, "subreddit": "parents",
	}}
}

func env() map[string]string { return map[string]string{"ID": id, "SECRET": secret} }

func spec(names ...string) collectors.Spec {
	return collectors.Spec{ID: "reddit", Settings: map[string][]string{"client_id_env": {"ID"}, "client_secret_env": {"SECRET"}, "subreddits": names}}
}

func busy(w http.ResponseWriter) {
	w.Header().Set("X-Ratelimit-Remaining", "0.0")
	w.Header().Set("X-Ratelimit-Reset", "31")
	w.WriteHeader(http.StatusTooManyRequests)
}

func TestNothingIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Listed: true, Type: reddit.Type(), Spec: spec(), Env: env(), Most: 45, Every: 2 * time.Minute,
		Service: func(func() time.Time) contract.Service {
			s := &service{}
			return contract.Service{Handler: s, Publish: func(p []contract.Post) { s.shown = append(s.shown, p...) }, Busy: busy}
		},
	})
}

func open(t *testing.T, h http.Handler, s collectors.Spec, secret string) (collectors.Collector, error) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return reddit.Type().Open(s, collectors.Means{
		Env: func(name string) string { return map[string]string{"ID": id, "SECRET": secret}[name] }, Web: func(bool) http.RoundTripper { return http.DefaultTransport },
		Agent: "test", Base: func(string) string { return server.URL },
	})
}

func TestThingsBecomePosts(t *testing.T) {
	h := http.NewServeMux()
	h.Handle("/api/v1/access_token", &service{})
	h.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"kind":"Listing","data":{"after":null,"children":[
			{"kind":"t3","data":{"name":"t3_a","title":"Solvo <3","selftext":"**Look** at [this](https://x.example/)","author":"ana","author_fullname":"t2_1","created_utc":1795262400.0,"permalink":"/r/p/comments/a/solvo/","is_self":false,"url":"https://Paper.example/a?utm_source=r"}},
			{"kind":"t1","data":{"name":"t1_b","body":"me too","author":"ben","author_fullname":"t2_2","created_utc":1795262400,"permalink":"/r/p/comments/a/solvo/b/"}},
			{"kind":"t1","data":{"name":"t1_c","body":"[removed]","author":"[deleted]","created_utc":1795262400}},
			{"kind":"t3","data":{"name":"t3_d","title":"spam","author":"bot","removed_by_category":"moderator","created_utc":1795262400}},
			{"kind":"t5","data":{"name":"t5_x"}}, {"kind":"t3","data":7}]}}`))
	})
	c, err := open(t, h, spec("parents"), secret)
	if err != nil {
		t.Fatal(err)
	}
	page, err := c.Collect(t.Context(), "", contract.Start())
	if err != nil {
		t.Fatal(err)
	}
	at := time.Unix(1795262400, 0).UTC()
	if diff := cmp.Diff([]brand.Post{
		{NativeID: "reddit:t3_a", URL: "https://www.reddit.com/r/p/comments/a/solvo/", Author: "ana", AuthorID: "t2_1", Title: "Solvo <3", Text: "Look at this", Links: []string{"https://paper.example/a"}, Published: at},
		{NativeID: "reddit:t1_b", URL: "https://www.reddit.com/r/p/comments/a/solvo/b/", Author: "ben", AuthorID: "t2_2", Text: "me too", Published: at},
	}, page.Posts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !slices.ContainsFunc(page.Notes, func(n string) bool { return strings.HasPrefix(n, "2 of 6 things") }) {
		t.Errorf("the notes are %q", page.Notes)
	}
}

func TestATokenThatEndedIsRenewedOnce(t *testing.T) {
	s := &service{}
	c, err := open(t, s, spec("parents"), secret)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := c.Collect(t.Context(), "", contract.Start()); err != nil {
			t.Fatal(err)
		}
	}
	if s.signed != 1 {
		t.Errorf("it signed in %d times for three readings", s.signed)
	}
	s.expired = true
	if _, err := c.Collect(t.Context(), "", contract.Start()); err != nil || s.signed != 2 {
		t.Errorf("after the token ended: %v, signed in %d times", err, s.signed)
	}
	if _, err := c.Collect(t.Context(), "", contract.Start().Add(25*time.Hour)); err != nil || s.signed != 3 {
		t.Errorf("after a day: %v, signed in %d times", err, s.signed)
	}
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	c, err := open(t, &service{}, spec("parents"), "a-wrong-secret")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Collect(t.Context(), "", contract.Start()); err == nil || !strings.Contains(err.Error(), "the application's id or secret is not good") || strings.Contains(err.Error(), "wrong-secret") {
		t.Errorf("a wrong secret is %v", err)
	}
	if c, err = open(t, &service{}, spec("nowhere"), secret); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Collect(t.Context(), "", contract.Start()); err == nil || !strings.Contains(err.Error(), "r/nowhere: Reddit: it answers 404 Not Found") {
		t.Errorf("no such subreddit is %v", err)
	}
	h := http.NewServeMux()
	h.Handle("/api/v1/access_token", &service{})
	h.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { busy(w) })
	if c, err = open(t, h, spec("parents"), secret); err != nil {
		t.Fatal(err)
	}
	_, err = c.Collect(t.Context(), "", contract.Start())
	if wait, ok := errors.AsType[*collectors.WaitError](err); !ok || !wait.Until.Equal(contract.Start().Add(31*time.Second)) {
		t.Errorf("too often is %v, want a wait of the 31 s that are left", err)
	}
	if _, err := open(t, h, spec("parents"), ""); err == nil || !strings.Contains(err.Error(), "set ID and SECRET") {
		t.Errorf("without a secret: %v", err)
	}
	if err := reddit.Type().Judge(spec("not a name")); err == nil {
		t.Error("a subreddit with blanks is none")
	}
}

func TestWhatWasDeletedOrEditedIsFound(t *testing.T) {
	h := http.NewServeMux()
	h.Handle("/api/v1/access_token", &service{})
	asked := ""
	h.HandleFunc("/api/info", func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Query().Get("id")
		_, _ = w.Write([]byte(`{"kind":"Listing","data":{"children":[
			{"kind":"t3","data":{"name":"t3_a","title":"same","author":"ana"}},
			{"kind":"t1","data":{"name":"t1_b","body":"[deleted]","author":"[deleted]"}},
			{"kind":"t1","data":{"name":"t1_c","body":"mended","author":"cem"}}]}}`))
	})
	c, err := open(t, h, spec("parents"), secret)
	if err != nil {
		t.Fatal(err)
	}
	posts := []brand.Post{{NativeID: "reddit:t3_a", Title: "same"}, {NativeID: "reddit:t1_b", Text: "solvo"}, {NativeID: "reddit:t1_c", Text: "broken"}, {NativeID: "https://elsewhere.example/1"}}
	changes, err := c.(collectors.Rechecker).Recheck(t.Context(), posts, contract.Start())
	if err != nil || asked != "t3_a,t1_b,t1_c" {
		t.Fatal(err, asked)
	}
	if diff := cmp.Diff([]collectors.Change{{Post: posts[1], Gone: true}, {Post: brand.Post{NativeID: "reddit:t1_c", Author: "cem", Text: "mended"}}}, changes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A recorded answer of Reddit's own gives posts.
func TestARecordedAnswerIsRead(t *testing.T) {
	dir := os.Getenv("TOCSIN_API")
	if dir == "" {
		t.Skip("TOCSIN_API names no folder of recorded answers, so none is read")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "reddit_search.json"))
	if err != nil {
		t.Fatal(err)
	}
	var tape struct {
		Interactions []struct {
			Response struct {
				Body struct {
					String string `json:"string"`
				} `json:"body"`
			} `json:"response"`
		} `json:"interactions"`
	}
	if err := json.Unmarshal(raw, &tape); err != nil {
		t.Fatal(err)
	}
	h := http.NewServeMux()
	h.Handle("/api/v1/access_token", &service{})
	h.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(tape.Interactions[len(tape.Interactions)-1].Response.Body.String))
	})
	c, err := open(t, h, spec("parents"), secret)
	if err != nil {
		t.Fatal(err)
	}
	page, err := c.Collect(t.Context(), "", contract.Start())
	if err != nil || len(page.Posts) == 0 {
		t.Fatalf("%d posts, %v, notes %q", len(page.Posts), err, page.Notes)
	}
	for _, p := range page.Posts {
		if p.NativeID == "" || p.URL == "" || p.Author == "" || p.Title+p.Text == "" || p.Published.IsZero() {
			t.Errorf("a post lacks something: %+v", p)
		}
	}
	t.Logf("%d posts are read", len(page.Posts))
}
