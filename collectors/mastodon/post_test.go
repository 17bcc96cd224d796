package mastodon_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/mastodon"
)

// says answers every timeline with a text.
func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
}

// one is the page of a tag's timeline that shows some statuses.
func one(t *testing.T, statuses string, spec collectors.Spec) collectors.Page {
	t.Helper()
	s := newInstance(noon)
	s.answer = says(statuses)
	_, pages := open(t, s, spec, nil).read(noon())
	return pages[0]
}

const ana = `"account":{"acct":"ana","uri":"https://social.example/ap/users/9","url":"https://social.example/@ana","followers_count":712}`

func TestAStatusBecomesAPost(t *testing.T) {
	at := time.Date(2026, 11, 21, 11, 59, 55, 867e6, time.UTC)
	const names = `"id":"115586000000000001","created_at":"2026-11-21T11:59:55.867Z","uri":"https://social.example/ap/users/9/statuses/7","url":"https://social.example/@ana/7","visibility":"public",`
	post := func(change func(*brand.Post)) []brand.Post {
		p := brand.Post{
			NativeID: "https://social.example/ap/users/9/statuses/7", URL: "https://social.example/@ana/7",
			Author: "ana@social.example", AuthorID: "https://social.example/ap/users/9", Published: at, Reach: 712,
		}
		change(&p)
		return []brand.Post{p}
	}
	for _, tt := range []struct {
		claim, status string
		want          []brand.Post
	}{
		{
			"markup is text, and only what was shared is a link",
			names + ana + `,"language":"en","edited_at":null,"spoiler_text":"","tags":[{"name":"solvo"}],"content":"<p><span class=\"h-card\"><a href=\"https://far.example/@ben\" class=\"u-url mention\">@<span>ben</span></a></span> is it <a href=\"https://social.example/tags/Solvo\" class=\"mention hashtag\" rel=\"tag\">#<span>Solvo</span></a>?</p><p>5 &lt; 6<br>see <a href=\"https://Paper.example/solvo?utm_source=m\" rel=\"nofollow\"><span class=\"invisible\">https://</span><span class=\"ellipsis\">paper.example/so</span><span class=\"invisible\">lvo</span></a></p>"`,
			post(func(p *brand.Post) {
				p.Text, p.Lang, p.Links = "@ben is it #Solvo?\n5 < 6\nsee https://paper.example/solvo", "en", []string{"https://paper.example/solvo"}
			}),
		},
		{
			"a warning is the title, a poll's choices are words, and tags beside the text are part of it",
			names + ana + `,"content":"<p>Which?</p>","spoiler_text":"Solvo recall","poll":{"options":[{"title":"Solvo Gel"},{"title":"Solvo Max"}]},"tags":[{"name":"SolvoRecall"},{"name":"solvo"}],"card":{"url":"https://paper.example/gel"}`,
			post(func(p *brand.Post) {
				p.Title, p.Text, p.Links = "Solvo recall", "Which?\nSolvo Gel\nSolvo Max\n#SolvoRecall #solvo", []string{"https://paper.example/gel"}
			}),
		},
		{
			"a boost is the same post once more",
			`"id":"115586000000000009","uri":"https://far.example/b/1","account":{"acct":"ben@far.example"},"reblog":{` + names + ana + `,"content":"<p>#solvo</p>"}`,
			post(func(p *brand.Post) { p.Text = "#solvo" }),
		},
		{
			"software that tells little is heard all the same",
			`"id":"115586000000000001","uri":"https://far.example/objects/7","url":null,"content":"#solvo","account":{"acct":"ben@far.example","url":"https://far.example/ben","followers_count":-1}`,
			[]brand.Post{{
				NativeID: "https://far.example/objects/7", URL: "https://far.example/objects/7", Author: "ben@far.example", AuthorID: "https://far.example/ben", Text: "#solvo",
				Published: time.UnixMilli(115586000000000001 >> 16).UTC(),
			}},
		},
		{"what is for followers is no post", strings.Replace(names, "public", "private", 1) + ana + `,"content":"#solvo"`, nil},
		{"who is in no index is not in this one", names + `"account":{"acct":"ana","noindex":true},"content":"#solvo"`, nil},
		{"who is not found by words has tagged it", names + strings.Replace(ana, `"acct"`, `"indexable":false,"bot":true,"acct"`, 1) + `,"content":"#solvo"`, post(func(p *brand.Post) { p.Text = "#solvo" })},
	} {
		page := one(t, "[{"+tt.status+"}]", searches("#solvo"))
		if diff := cmp.Diff(tt.want, page.Posts); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.claim, diff)
		}
		if len(page.Notes) > 0 {
			t.Errorf("%s: %q", tt.claim, page.Notes)
		}
	}
}

func TestWholeTimelinesSpareWhoIsNotFoundByWords(t *testing.T) {
	statuses := func(indexable string) string {
		return `[{"id":"1","uri":"https://social.example/7","content":"solvo","account":{"acct":"ana"` + indexable + `}}]`
	}
	spec := collectors.Spec{Settings: map[string][]string{"timelines": {"local"}}}
	for indexable, n := range map[string]int{`,"indexable":true`: 1, `,"indexable":false`: 0, ``: 1} {
		if page := one(t, statuses(indexable), spec); len(page.Posts) != n {
			t.Errorf("an account with %q: %d posts, want %d", indexable, len(page.Posts), n)
		}
	}
}

// What is recorded is somebody else's and not part of this project: TOCSIN_API names its folder.
func TestRecordedAnswers(t *testing.T) {
	folder := os.Getenv("TOCSIN_API")
	if folder == "" {
		t.Skip("TOCSIN_API names no folder of recorded answers: nothing was read")
	}
	text, err := os.ReadFile(filepath.Join(folder, "mastodon_hashtag_timeline.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var tape struct {
		Interactions []struct {
			Request  struct{ Method, URI string }
			Response struct {
				Body    struct{ String string }
				Headers map[string][]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &tape); err != nil {
		t.Fatal(err)
	}
	s := newInstance(func() time.Time { return time.Date(2026, 8, 1, 14, 0, 0, 0, time.UTC) })
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		for _, i := range tape.Interactions {
			if i.Request.Method == http.MethodGet && strings.Contains(i.Request.URI, "/api/v1/timelines/tag/hoot") && r.URL.Path == "/api/v1/timelines/tag/hoot" {
				for name, values := range i.Response.Headers {
					if name != "content-length" {
						w.Header()[http.CanonicalHeaderKey(name)] = values
					}
				}
				_, _ = w.Write([]byte(i.Response.Body.String))
				return
			}
		}
		http.NotFound(w, r)
	}
	n, pages := open(t, s, searches("#hoot"), nil).read(s.now())
	want := []brand.Post{{
		NativeID: "http://localhost:3000/ap/users/117020566092212359/statuses/117020593741189701", URL: "http://localhost:3000/@mastodonpy_test_2/117020593741189701",
		Author: "mastodonpy_test_2@localhost", AuthorID: "http://localhost:3000/ap/users/117020566092212359", Text: "#hoot (hashtag toot)", Lang: "ja",
		Published: time.Date(2026, 8, 1, 13, 55, 55, 867e6, time.UTC),
	}}
	if diff := cmp.Diff(want, pages[0].Posts); n != 1 || diff != "" {
		t.Errorf("the recorded timeline (-want +got)\n%s", diff)
	}
}

func TestOddStatusesCostNoOther(t *testing.T) {
	good := `{"id":"115586000000000001","uri":"https://social.example/7","content":"#solvo","account":{"acct":"ana"}}`
	for _, odd := range []string{`null`, `7`, `"x"`, `{}`, `[]`, `{"id":7}`, `{"id":"1","content":{}}`, `{"id":"8","uri":""}`, `{"reblog":{}}`} {
		page := one(t, "["+odd+","+good+"]", searches("#solvo"))
		if len(page.Posts) != 1 || len(page.Notes) != 1 || page.Notes[0] != "1 of 2 posts cannot be read, and were left out" {
			t.Errorf("beside %s: %d posts, %q", odd, len(page.Posts), page.Notes)
		}
	}
	absurd := `{"id":"115586000000000002","created_at":"%s","uri":"https://social.example/8","content":"#solvo","account":{"acct":"ana"}}`
	for _, date := range []string{"yesterday", "", "0000-00-00T00:00:00Z"} {
		page := one(t, "["+fmt.Sprintf(absurd, date)+"]", searches("#solvo"))
		if len(page.Posts) != 1 || page.Posts[0].Published.Year() != 2025 {
			t.Errorf("dated %q: %+v; want what the id tells", date, page.Posts)
		}
	}
}

func FuzzStatuses(f *testing.F) {
	e, _ := json.Marshal([]any{newEntry(posts(1, 1, noon())[0], false).json})
	f.Add(string(e))
	f.Add(`[{"id":"1","uri":"u","content":"<a href=\"x\" class=>","tags":[{"name":"##"}],"poll":{"options":[]}}]`)
	said := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(said)) }))
	f.Cleanup(server.Close)
	f.Cleanup(http.DefaultClient.CloseIdleConnections)
	c, err := mastodon.Type().Open(collectors.Spec{URL: server.URL, Searches: []string{"#solvo"}}, collectors.Means{
		Env: func(string) string { return "" }, Web: func(bool) http.RoundTripper { return http.DefaultTransport },
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body string) {
		said = body
		page, err := c.Collect(t.Context(), "", noon())
		for _, p := range page.Posts {
			if p.NativeID == "" || err != nil {
				t.Errorf("%q gives %+v, %v", body, p, err)
			}
		}
	})
}
