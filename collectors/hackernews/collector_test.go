package hackernews_test

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/hackernews"
)

func TestAnItemBecomesAPost(t *testing.T) {
	at := time.Date(2026, 11, 21, 11, 59, 0, 0, time.UTC)
	tests := []struct {
		claim string
		hit   entry
		want  brand.Post
	}{
		{"a story leads to its page, and is shown where it is discussed", entry{
			"objectID": "41000001", "created_at_i": at.Unix(), "author": "Ana_R", "title": "Solvo &amp; Sons: Vec<T> considered", "url": "https://Paper.example/solvo?utm_source=hn",
			"story_text": nil, "points": 12, "_tags": []string{"story"},
		}, brand.Post{
			NativeID: "https://news.ycombinator.com/item?id=41000001", URL: "https://news.ycombinator.com/item?id=41000001", Author: "Ana_R", AuthorID: "Ana_R",
			Title: "Solvo & Sons: Vec<T> considered", Links: []string{"https://paper.example/solvo"}, Published: at,
		}},
		{"a question has words of its own", entry{
			"objectID": "41000002", "created_at": "2026-11-21T11:59:00.000Z", "author": "ben", "title": "Ask HN: Is Solvo down?", "story_text": "It&#x27;s down here.<p>And there?",
		}, brand.Post{
			NativeID: "https://news.ycombinator.com/item?id=41000002", URL: "https://news.ycombinator.com/item?id=41000002", Author: "ben", AuthorID: "ben",
			Title: "Ask HN: Is Solvo down?", Text: "It's down here.\nAnd there?", Published: at,
		}},
		{"a comment does not speak in the title of its story", entry{
			"objectID": "41000003", "created_at_i": at.Unix(), "author": "kofi", "title": nil, "story_title": "Solvo is doomed", "story_url": "https://paper.example/doom",
			"comment_text": `Works for me<p><i>solvo</i> is &lt;3, see <a href="https:&#x2F;&#x2F;solvo.example&#x2F;status&#x2F;a-long-one" rel="nofollow">https:&#x2F;&#x2F;solvo.example&#x2F;sta...</a>`,
		}, brand.Post{
			NativeID: "https://news.ycombinator.com/item?id=41000003", URL: "https://news.ycombinator.com/item?id=41000003", Author: "kofi", AuthorID: "kofi",
			Text: "Works for me\nsolvo is <3, see https://solvo.example/sta...", Links: []string{"https://solvo.example/status/a-long-one"}, Published: at,
		}},
	}
	for _, tt := range tests {
		a := &algolia{shown: []entry{tt.hit}}
		if _, ok := tt.hit["created_at_i"]; !ok {
			a.answer = says(`{"hits":[{"objectID":"41000002","created_at":"2026-11-21T11:59:00.000Z","author":"ben","title":"Ask HN: Is Solvo down?","story_text":"It&#x27;s down here.<p>And there?","created_at_i":null}],"nbHits":1}`)
		}
		page := collect(t, open(t, a, "solvo"), "", noon())
		if diff := cmp.Diff([]brand.Post{tt.want}, page.Posts); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.claim, diff)
		}
	}
}

func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
}

// all reads until nothing waits, and answers every post's id once or more, and the cursor.
func all(t *testing.T, c collectors.Collector, from collectors.Cursor, now time.Time) (map[string]int, collectors.Cursor, int) {
	t.Helper()
	met := map[string]int{}
	for pages := 1; ; pages++ {
		page := collect(t, c, from, now)
		for _, p := range page.Posts {
			met[p.NativeID]++
		}
		if from = page.Next; !page.More || pages > 100 {
			return met, from, pages
		}
	}
}

func TestAStormLargerThanAlgoliaReachesIsReadThroughTime(t *testing.T) {
	a := &algolia{}
	c := open(t, a, "solvo")
	_, from, _ := all(t, c, "", noon())
	a.publish(posts(1, 3*reachable, noon().Add(time.Hour), "solvo"))
	met, from, pages := all(t, c, from, noon().Add(time.Hour))
	if len(met) != 3*reachable {
		t.Errorf("%d of %d items are read, in %d pages", len(met), 3*reachable, pages)
	}
	// and then it is over: only what was newest is asked for again
	if met, _, pages := all(t, c, from, noon().Add(time.Hour+time.Minute)); pages > 6 || len(met) > int(overlapSeconds)+1 {
		t.Errorf("the following reading takes %d pages with %d items", pages, len(met))
	}
}

const overlapSeconds = 15 * 60

func TestAWalkGoesOnWhereADaemonEnded(t *testing.T) {
	a := &algolia{}
	c := open(t, a, "solvo")
	_, from, _ := all(t, c, "", noon())
	later := noon().Add(time.Hour)
	a.publish(posts(1, 500, later, "solvo"))
	first := collect(t, c, from, later)
	if !first.More {
		t.Fatal("500 items are one page: nothing is walked")
	}
	// New items come while it is away; a failure changes nothing.
	a.publish(posts(501, 10, later.Add(time.Minute), "solvo"))
	a.say(says("<html>"))
	c = open(t, a, "solvo")
	if _, err := c.Collect(t.Context(), first.Next, later); err == nil {
		t.Fatal("a web page is taken for an answer")
	}
	a.say(nil)
	met, from, _ := all(t, c, first.Next, later.Add(2*time.Minute))
	for _, p := range first.Posts {
		met[p.NativeID]++
	}
	more, _, _ := all(t, c, from, later.Add(4*time.Minute))
	for id := range more {
		met[id]++
	}
	if len(met) != 510 {
		t.Errorf("%d of 510 items are read", len(met))
	}
}

func TestASecondThatAPageEndsInIsReadToItsEnd(t *testing.T) {
	a := &algolia{}
	for i := range 150 { // three each second, and 200 is no multiple of three
		a.publish(posts(3*i+1, 1, noon().Add(time.Duration(i-200)*time.Second), "solvo"))
		a.publish(posts(3*i+2, 1, noon().Add(time.Duration(i-200)*time.Second), "solvo"))
		a.publish(posts(3*i+3, 1, noon().Add(time.Duration(i-200)*time.Second), "solvo"))
	}
	if met, _, pages := all(t, open(t, a, "solvo"), "", noon()); len(met) != 450 || pages < 3 {
		t.Errorf("%d of 450 items are read, in %d pages", len(met), pages)
	}
}

func TestWhatIsTakenInLateIsFound(t *testing.T) {
	a := &algolia{}
	c := open(t, a, "solvo")
	a.publish(posts(1, 1, noon(), "solvo"))
	_, from, _ := all(t, c, "", noon())
	a.publish(posts(2, 1, noon().Add(-10*time.Minute), "solvo late"))
	if met, _, _ := all(t, c, from, noon().Add(time.Minute)); len(met) != 2 {
		t.Errorf("an item that was ten minutes late is not read: %v", met)
	}
}

func TestASilentIndexIsCaughtUpWith(t *testing.T) {
	a := &algolia{}
	c := open(t, a, "solvo")
	a.publish(posts(1, 1, noon(), "solvo"))
	_, from, _ := all(t, c, "", noon())
	for i := range 30 { // five hours in which nothing is taken in
		_, from, _ = all(t, c, from, noon().Add(time.Duration(i)*10*time.Minute))
	}
	a.publish(posts(2, 50, noon().Add(time.Hour), "solvo"))
	if met, _, _ := all(t, c, from, noon().Add(5*time.Hour)); len(met) != 51 {
		t.Errorf("%d of 50 items are read that came hours late", len(met)-1)
	}
}

func TestAFirstReadingGoesBackADay(t *testing.T) {
	a := &algolia{}
	a.publish(posts(1, 1, noon().Add(-48*time.Hour), "solvo old"))
	a.publish(posts(2, 1, noon().Add(-23*time.Hour), "solvo"))
	if met, _, _ := all(t, open(t, a, "solvo"), "", noon()); len(met) != 1 {
		t.Errorf("a first reading gives %v", met)
	}
}

func TestEachSearchIsAsked(t *testing.T) {
	a := &algolia{}
	a.publish(posts(1, 3, noon(), "solvo"))
	a.publish(posts(4, 2, noon(), "solvotron"))
	c := open(t, a, `"solvo"`, "solvotron")
	met, from, _ := all(t, c, "", noon())
	if len(met) != 5 {
		t.Errorf("of two searches %d items are read, want 5", len(met))
	}
	// One that is refused does not silence the other.
	a.say(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("query") == `"solvo"` {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte(`{"message":"invalid query","status":400}`))
			return
		}
		says(`{"hits":[{"objectID":"9","created_at_i":1795262400,"author":"a","comment_text":"solvotron"}],"nbHits":1}`)(w, r)
	})
	page := collect(t, c, from, noon().Add(time.Minute))
	if len(page.Posts) != 1 || len(page.Notes) != 1 || !strings.Contains(page.Notes[0], `it answers 400 Bad Request: "invalid query"; check the source's settings`) {
		t.Errorf("with one search refused: %d posts, notes %q", len(page.Posts), page.Notes)
	}
	if _, err := hackernews.Type().Open(collectors.Spec{ID: "hn"}, collectors.Means{Web: func(bool) http.RoundTripper { return http.DefaultTransport }}); err == nil {
		t.Error("a source without searches is opened")
	}
}

func TestABusyServiceIsLeftAlone(t *testing.T) {
	a := &algolia{answer: func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "90")
		w.WriteHeader(http.StatusTooManyRequests)
	}}
	_, err := open(t, a, "solvo").Collect(t.Context(), "", noon())
	if wait, ok := errors.AsType[*collectors.WaitError](err); !ok || !wait.Until.Equal(noon().Add(90*time.Second)) {
		t.Errorf("%v, want to wait for 90 s", err)
	}
}

func TestNonsenseIsNoSilence(t *testing.T) {
	long := `{"hits":[],"nbHits":0,"x":"` + strings.Repeat("x", 5<<20) + `"}`
	for _, body := range []string{"", "null", "[]", "{}", `{"hits":null,"nbHits":0}`, `{"hits":[]}`, `{"hits":{},"nbHits":1}`, "<!DOCTYPE html>", `"solvo"`, long} {
		a := &algolia{answer: says(body)}
		if page, err := open(t, a, "solvo").Collect(t.Context(), "", noon()); err == nil {
			t.Errorf("%.40q is taken for an answer: %+v", body, page)
		}
	}
	a := &algolia{answer: says(`{"nbHits":6,"hits":[null,7,{"objectID":7},{"objectID":"../7","author":"x","title":"solvo"},{"objectID":"8","created_at_i":9000000000000000000,"author":"ana","title":"solvo"},{"objectID":"9","author":"","title":null}]}`)}
	page := collect(t, open(t, a, "solvo"), "", noon())
	if len(page.Posts) != 1 || page.Posts[0].NativeID != "https://news.ycombinator.com/item?id=8" || len(page.Notes) != 1 {
		t.Errorf("of six odd hits %+v is read, with the notes %q", page.Posts, page.Notes)
	}
	// a moment of the far future must not make what follows look old
	a = &algolia{}
	c := open(t, a, "solvo")
	a.shown = append(a.shown, entry{"objectID": "1", "created_at_i": int64(1 << 40), "author": "x", "title": "solvo"})
	_, from, _ := all(t, c, "", noon())
	a.publish(posts(1, 1, noon().Add(time.Minute), "solvo"))
	if met, _, _ := all(t, c, from, noon().Add(2*time.Minute)); len(met) != 2 {
		t.Errorf("after an item of the far future %v are read", met)
	}
}

func TestABookmarkThatCannotBeReadIsSaidAndCostsADay(t *testing.T) {
	a := &algolia{}
	a.publish(posts(1, 1, noon().Add(-time.Hour), "solvo"))
	c := open(t, a, "solvo")
	for _, cursor := range []collectors.Cursor{
		"junk", "[]", `{"cursors":{"solvo":"junk"}}`, `{"cursors":{"solvo":"{\"since\":-7}"}}`, `{"cursors":{"solvo":"{\"walk\":{\"after\":-1}}"}}`,
	} {
		page := collect(t, c, cursor, noon())
		if len(page.Posts) != 1 || len(page.Notes) != 1 || !strings.Contains(page.Notes[0], "could not be read") {
			t.Errorf("with the cursor %q: %d posts, notes %q", cursor, len(page.Posts), page.Notes)
		}
	}
	// one of the future, by a clock that was wrong, must not silence the source
	if page := collect(t, c, `{"cursors":{"solvo":"{\"since\":4000000000}"}}`, noon()); len(page.Posts) != 1 {
		t.Errorf("after a bookmark of the future %d posts are read", len(page.Posts))
	}
}

func TestMoreInASecondThanAPageHoldsIsReadPageByPage(t *testing.T) {
	for _, n := range []int{perPage + 1, 2*perPage + 50, reachable, reachable + 1, 2 * reachable} {
		a := &algolia{}
		c := open(t, a, "solvo")
		for i := range n {
			a.publish(posts(i+1, 1, noon(), "solvo"))
		}
		a.publish(posts(n+1, 1, noon().Add(-time.Minute), "solvo"))
		a.publish(posts(n+2, 1, noon().Add(time.Minute), "solvo"))
		met, _, pages := all(t, c, "", noon().Add(time.Hour))
		if want := min(n, reachable) + 2; len(met) < want || pages > n/perPage+4 {
			t.Errorf("of %d in a second, with one before and one after, %d are read in %d pages, want %d", n, len(met), pages, want)
		}
		if met["https://news.ycombinator.com/item?id="+strconv.Itoa(40_000_001+n)] == 0 {
			t.Errorf("behind %d of a second the one before them is not read", n)
		}
	}
}

func TestItemsAreLookedAtAgain(t *testing.T) {
	at := noon().Unix()
	a := &algolia{items: map[string]string{
		"1": fmt.Sprintf(`{"id":1,"by":"ana","time":%d,"type":"comment","text":"solvo is fine<p>really"}`, at),
		"2": fmt.Sprintf(`{"id":2,"deleted":true,"time":%d,"type":"comment"}`, at),
		"3": fmt.Sprintf(`{"id":3,"by":"ben","time":%d,"dead":true,"text":"solvo spam"}`, at),
		"4": fmt.Sprintf(`{"id":4,"by":"kofi","time":%d,"type":"story","title":"Solvo recalls caps","url":"https://paper.example/4"}`, at),
		"6": fmt.Sprintf(`{"id":6,"by":"ana","time":%d,"text":"solvo %s"}`, at, strings.Repeat("on and on ", 9)),
	}}
	c := open(t, a, "solvo").(collectors.Rechecker)
	post := func(id, title, text string) brand.Post {
		at := "https://news.ycombinator.com/item?id=" + id
		return brand.Post{NativeID: at, URL: at, Title: title, Text: text}
	}
	kept := []brand.Post{
		post("1", "", "solvo is fine\n really"), post("2", "", "solvo!"), post("3", "", "solvo spam"), post("4", "Solvo recalls cups", ""),
		post("5", "", "unknown for a moment"), post("6", "", "solvo on and on on…"[:len("solvo on and on")]+"…"),
		{NativeID: "https://elsewhere.example/item?id=2", Text: "not ours"},
	}
	changes, err := c.Recheck(t.Context(), kept, noon())
	if err != nil {
		t.Fatal(err)
	}
	edited := post("4", "Solvo recalls caps", "")
	edited.Author, edited.AuthorID, edited.Links, edited.Published = "kofi", "kofi", []string{"https://paper.example/4"}, noon()
	want := []collectors.Change{{Post: kept[1], Gone: true}, {Post: kept[2], Gone: true}, {Post: edited}}
	if diff := cmp.Diff(want, changes); diff != "" {
		t.Errorf("what became of them (-want +got)\n%s", diff)
	}
	a.items["4"] = "<html>"
	if changes, err = c.Recheck(t.Context(), kept, noon()); err == nil || len(changes) != 2 {
		t.Errorf("after a failure: %d changes, %v; want the two that were told before it, and the error", len(changes), err)
	}
}

// The question of a walk's next page includes the item it has come to: an answer without
// it is none, and is asked for again, until it has been so often that the item must be gone.
func TestAnEmptyAnswerInTheMiddleOfAWalkIsNoEnd(t *testing.T) {
	a := &algolia{}
	a.publish(posts(1, 450, noon(), "solvo"))
	c := open(t, a, "solvo")
	first := collect(t, c, "", noon())
	for _, nothing := range []string{`{"hits":[],"nbHits":0}`, `{"hits":[{"objectID":"7","created_at_i":` + strconv.FormatInt(noon().Unix()-440, 10) + `}],"nbHits":1}`} {
		a.say(says(nothing))
		if page, err := c.Collect(t.Context(), first.Next, noon()); err == nil || !strings.Contains(err.Error(), "asked again later") {
			t.Errorf("after %s: %d posts and %v, want an error that says it is asked again", nothing, len(page.Posts), err)
		}
	}
	a.say(nil)
	met, _, _ := all(t, c, first.Next, noon())
	for _, p := range first.Posts {
		met[p.NativeID]++
	}
	if len(met) != 450 {
		t.Errorf("%d of 450 items are read", len(met))
	}
	a.say(says(`{"hits":[],"nbHits":0}`))
	for range 4 {
		if _, err := c.Collect(t.Context(), first.Next, noon()); err == nil {
			t.Error("an empty answer is believed too early")
		}
	}
	page := collect(t, c, first.Next, noon())
	if page.More || len(page.Notes) != 1 || !strings.Contains(page.Notes[0], "may be missing") {
		t.Errorf("a fifth empty answer: more %v, notes %q; want it believed, and a note", page.More, page.Notes)
	}
}
