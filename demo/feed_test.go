package demo

import (
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

// document is what a reader takes from a feed.
type document struct {
	Items []struct {
		Title       string `xml:"title"`
		Link        string `xml:"link"`
		GUID        string `xml:"guid"`
		Creator     string `xml:"http://purl.org/dc/elements/1.1/ creator"`
		Language    string `xml:"http://purl.org/dc/elements/1.1/ language"`
		Published   string `xml:"pubDate"`
		Description string `xml:"description"`
		Statistics  struct {
			Views int `xml:"views,attr"`
		} `xml:"http://search.yahoo.com/mrss/ community>statistics"`
	} `xml:"channel>item"`
}

// read takes the posts from a feed's document, in its order.
func read(t *testing.T, body string) []brand.Post {
	t.Helper()
	var doc document
	if err := xml.Unmarshal([]byte(body), &doc); err != nil {
		t.Fatalf("feed is no XML: %v", err)
	}
	var posts []brand.Post
	for _, it := range doc.Items {
		published, err := time.Parse(time.RFC1123Z, it.Published)
		if err != nil {
			t.Fatal(err)
		}
		posts = append(posts, brand.Post{
			NativeID: it.GUID, URL: it.Link, Author: it.Creator, Title: it.Title, Text: it.Description,
			Lang: it.Language, Published: published.UTC(), Reach: it.Statistics.Views,
		})
	}
	return posts
}

func get(h http.Handler, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestWriteRSSKeepsEverything(t *testing.T) {
	posts := []brand.Post{
		{NativeID: "1", URL: "https://a.example/1?x=1&y=2", Author: "@ada", Text: "first <b> & \"last\" #solvomoms", Lang: "pt", Published: time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC), Reach: 7},
		{NativeID: "2", URL: "https://a.example/2", Author: "Bea Lark", Title: "A title", Text: "words", Lang: "en", Published: time.Date(2026, 11, 21, 20, 1, 0, 0, time.UTC)},
	}
	var body strings.Builder
	if err := WriteRSS(&body, posts, posts[1].Published); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]brand.Post{posts[1], posts[0]}, read(t, body.String())); diff != "" {
		t.Errorf("posts, newest first (-want +got):\n%s", diff)
	}
}

func TestFeedServer(t *testing.T) {
	s := NewStory(2)
	now := s.Start()
	h := FeedServer(s, func() time.Time { return now })

	if w := get(h, "/social.rss"); w.Code != http.StatusOK || len(read(t, w.Body.String())) > 0 {
		t.Errorf("at the start: status %d with %d posts, want an empty feed", w.Code, len(read(t, w.Body.String())))
	}
	now = s.Onset()
	first := get(h, "/social.rss")
	posts := read(t, first.Body.String())
	if len(posts) != newest || !tagged(posts[0]) || !posts[0].Published.Equal(s.Onset()) {
		t.Errorf("at the onset: %d posts, the first %+v; want 100, the storm's first on top", len(posts), posts[0])
	}
	etag, modified := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
	for _, tt := range []struct {
		claim  string
		path   string
		header []string
		want   int
	}{
		{"who has it by its tag is told so", "/social.rss", []string{"If-None-Match", etag}, http.StatusNotModified},
		{"who has it by its date is told so", "/social.rss", []string{"If-Modified-Since", modified}, http.StatusNotModified},
		{"who has another gets it", "/social.rss", []string{"If-None-Match", `"other"`}, http.StatusOK},
		{"the blogs have a tag of their own", "/blogs.rss", []string{"If-None-Match", etag}, http.StatusOK},
		{"there is no third feed", "/news.rss", nil, http.StatusNotFound},
	} {
		if w := get(h, tt.path, tt.header...); w.Code != tt.want {
			t.Errorf("%s: GET %s %v: status %d, want %d", tt.claim, tt.path, tt.header, w.Code, tt.want)
		}
	}
	now = s.Onset().Add(time.Hour)
	if w := get(h, "/social.rss", "If-None-Match", etag, "If-Modified-Since", modified); w.Code != http.StatusOK {
		t.Errorf("an hour later: status %d, want a new feed", w.Code)
	}
}

// Who reads both feeds every five minutes misses nothing.
func TestNothingIsMissed(t *testing.T) {
	s := NewStory(4)
	now := s.Onset()
	h := FeedServer(s, func() time.Time { return now })
	got := map[string]brand.Post{}
	for now.Before(s.End()) {
		for _, path := range []string{"/social.rss", "/blogs.rss"} {
			for _, p := range read(t, get(h, path).Body.String()) {
				got[p.NativeID] = p
			}
		}
		now = now.Add(5 * time.Minute)
	}
	for _, p := range s.Posts(s.Onset(), now.Add(-5*time.Minute)) {
		if diff := cmp.Diff(p, got[p.NativeID]); diff != "" {
			t.Fatalf("a post as told and as read (-told +read):\n%s", diff)
		}
	}
}
