package bluesky_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/contract"
)

// posts are n of them, a second apart, the last of them at a moment.
func posts(first, n int, last time.Time, words string) []contract.Post {
	var all []contract.Post
	for i := range n {
		all = append(all, contract.Post{N: first + i, At: last.Add(time.Duration(i-n+1) * time.Second), Author: "ana", Text: fmt.Sprintf("%s %d", words, first+i)})
	}
	return all
}

// numbers are those of posts, as posts has them.
func numbers(all []brand.Post) map[string]int {
	met := map[string]int{}
	for _, p := range all {
		met[p.NativeID[strings.LastIndexByte(p.NativeID, '/')+1:]]++
	}
	return met
}

func answer(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
}

func TestASearchNamesItsAuthors(t *testing.T) {
	p := newPDS(noon)
	p.publish(posts(1, 1, noon(), "solvo"))
	want := []brand.Post{{
		NativeID: "at://did:plc:ana/app.bsky.feed.post/3l1", URL: "https://bsky.app/profile/did:plc:ana/post/3l1", Author: "ana.bsky.social", AuthorID: "did:plc:ana",
		Text: "solvo 1", Lang: "en", Published: noon(),
	}}
	if diff := cmp.Diff(want, all(t, searches(t, p, "solvo"), "", noon()).Posts); diff != "" {
		t.Errorf("posts (-want +got)\n%s", diff)
	}
}

func TestAStormIsReadThroughTimeBeyondWhatPagesReach(t *testing.T) {
	p := newPDS(noon)
	c := searches(t, p, "solvo")
	from := all(t, c, "", noon()).Next
	p.publish(posts(1, reachable+2_000, noon().Add(4*time.Hour), "solvo"))
	page := all(t, c, from, noon().Add(4*time.Hour))
	if met := numbers(page.Posts); len(met) != reachable+2_000 {
		t.Errorf("%d of %d posts are read", len(met), reachable+2_000)
	}
	if met := numbers(all(t, c, page.Next, noon().Add(4*time.Hour+2*time.Minute)).Posts); len(met) != 601 {
		t.Errorf("the following reading has %d posts, want those of ten minutes", len(met))
	}
}

func TestMoreOfOneMomentThanAPageHoldsIsRead(t *testing.T) {
	p := newPDS(noon)
	for i := range 250 {
		p.publish(posts(i+1, 1, noon().Add(-time.Minute), "solvo"))
	}
	p.publish(posts(251, 1, noon(), "solvo"))
	p.publish(posts(252, 1, noon().Add(-time.Hour), "solvo"))
	if met := numbers(all(t, searches(t, p, "solvo"), "", noon()).Posts); len(met) != 252 {
		t.Errorf("%d of 252 posts are read", len(met))
	}
}

func TestAPageThatIsEmptyBecauseItsPostsAreHiddenDoesNotEndTheWalk(t *testing.T) {
	p := newPDS(noon)
	p.publish(posts(1, 150, noon(), "solvo"))
	hidden := false
	p.answer = func(w http.ResponseWriter, r *http.Request) {
		if !hidden {
			hidden = true
			answer(`{"posts":[],"cursor":"100"}`)(w, r)
			return
		}
		p.search(w, r.URL.Query())
	}
	if met := numbers(all(t, searches(t, p, "solvo"), "", noon()).Posts); len(met) != 50 || met["3l1"] != 1 {
		t.Errorf("after an empty page %d posts are read, want the 50 of the next", len(met))
	}
}

func TestASearchGoesOnWhereADaemonEnded(t *testing.T) {
	p := newPDS(noon)
	from := all(t, searches(t, p, "solvo"), "", noon()).Next
	later := noon().Add(time.Hour)
	p.publish(posts(1, 500, later, "solvo"))
	c := searches(t, p, "solvo")
	first := collect(t, c, from, later)
	if !first.More {
		t.Fatal("500 posts are one page: nothing is walked")
	}
	p.publish(posts(501, 10, later.Add(time.Minute), "solvo"))
	p.set(func() { p.answer = answer("<html>") })
	if _, err := c.Collect(t.Context(), first.Next, later); err == nil {
		t.Fatal("a web page is taken for an answer")
	}
	p.set(func() { p.answer = nil })
	rest := all(t, searches(t, p, "solvo"), first.Next, later.Add(2*time.Minute))
	more := all(t, c, rest.Next, later.Add(4*time.Minute))
	if met := numbers(append(append(first.Posts, rest.Posts...), more.Posts...)); len(met) != 510 {
		t.Errorf("%d of 510 posts are read", len(met))
	}
}

func TestAPasswordIsSentOnceAndTokensAreRenewed(t *testing.T) {
	now := noon()
	p := newPDS(func() time.Time { return now })
	c := searches(t, p, "solvo", "solvotron")
	from := collectors.Cursor("")
	for i := range 60 { // five hours
		now = noon().Add(time.Duration(i) * 5 * time.Minute)
		from = all(t, c, from, now).Next
	}
	if p.created != 1 || p.renewed < 8 || p.renewed > 10 {
		t.Errorf("in five hours the password was sent %d times, and tokens renewed %d times; want 1, and every half-hour", p.created, p.renewed)
	}
	// What was renewed elsewhere, or taken back, is no reason to be silent.
	p.set(func() { clear(p.refresh); clear(p.until) })
	now = now.Add(5 * time.Minute)
	if all(t, c, from, now); p.created != 2 {
		t.Errorf("the password was sent %d times, want once more", p.created)
	}
}

func TestARefusedPasswordIsNotTriedOn(t *testing.T) {
	for name, tt := range map[string]struct{ said, want string }{
		"wrong":         {`{"error":"AuthenticationRequired","message":"Invalid identifier or password ` + password + `"}`, "check the source's identifier, and that BLUESKY_APP_PASSWORD holds an app password of that account"},
		"second factor": {`{"error":"AuthFactorTokenRequired","message":"A sign in code has been sent"}`, "put an app password into BLUESKY_APP_PASSWORD, which asks for no second factor"},
	} {
		p := newPDS(noon)
		tried := 0
		p.signIn = func(w http.ResponseWriter, _ *http.Request) {
			tried++
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte(tt.said))
		}
		c := searches(t, p, "solvo", "solvotron")
		var err error
		for i := range 6 {
			_, err = c.Collect(t.Context(), "", noon().Add(time.Duration(i)*10*time.Minute))
		}
		wait, waits := errors.AsType[*collectors.WaitError](err)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), password) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
		if tried != 1 || !waits || !wait.Ours || !wait.Until.Equal(noon().Add(time.Hour)) {
			t.Errorf("%s: in an hour it was tried %d times, and %+v; want once, and that a new daemon may try again", name, tried, wait)
		}
		p.set(func() { p.signIn = nil })
		if _, err = c.Collect(t.Context(), "", noon().Add(time.Hour)); err != nil {
			t.Errorf("%s: an hour later, mended: %v", name, err)
		}
	}
}

func TestASearchThatIsRefusedSaysWhatToDo(t *testing.T) {
	reset := noon().Add(4 * time.Minute)
	tests := []struct {
		claim, want string
		answer      http.HandlerFunc
		until       time.Time
	}{
		{"a busy server says when it opens", "the service is asked less often", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Ratelimit-Reset", fmt.Sprint(reset.Unix()))
			refuse(w, http.StatusTooManyRequests, "RateLimitExceeded", "Rate Limit Exceeded")
		}, reset},
		{"a query that is none", `"bad \"query\""; mend the source's query`, func(w http.ResponseWriter, _ *http.Request) {
			refuse(w, http.StatusBadRequest, "BadQueryString", `bad "query"`)
		}, time.Time{}},
		{"a server that is down", "502 Bad Gateway; the service is in trouble", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }, time.Time{}},
		{"a token that is always refused", `it answers 401 Unauthorized: "Bad token …"`, func(w http.ResponseWriter, r *http.Request) {
			refuse(w, http.StatusUnauthorized, "InvalidToken", "Bad token "+strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
		}, time.Time{}},
	}
	for _, tt := range tests {
		p := newPDS(noon)
		p.answer = tt.answer
		_, err := searches(t, p, "solvo").Collect(t.Context(), "", noon())
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "access-token") {
			t.Errorf("%s: %v, want %q", tt.claim, err, tt.want)
		}
		if wait, waits := errors.AsType[*collectors.WaitError](err); waits != !tt.until.IsZero() || waits && !wait.Until.Equal(tt.until) {
			t.Errorf("%s: %+v, want one that waits until %v", tt.claim, err, tt.until)
		}
	}
	// One query that is refused doesn't silence the others.
	p := newPDS(noon)
	p.publish(posts(1, 3, noon(), "solvotron"))
	p.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("q") == `"solvo` {
			refuse(w, http.StatusBadRequest, "BadQueryString", "unclosed")
			return
		}
		p.search(w, r.URL.Query())
	}
	if page := all(t, searches(t, p, `"solvo`, "solvotron"), "", noon()); len(page.Posts) != 3 || len(page.Notes) != 1 {
		t.Errorf("with one of two queries refused: %d posts, notes %q", len(page.Posts), page.Notes)
	}
}

func TestNonsenseOfAServerIsNoSilence(t *testing.T) {
	for _, body := range []string{
		"", "null", "[]", "{}", `{"posts":null}`, `{"posts":{}}`, `{"posts":[],"cursor":"` + strings.Repeat("x", 2000) + `"}`, "<html>", `"solvo"`,
		`{"posts":[],"x":"` + strings.Repeat("x", 5<<20) + `"}`,
	} {
		p := newPDS(noon)
		p.answer = answer(body)
		if page, err := searches(t, p, "solvo").Collect(t.Context(), "", noon()); err == nil {
			t.Errorf("%.40q is taken for an answer: %+v", body, page)
		}
		p.signIn, p.answer = answer(body), nil
		if page, err := searches(t, p, "solvo").Collect(t.Context(), "", noon()); err == nil {
			t.Errorf("%.40q is taken for a session: %+v", body, page)
		}
	}
	view := func(uri, indexed, record string) string {
		return fmt.Sprintf(`{"uri":%q,"author":{"handle":"ana.example"},"indexedAt":%q,"record":%s}`, uri, indexed, record)
	}
	p := newPDS(noon)
	p.answer = answer(`{"posts":[null,7,` + strings.Join([]string{
		view("at://ana.example/app.bsky.feed.post/1", "2026-11-21T11:00:00Z", `{"text":"solvo"}`),
		view("at://did:plc:ana/app.bsky.feed.like/1", "2026-11-21T11:00:00Z", `{"text":"solvo"}`),
		view("at://did:plc:ana/app.bsky.feed.post/2", "soon", `{"text":"solvo"}`),
		view("at://did:plc:ana/app.bsky.feed.post/3", "9999-12-31T23:59:59Z", `{"text":"solvo","langs":7}`),
	}, ",") + `]}`)
	c := searches(t, p, "solvo")
	page := collect(t, c, "", noon())
	if len(page.Posts) != 1 || len(page.Notes) != 1 || page.Notes[0] != "5 of 6 posts cannot be read, and were left out" {
		t.Errorf("of six odd posts %+v is read, with the notes %q", page.Posts, page.Notes)
	}
	// A moment of the far future must not make what follows look old.
	p.set(func() { p.answer = nil })
	p.publish(posts(4, 1, noon().Add(time.Minute), "solvo"))
	if met := numbers(all(t, c, page.Next, noon().Add(2*time.Minute)).Posts); met["3l4"] != 1 {
		t.Errorf("after a post of the far future %v are read", met)
	}
}

func TestASearchBookmarkThatCannotBeReadCostsADay(t *testing.T) {
	p := newPDS(noon)
	p.publish(posts(1, 1, noon().Add(-23*time.Hour), "solvo"))
	c := searches(t, p, "solvo")
	for _, from := range []collectors.Cursor{
		"junk", "[]", `{"cursors":{"solvo":"junk"}}`, `{"cursors":{"solvo":"{\"since_ms\":-7}"}}`, `{"cursors":{"solvo":"{\"walk\":{\"after_ms\":-1}}"}}`,
	} {
		if page := collect(t, c, from, noon()); len(page.Posts) != 1 || len(page.Notes) != 1 || !strings.Contains(page.Notes[0], "could not be read") {
			t.Errorf("with the cursor %q: %d posts, notes %q", from, len(page.Posts), page.Notes)
		}
	}
	if page := collect(t, c, `{"cursors":{"solvo":"{\"since_ms\":4000000000000}"}}`, noon()); len(page.Posts) != 1 {
		t.Errorf("after a bookmark of the future %d posts are read", len(page.Posts))
	}
}

func TestASearchIsNotAskedBeforeItsTime(t *testing.T) {
	p := newPDS(noon)
	p.answer = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Ratelimit-Remaining", "0")
		w.Header().Set("Ratelimit-Reset", fmt.Sprint(noon().Add(3*time.Minute).Unix()))
		_ = json.NewEncoder(w).Encode(map[string]any{"posts": []int{}})
	}
	c := searches(t, p, "solvo")
	if page := collect(t, c, "", noon()); !page.NotBefore.Equal(noon().Add(3 * time.Minute)) {
		t.Errorf("it is asked again at %v", page.NotBefore)
	}
	p.answer = nil
	if page := all(t, c, "", noon()); page.Next == "" || len(p.searched) != 1 {
		t.Fatalf("it was asked %d times", len(p.searched))
	} else if all(t, c, page.Next, noon().Add(119*time.Second)); len(p.searched) != 1 {
		t.Error("it is asked again within two minutes")
	} else if all(t, c, page.Next, noon().Add(2*time.Minute)); len(p.searched) != 2 {
		t.Errorf("after two minutes it was asked %d times, want 2", len(p.searched))
	}
}

// The oldest post that was read is part of the next question: an answer without any is
// none, and what is older is not lost by it.
func TestAnEmptyAnswerInTheMiddleOfAWalkIsNoEnd(t *testing.T) {
	p := newPDS(noon)
	p.publish(posts(1, 350, noon(), "solvo"))
	c := searches(t, p, "solvo")
	page, err := c.Collect(t.Context(), "", noon())
	if err != nil || !page.More {
		t.Fatalf("more %v, %v: nothing is walked", page.More, err)
	}
	p.answer = answer(`{"posts":[]}`)
	if _, err := c.Collect(t.Context(), page.Next, noon()); err == nil || !strings.Contains(err.Error(), "asked again later") {
		t.Errorf("an empty answer is no error: %v", err)
	}
	p.answer = nil
	met := numbers(append(page.Posts, all(t, c, page.Next, noon()).Posts...))
	if len(met) != 350 {
		t.Errorf("%d of 350 posts are read", len(met))
	}
}
