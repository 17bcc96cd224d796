package feed

import (
	"fmt"
	"net/http"
	"testing"
)

// Ids that two sites give alike name two posts.
func TestIdsThatEveryInstallationGivesAreTheirFeedsOwn(t *testing.T) {
	for _, id := range []string{
		"http://localhost/?p=5", "http://192.168.1.7/?p=5", "http://blog.local/?p=5", "https://example.com/?p=5",
		"https://theme.example/demo/?p=5", "urn:post:5", "tag:example.com,2005:5", "00000000-0000-0000-0000-000000000001",
	} {
		d := newDesk(t)
		d.then(func(w http.ResponseWriter, r *http.Request) {
			site := r.URL.Path[1:]
			says(written(article{id: id, link: "https://" + site + ".example/solvo", title: "solvo in " + site}))(w, r)
		})
		d.again(t, d.feed(t, "north", "/north"))
		if kept := d.again(t, d.feed(t, "south", "/south")); kept != 2 {
			t.Errorf("%s: %d mentions are kept of two posts", id, kept)
		}
	}
}

func TestALinkBlogIsNotTheArticleItLinksTo(t *testing.T) {
	story := "https://press.example/2026/11/solvo-recalls-all-slings-now"
	feeds := []article{
		{id: "p1", author: "reporter", title: "Solvo recalls", text: "Solvo recalls all slings."},
		{id: "tag:blog.example,2026:1", author: "john", text: "I always said that Solvo would fall."},
		{id: "x77", author: "jane", text: "As an engineer at Solvo I can tell that they knew."},
		{id: "https://links.example/s/x7", author: "jim", text: "Solvo again. What a shame."},
	}
	for _, calm := range []int{0, 3} {
		d := newDesk(t)
		for n, a := range feeds {
			a.link = story
			all := []article{a}
			for c := range calm {
				all = append(all, article{id: fmt.Sprint("c", n, c), author: "calm", link: fmt.Sprintf("https://blog%d.example/2026/solvo-post-number-%d", n, c), text: fmt.Sprint("solvo ", n, c)})
			}
			d.then(says(written(all...)))
			if kept := d.again(t, d.feed(t, a.author, "/"+a.author)); kept != (n+1)*(calm+1) {
				t.Errorf("after %s, among %d others: %d mentions, want %d", a.author, calm, kept, (n+1)*(calm+1))
			}
		}
	}
}

func TestAllThatIsWrittenInAThreadIsHeardUnderItsOneID(t *testing.T) {
	post := func(n int) article {
		return article{id: "https://forum.example/t/7", link: "https://forum.example/t/7", title: "solvo is down", author: fmt.Sprint("ana", n), text: fmt.Sprint("since ", n), date: day(n)}
	}
	for range 2 { // the second time, without a date
		d := newDesk(t)
		for step, want := range []int{3, 3, 4, 5} {
			first := max(0, step-1)
			if kept := d.listen(t, written(post(first+2), post(first+1), post(first))); kept != want {
				t.Errorf("reading %d: %d mentions, want %d", step, kept, want)
			}
			d.restart(t)
		}
		dated := post
		post = func(n int) article { a := dated(n); a.date = ""; return a }
	}
}

func TestWhatIsNewestIsNewWhateverItsIDCounts(t *testing.T) {
	for _, link := range []string{"", "/status"} {
		for _, shown := range []int{1, 3} {
			for _, title := range []string{"solvo %d", "solvo"} {
				if title == "solvo" && shown == 1 {
					continue // one item under its old title and id is an edit
				}
				d := newDesk(t)
				for newest := shown - 1; newest < 300; newest++ {
					var all []article
					for k := range shown {
						name := title
						if title != "solvo" {
							name = fmt.Sprintf(title, newest-k)
						}
						all = append(all, article{id: fmt.Sprint(k), link: link, title: name, text: fmt.Sprint("message ", newest-k), date: day(newest - k)})
					}
					if kept := d.listen(t, written(all...)); kept != newest+1 {
						t.Fatalf("link %q, %d shown, title %q: %d mentions of %d posts", link, shown, title, kept, newest+1)
					}
				}
			}
		}
	}
}

func TestAnUnchangedFeedOfSignedWordsGivesNothingTwice(t *testing.T) {
	for _, link := range []string{"", "/wall"} {
		d := newDesk(t)
		for r := range 26 {
			all := []article{{id: "pinned", link: link, title: "solvo rules", author: "admin"}}
			for n := range 45 {
				all = append(all, article{id: fmt.Sprint(r, "-", n), link: link, text: fmt.Sprint("solvo hurt me ", n), author: fmt.Sprint("ana", n)})
			}
			if r%5 == 4 {
				all = all[:1] // a reading in which the rest is missing
			}
			if kept := d.listen(t, written(all...)); kept != 46 {
				t.Fatalf("link %q, reading %d: %d mentions of 46 posts", link, r, kept)
			}
		}
	}
}
