package feed

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"tocsin/collectors"
)

// Twenty readings of the same eight articles, by feeds that write them otherwise
// every time, and a restart in the middle.
func TestAFeedThatMisbehavesGivesNothingTwice(t *testing.T) {
	const articles, readings = 8, 20
	for _, tt := range []struct {
		claim string
		write func(reading, n int) article
		notes int
	}{
		{"well-behaved", func(_, n int) article {
			return article{id: fmt.Sprint("id ", n), link: fmt.Sprint("/page", n), title: fmt.Sprint("solvo ", n)}
		}, 0},
		{"a session in its ids", func(r, n int) article {
			return article{id: fmt.Sprintf("%d;sid=%d", n, r), link: fmt.Sprintf("/%c", 'a'+n), title: fmt.Sprint("solvo ", n)}
		}, 1},
		{"a session in its ids, and the moment for a date", func(r, n int) article {
			return article{id: fmt.Sprintf("%d;sid=%d", n, r), link: fmt.Sprintf("/%c", 'a'+n), title: fmt.Sprint("solvo ", n), date: day(r)}
		}, 1},
		{"a session in its ids, and views in its text", func(r, n int) article {
			return article{id: fmt.Sprintf("%d;sid=%d", n, r), link: fmt.Sprintf("/%c", 'a'+n), title: fmt.Sprint("solvo ", n), text: fmt.Sprint(r*7, " views")}
		}, 1},
		{"http and https in turn", func(r, n int) article {
			link := fmt.Sprintf("%s://a.example/%c", []string{"http", "https"}[r%2], 'a'+n)
			return article{id: link, link: link, title: fmt.Sprint("solvo ", n)}
		}, 0},
		{"the traces of its reader", func(r, n int) article {
			link := fmt.Sprintf("https://a.example/%c?utm_content=%d", 'a'+n, r)
			return article{id: link, link: link, title: fmt.Sprint("solvo ", n)}
		}, 0},
		{"a session in its addresses", func(r, n int) article {
			return article{id: fmt.Sprint("id ", n), link: fmt.Sprintf("/story-%d?visit=%d", 5000+n, r), title: fmt.Sprint("solvo ", n)}
		}, 0},
		{"a session in its addresses and ids", func(r, n int) article {
			link := fmt.Sprintf("https://a.example/story-%d?visit=%d", 5000+n, r)
			return article{id: link, link: link, title: fmt.Sprint("solvo ", n), date: day(n)}
		}, 0},
		{"edits of text and title", func(r, n int) article {
			return article{id: fmt.Sprint("id ", n), link: fmt.Sprintf("/%c", 'a'+n), title: fmt.Sprint("solvo ", n, " edit ", r), text: fmt.Sprint(r)}
		}, 0},
		{"other slugs for the same ids", func(r, n int) article {
			return article{id: fmt.Sprint("id ", n), link: fmt.Sprintf("/solvo-is-down-again-%d-%d", r, n), title: fmt.Sprint("solvo ", n)}
		}, 0},
		{"no ids, and edits", func(r, n int) article {
			return article{link: fmt.Sprint("/2026/11/21/story-", n), title: fmt.Sprint("solvo ", n, " edit ", r), date: day(r)}
		}, 0},
		{"ids that count from the newest", func(r, n int) article {
			return article{id: fmt.Sprint((n + r) % articles), link: fmt.Sprintf("/%c", 'a'+n), title: fmt.Sprint("solvo ", n)}
		}, 1},
		{"one address for all", func(_, n int) article {
			return article{id: fmt.Sprint("id ", n), link: "/", title: fmt.Sprint("solvo ", n)}
		}, 0},
		{"one address for all, and a session in the ids", func(r, n int) article {
			return article{id: fmt.Sprint("id ", n, r), link: "/", title: fmt.Sprint("solvo ", n), date: day(n)}
		}, 0},
		{"neither ids nor addresses", func(_, n int) article { return article{title: fmt.Sprint("solvo ", n), date: day(n)} }, 0},
		{"an id for all, and a session in the addresses", func(r, n int) article {
			return article{id: "0", link: fmt.Sprintf("/x%d?visit=%d", n, r), title: fmt.Sprint("solvo ", n), date: day(n)}
		}, 0},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			d := newDesk(t)
			for r := range readings {
				var all []article
				for n := range articles {
					all = append(all, tt.write(r, n))
				}
				// The order is not the feed's promise either; what it says of itself changes.
				document := strings.Replace(written(append(all[r%articles:], all[:r%articles]...)...), "<title>t", fmt.Sprint("<title>t", r), 1)
				if kept := d.listen(t, document); kept != articles {
					t.Fatalf("reading %d: %d mentions are kept of %d articles", r, kept, articles)
				}
				if r == readings/2 {
					d.restart(t)
				}
			}
			if len(d.notes) != tt.notes {
				t.Errorf("notes: %q, want %d", d.notes, tt.notes)
			}
			// A new one is heard, for all that.
			fresh := tt.write(readings, articles)
			if kept := d.listen(t, written(fresh)); kept != articles+1 {
				t.Errorf("a new article makes %d mentions, want %d", kept, articles+1)
			}
			// Somebody asks for all that the feed shows: it is nothing new.
			b, err := d.Bookmark(t.Context(), "news")
			if err != nil {
				t.Fatal(err)
			}
			b.Cursor = d.source.Collector.(collectors.Rereader).Again(b.Cursor)
			if err := d.Mark(t.Context(), "news", b); err != nil {
				t.Fatal(err)
			}
			if kept := d.again(t, d.source); kept != articles+1 {
				t.Errorf("all of it once more makes %d mentions, want %d", kept, articles+1)
			}
		})
	}
}

// What looks like a repetition may be the next post. Losing one is worse than
// hearing one twice.
func TestAFeedThatRepeatsItselfLosesNothing(t *testing.T) {
	for _, tt := range []struct {
		claim     string
		documents [][]article
		want      int
	}{
		{"an id used again for something else", [][]article{{{id: "1", link: "/a", title: "solvo one"}}, {{id: "1", link: "/b", title: "solvo two"}}}, 2},
		{"an id used again for another story", [][]article{{{id: "1", link: "/story-51234", title: "solvo one"}}, {{id: "1", link: "/story-51235", title: "solvo two"}}}, 2},
		{"a status page with one incident at a time", [][]article{
			{{id: "1", link: "/status", title: "solvo is down", date: day(0)}}, {{id: "2", link: "/status", title: "solvo is down", date: day(1)}}, {}, {{id: "3", link: "/status", title: "solvo is down", date: day(2)}},
		}, 3},
		{"the next warning at an address that looks like a story's", [][]article{
			{{id: "1", link: "/warnings/county-51234", title: "solvo warning", text: "rain", date: day(0)}},
			{{id: "2", link: "/warnings/county-51234", title: "solvo warning", text: "snow", date: day(1)}},
			{{id: "3", link: "/warnings/county-51234", title: "solvo warning", text: "hail", date: day(2)}},
		}, 3},
		{"comments below one petition", [][]article{
			{{id: "1", link: "/petition/51234", title: "New comment", text: "solvo 1"}, {id: "2", link: "/petition/51234", title: "New comment", text: "solvo 2"}},
			{{id: "3", link: "/petition/51234", title: "New comment", text: "solvo 3"}},
			{{id: "4", link: "/petition/51234", title: "New comment", text: "solvo 3"}},
		}, 4},
		{"the same five words by four people", [][]article{
			{{id: "1", link: "/p/51234", title: "me too, solvo"}, {id: "2", link: "/p/51234", title: "me too, solvo"}},
			{{id: "2", link: "/p/51234", title: "me too, solvo"}, {id: "3", link: "/p/51234", title: "me too, solvo"}, {id: "4", link: "/p/51234", title: "me too, solvo"}},
		}, 4},
		{"five services' next incidents", [][]article{
			{{id: "a1", link: "/a", title: "solvo a 1"}, {id: "b1", link: "/b", title: "solvo b 1"}, {id: "c1", link: "/c", title: "solvo c 1"}, {id: "d1", link: "/d", title: "solvo d 1"}},
			{{id: "a2", link: "/a", title: "solvo a 2"}, {id: "b2", link: "/b", title: "solvo b 2"}, {id: "c2", link: "/c", title: "solvo c 2"}, {id: "d2", link: "/d", title: "solvo d 2"}},
		}, 8},
		{"five services' next incidents, under the same titles", [][]article{
			{{id: "a1", link: "/a", title: "solvo a", date: day(0), text: "1"}, {id: "b1", link: "/b", title: "solvo b", date: day(0), text: "1"}, {id: "c1", link: "/c", title: "solvo c", date: day(0), text: "1"}, {id: "d1", link: "/d", title: "solvo d", date: day(0), text: "1"}},
			{{id: "a2", link: "/a", title: "solvo a", date: day(1), text: "2"}, {id: "b2", link: "/b", title: "solvo b", date: day(1), text: "2"}, {id: "c2", link: "/c", title: "solvo c", date: day(1), text: "2"}, {id: "d2", link: "/d", title: "solvo d", date: day(1), text: "2"}},
		}, 8},
		{"undated incidents with a quiet moment between them", [][]article{{{id: "1", link: "/status", title: "solvo is down"}}, {}, {{id: "2", link: "/status", title: "solvo is down"}}}, 2},
		{"ids that count from the newest, under one title", [][]article{
			{{id: "1", link: "/a", title: "solvo review", text: "good", date: day(0)}},
			{{id: "1", link: "/b", title: "solvo review", text: "bad", date: day(1)}, {id: "2", link: "/a", title: "solvo review", text: "good", date: day(0)}},
		}, 2},
		{"ids that count from the newest, and one address", [][]article{
			{{id: "1", link: "/", title: "solvo one", text: "good", date: day(1)}, {id: "2", link: "/", title: "solvo zero", text: "fine", date: day(0)}},
			{{id: "1", link: "/", title: "solvo two", text: "bad", date: day(2)}, {id: "2", link: "/", title: "solvo one", text: "good", date: day(1)}},
			{{id: "1", link: "/", title: "solvo three", text: "worse", date: day(3)}, {id: "2", link: "/", title: "solvo two", text: "bad", date: day(2)}},
		}, 4},
		{"the same words on the same day by those who push each other out", [][]article{
			{{id: "1", link: "/c/1", title: "me too, solvo", date: day(0)}, {id: "2", link: "/c/2", title: "me too, solvo", date: day(0)}},
			{{id: "2", link: "/c/2", title: "me too, solvo", date: day(0)}, {id: "3", link: "/c/3", title: "me too, solvo", date: day(0)}},
			{{id: "3", link: "/c/3", title: "me too, solvo", date: day(0)}, {id: "4", link: "/c/4", title: "me too, solvo", date: day(0)}},
		}, 4},
		{"two who say the same in one minute", [][]article{
			{{id: "1", link: "/a", title: "me too, solvo", date: day(0)}},
			{{id: "2", link: "/b", title: "me too, solvo", date: day(0)}, {id: "3", link: "/c", title: "me too, solvo", date: day(0)}},
		}, 2},
		{"comments, each at a place of the article", [][]article{
			{{id: "1", link: "/solvo-is-down-again#comment-1", title: "solvo"}, {id: "2", link: "/solvo-is-down-again#comment-2", title: "solvo"}},
			{{id: "3", link: "/solvo-is-down-again#comment-3", title: "solvo"}},
		}, 3},
		{"an article that came back after a while", [][]article{
			{{id: "1", link: "/story-51234", title: "solvo one"}}, {{id: "2", link: "/story-51235", title: "solvo two"}}, {}, {{id: "1", link: "/story-51234", title: "solvo one"}},
		}, 2},
		{"a post that is merely listed twice", [][]article{{{id: "1", link: "/a", title: "solvo"}, {id: "1", link: "/a", title: "solvo"}}}, 1},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			d := newDesk(t)
			kept := 0
			for n, document := range tt.documents {
				kept = d.listen(t, written(document...))
				if n%2 == 1 {
					d.restart(t)
				}
			}
			if kept != tt.want {
				t.Errorf("%d mentions are kept, want %d", kept, tt.want)
			}
			said := map[string]bool{}
			for _, m := range d.mentions(t) {
				said[m.Title+m.Text] = true
			}
			for _, a := range slices.Concat(tt.documents...) {
				if !said[a.title+a.text] {
					t.Errorf("%+v is lost", a)
				}
			}
			if len(d.notes) > 0 {
				t.Errorf("notes: %q", d.notes)
			}
		})
	}
}

// One article, in a site's main feed, in the feed of a topic, and in a search
// engine's: it was written once.
func TestAnArticleInThreeFeedsIsOneMention(t *testing.T) {
	d := newDesk(t)
	d.then(func(w http.ResponseWriter, r *http.Request) {
		story := "https://daily.example/2026/11/21/solvo-recalls"
		says(map[string]string{
			"/main":   written(article{id: "712", link: story, title: "Solvo recalls"}, article{id: "713", link: "https://daily.example/2026/11/21/other", title: "Solvo again"}),
			"/topic":  written(article{id: "topic-9", link: "http://www.daily.example/2026/11/21/solvo-recalls?utm_source=topic", title: "Solvo recalls its sling"}),
			"/search": written(article{id: "tag:google.com,2013:googlealerts/feed:1", link: "https://www.google.com/url?rct=j&url=" + story + "&ct=ga", title: "<b>Solvo</b> recalls ..."}),
			"/links":  written(article{id: "https://links.example/s/x7", link: story, title: "Solvo recalls (daily.example)"}),
		}[r.URL.Path])(w, r)
	})
	for _, step := range []struct {
		path string
		want int
	}{{"/main", 2}, {"/topic", 2}, {"/search", 2}, {"/links", 3}, {"/main", 3}} {
		if kept := d.again(t, d.feed(t, step.path[1:], step.path)); kept != step.want {
			t.Errorf("after %s: %d mentions, want %d", step.path, kept, step.want)
		}
	}
}

// What many feeds link to need not be what they speak of.
func TestAPageThatTwoFeedsLinkToIsNoPost(t *testing.T) {
	d := newDesk(t)
	d.then(func(w http.ResponseWriter, r *http.Request) {
		says(written(article{id: r.URL.Path, link: "https://status.example/solvo", title: "solvo " + r.URL.Path}))(w, r)
	})
	d.again(t, d.feed(t, "payments", "/payments"))
	if kept := d.again(t, d.feed(t, "logins", "/logins")); kept != 2 {
		t.Errorf("%d mentions are kept of two incidents on one page", kept)
	}
}

// The posts of a document are met once more under the names of today: they must
// not be taken for today's talk.
func TestABookmarkOfOldNamesRaisesNothing(t *testing.T) {
	v := newSite(t, says(channel("1"))).visit(t, Options{})
	v.read(t)
	v.cursor = collectors.Cursor(strings.Replace(string(v.cursor), `"naming":4`, `"naming":3`, 1))
	if page := v.read(t); !page.Anew || page.Unchanged || len(page.Posts) != 1 {
		t.Errorf("%+v", page)
	}
	if page := v.read(t); page.Anew || !page.Unchanged {
		t.Errorf("and again: %+v", page)
	}
}
