package feed

import (
	"fmt"
	"testing"
	"time"
)

// Each review, release or incident has a place on a page, which its id names and no
// other address would: none is another's edit.
func TestWhatItsIDTellsApartIsHeardEachTime(t *testing.T) {
	titles := []string{"Broken", "Fine", "Solvo", "Never again"}
	for claim, id := range map[string]string{
		"a review":                       "https://a.example/solvo-pump#review-%d",
		"a place nobody knows":           "https://a.example/solvo-pump#verdict-%d",
		"a place of an article":          "https://a.example/2026/solvo-pump-is-new#verdict-%d",
		"an incident":                    "https://status.example/#incident-%d-abc",
		"a number":                       "https://status.example/changes#%d",
		"a name from a database":         "https://a.example/item.php?sid=5f3a0b1c2d3e4f5a6b7c%04d",
		"what looks like a session":      "https://a.example/item.php?sid=0123456789abcdef0123456789ab%04d",
		"a page, and a session for a id": "https://a.example/2026/solvo-pump-is-new?sid=0123456789abcdef0123456789ab%04d",
	} {
		for _, shown := range []int{1, 2, 4} {
			for _, signed := range []bool{false, true} {
				if shown == 1 && !signed && (claim == "a page, and a session for a id") {
					continue // alone, it is an article that was edited
				}
				d := newDesk(t)
				want := 0
				for last := shown; last <= 20; last += shown {
					var all []article
					for n := last - shown; n < last; n++ {
						at := fmt.Sprintf(id, 70+n)
						a := article{id: at, link: at, title: titles[n%4], text: fmt.Sprint("solvo ", n), date: day(n)}
						if signed {
							a.author = fmt.Sprint("ana", n)
						}
						all = append(all, a)
					}
					want += shown
					if kept := d.listen(t, written(all...)); kept != want {
						t.Fatalf("%s, %d shown, signed %v: %d mentions of %d posts", claim, shown, signed, kept, want)
					}
					all[0].text += " (edited)"
					if kept := d.listen(t, written(all...)); kept != want {
						t.Fatalf("%s, %d shown, signed %v: an edit makes %d mentions of %d posts", claim, shown, signed, kept, want)
					}
				}
			}
		}
	}
}

// Newsrooms count edits behind the id.
func TestAnArticleWhoseIDCountsItsEditsIsOne(t *testing.T) {
	d := newDesk(t)
	for n := range 6 {
		link := "https://news.example/news/articles/c5y7vw8k1e1o"
		kept := d.listen(t, written(article{id: fmt.Sprint(link, "#", n), link: link + "?at_medium=RSS", title: fmt.Sprint("Solvo recall, day ", n), text: fmt.Sprint("text ", n), date: day(n)}))
		if kept != 1 {
			t.Fatalf("after %d edits: %d mentions", n, kept)
		}
	}
}

// What people write below an article is not the article, whichever is read first.
func TestACommentAtTheBareAddressOfAnArticleIsNotTheArticle(t *testing.T) {
	const story = "https://news.example/2026/11/solvo-recalls-all-slings"
	for claim, tt := range map[string]struct{ story, comment article }{
		"by its title":                {article{id: "7", title: "Solvo recalls", author: "ed"}, article{id: "c1", title: "Re: Solvo recalls"}},
		"by its title in German":      {article{id: "7", title: "Solvo ruft zurück"}, article{id: "c1", title: "Kommentar zu Solvo ruft zurück von Ana", author: "ana"}},
		"by its author":               {article{id: "7", title: "Solvo recalls", author: "ed"}, article{id: "c1", title: "Solvo recalls", author: "ana"}},
		"by its author alone":         {article{title: "Solvo recalls"}, article{id: "c1", title: "ana", author: "ana"}},
		"by its date":                 {article{id: "7", title: "Solvo recalls", author: "ed", date: day(0)}, article{id: "c1", title: "Solvo recalls", author: "ed", date: day(1)}},
		"without an id":               {article{title: "Solvo recalls", author: "ed"}, article{title: "Solvo recalls", author: "ana"}},
		"by the article's id":         {article{id: story, title: "Solvo recalls", author: "ed"}, article{id: story, title: "Re: Solvo recalls", author: "ana"}},
		"by its place":                {article{id: story, title: "Solvo recalls"}, article{id: story + "#c71", title: "Solvo recalls"}},
		"by a page of its own":        {article{id: story, title: "Solvo recalls"}, article{id: "https://news.example/comments/71", title: "Solvo recalls"}},
		"by an id of the whole world": {article{id: story, title: "Solvo recalls"}, article{id: "urn:uuid:7225c695-cfb8-4ebb-8aaa-80da344efa6a", title: "Solvo recalls", author: "ana"}},
	} {
		tt.story.link, tt.comment.link = story, story
		tt.story.text, tt.comment.text = "Solvo recalls all slings.", "Solvo burnt me."
		for _, order := range [][]article{{tt.story, tt.comment}, {tt.comment, tt.story}} {
			d := newDesk(t)
			for n, a := range order {
				d.then(says(written(a, another(n))))
				if kept := d.again(t, d.feed(t, fmt.Sprint("feed", n), fmt.Sprint("/", n))); kept != 2*(n+1) {
					t.Errorf("%s: with %q, %d mentions of %d posts", claim, a.text, kept, 2*(n+1))
				}
			}
		}
	}
}

// another is a feed's other post, by which one can tell its site.
func another(n int) article {
	return article{link: fmt.Sprint("https://news.example/2026/11/another-solvo-story-", n), title: fmt.Sprint("Another solvo ", n)}
}

// A signed article is one in all feeds of its site, and in a search engine's if the
// site gives articles ids that are addresses.
func TestASignedArticleInThreeFeedsIsOneMention(t *testing.T) {
	const story = "https://news.example/2026/11/solvo-recalls-all-slings"
	for claim, feeds := range map[string][]article{
		"ids of each feed": {{id: "7", author: "ed", date: day(0)}, {id: "topic-9", author: "ed", date: day(0)}},
		"addresses":        {{id: "https://news.example/?p=7", author: "ed", date: day(0)}, {id: story, author: "Ed Ward", date: day(0)}, {id: "tag:search.example,2013:1", date: day(3)}},
		"nobody's names":   {{id: "7", date: day(0)}, {id: "topic-9"}, {}},
	} {
		d := newDesk(t)
		for n, a := range feeds {
			a.link, a.title = story, "Solvo recalls"
			d.then(says(written(a, another(n))))
			if kept := d.again(t, d.feed(t, fmt.Sprint("feed", n), fmt.Sprint("/", n))); kept != n+2 {
				t.Errorf("%s: after feed %d, %d mentions of %d articles", claim, n, kept, n+2)
			}
		}
	}
}

// A forum shows of each thread what was written last, at the thread's address.
func TestTheNewestReplyOfEachThreadIsHeard(t *testing.T) {
	const threads = 3
	for claim, id := range map[string]string{"no ids": "", "the thread's address": "https://forum.example/viewtopic.php?t=%d"} {
		for _, dated := range []string{"to the second", "to the day", "not at all"} {
			d := newDesk(t)
			for reply := range 8 {
				var all []article
				for n := range threads {
					a := article{link: fmt.Sprintf("https://forum.example/viewtopic.php?t=%d", n), title: fmt.Sprint("Solvo thread ", n), author: fmt.Sprint("ana", n, reply), text: fmt.Sprint("since ", n, reply)}
					if id != "" {
						a.id = a.link
					}
					switch dated {
					case "to the second":
						a.date = day(reply)
					case "to the day":
						a.date = noon.Truncate(24 * time.Hour).Format(time.RFC1123Z)
					}
					all = append(all, a)
				}
				for range 2 {
					if kept := d.listen(t, written(all...)+fmt.Sprint("<!-- ", d.now, " -->")); kept != threads*(reply+1) {
						t.Fatalf("%s, dated %s: %d mentions of %d replies", claim, dated, kept, threads*(reply+1))
					}
				}
				if reply == 3 {
					d.restart(t)
				}
			}
		}
	}
}

// The example of an Atom feed is copied with its id.
func TestAUUIDIsKnownAtOneSite(t *testing.T) {
	for _, id := range []string{"urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "1225c695-cfb8-4ebb-aaaa-80da344efa6a", "urn:isbn:9780306406157"} {
		d := newDesk(t)
		for n, site := range []string{"north", "south", "south", "north"} {
			d.then(says(written(article{id: id, link: "https://" + site + ".example/news", title: "solvo in " + site})))
			if kept := d.again(t, d.feed(t, fmt.Sprint(site, n), fmt.Sprint("/", site, n))); kept != min(n+1, 2) {
				t.Errorf("%s: after %s, %d mentions of two posts, each in two feeds", id, site, kept)
			}
		}
	}
}
