package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/store"
)

// A desk is the real listener and the real store, with one feed that misbehaves.
type desk struct {
	*store.Store
	*site
	source   collectors.Source
	listener *collectors.Listener
	now      time.Time
	notes    []string
	// counted is how many mentions are kept up to a place in the log.
	counted int
	place   alerting.Position
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{site: newSite(t, says(channel())), now: noon}
	var err error
	if d.Store, err = store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Store.Close() })
	d.source = d.feed(t, "news", "/feed")
	d.restart(t)
	return d
}

// feed is a source that reads a path of the site.
func (d *desk) feed(t *testing.T, id, path string) collectors.Source {
	t.Helper()
	return collectors.Source{ID: id, Kind: Kind, Collector: d.visit(t, Options{URL: d.URL + path}).Collector}
}

// restart is a daemon that starts anew: it knows what the store knows.
func (d *desk) restart(t *testing.T) {
	t.Helper()
	set, err := query.Compile([]brand.Brand{{Key: "solvo", Match: []string{"solvo"}}})
	if err != nil {
		t.Fatal(err)
	}
	d.listener = collectors.NewListener(collectors.ListenerOptions{Sink: d.Store, Matcher: set, VoiceKey: []byte("installation")})
}

// listen reads the document that the feed has now, and answers how many mentions are kept.
func (d *desk) listen(t *testing.T, document string) int {
	t.Helper()
	d.then(says(document))
	return d.again(t, d.source)
}

func (d *desk) again(t *testing.T, s collectors.Source) int {
	t.Helper()
	heard, err := d.listener.Listen(t.Context(), s, d.now)
	if err != nil {
		t.Fatal(err)
	}
	d.notes = append(d.notes, heard.Notes...)
	d.now = d.now.Add(10 * time.Minute)
	return d.kept(t)
}

func (d *desk) kept(t *testing.T) int {
	t.Helper()
	fresh, place, err := d.Log(t.Context(), "solvo", d.place, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	d.counted, d.place = d.counted+len(fresh), place
	return d.counted
}

func (d *desk) mentions(t *testing.T) []brand.Mention {
	t.Helper()
	mentions, _, err := d.Log(t.Context(), "solvo", "", 100_000)
	if err != nil {
		t.Fatal(err)
	}
	return mentions
}

// An article as a feed shows it: what isn't given is left out.
type article struct{ id, link, title, text, date, author string }

func written(articles ...article) string {
	var items strings.Builder
	for _, a := range articles {
		items.WriteString("<item>")
		for _, part := range [][2]string{
			{`guid isPermaLink="false"`, a.id}, {"link", a.link}, {"title", a.title}, {"description", a.text}, {"pubDate", a.date}, {"author", a.author},
		} {
			if name, value := part[0], part[1]; value != "" {
				end, _, _ := strings.Cut(name, " ")
				fmt.Fprintf(&items, "<%s>%s</%s>", name, strings.ReplaceAll(value, "&", "&amp;"), end)
			}
		}
		items.WriteString("</item>")
	}
	return "<rss><channel><title>t</title>" + items.String() + "</channel></rss>"
}

// day is a date, n hours after noon.
func day(n int) string { return noon.Add(time.Duration(n) * time.Hour).Format(time.RFC1123Z) }
