package discourse_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/contract"
)

func collect(t *testing.T, c collectors.Collector, from collectors.Cursor, now time.Time) collectors.Page {
	t.Helper()
	page, err := c.Collect(t.Context(), from, now)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// all reads until nothing waits.
func all(t *testing.T, c collectors.Collector, from collectors.Cursor, now time.Time) (map[string]int, collectors.Cursor, int) {
	t.Helper()
	met := map[string]int{}
	for pages := 1; ; pages++ {
		page := collect(t, c, from, now)
		for _, p := range page.Posts {
			met[p.Text]++
		}
		if from = page.Next; !page.More || pages > 300 {
			return met, from, pages
		}
	}
}

func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
}

func TestAPostIsReadWhole(t *testing.T) {
	b := &board{}
	first, second := b.write(noon(), "Ana_R", ""), b.write(noon().Add(time.Second), "ben", "")
	first["post_number"], first["topic_title"], first["topic_slug"], first["topic_id"] = 1, "Solvo <3 & you", "solvo-you", 77
	first["cooked"] = `<p>Caps <strong>break</strong>, see <a href="https://paper.example/solvo?utm_source=f">the paper</a> and <a class="mention" href="/u/kofi">@kofi</a></p><ul><li>one</li><li>two</li></ul><p><img src="/uploads/a.png" alt=""></p>`
	second["post_number"], second["topic_title"], second["topic_id"], second["topic_slug"], second["cooked"] = 2, "Solvo <3 & you", 77, "", ""
	second["raw"] = "Mine **too**, solvo: https://solvo.example/status"
	c, at := open(t, b)
	host := strings.TrimPrefix(at, "http://")
	page := collect(t, c, "", noon().Add(time.Minute))
	want := []brand.Post{{
		NativeID: at + "/p/2", URL: at + "/t/-/77/2", Author: "ben", AuthorID: host[:strings.IndexByte(host, ':')] + "/u/ben",
		Text: "Mine too, solvo: https://solvo.example/status", Links: []string{"https://solvo.example/status"}, Published: noon().Add(time.Second),
	}, {
		NativeID: at + "/p/1", URL: at + "/t/solvo-you/77/1", Author: "Ana_R", AuthorID: host[:strings.IndexByte(host, ':')] + "/u/ana_r",
		Title: "Solvo <3 & you", Text: "Caps break, see the paper and @kofi\none\ntwo", Links: []string{"https://paper.example/solvo"}, Published: noon(),
	}}
	if diff := cmp.Diff(want, page.Posts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestARecordedAnswerIsRead(t *testing.T) {
	folder := os.Getenv("TOCSIN_API")
	if folder == "" {
		t.Skip("TOCSIN_API names no folder of recorded answers: nothing was read")
	}
	recorded, err := os.ReadFile(filepath.Join(folder, "discourse_posts_latest.json"))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := open(t, says(string(recorded)))
	page := collect(t, c, "", time.Date(2020, 1, 25, 3, 0, 0, 0, time.UTC))
	if len(page.Posts) != strings.Count(string(recorded), `"cooked"`) || len(page.Notes) != 0 {
		t.Errorf("%d posts are read, notes %q", len(page.Posts), page.Notes)
	}
	for _, p := range page.Posts {
		if p.Text == "" || p.Author == "" || p.Published.IsZero() || p.NativeID == "" {
			t.Errorf("a post is not read whole: %+v", p)
		}
	}
	// A list of the old form is no result, and must not be taken for silence.
	if recorded, err = os.ReadFile(filepath.Join(folder, "discourse_search.json")); err != nil {
		t.Fatal(err)
	}
	c, _ = open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/posts.json" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		_, _ = w.Write(recorded)
	}), "solvo")
	if page, err := c.Collect(t.Context(), "", noon()); err == nil {
		t.Errorf("a list of an old form is taken for a result: %+v", page)
	}
}

func TestALongAbsenceIsWalkedThroughWhateverThePagesHold(t *testing.T) {
	for _, windowed := range []bool{false, true} {
		b := &board{windowed: windowed}
		b.write(noon().Add(-time.Hour), "ana", "first")
		c, _ := open(t, b)
		_, from, _ := all(t, c, "", noon())
		for i := range 600 {
			if i%100 == 50 {
				b.hush(230) // windows without a public post
			}
			b.write(noon().Add(time.Duration(i)*time.Second), "ana", fmt.Sprint("post ", i))
		}
		b.hush(70) // and the newest of all are nobody's business
		met, from, pages := all(t, c, from, noon().Add(time.Hour))
		if windowed {
			if len(met) != 0 {
				t.Errorf("a first page of hidden posts shows %d", len(met))
			}
			b.write(noon().Add(time.Hour), "ana", "last")
			met, from, pages = all(t, c, from, noon().Add(time.Hour))
			delete(met, "last")
		}
		delete(met, "first")
		if len(met) != 600 {
			t.Errorf("windowed %v: %d of 600 posts are read in %d pages", windowed, len(met), pages)
		}
		if met, _, pages := all(t, c, from, noon().Add(2*time.Hour)); pages != 1 || len(met) == 0 {
			t.Errorf("windowed %v: then %d pages are read", windowed, pages)
		}
	}
}

func TestAWalkGoesOnAfterAFailureInANewProcess(t *testing.T) {
	b := &board{}
	b.write(noon().Add(-time.Hour), "ana", "first")
	c, _ := open(t, b)
	_, from, _ := all(t, c, "", noon())
	for i := range 120 {
		b.write(noon(), "ana", fmt.Sprint("post ", i))
	}
	page := collect(t, c, from, noon())
	b.answer = says("<html>")
	if _, err := c.Collect(t.Context(), page.Next, noon()); err == nil || !page.More {
		t.Fatalf("a web page is taken for an answer; more %v", page.More)
	}
	b.answer = nil
	for i := range 10 {
		b.write(noon(), "ana", fmt.Sprint("meanwhile ", i))
	}
	// The address differs, as it would not: its cursor says nothing of it.
	again, _ := open(t, b)
	met, from, _ := all(t, again, page.Next, noon())
	for _, p := range page.Posts {
		met[p.Text]++
	}
	late, _, _ := all(t, again, from, noon())
	for text := range late {
		met[text]++
	}
	if len(met) != 131 {
		t.Errorf("%d of 131 posts are read", len(met))
	}
}

func TestAFirstReadingGoesBackADay(t *testing.T) {
	b := &board{}
	for i := range 500 {
		b.write(noon().Add(time.Duration(i-500)*time.Hour), "ana", fmt.Sprint("post ", i))
	}
	c, _ := open(t, b)
	if _, _, pages := all(t, c, "", noon()); pages != 1 {
		t.Errorf("a day of 24 posts takes %d pages of fifty", pages)
	}
}

func TestWhatIsEditedOrHiddenIsSaid(t *testing.T) {
	b := &board{}
	_, edited, hidden, erased, late := b.write(noon(), "ana", "same"), b.write(noon(), "ben", "solvo is down"), b.write(noon(), "kofi", "spam"), b.write(noon(), "dana", "oops"), b.write(noon(), "eve", "hidden from the start")
	late["hidden"] = true
	c, _ := open(t, b)
	page := collect(t, c, "", noon())
	if len(page.Posts) != 4 || len(page.Changes) != 0 {
		t.Fatalf("first %d posts, %d changes", len(page.Posts), len(page.Changes))
	}
	edited["cooked"], edited["version"], edited["updated_at"] = "<p>solvo is up again</p>", 2, noon().Add(time.Minute).Format(time.RFC3339)
	hidden["hidden"], erased["user_deleted"] = true, true
	page = collect(t, c, page.Next, noon().Add(2*time.Minute))
	said := map[string]bool{}
	for _, ch := range page.Changes {
		said[ch.Post.Author] = ch.Gone
	}
	if diff := cmp.Diff(map[string]bool{"ben": false, "kofi": true, "dana": true, "eve": true}, said); diff != "" {
		t.Errorf("who is gone (-want +got)\n%s", diff)
	}
	page = collect(t, c, page.Next, noon().Add(20*time.Minute)) // once more, for clocks differ
	page = collect(t, c, page.Next, noon().Add(30*time.Minute))
	for _, ch := range page.Changes {
		if ch.Post.Author == "ben" {
			t.Errorf("an edit is told for ever: %+v", ch)
		}
	}
}

func TestAForumThatDoesNotListItsPostsIsSearched(t *testing.T) {
	b := &board{listless: http.StatusForbidden}
	b.write(noon().Add(-30*time.Hour), "ana", "old solvo")
	first := b.write(noon().Add(-time.Hour), "ana", "solvo caps break & burst")
	first["post_number"], first["topic_title"], first["topic_slug"] = 1, "Solvo's caps", "solvos-caps"
	b.write(noon(), "ben", "nothing of it")
	c, at := open(t, b, "solvo", "caps")
	page := collect(t, c, "", noon())
	if len(page.Posts) != 1 || len(page.Notes) != 1 || !strings.Contains(page.Notes[0], "searched instead") || !page.More {
		t.Fatalf("%d posts, notes %q, more %v", len(page.Posts), page.Notes, page.More)
	}
	want := brand.Post{
		NativeID: at + "/p/2", URL: at + "/t/solvos-caps/5002/1", Author: "ana", AuthorID: "127.0.0.1/u/ana", Title: "Solvo's caps", Text: "solvo caps break & burst", Published: noon().Add(-time.Hour),
	}
	if diff := cmp.Diff(want, page.Posts[0]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	_, from, _ := all(t, c, page.Next, noon())
	asked := len(b.asked)
	// For an hour the list is left alone; then it is asked for again.
	if page = collect(t, c, from, noon().Add(30*time.Minute)); b.asked[asked].Path != "/search.json" || len(page.Notes) != 0 {
		t.Errorf("after half an hour %s is asked, notes %q", b.asked[asked], page.Notes)
	}
	_, from, _ = all(t, c, page.Next, noon().Add(31*time.Minute))
	b.listless = 0
	if met, _, _ := all(t, c, from, noon().Add(2*time.Hour)); met["nothing of it"] != 1 {
		t.Errorf("once the list is shown again, it is not read: %v", met)
	}
}

// A page that was said to have more after it is followed by some: an empty one is no end.
func TestAnEmptyPageOfASearchThatGoesOnIsNoEnd(t *testing.T) {
	b := &board{listless: http.StatusForbidden}
	var all []contract.Post
	for i := range 200 {
		all = append(all, contract.Post{N: i + 1, At: contract.Start().Add(time.Duration(i-200) * time.Minute), Author: "ana", Text: fmt.Sprintf("solvo number %d", i)})
	}
	b.publish(all)
	searches := 0
	c, _ := open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/search.json" {
			if searches++; searches == 2 {
				_, _ = w.Write([]byte(`{"posts":[],"topics":[],"grouped_search_result":{"more_full_page_results":null}}`))
				return
			}
		}
		b.ServeHTTP(w, r)
	}), "solvo")
	met, faults := contract.Rounds(t, c, 12, 5*time.Minute, func(int) {})
	if len(met) != 200 || faults == 0 {
		t.Errorf("%d of 200 posts are read, with %d faults told", len(met), faults)
	}
}
