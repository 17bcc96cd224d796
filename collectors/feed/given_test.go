package feed_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/feed"
)

// What a hub sends ahead is what the feed shows later, and no second post.
func TestAPostThatIsSentAheadIsTheOneThatIsReadLater(t *testing.T) {
	for claim, item := range map[string]func(n int) string{
		"ids of its own": func(n int) string {
			return fmt.Sprintf("<item><guid isPermaLink=\"false\">%d</guid><link>https://a.example/status</link><title>Post %d</title></item>", n, n)
		},
		"addresses": func(n int) string {
			return fmt.Sprintf("<item><link>https://a.example/2026/11/post-number-%d-of-all</link><title>Post %d</title></item>", n, n)
		},
		"addresses that say little": func(n int) string {
			return fmt.Sprintf("<item><link>https://a.example/p%c</link><title>Post %d</title></item>", 'a'+n, n)
		},
		"nothing but words": func(n int) string { return fmt.Sprintf("<item><title>Post %d</title><author>ana</author></item>", n) },
	} {
		show := func(from, to int) string {
			doc := "<rss><channel><title>T</title>"
			for n := to; n >= from; n-- {
				doc += item(n)
			}
			return doc + "</channel></rss>"
		}
		shown := 3
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(show(1, shown))) }))
		transport := &http.Transport{}
		c, err := feed.New(feed.Options{URL: server.URL, Transport: transport})
		if err != nil {
			t.Fatal(err)
		}
		read := func(from collectors.Cursor) collectors.Page {
			page, err := c.Collect(t.Context(), from, time.Date(2026, 11, 21, 12, 0, shown, 0, time.UTC))
			if err != nil {
				t.Fatal(err)
			}
			return page
		}
		first := read("")
		given, notes, err := c.Given(first.Next, []byte(show(3, 5)), "application/rss+xml")
		if err != nil || len(given) != 3 || len(notes) > 0 {
			t.Fatalf("%s: given %v, %q, %v", claim, given, notes, err)
		}
		shown = 5
		later := read(first.Next)
		for i, p := range given {
			if a, b := identify(p), identify(later.Posts[i]); a != b {
				t.Errorf("%s: %q is sent as %s and read as %s", claim, p.Title, a, b)
			}
		}
		if a, b := identify(given[2]), identify(first.Posts[0]); a != b {
			t.Errorf("%s: a post that was read before is sent again as another: %s, %s", claim, b, a)
		}
		server.Close()
		transport.CloseIdleConnections()
	}
}

func identify(p brand.Post) brand.MentionID { return brand.Identify("feed", "x", p) }

func TestWhatIsSentAndIsNoFeedIsNotRead(t *testing.T) {
	c, err := feed.New(feed.Options{URL: "https://a.example/feed", MaxBytes: 1 << 10})
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]string{
		"": "", "<html><body>hello</body></html>": "", "<rss><channel>" + strings.Repeat("<item/>", 1<<10) + "</channel></rss>": "more than 1024 bytes",
	} {
		if posts, _, err := c.Given("", []byte(body), ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, %v", body, posts, err)
		}
	}
}
