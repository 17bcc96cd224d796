package google_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/feed"
	"tocsin/collectors/google"
)

// withFeeds gives means the reading of feeds, as the wiring does.
func withFeeds(kind collectors.Type) collectors.Type {
	open := kind.Open
	kind.Open = func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
		with.Feed = func(s collectors.Spec, address string) (collectors.Collector, error) {
			s.URL, s.Settings = address, nil
			return feed.Type().Open(s, with)
		}
		return open(s, with)
	}
	return kind
}

// news answers a search as Google News does: at most 100 articles, titles that end in
// the publisher, opaque links.
func news(shown []contract.Post, q url.Values) string {
	var doc strings.Builder
	doc.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>"` + q.Get("q") + `" - Google News</title>`)
	for _, p := range slices.Backward(shown[max(0, len(shown)-100):]) {
		doc.WriteString("<item><title>")
		_ = xml.EscapeText(&doc, []byte(p.Text+" - "+p.Author))
		fmt.Fprintf(&doc, `</title><link>https://news.google.com/rss/articles/CBMi%d?oc=5</link><guid isPermaLink="false">CBMi%d</guid><pubDate>%s</pubDate>`,
			p.N, p.N, p.At.Format(time.RFC1123))
		fmt.Fprintf(&doc, `<source url="https://%s.example">%s</source></item>`, p.Author, p.Author)
	}
	doc.WriteString("</channel></rss>")
	return doc.String()
}

func TestNothingOfTheNewsIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Type: withFeeds(google.NewsType()), Most: 4, Posts: 2_000,
		Service: func(func() time.Time) contract.Service {
			var shown []contract.Post
			return contract.Service{
				Publish: func(posts []contract.Post) { shown = append(shown, posts...) },
				Busy:    func(w http.ResponseWriter) { http.Error(w, "Sorry...", http.StatusServiceUnavailable) },
				Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					q := r.URL.Query()
					if r.URL.Path != "/rss/search" || q.Get("q") != "solvo" || q.Get("ceid") != "US:en" {
						http.NotFound(w, r)
						return
					}
					w.Header().Set("Content-Type", "application/xml; charset=utf-8")
					_, _ = w.Write([]byte(news(shown, q)))
				}),
			}
		},
	})
}

func TestAlertsAreReadFromSecretAddresses(t *testing.T) {
	kind := withFeeds(google.AlertsType())
	open := func(feeds string) (collectors.Collector, error) {
		return kind.Open(collectors.Spec{ID: "alerts", Settings: map[string][]string{"feeds_env": {"FEEDS"}}}, collectors.Means{
			Env: func(string) string { return feeds }, Web: func(bool) http.RoundTripper { return http.DefaultTransport },
		})
	}
	for feeds, want := range map[string]string{
		"":                            "source alerts: it has no alerts; set FEEDS to the addresses of their feeds",
		"https://host.example/s3cr3t": "source alerts: address 1 in FEEDS is no feed of Google Alerts: copy it from the alert's feed icon",
	} {
		if _, err := open(feeds); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", feeds, err, want)
		}
	}
	if _, err := open("https://www.google.com/alerts/feeds/0123/4567 https://www.google.com/alerts/feeds/0123/89"); err != nil {
		t.Error(err)
	}
}

func TestAnAlertLeadsToThePageItself(t *testing.T) {
	const doc = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Google Alert - solvo</title><entry><id>tag:google.com,2013:googlealerts/feed:77</id>
<title type="html">&lt;b&gt;Solvo&lt;/b&gt; recalls caps</title><link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://paper.example/solvo?id%3D7%26utm_source%3Dx&amp;ct=ga&amp;cd=CAI"/>
<published>2026-11-21T11:00:00Z</published><content type="html">Parents say &lt;b&gt;Solvo&lt;/b&gt;&#39;s caps break</content></entry></feed>`
	posts, _, err := feed.Parse([]byte(doc), "application/atom+xml", "https://www.google.com/alerts/feeds/1/2")
	if err != nil || len(posts) != 1 {
		t.Fatal(err, posts)
	}
	if p := posts[0]; p.URL != "https://paper.example/solvo?id=7" || p.Title != "Solvo recalls caps" || p.Text != "Parents say Solvo's caps break" {
		t.Errorf("the alert reads as %+v", p)
	}
}
