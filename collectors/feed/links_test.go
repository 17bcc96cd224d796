package feed

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin/brand"
)

func TestWhatAPostPointsTo(t *testing.T) {
	for _, tt := range []struct {
		claim, item string
		want        []string
	}{
		{
			"links of its markup", `<link>https://a.example/7</link><description><![CDATA[<p><a class=x href="HTTPS://B.example/x?utm_source=y">b</a> <A HREF='/rel'>c</A> <img src="https://i.example/"> <a name=top>]]></description>`,
			[]string{"https://b.example/x", "https://feed.example/rel"},
		},
		{"not itself", `<link>https://a.example/story-51234</link><description><![CDATA[<a href="https://www.a.example/story-51234?utm_source=x#top">more</a>]]></description>`, nil},
		{"addresses that are written out", `<title>see https://b.example/1.</title><description>and (www.c.example/2)</description>`, []string{"https://b.example/1", "https://www.c.example/2"}},
		{
			"each once, content before summary", `<description><![CDATA[<a href="https://b.example/1">b</a> https://c.example/]]></description><content:encoded><![CDATA[<a href="https://c.example/">c</a>]]></content:encoded>`,
			[]string{"https://c.example/", "https://b.example/1"},
		},
		{"through a click counter", `<description><![CDATA[<a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fb.example%2F1&amp;h=x">b</a>]]></description>`, []string{"https://b.example/1"}},
		{"nothing that is no address", `<description><![CDATA[<a href="javascript:alert(1)">a</a><a href="mailto:a@b.example">b</a><a href="">c</a><a>d</a><a href="#">]]></description>`, nil},
		{"not what is longer than anybody reads", `<description><![CDATA[<a href="https://b.example/` + strings.Repeat("x", 5000) + `">a</a>]]></description>`, nil},
	} {
		doc := `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>` + tt.item + `</item></channel></rss>`
		posts, _, err := Parse([]byte(doc), "", "https://feed.example/")
		if err != nil || len(posts) != 1 {
			t.Fatalf("%s: %v", tt.claim, err)
		}
		if diff := cmp.Diff(tt.want, posts[0].Links, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.claim, diff)
		}
	}
	var many strings.Builder
	for n := range 5000 {
		fmt.Fprintf(&many, `<a href="https://b.example/%d">b</a> https://c.example/%d `, n, n)
	}
	posts, _, err := Parse([]byte("<rss><channel><item><description><![CDATA["+many.String()+"]]></description></item></channel></rss>"), "", "")
	if err != nil || len(posts[0].Links) != brand.MostLinks {
		t.Errorf("of ten thousand links, %d are remembered, %v", len(posts[0].Links), err)
	}
}

func TestTheAddressBehindAFeedsClickCounter(t *testing.T) {
	doc := `<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><link>http://feedproxy.google.com/~r/a/~3/b/</link>
<feedburner:origLink>https://a.example/story-51234?utm_source=feedburner</feedburner:origLink></item></channel></rss>`
	if posts, _, err := Parse([]byte(doc), "", ""); err != nil || posts[0].URL != "https://a.example/story-51234" {
		t.Errorf("%+v, %v", posts, err)
	}
}

func TestAFeedSaysHowManyPostsThereAre(t *testing.T) {
	for claim, tt := range map[string]struct {
		doc  string
		want int
	}{
		"a search":               {`<rss xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/"><channel><openSearch:totalResults>94</openSearch:totalResults><item><title>a</title></item></channel></rss>`, 94},
		"a search in Atom":       {`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><opensearch:totalResults> 94 </opensearch:totalResults><entry><id>1</id></entry></feed>`, 94},
		"comments":               {`<rss xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><slash:comments>94</slash:comments><item><title>a</title></item></channel></rss>`, 94},
		"comments, in Atom":      {`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><thr:total>94</thr:total><entry><id>1</id></entry></feed>`, 94},
		"comments of one item":   {`<rss xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><item><title>a</title><slash:comments>94</slash:comments></item></channel></rss>`, 0},
		"nothing":                {`<rss><channel><item><title>a</title></item></channel></rss>`, 0},
		"less than nothing":      {`<rss xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><slash:comments>-7</slash:comments><item><title>a</title></item></channel></rss>`, 0},
		"more than there can be": {`<rss xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><slash:comments>99999999999999999999</slash:comments><item><title>a</title></item></channel></rss>`, 0},
	} {
		if page := newSite(t, says(tt.doc)).visit(t, Options{}).read(t); page.Total != tt.want || len(page.Posts) != 1 {
			t.Errorf("%s: the feed says %d, want %d", claim, page.Total, tt.want)
		}
	}
}
