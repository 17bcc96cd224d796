package lemmy_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/lemmy"
)

func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
}

// one is the first reading of a search that finds some posts and comments.
func one(t *testing.T, posts, comments string) collectors.Page {
	t.Helper()
	s := newInstance(noon)
	s.answer = says(fmt.Sprintf(`{"posts":[%s],"comments":[%s]}`, posts, comments))
	src := open(t, s, "solvo")
	var all collectors.Page
	for range 2 {
		_, pages := src.read(noon())
		for _, p := range pages {
			all.Posts, all.Changes, all.Notes = append(all.Posts, p.Posts...), append(all.Changes, p.Changes...), append(all.Notes, p.Notes...)
		}
	}
	return all
}

const (
	ana = `"creator":{"name":"ana","actor_id":"https://far.example/u/ana"}`
	at  = `"published":"2026-11-21T11:59:55.867123Z"`
)

func TestAnItemBecomesAPost(t *testing.T) {
	published := time.Date(2026, 11, 21, 11, 59, 55, 867123e3, time.UTC)
	for _, tt := range []struct {
		claim, posts, comments string
		want                   []brand.Post
	}{
		{
			"a post has a title, a text and the page it shares",
			`{"post":{"name":" Solvo & Sons ","body":"It's **down** for 5 < 6 of us, see [status](https://status.example/a),[wiki](https://wiki.example/b) and https://solvo.example/x.","url":"https://Paper.example/gel?utm_source=l","ap_id":"https://far.example/post/7",` + at + `,"updated":null},` + ana + `}`, "",
			[]brand.Post{{
				NativeID: "https://far.example/post/7", URL: "https://far.example/post/7", Author: "ana@far.example", AuthorID: "https://far.example/u/ana", Title: "Solvo & Sons",
				Text: "It's down for 5 < 6 of us, see status,wiki and https://solvo.example/x.", Published: published,
				Links: []string{"https://paper.example/gel", "https://status.example/a", "https://wiki.example/b", "https://solvo.example/x"},
			}},
		},
		{
			"a comment does not speak in the title of its post",
			"", `{"comment":{"content":"> really?\n\nsolvo works for me","ap_id":"https://far.example/comment/8",` + strings.TrimSuffix(at, `Z"`) + `"},"post":{"name":"Solvo is doomed","ap_id":"https://far.example/post/7","url":"https://paper.example/doom"},` + ana + `}`,
			[]brand.Post{{
				NativeID: "https://far.example/comment/8", URL: "https://far.example/comment/8", Author: "ana@far.example", AuthorID: "https://far.example/u/ana",
				Text: "really?\nsolvo works for me", Published: published,
			}},
		},
		{
			"a post may be no more than a page it shares",
			`{"post":{"name":"Look","url":"https://paper.example/gel","ap_id":"https://far.example/post/9"},"creator":{"name":"ben"}}`, "",
			[]brand.Post{{NativeID: "https://far.example/post/9", URL: "https://far.example/post/9", Author: "ben", Title: "Look", Links: []string{"https://paper.example/gel"}}},
		},
	} {
		page := one(t, tt.posts, tt.comments)
		if diff := cmp.Diff(tt.want, page.Posts); diff != "" || len(page.Notes) > 0 {
			t.Errorf("%s: %q (-want +got)\n%s", tt.claim, page.Notes, diff)
		}
	}
}

func TestWhatIsGoneIsNoPost(t *testing.T) {
	for _, how := range []string{"deleted", "removed"} {
		page := one(t, `{"post":{"name":"solvo","ap_id":"https://far.example/post/7","`+how+`":true}}`, `{"comment":{"content":"solvo","ap_id":"https://far.example/comment/8","`+how+`":true}}`)
		want := []collectors.Change{
			{Post: brand.Post{NativeID: "https://far.example/post/7", URL: "https://far.example/post/7"}, Gone: true},
			{Post: brand.Post{NativeID: "https://far.example/comment/8", URL: "https://far.example/comment/8"}, Gone: true},
		}
		if diff := cmp.Diff(want, page.Changes); diff != "" || len(page.Posts) != 0 {
			t.Errorf("%s: %d posts (-want +got)\n%s", how, len(page.Posts), diff)
		}
	}
}

func TestOddItemsCostNoOther(t *testing.T) {
	good := `{"comment":{"content":"solvo","ap_id":"https://far.example/comment/8"}}`
	for _, odd := range []string{`null`, `7`, `"x"`, `{}`, `[]`, `{"comment":null}`, `{"comment":{"ap_id":7}}`, `{"comment":{"content":"solvo"}}`, `{"post":{"ap_id":"https://far.example/post/1"}}`} {
		page := one(t, "", odd+","+good)
		if len(page.Posts) != 1 || len(page.Notes) != 1 || page.Notes[0] != "1 of 2 comments cannot be read, and were left out" {
			t.Errorf("beside %s: %d posts, %q", odd, len(page.Posts), page.Notes)
		}
	}
	for _, date := range []string{"", "yesterday", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z", "1969-01-01T00:00:00Z"} {
		page := one(t, "", good+`,{"comment":{"content":"solvo","ap_id":"https://far.example/comment/9","published":"`+date+`"}}`)
		if len(page.Posts) != 2 {
			t.Errorf("dated %q: %d posts of 2", date, len(page.Posts))
		}
	}
}

func TestItemsAreLookedAtAgainWhereTheyWereWritten(t *testing.T) {
	var asked []string
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RequestURI())
		say := func(sort, mark string) {
			id := r.URL.Query().Get("id")
			_, _ = fmt.Fprintf(w, `{"%s_view":{"%s":{"ap_id":"http://%s/%s/%s","%s":true}}}`, sort, sort, r.Host, sort, id, mark)
		}
		switch r.URL.RequestURI() {
		case "/api/v3/post?id=1":
			say("post", "nsfw")
		case "/api/v3/post?id=2":
			say("post", "deleted")
		case "/api/v3/comment?id=3":
			say("comment", "removed")
		case "/api/v3/comment?id=4":
			refuse(w, http.StatusNotFound, "couldnt_find_comment")
		case "/api/v3/comment?id=5":
			_, _ = w.Write([]byte(`{"comment_view":{"comment":{"ap_id":"https://other.example/comment/5","deleted":true}}}`))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(far.Close)
	post := func(id string) brand.Post { return brand.Post{NativeID: id, Text: "solvo"} }
	kept := []brand.Post{
		post("https://nobody.invalid/post/1"), post(far.URL + "/post/1"), post(far.URL + "/post/2"), post(far.URL + "/comment/3"), post(far.URL + "/comment/4"),
		post(far.URL + "/comment/5"), post(far.URL + "/m/things/t/6"), post(far.URL + "/post/7"), post(far.URL + "/post/2"), post(""), post("/post/8"), post("ftp://a.example/post/9"),
	}
	changes, err := open(t, newInstance(noon), "solvo").Collector.(collectors.Rechecker).Recheck(t.Context(), kept, noon())
	want := []collectors.Change{{Post: kept[2], Gone: true}, {Post: kept[3], Gone: true}, {Post: kept[4], Gone: true}}
	if diff := cmp.Diff(want, changes); diff != "" || err != nil {
		t.Errorf("what became of them: %v (-want +got)\n%s", err, diff)
	}
	// What answers as no Lemmy does is not asked again this time.
	if len(asked) != 6 || asked[5] != "/api/v3/post?id=7" {
		t.Errorf("asked %q", asked)
	}
}

func FuzzItems(f *testing.F) {
	f.Add(`{"posts":[{"post":{"name":"a","body":"[x](http://a.example),[y](b)","ap_id":"https://far.example/post/7","published":"2026-11-21T11:59:55Z"}}]}`)
	f.Add(`{"posts":[null]}`)
	said := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(said)) }))
	f.Cleanup(server.Close)
	transport := &http.Transport{}
	f.Cleanup(transport.CloseIdleConnections)
	c, err := lemmy.Type().Open(collectors.Spec{URL: server.URL, Searches: []string{"solvo"}}, collectors.Means{Web: func(bool) http.RoundTripper { return transport }})
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
