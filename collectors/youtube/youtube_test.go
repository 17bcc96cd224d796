package youtube_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/youtube"
)

const (
	key     = "AIzaSy-a-key-of-tests"
	channel = "UCabcdefghijklmnopqrstuv"
)

// A service is the Data API: newest first, pages by token, at most as many as asked for.
type service struct {
	shown []contract.Post
	calls int
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.calls++
	q := r.URL.Query()
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	if r.Header.Get("X-Goog-Api-Key") != key {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","errors":[{"message":"API key not valid.","domain":"global","reason":"badRequest"}],"status":"INVALID_ARGUMENT"}}`))
		return
	}
	size, _ := strconv.Atoi(q.Get("maxResults"))
	search := r.URL.Path == "/youtube/v3/search"
	switch {
	case search && q.Get("order") == "date" && size <= 50 && q.Get("q") != "":
	case r.URL.Path == "/youtube/v3/commentThreads" && q.Get("order") == "time" && size <= 100 && q.Get("allThreadsRelatedToChannelId") == channel:
	default:
		http.NotFound(w, r)
		return
	}
	after, _ := time.Parse(time.RFC3339, q.Get("publishedAfter"))
	// A token names the newest post that is left.
	last := len(s.shown)
	if token := q.Get("pageToken"); token != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(token, "T"))
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte(`{"error":{"code":400,"errors":[{"reason":"invalidPageToken"}]}}`))
			return
		}
		last = n
	}
	items, next := []any{}, ""
	for i := last - 1; i >= 0; i-- {
		p := s.shown[i]
		if search && p.At.Before(after) {
			break
		}
		if len(items) == size {
			next = fmt.Sprintf("T%d", i+1)
			break
		}
		items = append(items, s.item(p, search))
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"items": items, "nextPageToken": next, "pageInfo": map[string]int{"totalResults": 1_000_000}})
}

func (s *service) item(p contract.Post, search bool) any {
	at := p.At.Format(time.RFC3339)
	if search {
		return map[string]any{"id": map[string]string{"kind": "youtube#video", "videoId": fmt.Sprintf("v%010d", p.N)}, "snippet": map[string]any{
			"publishedAt": at, "channelId": "UC" + p.Author, "channelTitle": p.Author, "title": html.EscapeString(p.Text), "description": "",
		}}
	}
	return map[string]any{"snippet": map[string]any{"topLevelComment": map[string]any{"id": fmt.Sprintf("Ugx%d", p.N), "snippet": map[string]any{
		"textDisplay": p.Text, "authorDisplayName": "@" + p.Author, "authorChannelId": map[string]string{"value": "UC" + p.Author}, "videoId": "aB3-_aB3-_x", "publishedAt": at,
	}}}}
}

// quotaSpent is what YouTube says when a day's calls are used up.
func quotaSpent(w http.ResponseWriter) {
	w.WriteHeader(http.StatusForbidden)
	_, _ = w.Write([]byte(`{"error":{"code":403,"message":"The request cannot be completed because you have exceeded your <a href=\"/youtube/v3/getting-started#quota\">quota</a>.","errors":[{"domain":"youtube.quota","reason":"quotaExceeded"}]}}`))
}

func busy(w http.ResponseWriter) {
	w.WriteHeader(http.StatusForbidden)
	_, _ = w.Write([]byte(`{"error":{"code":403,"errors":[{"domain":"usageLimits","reason":"rateLimitExceeded"}]}}`))
}

func TestNoVideoIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Listed: true, Type: youtube.Type(), Most: 120, Every: 20 * time.Minute, Env: map[string]string{"KEY": key},
		Spec: collectors.Spec{Settings: map[string][]string{"key_env": {"KEY"}}},
		Service: func(func() time.Time) contract.Service {
			s := &service{}
			return contract.Service{Handler: s, Publish: func(p []contract.Post) { s.shown = append(s.shown, p...) }, Busy: busy}
		},
	})
}

func TestNoCommentIsLostOrDoubled(t *testing.T) {
	kind := youtube.Type()
	open := kind.Open
	kind.Open = func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
		s.Searches = nil
		return open(s, with)
	}
	contract.Check(t, contract.Case{
		Listed: true, Type: kind, Most: 150, Every: 5 * time.Minute, Env: map[string]string{"KEY": key}, Posts: 5_000,
		Spec: collectors.Spec{Settings: map[string][]string{"key_env": {"KEY"}, "comments_of": {channel}}},
		Service: func(func() time.Time) contract.Service {
			s := &service{}
			return contract.Service{Handler: s, Publish: func(p []contract.Post) { s.shown = append(s.shown, p...) }, Busy: busy}
		},
	})
}

// open makes a collector of a service, whose feeds are answered by nobody.
func open(t *testing.T, h http.Handler, s collectors.Spec, secret string) (collectors.Collector, error) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	s.ID, s.Settings["key_env"] = "tube", []string{"KEY"}
	return youtube.Type().Open(s, collectors.Means{
		Env: func(string) string { return secret }, Web: func(bool) http.RoundTripper { return http.DefaultTransport }, Agent: "test",
		Base: func(string) string { return server.URL },
		Feed: func(_ collectors.Spec, address string) (collectors.Collector, error) {
			return nil, errors.New("feed " + address)
		},
	})
}

func TestVideosAndCommentsBecomePosts(t *testing.T) {
	at := contract.Start().Add(-time.Hour)
	for name, tt := range map[string]struct {
		spec collectors.Spec
		body string
		want brand.Post
	}{
		"video": {
			collectors.Spec{Searches: []string{"solvo"}, Settings: map[string][]string{}},
			`{"items":[{"id":{"kind":"youtube#channel"},"snippet":{"title":"no video"}},{"id":{"videoId":"aB3-_aB3-_x"},"snippet":{"publishedAt":"2026-11-21T11:00:00Z","channelId":"UC1","channelTitle":"Ana &amp; Co","title":"Solvo&#39;s caps &lt;3","description":"they broke"}}]}`,
			brand.Post{NativeID: "yt:video:aB3-_aB3-_x", URL: "https://www.youtube.com/watch?v=aB3-_aB3-_x", Author: "Ana & Co", AuthorID: "UC1", Title: "Solvo's caps <3", Text: "they broke", Published: at},
		},
		"comment": {
			collectors.Spec{Settings: map[string][]string{"comments_of": {channel}}},
			`{"items":[{"snippet":{"topLevelComment":{"id":"Ugx7","snippet":{"textDisplay":"mine broke <3","authorDisplayName":"@ben","authorChannelId":{"value":"UC2"},"videoId":"aB3-_aB3-_x","publishedAt":"2026-11-21T11:00:00Z"}}}}]}`,
			brand.Post{NativeID: "yt:comment:Ugx7", URL: "https://www.youtube.com/watch?v=aB3-_aB3-_x&lc=Ugx7", Author: "ben", AuthorID: "UC2", Text: "mine broke <3", Published: at},
		},
	} {
		c, err := open(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(tt.body)) }), tt.spec, key)
		if err != nil {
			t.Fatal(err)
		}
		page, err := c.Collect(t.Context(), "", contract.Start())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]brand.Post{tt.want}, page.Posts); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestADaysSearchesLastForADay(t *testing.T) {
	s := &service{}
	c, err := open(t, s, collectors.Spec{Searches: []string{"a", "b", "c"}, Settings: map[string][]string{}}, key)
	if err != nil {
		t.Fatal(err)
	}
	var cursor collectors.Cursor
	for now := contract.Start(); now.Before(contract.Start().Add(24 * time.Hour)); now = now.Add(time.Minute) {
		for more := true; more; {
			page, err := c.Collect(t.Context(), cursor, now)
			if err != nil {
				t.Fatal(err)
			}
			cursor, more = page.Next, page.More
		}
	}
	if s.calls > 100 || s.calls < 80 {
		t.Errorf("three searches made %d calls in a day; a key has 100", s.calls)
	}
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	spec := collectors.Spec{Searches: []string{"solvo"}, Settings: map[string][]string{}}
	c, err := open(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { quotaSpent(w) }), spec, key)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Collect(t.Context(), "", contract.Start())
	wait, ok := errors.AsType[*collectors.WaitError](err)
	if want := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC); !ok || !wait.Until.Equal(want) || !strings.Contains(err.Error(), "used up") {
		t.Errorf("a spent quota is %v, want a wait until %v", err, want)
	}
	c, err = open(t, &service{}, spec, "AIzaSy-another")
	if err != nil {
		t.Fatal(err)
	}
	if _, err = c.Collect(t.Context(), "", contract.Start()); err == nil || !strings.Contains(err.Error(), "check the key") || strings.Contains(err.Error(), "another") {
		t.Errorf("a wrong key is %v", err)
	}
	for body, want := range map[string]string{"": "it is empty", "<html>": "it is a web page", "{}": "no items", `{"items":[{"id":7}]}`: "its one video cannot be read"} {
		c, err := open(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }), spec, key)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Collect(t.Context(), "", contract.Start()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", body, err, want)
		}
	}
}

func TestWhatItNeedsIsSaid(t *testing.T) {
	for want, s := range map[string]collectors.Spec{
		"source tube: without a key YouTube gives the videos of channels alone: list channels, or set KEY": {Settings: map[string][]string{}},
		`youtube channels: "solvo" is no channel's id`:                                                     {Settings: map[string][]string{"channels": {"solvo"}}},
		"/feeds/videos.xml?channel_id=" + channel:                                                          {Settings: map[string][]string{"channels": {channel}}},
	} {
		if _, err := open(t, &service{}, s, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", s.Settings, err, want)
		}
	}
}
