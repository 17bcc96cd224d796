package websub

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAHubIsFoundWhereFeedsNameIt(t *testing.T) {
	const here = "https://a.example/blog/feed"
	for claim, tt := range map[string]struct {
		links []string
		body  string
		hubs  []string
		self  string
	}{
		"in a header":       {[]string{`<https://hub.example/>; rel="hub", <https://a.example/f>; rel="self"`}, "", []string{"https://hub.example/"}, "https://a.example/f"},
		"in two":            {[]string{`<https://hub.example/>; rel=hub`, `<https://a.example/f>;rel=self`}, "", []string{"https://hub.example/"}, "https://a.example/f"},
		"among others":      {[]string{`<https://a.example/style.css>; rel=preload; title="a, <b>; rel=hub", </hub>; type="x"; REL="alternate HUB"`}, "", []string{"https://a.example/hub"}, here},
		"with several hubs": {[]string{`<https://h1.example/>; rel="hub", <https://h2.example/>; rel="hub"`}, "", []string{"https://h1.example/", "https://h2.example/"}, here},
		"in a header before the document": {
			[]string{`<https://hub.example/>; rel="hub"`},
			`<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://other.example/"/></feed>`,
			[]string{"https://hub.example/"},
			here,
		},
		"in Atom":        {nil, `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="f.atom"/><link rel="hub" href="https://hub.example/"/><entry/></feed>`, []string{"https://hub.example/"}, "https://a.example/blog/f.atom"},
		"in RSS":         {nil, `<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://a.example/</link><atom:link rel="hub" href="https://hub.example/"/></channel></rss>`, []string{"https://hub.example/"}, here},
		"in RDF":         {nil, "\xef\xbb\xbf\n" + `<rdf:RDF xmlns:rdf="r" xmlns:a="http://www.w3.org/2005/Atom"><channel><a:link rel="hub" href="https://hub.example/"/></channel><item/></rdf:RDF>`, []string{"https://hub.example/"}, here},
		"in Latin-1":     {nil, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><feed><title>\xe9</title><link rel=\"hub\" href=\"https://hub.example/\"/></feed>", []string{"https://hub.example/"}, here},
		"in JSON":        {nil, `{"version":"https://jsonfeed.org/version/1.1","feed_url":"https://a.example/f.json","hubs":[{"type":"rssCloud","url":"https://no.example/"},{"type":"WebSub","url":"https://hub.example/"}]}`, []string{"https://hub.example/"}, "https://a.example/f.json"},
		"in broken XML":  {nil, `<rss><channel><title>a & b</title><link rel="hub" href="https://hub.example/"><br></channel>`, []string{"https://hub.example/"}, here},
		"nowhere":        {nil, `<rss><channel><link>https://a.example/</link></channel></rss>`, nil, here},
		"in nothing":     {nil, "", nil, here},
		"in half a link": {[]string{`<https://hub.example/; rel="hub"`, "<"}, "", nil, here},
		// What stands in items is written by anybody.
		"in an entry":          {nil, `<feed><entry><link rel="hub" href="https://evil.example/"/></entry><link rel="hub" href="https://evil.example/"/></feed>`, nil, here},
		"in a text":            {nil, `<rss><channel><description><![CDATA[<link rel="hub" href="https://evil.example/"/>]]>&lt;link rel="hub" href="https://evil.example/"/&gt;</description></channel></rss>`, nil, here},
		"in a comment":         {nil, `<rss><channel><!-- <link rel="hub" href="https://evil.example/"/> --></channel></rss>`, nil, here},
		"deeper than the head": {nil, `<rss><channel><image><link rel="hub" href="https://evil.example/"/></image></channel></rss>`, nil, here},
		"of no web":            {[]string{`<javascript:alert(1)>; rel="hub", <mailto:a@a.example>; rel=self`}, "", nil, here},
	} {
		got := discover(http.Header{"Link": tt.links}, []byte(tt.body), here)
		if len(got.hubs) == 0 {
			got.hubs = nil
		}
		if diff := cmp.Diff([]any{tt.hubs, tt.self}, []any{got.hubs, got.self}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", claim, diff)
		}
	}
}

func FuzzDiscover(f *testing.F) {
	f.Add(`<https://hub.example/>; rel="hub"`, `<feed><link rel="hub" href="x"/></feed>`)
	f.Add(`<a>;rel=", <b>`, `{"hubs":[{}]}`)
	f.Fuzz(func(t *testing.T, link, body string) {
		n := discover(http.Header{"Link": {link}}, []byte(body), "https://a.example/feed")
		for _, hub := range n.hubs {
			if hub == "" {
				t.Error("an empty hub")
			}
		}
		if n.self == "" {
			t.Error("no topic")
		}
	})
}
