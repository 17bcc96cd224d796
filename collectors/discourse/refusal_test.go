package discourse_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/discourse"
)

func TestRefusalsSayWhatToDo(t *testing.T) {
	refuse := func(status int, header, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if header != "" {
				w.Header().Set("Retry-After", header)
			}
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	tests := []struct {
		claim  string
		answer http.HandlerFunc
		until  time.Duration
		says   string
	}{
		{"asked too often, as Discourse says it", func(w http.ResponseWriter, _ *http.Request) { busy(w) }, 15 * time.Second, "asked less often"},
		{"asked too often, said in the body alone", refuse(429, "", `{"errors":["x"],"error_type":"rate_limit","extras":{"wait_seconds":41.2}}`), 42 * time.Second, "asked less often"},
		{"a forum of members", refuse(403, "", `{"errors":["You need to be logged in to do that."],"error_type":"not_logged_in"}`), 0, "the forum shows its posts to members alone"},
		{"no forum at all", refuse(404, "", "<html>"), 0, "check that the source's url is the front page of a forum of Discourse"},
		{"trouble", refuse(502, "", "<html>"), 0, "in trouble"},
	}
	for _, tt := range tests {
		c, _ := open(t, tt.answer)
		_, err := c.Collect(t.Context(), "", noon())
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want it to say %q", tt.claim, err, tt.says)
		}
		wait, waits := errors.AsType[*collectors.WaitError](err)
		if waits != (tt.until > 0) || waits && !wait.Until.Equal(noon().Add(tt.until)) {
			t.Errorf("%s: %v, want to wait for %v", tt.claim, err, tt.until)
		}
	}
}

func TestNonsenseIsNoSilence(t *testing.T) {
	for _, body := range []string{"", "null", "[]", "{}", `{"latest_posts":null}`, `{"latest_posts":{}}`, `{"latest_posts":[7,null]}`, "<!DOCTYPE html>", `{"latest_posts":[],"x":"` + strings.Repeat("x", 5<<20) + `"}`} {
		c, _ := open(t, says(body))
		if page, err := c.Collect(t.Context(), "", noon()); err == nil {
			t.Errorf("%.40q is taken for an answer: %+v", body, page)
		}
	}
	c, _ := open(t, says(`{"latest_posts":[null,{"id":"7"},{"id":8,"topic_id":3,"username":null,"created_at":"yesterday","cooked":"solvo"},{"id":9,"topic_id":3,"created_at":7,"raw":"solvo"},{"id":6,"topic_id":3,"created_at":"9999-12-31T00:00:00Z","cooked":"<p></p>"}]}`))
	page := collect(t, c, "", noon())
	if len(page.Posts) != 2 || len(page.Notes) != 1 || !page.Posts[0].Published.IsZero() {
		t.Errorf("of five odd posts %+v is read, notes %q", page.Posts, page.Notes)
	}
}

func TestAForumThatAnswersTheSamePageWhateverIsAskedEndsTheWalk(t *testing.T) {
	b := &board{}
	b.write(noon(), "ana", "first")
	c, _ := open(t, b)
	_, from, _ := all(t, c, "", noon())
	for range 100 {
		b.write(noon(), "ana", "solvo")
	}
	b.deaf = true
	page := collect(t, c, from, noon())
	page = collect(t, c, page.Next, noon())
	if page.More || len(page.Notes) != 1 || !strings.Contains(page.Notes[0], "out of reach") {
		t.Errorf("more %v, notes %q", page.More, page.Notes)
	}
}

func TestABookmarkThatCannotBeReadCostsADay(t *testing.T) {
	b := &board{}
	b.write(noon(), "ana", "solvo")
	c, _ := open(t, b)
	for _, cursor := range []collectors.Cursor{"junk", "[]", `{"posts":7}`, `{"posts":{"newest":-1}}`, `{"posts":{"walk":{"before":0}}}`} {
		if page := collect(t, c, cursor, noon()); len(page.Posts) != 1 || len(page.Notes) != 1 {
			t.Errorf("with the cursor %q: %d posts, notes %q", cursor, len(page.Posts), page.Notes)
		}
	}
	if page := collect(t, c, `{"refused":"2999-01-01T00:00:00Z"}`, noon()); len(page.Posts) != 1 {
		t.Error("a bookmark of the future silences the source")
	}
	// A board that was set up anew counts from one: all is read, and then nothing is left out.
	met, from, _ := all(t, c, `{"posts":{"newest":900000,"read":"2026-11-21T11:00:00Z"}}`, noon())
	b.write(noon(), "ben", "solvo too")
	more, _, _ := all(t, c, from, noon())
	if met["solvo"] != 1 || more["solvo too"] != 1 {
		t.Errorf("after a new beginning %v, then %v", met, more)
	}
}

func TestPostsAreLookedAtAgain(t *testing.T) {
	b := &board{}
	for i := range 4 {
		b.write(noon(), "ana", fmt.Sprint("solvo ", i))
	}
	c, at := open(t, b)
	kept := collect(t, c, "", noon()).Posts // newest first
	b.posts[1]["cooked"], b.posts[1]["version"] = "<p>solvo 1, edited</p>", 3
	b.posts = b.posts[1:]
	kept = append(kept, brand.Post{NativeID: "https://elsewhere.example/p/1"})
	changes, err := c.Recheck(t.Context(), kept, noon())
	if err != nil {
		t.Fatal(err)
	}
	edited := kept[2]
	edited.Text = "solvo 1, edited"
	if diff := cmp.Diff([]collectors.Change{{Post: edited}, {Post: kept[3], Gone: true}}, changes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var many []brand.Post
	for i := range 10 {
		many = append(many, brand.Post{NativeID: fmt.Sprint(at, "/p/", 900+i)})
	}
	if changes, err := c.Recheck(t.Context(), many, noon()); err == nil || changes != nil {
		t.Errorf("ten posts that are gone all at once: %d changes, %v", len(changes), err)
	}
	b.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }
	if changes, err := c.Recheck(t.Context(), kept, noon()); err == nil || len(changes) != 0 {
		t.Errorf("turned away, %d posts are taken for gone, %v", len(changes), err)
	}
}

func TestTheAddressIsJudged(t *testing.T) {
	for address, want := range map[string]string{
		"": "a forum has an address of its own", "forum.example": "the forum's url is no address of the web", "ftp://forum.example": "the forum's url is no address", "https://forum.example/community/latest": "",
	} {
		err := discourse.Type().Judge(collectors.Spec{URL: address})
		if (err == nil) != (want == "") || err != nil && !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
	}
}
