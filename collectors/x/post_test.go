package x_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
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
	"tocsin/collectors/x"
)

func TestAPostArrivesAsPeopleReadIt(t *testing.T) {
	at := time.Date(2026, 11, 21, 11, 0, 7, 0, time.UTC)
	id := idAt(at, 5)
	author := `"includes":{"users":[{"id":"7","username":"ana_r","name":"Ana","public_metrics":{"followers_count":41000}}]}`
	base := func() brand.Post {
		return brand.Post{
			NativeID: fmt.Sprint(id), URL: fmt.Sprint("https://x.com/ana_r/status/", id), Author: "ana_r", AuthorID: "7",
			Text: "hello", Lang: "en", Published: at, Reach: 41000,
		}
	}
	for _, tt := range []struct {
		claim    string
		post     string // what follows the id in X's answer
		includes string
		want     func(*brand.Post)
	}{
		{"every field is kept", `"text":"hello","lang":"en","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author, func(*brand.Post) {}},
		{
			"entities are decoded once", `"text":"Tom &amp; Jerry &lt;3 &amp;amp;","lang":"en","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) { p.Text = "Tom & Jerry <3 &amp;" },
		},
		{
			"a long post has its whole text", `"text":"cut…","note_tweet":{"text":"the whole &amp; long text"},"lang":"en","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) { p.Text = "the whole & long text" },
		},
		{
			"a long post under the names of 2026 too", `"text":"cut…","note_post":{"text":"all https://t.co/a","entities":{"urls":[{"url":"https://t.co/a","expanded_url":"https://solvo.example/?a=1&b=2"}]}},"lang":"en","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) { p.Text = "all https://solvo.example/?a=1&b=2" },
		},
		{
			"short links say where they lead, pictures stay", `"text":"see https://t.co/a https://t.co/b","entities":{"urls":[{"url":"https://t.co/a","expanded_url":"https://solvo.example/ad"},{"url":"https://t.co/b","expanded_url":"https://x.com/ana_r/status/5/photo/1","media_key":"3_5"}]},"lang":"en","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) { p.Text = "see https://solvo.example/ad https://t.co/b" },
		},
		{
			"a repost has all the words of the original", `"text":"RT @ben: the very long…","referenced_tweets":[{"type":"retweeted","id":"99"}],"lang":"en","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`,
			`"includes":{"users":[{"id":"7","username":"ana_r","public_metrics":{"followers_count":41000}},{"id":"8","username":"ben"}],"tweets":[{"id":"99","text":"the very long original","author_id":"8"}]}`,
			func(p *brand.Post) { p.Text = "RT @ben: the very long original" },
		},
		{
			"a repost under the names of 2026 too", `"text":"RT @ben: the very long…","referenced_posts":[{"type":"reposted","id":"99"}],"lang":"en","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`,
			`"includes":{"users":[{"id":"7","username":"ana_r","public_metrics":{"followers_count":41000}},{"id":"8","username":"ben"}],"posts":[{"id":"99","text":"the very long original","author_id":"8"}]}`,
			func(p *brand.Post) { p.Text = "RT @ben: the very long original" },
		},
		{
			"a repost whose original is missing keeps its own", `"text":"RT @ben: the very long…","referenced_tweets":[{"type":"retweeted","id":"99"}],"lang":"en","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) { p.Text = "RT @ben: the very long…" },
		},
		{
			"an author X does not name has an id", `"text":"hello","lang":"en","author_id":"8","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) {
				p.URL, p.Author, p.AuthorID, p.Reach = fmt.Sprint("https://x.com/i/status/", id), "", "8", 0
			},
		},
		{
			"a post of bare words takes its time from its id", `"text":"hello"`, `"x":0`,
			func(p *brand.Post) {
				*p = brand.Post{NativeID: fmt.Sprint(id), URL: fmt.Sprint("https://x.com/i/status/", id), Text: "hello", Published: at}
			},
		},
		{
			"a language X could not tell is none", `"text":"hello","lang":"und","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) { p.Lang = "" },
		},
		{
			"a language X made up is none", `"text":"hello","lang":"qme","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) { p.Lang = "" },
		},
		{
			"Quechua is a language", `"text":"hello","lang":"qu","author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) { p.Lang = "qu" },
		},
		{
			"a field of another type costs that field", `"text":"hello","lang":["en"],"author_id":"7","created_at":"2026-11-21T11:00:07.000Z"`, author,
			func(p *brand.Post) { p.Lang = "" },
		},
		{
			"a date nobody can read is taken from the id", `"text":"hello","lang":"en","author_id":"7","created_at":"yesterday"`, author,
			func(*brand.Post) {},
		},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			s := newStandIn(t)
			body := fmt.Sprintf(`{"data":[{"id":"%d",%s}],%s,"meta":{"result_count":1,"newest_id":"%d"}}`, id, tt.post, tt.includes, id)
			s.before = func(_ int, w http.ResponseWriter, _ *http.Request) bool {
				_, _ = w.Write([]byte(body))
				return true
			}
			page, err := s.collector(x.Options{}).Collect(t.Context(), "", noon)
			want := base()
			tt.want(&want)
			if diff := cmp.Diff([]brand.Post{want}, page.Posts); err != nil || diff != "" {
				t.Errorf("Collect(%s): %v (-want +got):\n%s", body, err, diff)
			}
		})
	}
}

func TestWhatXLeavesOutIsNoted(t *testing.T) {
	for _, tt := range []struct{ claim, body, note string }{
		{
			"an author X could not give", `{"data":[{"id":"5","text":"a"}],"errors":[{"title":"Not Found Error","detail":"Could not find user"},{"title":"b"}],"meta":{"result_count":1}}`,
			"X left out 2 things it could not give, first: Not Found Error: Could not find user",
		},
		{"a post without an id", `{"data":[{"id":"5","text":"a"},{"text":"b"}],"meta":{"result_count":2}}`, "1 of 2 posts cannot be read, and were left out"},
		{"posts that are none", `{"data":[7,"b",null,[],{"id":"5","text":"a"},{"id":"6","body":"c"}],"meta":{"result_count":6}}`, "5 of 6 posts cannot be read, and were left out"},
		{"a field of another type", `{"data":[{"id":"5","text":"a","lang":7}],"meta":{"result_count":1}}`, "had an unforeseen type"},
	} {
		s := newStandIn(t)
		s.before = func(_ int, w http.ResponseWriter, _ *http.Request) bool {
			_, _ = w.Write([]byte(tt.body))
			return true
		}
		page, err := s.collector(x.Options{}).Collect(t.Context(), "", noon)
		if err != nil || len(page.Posts) != 1 || len(page.Notes) != 1 || !strings.Contains(page.Notes[0], tt.note) {
			t.Errorf("%s: %d posts, notes %q, %v; want one post and %q", tt.claim, len(page.Posts), page.Notes, err, tt.note)
		}
	}
}

// packed is a transport that hands on packed bodies as they are.
type packed struct{ body []byte }

func (p packed) RoundTrip(r *http.Request) (*http.Response, error) {
	rec := &http.Response{StatusCode: 200, Status: "200 OK", Header: http.Header{"Content-Encoding": {"gzip"}}, Request: r}
	rec.Body, rec.ContentLength = http.NoBody, int64(len(p.body))
	if len(p.body) > 0 {
		rec.Body = readCloser{bytes.NewReader(p.body)}
	}
	return rec, nil
}

type readCloser struct{ *bytes.Reader }

func (readCloser) Close() error { return nil }

func TestAPackedBodyIsUnpacked(t *testing.T) {
	var body bytes.Buffer
	w := gzip.NewWriter(&body)
	_, _ = w.Write([]byte(`{"data":[{"id":"5","text":"a"}],"meta":{"result_count":1}}`))
	_ = w.Close()
	for _, tt := range []struct {
		claim string
		body  []byte
		posts int
	}{
		{"a packed body", body.Bytes(), 1},
		{"a packed body cut short", body.Bytes()[:body.Len()-12], -1},
		{"an empty body that claims to be packed", nil, -1},
	} {
		page, err := x.New(x.Options{Query: "solvo", Bearer: token, Transport: packed{tt.body}}).Collect(t.Context(), "", noon)
		if (err != nil) != (tt.posts < 0) || len(page.Posts) != max(tt.posts, 0) {
			t.Errorf("%s: %d posts, %v; want %d", tt.claim, len(page.Posts), err, tt.posts)
		}
	}
}

// TestRecordedAnswer reads an answer of X itself, which is no part of the project.
func TestRecordedAnswer(t *testing.T) {
	folder := os.Getenv("TOCSIN_API")
	if folder == "" {
		t.Skip("set TOCSIN_API to a folder with x_v2_search_recent.yaml, a recorded answer, to read it")
	}
	text, err := os.ReadFile(filepath.Join(folder, "x_v2_search_recent.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	_, block, found := strings.Cut(string(text), "string: !!binary |\n")
	block, _, ended := strings.Cut(block, "headers:")
	body, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(block), ""))
	if !found || !ended || err != nil {
		t.Fatalf("the recording holds no body in base64: %v", err)
	}
	page, err := x.New(x.Options{Query: "Tweepy", Bearer: token, Transport: packed{body}}).Collect(t.Context(), "", noon)
	if err != nil || len(page.Posts) != 10 || !page.More || len(page.Notes) > 0 {
		t.Fatalf("%d posts, more %v, notes %q, %v; want 10 and more", len(page.Posts), page.More, page.Notes, err)
	}
	for _, p := range page.Posts {
		// The posts of the recording say in their text when they were written.
		said, err := time.Parse("2006-01-02 15:04:05", strings.TrimSuffix(p.Text, " tweepy"))
		if d := p.Published.Sub(said); err != nil || d < 0 || d > time.Second {
			t.Errorf("post %s %q is dated %v, %v from what it says: %v", p.NativeID, p.Text, p.Published, d, err)
		}
	}
}

// fixed is a transport that always answers the same.
type fixed struct {
	status int
	body   string
}

func (f fixed) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: f.status, Status: fmt.Sprint(f.status), Header: http.Header{}, Request: r,
		ContentLength: int64(len(f.body)), Body: readCloser{bytes.NewReader([]byte(f.body))},
	}, nil
}

func FuzzCollect(f *testing.F) {
	f.Add(`{"data":[{"id":"5","text":"a","author_id":"7"}],"meta":{"result_count":1,"next_token":"n"}}`, `{"since_id":"4"}`, 200)
	f.Add(`{"title":"UsageCapExceeded"}`, ``, 429)
	f.Add(`{"data":[{"id":"9223372036854775807"}],"includes":{"tweets":[{"id":"9"}]}}`, `{"walk":{"newest_id":"9","oldest_id":"8"}}`, 200)
	f.Fuzz(func(t *testing.T, body, cursor string, status int) {
		if status < 200 || status > 599 {
			return
		}
		c := x.New(x.Options{Query: "solvo", Bearer: token, Transport: fixed{status, body}})
		page, err := c.Collect(t.Context(), collectors.Cursor(cursor), noon)
		if err != nil {
			return
		}
		lower := strings.ToLower(body)
		says := strings.Contains(lower, "data") || strings.Contains(lower, "result_count") || strings.Contains(body, `\u`)
		if !says && !page.More && !strings.Contains(cursor, "walk") {
			t.Errorf("%d %q reads as a result: %+v", status, body, page)
		}
		if _, err := c.Collect(t.Context(), page.Next, noon); err == nil && page.Next == "" {
			t.Errorf("body %q leaves no bookmark", body)
		}
	})
}
