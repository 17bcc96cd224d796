package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"tocsin/brand"
	"tocsin/brand/address"
)

// unnamed leaves out what posts are known by.
var unnamed = cmpopts.IgnoreFields(brand.Post{}, "Identity")

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func TestWhatAFeedSays(t *testing.T) {
	for _, tt := range []struct {
		claim, doc string
		want       []brand.Post
	}{
		{"RSS 2.0 with all we look for", `<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>News</title><link>https://a.example</link><language>en-GB</language>
<item><title>Solvo &amp;amp; rivals &lt;b&gt;down&lt;/b&gt;</title><link>HTTPS://A.Example:443/1?utm_source=rss&amp;x=2#top</link><guid isPermaLink="false">n1</guid>
<dc:creator>Ana Ruiz</dc:creator><pubDate>Sat, 21 Nov 2026 07:00:00 EST</pubDate><description>short</description>
<content:encoded><![CDATA[<p>It&#8217;s <b>so</b>lvo</p><p>again</p>]]></content:encoded>
<media:community><media:statistics views="41000"/></media:community></item>
</channel></rss>`, []brand.Post{{
			NativeID: "n1", URL: "https://a.example/1?x=2", Author: "Ana Ruiz", Title: "Solvo & rivals down",
			Text: "It’s solvo\nagain", Lang: "en-GB", Published: noon, Reach: 41000,
		}}},
		{
			"the item's own language and the summary where it is longer", `<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><language>en</language>
<item><link>/2</link><dc:language>pt</dc:language><content:encoded>x</content:encoded><description>mais palavras</description></item></channel></rss>`,
			[]brand.Post{{URL: "https://feed.example/2", Lang: "pt", Text: "mais palavras"}},
		},
		{
			"an aggregator's item is its source's", `<rss><channel><item><title>Solvo recalls - The Daily</title><link>https://news.example/rss/articles/CBMi</link>
<guid isPermaLink="false">CBMi</guid><source url="https://daily.example">The Daily</source></item></channel></rss>`,
			[]brand.Post{{NativeID: "CBMi", URL: "https://news.example/rss/articles/CBMi", Author: "The Daily", Title: "Solvo recalls - The Daily"}},
		},
		{
			"an id that is an address serves as one", `<rss><channel><item><title>t</title><guid>https://a.example/3</guid></item><item><title>u</title><guid isPermaLink="false">https://a.example/4</guid></item></channel></rss>`,
			[]brand.Post{{NativeID: "https://a.example/3", URL: "https://a.example/3", Title: "t"}, {NativeID: "https://a.example/4", Title: "u"}},
		},
		{
			"RSS 1.0", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>c</title></channel><item rdf:about="y"><title>t</title><link>https://a.example/5</link><dc:date>2026-11-21T12:00:00Z</dc:date></item></rdf:RDF>`,
			[]brand.Post{{URL: "https://a.example/5", Title: "t", Published: noon}},
		},
		{
			"Atom, wrapped by a search engine", `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Alert</title><author><name>Feed</name></author>
<entry><id>tag:1</id><title type="html">&lt;b&gt;Solvo&lt;/b&gt; ruft zur&#252;ck</title>
<link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://b.example/x%3Fa%3D1%26utm_medium%3Drss&amp;ct=ga"/><updated>2026-11-21T13:00:00+01:00</updated>
<content type="html">&lt;b&gt;Sol&lt;/b&gt;vo</content></entry>
<entry><id>tag:2</id><title type="text">5 &lt; 6 and the &lt;script&gt; of Solvo</title><author><email>ana@a.example</email></author><published>2026-11-21T12:00:00Z</published><updated>2026-11-22T12:00:00Z</updated></entry></feed>`,
			[]brand.Post{
				{NativeID: "tag:1", URL: "https://b.example/x?a=1", Author: "Feed", Title: "Solvo ruft zurück", Text: "Solvo", Lang: "de", Published: noon},
				{NativeID: "tag:2", Author: "ana@a.example", Title: "5 < 6 and the <script> of Solvo", Lang: "de", Published: noon},
			},
		},
		{
			"a video's description and views", `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry><id>yt:video:1</id><title>v</title>
<media:group><media:description>about solvo</media:description><media:community><media:statistics views="7"/></media:community></media:group></entry></feed>`,
			[]brand.Post{{NativeID: "yt:video:1", Title: "v", Text: "about solvo", Reach: 7}},
		},
		{
			"JSON Feed, text as it stands", `{"version":"https://jsonfeed.org/version/1.1","language":"fr","authors":[{"name":"Feed"},null],"items":[null,
{"id":7,"url":"https://a.example/7","content_text":"a <b solvo & c","language":"es","date_published":"2026-11-21T12:00:00Z","authors":[null]},
{"id":"8","content_html":"<p>x</p>"}]}`,
			[]brand.Post{{NativeID: "7", URL: "https://a.example/7", Author: "Feed", Text: "a <b solvo & c", Lang: "es", Published: noon}, {NativeID: "8", Author: "Feed", Text: "x", Lang: "fr"}},
		},
		{
			"dates nobody can read, and dates far off", `<rss><channel><item><guid>1</guid><pubDate>Sa, 21. Nov 2026, mittags</pubDate></item>
<item><guid>2</guid><pubDate>Sat, 21 Nov 2099 12:00:00 GMT</pubDate></item><item><guid>3</guid><pubDate>Mon, 31 Feb 2026 12:00:00 GMT</pubDate></item></channel></rss>`,
			[]brand.Post{{NativeID: "1"}, {NativeID: "2", Published: noon.AddDate(73, 0, 0)}, {NativeID: "3"}},
		},
		{"a root behind a long comment, a doctype with declarations and XML 1.1", `<?xml version="1.1" encoding="x-foo"?><!--` + strings.Repeat("x", 9000) + `-->
<!DOCTYPE rss [<!ENTITY a "b > c"> <!ELEMENT x (y)>]><rss><channel><item><guid>1</guid></item></channel></rss>`, []brand.Post{{NativeID: "1"}}},
		{"a root behind a server's complaint", "Warning: mysql_connect() on line 3\n<?xml version=\"1.0\"?><rss><channel><item><guid>1</guid></item></channel></rss>", []brand.Post{{NativeID: "1"}}},
		{
			"characters XML has no place for", "<rss><channel><item><guid>1</guid><title>a\x00\x0b&#0;&#x1F;&#xFFFF;&#99999999999;b\ufffe &#8217;ü\xffü</title></item></channel></rss>",
			[]brand.Post{{NativeID: "1", Title: "ab ’ü\ufffdü"}},
		},
		{
			"addresses that lead nowhere", `<rss><channel><item><guid isPermaLink="false">1</guid><link>javascript:alert(1)</link></item><item><guid isPermaLink="false">2</guid><link>https://ana:secret@a.example/x</link></item></channel></rss>`,
			[]brand.Post{{NativeID: "1"}, {NativeID: "2", URL: "https://a.example/x"}},
		},
		{"no items", `<rss><channel><title>quiet</title></channel></rss>`, nil},
	} {
		posts, notes, err := Parse([]byte(tt.doc), "", "https://feed.example/all.rss")
		if diff := cmp.Diff(tt.want, posts, cmpopts.EquateEmpty(), unnamed); err != nil || diff != "" || len(notes) > 0 {
			t.Errorf("%s: %v, notes %q (-want +got):\n%s", tt.claim, err, notes, diff)
		}
	}
}

func TestEncodings(t *testing.T) {
	const title = "Ärger über “Solvo” – naïve façade"
	doc := func(label string) string {
		return `<?xml version="1.0" encoding="` + label + `"?><rss><channel><item><title>` + title + `</title></item></channel></rss>`
	}
	bare := strings.Replace(doc(""), ` encoding=""`, "", 1)
	with := func(e encoding.Encoding, s string) string {
		out, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	win := charmap.Windows1252
	for _, tt := range []struct{ claim, body, contentType string }{
		{"UTF-8 that says so", doc("utf-8"), ""},
		{"UTF-8 that says nothing", bare, ""},
		{"UTF-8 with a mark, whatever else is said", "\xef\xbb\xbf" + doc("iso-8859-1"), "text/xml; charset=windows-1251"},
		{"UTF-8 under a header of ISO-8859-1", doc("utf-8"), "text/xml; charset=ISO-8859-1"},
		{"Windows-1252 that says so", with(win, doc("windows-1252")), ""},
		{"Windows-1252 that says ISO-8859-1", with(win, doc("iso-8859-1")), ""},
		{"Windows-1252 that says nothing", with(win, bare), ""},
		{"Windows-1252 that says UTF-8", with(win, doc("utf-8")), ""},
		{"Windows-1252 that says what nobody knows", with(win, doc("x-foo")), "text/xml; charset=x-bar"},
		{"Windows-1252 by its header", with(win, doc("utf-8")), "application/rss+xml; charset=windows-1252"},
		{"UTF-16 with a mark", with(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), doc("utf-16")), ""},
		{"UTF-16 LE with a mark", with(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), doc("utf-16")), ""},
		{"UTF-16 LE without one", with(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), bare), ""},
		{"UTF-16 BE without one", with(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), bare), "text/xml; charset=utf-16"},
		{"UTF-32 LE with a mark", with(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), doc("utf-32")), ""},
		{"UTF-32 BE without one", with(utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), bare), ""},
		{"UTF-8 that says UTF-16", doc("utf-16"), ""},
	} {
		posts, _, err := Parse([]byte(tt.body), tt.contentType, "")
		if err != nil || len(posts) != 1 || posts[0].Title != title {
			t.Errorf("%s: %+v, %v; want the title %q", tt.claim, posts, err, title)
		}
	}
	tokyo := `<?xml version="1.0" encoding="Shift_JIS"?><rss><channel><item><title>ソルボの障害</title></item></channel></rss>`
	if posts, _, err := Parse([]byte(with(japanese.ShiftJIS, tokyo)), "", ""); err != nil || posts[0].Title != "ソルボの障害" {
		t.Errorf("Shift_JIS: %+v, %v", posts, err)
	}
	broken := strings.Replace(bare, "Solvo", "Sol\xffvo Solvo", 1)
	if posts, _, err := Parse([]byte(broken), "", ""); err != nil || !strings.Contains(posts[0].Title, "Ärger über “Sol\ufffdvo Solvo”") {
		t.Errorf("UTF-8 with one broken byte: %+v, %v; want the rest unharmed", posts, err)
	}
}

func TestBrokenDocumentsAreReadAsFarAsTheyAreWhole(t *testing.T) {
	rss := `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>t</title><language>en</language>`
	item := func(n int) string {
		return fmt.Sprintf("<item><guid>%d</guid><title>post %d</title><dc:creator>ana</dc:creator></item>", n, n)
	}
	atom := `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>t</title><entry><id>1</id></entry><entry><id>2</id><content type="xhtml"><div>`
	rdf := `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>t</title><items><rdf:Seq/></items></channel>`
	end := "</channel></rss>"
	for _, tt := range []struct {
		claim, doc, ids, note string
	}{
		{"cut within an item", rss + item(1) + item(2) + "<item><title>thi", "1 2", "document was truncated; 2 whole items read"},
		{"cut within a tag", rss + item(1) + "<item><ti", "1", "document was truncated; 1 whole items read"},
		{"cut between items", rss + item(1) + item(2), "1 2", "document was truncated; 2 whole items read"},
		{"cut after the channel", rss + item(1) + "</channel>", "1", "document is broken; 1 whole items read"},
		{"cut within a CDATA section", rss + item(1) + "<item><title><![CDATA[ <item>", "1", "document was truncated; 1 whole items read"},
		{"a broken item among others", rss + item(1) + "<item><title>a ]]> b</title></item>" + item(3) + end, "1 3", "1 items are broken and were left out; 2 were read"},
		{"an item without an end", rss + item(1) + "<item><guid>2</guid>" + item(3) + "</channel></rss", "1 3", "1 items are broken"},
		{"a broken channel", strings.Replace(rss, "<title>t", "<title>t ]]> u", 1) + item(1) + end, "1", "document is broken; 1 whole items read"},
		{"Atom cut within XHTML", atom, "1", "document was truncated; 1 whole items read"},
		{"RSS 1.0 cut", rdf + `<item><title>a</title></item><item>`, "", "document was truncated; 1 whole items read"},
		{"items with a prefix", `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>1</a:id></a:entry><a:entry>`, "1", "document was truncated; 1 whole items read"},
	} {
		posts, notes, err := Parse([]byte(tt.doc), "", "")
		var ids []string
		for _, p := range posts {
			ids = append(ids, p.NativeID)
		}
		if err != nil || strings.TrimSpace(strings.Join(ids, " ")) != tt.ids || len(posts) == 0 || !strings.Contains(strings.Join(notes, "\n"), tt.note) {
			t.Errorf("%s: items %q, notes %q, %v; want %q and %q", tt.claim, ids, notes, err, tt.ids, tt.note)
		}
	}
	posts, _, _ := Parse([]byte(rss+item(1)+"<item>"), "", "")
	if len(posts) != 1 || posts[0].Lang != "en" || posts[0].Author != "ana" {
		t.Errorf("what is saved has lost its language or author: %+v", posts)
	}
}

func TestWhatIsNoFeedIsSaidToBeNone(t *testing.T) {
	for _, tt := range []struct{ claim, doc, err string }{
		{"nothing", " \n", "the document is empty"},
		{"words", "Too many requests, try again later", `this is no feed: it begins with "Too many requests, try again l"`},
		{
			"a page that names its feed", `<!DOCTYPE html><html><head><link rel="stylesheet" href="x.css"><LINK REL="alternate" TYPE="application/rss+xml" HREF="feed.xml"></head>`,
			"this is a web page; its feed is at https://blog.example/…, as the page's head says in full: use that address",
		},
		{
			"a page that names its feed elsewhere", `<html><head><link rel="alternate" type="application/atom+xml" href="/atom.xml"></head>`,
			"this is a web page; its feed is at https://blog.example/atom.xml: use that address",
		},
		{"a page that names none", `<html><body><link rel="alternate" type="application/rss+xml" href="not-in-the-body"></body></html>`, "this is a web page, and it names no feed"},
		{"another kind of XML", `<?xml version="1.0"?><urlset></urlset>`, "its root element is <urlset>"},
		{"another kind of JSON", `{"error":"not found"}`, "this is JSON, but no JSON Feed"},
		{"half a JSON Feed", `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"`, "the document cannot be read"},
		{"a document cut before its first item", `<rss><channel><title>t`, "it is broken before its first item"},
		{"a document without a whole item", `<rss><channel><item><title>t`, "no item of it is whole"},
		{"no elements at all", `<!-- nothing here`, "it has no root element"},
	} {
		posts, _, err := Parse([]byte(tt.doc), "", "https://blog.example/about/")
		if err == nil || !strings.Contains(err.Error(), tt.err) || len(posts) > 0 {
			t.Errorf("%s: %d posts, %v; want %q", tt.claim, len(posts), err, tt.err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<rss><channel><item><title>a ]]> b</title></item><item><guid>1</guid></item>`), "text/xml; charset=utf-8")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><link href="/x"/></entry></feed>`), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"authors":[null],"attachments":[{}]}]}`), "application/json")
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"), "text/xml; charset=utf-16")
	f.Add([]byte(`<!DOCTYPE html><link rel=alternate type=application/rss+xml href=//x>`), "text/html")
	f.Add([]byte(`<rdf:RDF xmlns:media="http://search.yahoo.com/mrss/"><item><media:group><media:community><media:statistics views="9"/></item>`), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		posts, _, err := Parse(body, contentType, "https://feed.example/")
		if err != nil && len(posts) > 0 {
			t.Errorf("%d posts and an error: %v", len(posts), err)
		}
		for _, p := range posts {
			if p.URL != "" && p.URL != address.Canonical(p.URL) {
				t.Errorf("address %q is not canonical: %q", p.URL, address.Canonical(p.URL))
			}
			if strings.ToValidUTF8(p.Title+p.Text+p.Author, "") != p.Title+p.Text+p.Author {
				t.Errorf("a post is not UTF-8: %+v", p)
			}
		}
	})
}

func TestAChannelOf1997IsRead(t *testing.T) {
	const doc = `<!-- old --><CHANNEL BASE="http://base.example.org/" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>News &amp; more</TITLE>
		<ITEM HREF="/item/1" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>Solvo &lt; all</TITLE><ABSTRACT>It broke</ABSTRACT></ITEM>
		<item href="http://other.example/2"><title>second</title></item><ITEM HREF="/item/3"><TITLE>half`
	posts, _, err := Parse([]byte(doc), "", "http://www.example.org/channel.cdf")
	if err != nil || len(posts) != 2 {
		t.Fatalf("%v, %+v", err, posts)
	}
	if p := posts[0]; p.URL != "http://base.example.org/item/1" || p.Title != "Solvo < all" || p.Text != "It broke" || p.Published.Year() != 2004 {
		t.Errorf("the first item is %+v", p)
	}
}
