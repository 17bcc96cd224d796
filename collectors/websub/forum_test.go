package websub_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"tocsin/collectors/contract"
)

// forum shows its newest posts as RSS.
func forum() contract.Service {
	var shown []contract.Post
	return contract.Service{
		Publish: func(posts []contract.Post) { shown = append(shown, posts...) },
		Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
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
}
