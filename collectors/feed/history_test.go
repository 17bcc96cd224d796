package feed

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// An entree is an item or entry as a feed writes it.
type entree struct{ id, link, title, text, author, date string }

// An edition is a document as a feed writes it: what is said around its items, and they.
type edition struct {
	atom                bool
	root, head, between string
	items               []entree
	number              int
}

func (e edition) String() string {
	var doc strings.Builder
	item := "item"
	if e.atom {
		item = "entry"
		fmt.Fprintf(&doc, `<feed xmlns="http://www.w3.org/2005/Atom"%s><title>t</title><updated>%d</updated>%s`, e.root, e.number, e.head)
	} else {
		fmt.Fprintf(&doc, `<?xml version="1.0"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"%s><channel><title>t</title><lastBuildDate>%d</lastBuildDate>%s`,
			e.root, e.number, e.head)
	}
	for _, x := range e.items {
		doc.WriteString(e.between + "<" + item + ">")
		for _, part := range x.parts(e.atom) {
			doc.WriteString(part)
		}
		doc.WriteString("</" + item + ">")
	}
	if e.atom {
		return doc.String() + "</feed>"
	}
	return doc.String() + "</channel></rss>"
}

func (x entree) parts(atom bool) []string {
	tags := map[bool][]string{
		false: {`<guid isPermaLink="false">%s</guid>`, "<link>%s</link>", "<title>%s</title>", "<description>%s</description>", "<dc:creator>%s</dc:creator>", "<pubDate>%s</pubDate>"},
		true:  {"<id>%s</id>", `<link href="%s"/>`, "<title>%s</title>", `<content type="html">%s</content>`, "<author><name>%s</name></author>", "<updated>%s</updated>"},
	}[atom]
	var parts []string
	for i, value := range []string{x.id, x.link, x.title, x.text, x.author, x.date} {
		if value != "" {
			parts = append(parts, fmt.Sprintf(tags[i], value))
		}
	}
	return parts
}

var (
	oddTexts = []string{
		"", "words", "<![CDATA[</item><item>]]>", "<!-- <item> </entry> -->words", "&lt;a href=\"/rel\"&gt;link&lt;/a&gt;", "<b>bold", "</x>", "<item>inner</item>",
		"caf\xe9", "café", "&#0;&copy; &foo", "<![CDATA[<p>one</p>]]>", "a < b", "<!-- open", "<![CDATA[open", "<?php ?>", "<x y='>'/>", "Text &amp;amp; more",
	}
	oddHeads = []string{
		"", "", "", "<language>de</language>", "<managingEditor>Ann</managingEditor>", "<author><name>Ann</name></author>", "<ttl>60</ttl>", "<!-- <item> -->",
		"<link>https://else.example/</link>", "<skipHours><hour>3</hour></skipHours>", "<channel></channel>", "<Channel><title>x</title></Channel>", "<foo:bar><item><title>no</title></item></foo:bar>",
		`<os:totalResults xmlns:os="http://a9.com/-/spec/opensearch/1.1/">77</os:totalResults>`, "<title>", "</channel>",
	}
	oddRoots    = []string{"", "", "", "", ` xml:base="https://base.example/x/"`, ` xml:lang="fr"`, ` xmlns="http://foreign.example/"`, ` xmlns:dc="http://other.example/"`, ` a=b`}
	oddBetweens = []string{"", "", "", "", "\n", "<!-- </item><item> -->", "<image><title>i</title></image>", "text", "&amp;", "<item/>", "<Item></Item>", "<entry></entry>", "<![CDATA[<item>]]>"}
)

// rarely is true once in so many times. What it leads to goes when a failure is shrunk.
func rarely(t *rapid.T, times int, what string) bool {
	return rapid.SampledFrom(append(make([]bool, times-1), true)).Draw(t, what)
}

// newEntree draws an item; now and then one has something of another's, or nothing at all.
func newEntree(t *rapid.T, n int, now time.Time) entree {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	page := fmt.Sprintf("https://site.example/posts/story-%d", n)
	if !rarely(t, 6, "odd") {
		return entree{fmt.Sprint("id", n), page, fmt.Sprint("title ", n), fmt.Sprint("words ", n), "Ann", now.Add(-time.Hour).Format(time.RFC3339)}
	}
	return entree{
		id:     pick("id", fmt.Sprint("id", n), page, page+"?utm_source=rss", "http://site.example/posts/story-"+fmt.Sprint(n)+"/", "https://other.example/c/"+fmt.Sprint(n), "tag:site.example,2020:"+fmt.Sprint(n), "", "0", "https://site.example/"),
		link:   pick("link", page, page, "/rel/"+fmt.Sprint(n), fmt.Sprintf("https://else%d.example/story-of-the-day", n%3), "https://site.example/", "", page+"#comment-1", "https://site.example/posts/story-1"),
		title:  pick("title", fmt.Sprint("title ", n), "title", "", "Re: title", "Tom &amp; Ann"),
		text:   pick("text", oddTexts...),
		author: pick("author", "", "Ann", "Ben", "ann@example.com (Ann)"),
		date:   pick("date", now.Format(time.RFC3339), now.Add(3*time.Minute).Format(time.RFC3339), now.Add(-48*time.Hour).Format(time.RFC1123Z), "", "yesterday", "1970-01-01T00:00:00Z"),
	}
}

// A showing is one reading: what the feed answers, when, and what becomes of it.
type showing struct {
	body, kind             string
	status                 int
	elsewhere              bool
	later                  time.Duration
	restarts, again, keeps bool
}

// history draws how a feed goes on.
func history(t *rapid.T) []showing {
	var all []showing
	e := edition{atom: rapid.Bool().Draw(t, "atom")}
	now := noon
	for range 5 {
		e.number++
		e.items = append(e.items, newEntree(t, e.number, now))
	}
	var x showing
	for range rapid.IntRange(1, 30).Draw(t, "readings") {
		x.status, x.restarts, x.again, x.keeps = http.StatusOK, rarely(t, 30, "restarts"), rarely(t, 30, "again"), !rarely(t, 10, "not kept")
		x.later = rapid.SampledFrom([]time.Duration{0, time.Minute, 2 * time.Minute, 5 * time.Minute, 2 * time.Minute, glancedFor, -time.Minute}).Draw(t, "later")
		now = now.Add(x.later)
		if rarely(t, 4, "mended") {
			e.mend()
		}
		for range rapid.IntRange(0, 2).Draw(t, "changes") {
			e.change(t, now)
		}
		e.number++ // it says when it was made
		x.body = e.String()
		if rarely(t, 15, "cut off") {
			x.body = x.body[:rapid.IntRange(0, len(x.body)).Draw(t, "cut")]
		}
		if rarely(t, 15, "broken") {
			x.status = http.StatusInternalServerError
		}
		if rarely(t, 15, "served otherwise") {
			x.kind = rapid.SampledFrom([]string{"", "application/rss+xml; charset=utf-8", "text/xml; charset=iso-8859-1"}).Draw(t, "kind")
			x.elsewhere = rarely(t, 4, "elsewhere")
		}
		all = append(all, x)
	}
	return all
}

// change does one thing to a feed.
func (e *edition) change(t *rapid.T, now time.Time) {
	some := func(name string) int { return rapid.IntRange(0, len(e.items)-1).Draw(t, name) }
	op := rapid.SampledFrom([]string{"new", "new", "new", "new", "edit", "gone", "moved", "twice", "same id", "same link", "head", "root", "between", "session"}).Draw(t, "op")
	if len(e.items) == 0 {
		op = "new"
	}
	switch op {
	case "new":
		e.number++
		e.items = append([]entree{newEntree(t, e.number, now)}, e.items...)
	case "edit":
		e.items[some("edited")].text += rapid.SampledFrom(oddTexts).Draw(t, "edit")
	case "gone":
		n := some("removed")
		e.items = append(e.items[:n:n], e.items[n+1:]...)
	case "moved":
		n, m := some("one"), some("other")
		e.items[n], e.items[m] = e.items[m], e.items[n]
	case "twice":
		e.items = append(e.items, e.items[some("repeated")])
	case "same id":
		e.items[some("like")].id = e.items[some("that")].id
	case "same link":
		e.items[some("like")].link = e.items[some("that")].link
	case "head":
		e.head = rapid.SampledFrom(oddHeads).Draw(t, "head")
	case "root":
		e.root = rapid.SampledFrom(oddRoots).Draw(t, "root")
	case "between":
		e.between = rapid.SampledFrom(oddBetweens).Draw(t, "between")
	case "session": // in its ids, or the moment for a date
		for i := range e.items {
			if rapid.Bool().Draw(t, "ids") {
				e.items[i].id += ";1"
			} else {
				e.items[i].date = now.Format(time.RFC3339)
			}
		}
	}
}

// mend has a feed be like others again.
func (e *edition) mend() {
	e.root, e.head, e.between = "", "", ""
	met := map[string]bool{"": true}
	e.items = slices.DeleteFunc(e.items, func(x entree) bool {
		again := met[x.id] || met[x.link]
		met[x.id], met[x.link] = true, true
		return again || strings.Contains(x.text, "<") || strings.Contains(x.text, "\xe9")
	})
}
