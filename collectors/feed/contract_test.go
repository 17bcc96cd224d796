package feed_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/collectors/contract"
	"tocsin/collectors/feed"
)

// A forum shows its newest posts as RSS, with validators.
func TestNothingIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Type: feed.Type(), Most: 20,
		Service: func(func() time.Time) contract.Service {
			var shown []contract.Post
			return contract.Service{
				Publish: func(posts []contract.Post) { shown = append(shown, posts...) },
				Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					tag := fmt.Sprintf(`"%d"`, len(shown))
					w.Header().Set("ETag", tag)
					if r.Header.Get("If-None-Match") == tag {
						w.WriteHeader(http.StatusNotModified)
						return
					}
					var doc strings.Builder
					doc.WriteString(`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>forum</title>`)
					for _, p := range slices.Backward(shown[max(0, len(shown)-300):]) {
						fmt.Fprintf(&doc, "<item><guid isPermaLink=\"false\">%d</guid><link>https://forum.example/p/%d</link><dc:creator>%s</dc:creator><pubDate>%s</pubDate><description>",
							p.N, p.N, p.Author, p.At.Format(time.RFC1123Z))
						_ = xml.EscapeText(&doc, []byte(strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(p.Text)))
						doc.WriteString("</description></item>")
					}
					doc.WriteString("</channel></rss>")
					w.Header().Set("Content-Type", "application/rss+xml")
					_, _ = w.Write([]byte(doc.String()))
				}),
			}
		},
	})
}
