package bluesky_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/bluesky"
	"tocsin/collectors/contract"
)

const (
	password = "abcd-efgh-ijkl-mnop"
	handle   = "solvo.bsky.social"
	// tokenLife is how long a token is good.
	tokenLife = 30 * time.Minute
	// reachable is how many posts of a search can be paged through.
	reachable = 10_000
)

// A pds is an account's server with the search behind it, as both are documented.
type pds struct {
	now func() time.Time

	mu    sync.Mutex
	shown []shownPost
	// answer stands in for answers of the search, if set; signIn for those of sign-ins.
	answer, signIn http.HandlerFunc
	// until says when each token ends; of tokens to refresh with, each is good once.
	until    map[string]time.Time
	refresh  map[string]bool
	created  int
	renewed  int
	searched []url.Values
	gone     map[string]bool
}

type shownPost struct {
	at   time.Time
	view map[string]any
}

func newPDS(now func() time.Time) *pds {
	return &pds{now: now, until: map[string]time.Time{}, refresh: map[string]bool{}, gone: map[string]bool{}}
}

func (p *pds) publish(posts []contract.Post) {
	for _, post := range posts {
		did, key := "did:plc:"+post.Author, fmt.Sprintf("3l%d", post.N)
		p.show(post.At, map[string]any{
			"uri": "at://" + did + "/app.bsky.feed.post/" + key, "cid": "bafy",
			"author":    map[string]any{"did": did, "handle": post.Author + ".bsky.social", "displayName": post.Author},
			"record":    map[string]any{"$type": "app.bsky.feed.post", "text": post.Text, "langs": []string{"en"}, "createdAt": post.At.Format("2006-01-02T15:04:05.000Z")},
			"indexedAt": post.At.Add(300 * time.Millisecond).Format("2006-01-02T15:04:05.000Z"), "likeCount": 1,
		})
	}
}

// show puts a post where the order of moments has it.
func (p *pds) show(at time.Time, view map[string]any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	place := sort.Search(len(p.shown), func(i int) bool { return p.shown[i].at.Before(at) })
	p.shown = slices.Insert(p.shown, place, shownPost{at, view})
}

func (p *pds) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	method := strings.TrimPrefix(r.URL.Path, "/xrpc/")
	if strings.HasPrefix(method, "com.atproto.server.") {
		if p.signIn != nil {
			p.signIn(w, r)
			return
		}
		p.enter(w, r, method)
		return
	}
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	switch until, known := p.until[token]; {
	case token == "":
		refuse(w, http.StatusUnauthorized, "AuthMissing", "Authentication Required")
	case !known:
		refuse(w, http.StatusBadRequest, "InvalidToken", "Token could not be verified: "+token)
	case p.now().After(until):
		refuse(w, http.StatusBadRequest, "ExpiredToken", "Token has expired")
	case p.answer != nil:
		p.answer(w, r)
	case method == "app.bsky.feed.searchPosts":
		p.search(w, r.URL.Query())
	case method == "app.bsky.feed.getPosts":
		p.get(w, r.URL.Query()["uris"])
	default:
		refuse(w, http.StatusNotImplemented, "MethodNotImplemented", "Method Not Implemented")
	}
}

// enter is a sign-in.
func (p *pds) enter(w http.ResponseWriter, r *http.Request, method string) {
	var said struct{ Identifier, Password string }
	switch {
	case r.Method != http.MethodPost:
		refuse(w, http.StatusMethodNotAllowed, "InvalidRequest", "Incorrect HTTP method")
		return
	case method == "com.atproto.server.createSession":
		if p.created++; r.Header.Get("Content-Type") != "application/json" || json.NewDecoder(r.Body).Decode(&said) != nil {
			refuse(w, http.StatusBadRequest, "InvalidRequest", "Request encoding (Content-Type) required but not provided")
			return
		}
		if said.Identifier != handle || said.Password != password {
			refuse(w, http.StatusUnauthorized, "AuthenticationRequired", "Invalid identifier or password")
			return
		}
	case method == "com.atproto.server.refreshSession":
		old := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if p.renewed++; !p.refresh[old] {
			refuse(w, http.StatusBadRequest, "ExpiredToken", "Token has been revoked")
			return
		}
		delete(p.refresh, old)
	}
	n := p.created + p.renewed
	access, refresh := fmt.Sprintf("access-token-%d", n), fmt.Sprintf("refresh-token-%d", n)
	p.until[access], p.refresh[refresh] = p.now().Add(tokenLife), true
	_ = json.NewEncoder(w).Encode(map[string]any{"accessJwt": access, "refreshJwt": refresh, "handle": handle, "did": "did:plc:solvo"})
}

func refuse(w http.ResponseWriter, status int, name, message string) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": name, "message": message})
}

func (p *pds) search(w http.ResponseWriter, q url.Values) {
	p.searched = append(p.searched, q)
	for name := range q {
		if !slices.Contains([]string{"q", "sort", "since", "until", "limit", "cursor"}, name) {
			refuse(w, http.StatusBadRequest, "InvalidRequest", "unknown parameter "+name)
			return
		}
	}
	limit, err := strconv.Atoi(cmp.Or(q.Get("limit"), "25"))
	offset, err2 := strconv.Atoi(cmp.Or(q.Get("cursor"), "0"))
	since, err3 := time.Parse(time.RFC3339, cmp.Or(q.Get("since"), "0001-01-01T00:00:00Z"))
	until, err4 := time.Parse(time.RFC3339, cmp.Or(q.Get("until"), "9999-01-01T00:00:00Z"))
	if err = cmp.Or(err, err2, err3, err4); err != nil || limit < 1 || limit > 100 || q.Get("q") == "" || q.Get("sort") != "latest" {
		refuse(w, http.StatusBadRequest, "InvalidRequest", "Error: Params do not fit")
		return
	}
	var hits []map[string]any
	wanted := q.Get("q")
	for _, s := range p.shown {
		if s.at.Before(since) || !s.at.Before(until) {
			continue
		}
		if text, _ := s.view["record"].(map[string]any)["text"].(string); strings.Contains(text, wanted) {
			hits = append(hits, s.view)
		}
	}
	page := hits[min(offset, len(hits)):min(offset+limit, len(hits))]
	said := map[string]any{"hitsTotal": len(hits), "posts": append([]map[string]any{}, page...)}
	if offset+limit < min(len(hits), reachable) {
		said["cursor"] = strconv.Itoa(offset + limit)
	}
	_ = json.NewEncoder(w).Encode(said)
}

func (p *pds) get(w http.ResponseWriter, uris []string) {
	if len(uris) > 25 {
		refuse(w, http.StatusBadRequest, "InvalidRequest", "uris must not have more than 25 elements")
		return
	}
	posts := []map[string]any{}
	for _, s := range p.shown {
		if uri, _ := s.view["uri"].(string); slices.Contains(uris, uri) && !p.gone[uri] {
			posts = append(posts, s.view)
		}
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"posts": posts})
}

func (p *pds) set(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
}

// searches opens a source whose way is search, with a stand-in.
func searches(t *testing.T, service http.Handler, queries ...string) collectors.Collector {
	t.Helper()
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	c, err := bluesky.Type().Open(searchSpec(queries...), collectors.Means{
		Env: func(string) string { return password }, Web: func(bool) http.RoundTripper { return transport }, Agent: "test",
		Base: func(string) string { return server.URL },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func searchSpec(queries ...string) collectors.Spec {
	return collectors.Spec{ID: "sky", Searches: queries, Settings: map[string][]string{
		"way": {"search"}, "identifier": {handle}, "password_env": {"BLUESKY_APP_PASSWORD"}, "pds": {"https://bsky.social"},
	}}
}
