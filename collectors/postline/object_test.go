package postline_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors/postline"
)

func TestAnObjectGivesEveryPartOfAPost(t *testing.T) {
	p, err := postline.Object([]byte(`{"id":"t-1","url":"HTTPS://Forum.Example/t/7?utm_source=x","author":"Ana","author_id":"u9","title":"Broken ","text":"The strap broke. See www.solvo.example/sling",
		"links":["https://news.example/a","javascript:alert(1)"],"lang":"en","published":"2026-11-21T16:04:05+01:00","reach":1200,"source":"crm","why":"not looked at"}`))
	if err != nil {
		t.Fatal(err)
	}
	if !p.Object || p.Source != "crm" {
		t.Errorf("object %v of source %q", p.Object, p.Source)
	}
	got, err := p.Strict()
	if err != nil {
		t.Fatal(err)
	}
	want := brand.Post{
		NativeID: "t-1", URL: "https://forum.example/t/7", Author: "Ana", AuthorID: "u9", Title: "Broken", Text: "The strap broke. See www.solvo.example/sling",
		Links: []string{"https://news.example/a", "https://www.solvo.example/sling"}, Lang: "en", Published: time.Date(2026, 11, 21, 15, 4, 5, 0, time.UTC), Reach: 1200,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the post (-want +got):\n%s", diff)
	}
}

// What tocsin prints of a mention is read again as the same post.
func TestAMentionIsAPost(t *testing.T) {
	post := brand.Post{
		NativeID: "https://social.example/@ana/7", URL: "https://social.example/@ana/7", Author: "@ana", AuthorID: "9", Text: "solvo",
		Links: []string{"https://a.example/b"}, Lang: "de", Published: time.Date(2026, 11, 21, 15, 4, 5, 6e6, time.UTC), Reach: 3,
	}
	line, err := json.Marshal(brand.Mention{ID: "Zm9v", Brand: "solvo", Source: "masto", Kind: "mastodon", Post: post, At: post.Published, Why: "x"})
	if err != nil {
		t.Fatal(err)
	}
	p, err := postline.Object(line)
	if err != nil || p.Odd != nil {
		t.Fatal(err, p.Odd)
	}
	got, err := p.Strict()
	if diff := cmp.Diff(post, got); diff != "" || err != nil {
		t.Errorf("%v; the post (-want +got):\n%s", err, diff)
	}
}

func TestWhatIsNoPostSaysWhatToWrite(t *testing.T) {
	for line, want := range map[string]string{
		`{"text":"solvo"`:              "is no JSON object (it ends too early)",
		`{"text":"solvo"} x`:           "is no JSON object",
		``:                             "is no JSON object",
		`null`:                         "any of a post's parts",
		`7`:                            "is no JSON object but a number",
		`"solvo"`:                      "is no JSON object but a text",
		`["solvo"]`:                    "is no JSON object but a list",
		`{"id":"1","message":"solvo"}`: "name them text, title",
		`{"text":["solvo"]}`:           `its "text" is a thing of another kind (a list)`,
		`{"links":"https://a.example","text":"s"}`:  `its "links" is a thing of another kind (a text)`,
		`{"author":"Ana"}`:                          "says nothing",
		`{"text":" \n\u0000"}`:                      "says nothing",
		`{"text":"s","published":"21/11/26"}`:       `has "21/11/26" for its published, and is left out: write a moment such as`,
		`{"text":"s","published":"yesterday"}`:      "write a moment such as",
		`{"text":"s","published":2026}`:             "write a moment such as",
		`{"text":"s","published":{"at":1}}`:         "write a moment such as",
		`{"text":"s","reach":"many"}`:               `has "many" for its reach`,
		`{"text":"s","reach":-1}`:                   "write a whole number",
		`{"text":"s","reach":1e99}`:                 "write a whole number",
		`{"text":"s","id":{"a":1}}`:                 "write a text or a number",
		`{"text":"s","published":"\u001b[31mred!"}`: `has "[31mred!" for`,
	} {
		p, err := postline.Object([]byte(line))
		if err == nil {
			_, err = p.Strict()
		}
		if err == nil || !strings.Contains(err.Error(), want) || strings.ContainsRune(err.Error(), 0x1b) {
			t.Errorf("%s: %v; want %q", line, err, want)
		}
	}
}

// A query asks for words; a date that cannot be read takes none away.
func TestAnOddDateLeavesTheWords(t *testing.T) {
	p, err := postline.Object([]byte(`{"text":"solvo","published":"soon","reach":5}`))
	if err != nil || p.Text != "solvo" || p.Reach != 5 || p.Odd == nil || !p.Published.IsZero() {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestIdsMayBeNumbersAndNullIsNothing(t *testing.T) {
	for line, want := range map[string]brand.Post{
		`{"text":"s","id":712,"author_id":9}`:                                          {NativeID: "712", AuthorID: "9", Text: "s"},
		`{"text":"s","id":" x ","native_id":"y"}`:                                      {NativeID: "y", Text: "s"},
		`{"text":"s","id":"x","native_id":null}`:                                       {NativeID: "x", Text: "s"},
		`{"text":"s","id":null,"published":null,"reach":null}`:                         {Text: "s"},
		`{"text":"s","id":"","published":"","reach":""}`:                               {Text: "s"},
		`{"TEXT":"s","Reach":"12"}`:                                                    {Text: "s", Reach: 12},
		`{"text":"a\r\nb\u0000c\u202ed"}`:                                              {Text: "a\nbcd"},
		`{"text":"s","url":"javascript:alert(1)"}`:                                     {Text: "s"},
		`{"text":"s","url":"https://a.example/1","links":["https://a.example/1#top"]}`: {Text: "s", URL: "https://a.example/1"},
	} {
		p, err := postline.Object([]byte(line))
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		got, err := p.Strict()
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", line, err, diff)
		}
	}
}

func TestMomentsAreReadAsPeopleAndProgramsWriteThem(t *testing.T) {
	want := time.Date(2026, 11, 21, 15, 4, 5, 0, time.UTC)
	day, minute := want.Truncate(24*time.Hour), want.Truncate(time.Minute)
	for written, at := range map[string]time.Time{
		`"2026-11-21T15:04:05Z"`:            want,
		`"2026-11-21T15:04:05.000+00:00"`:   want,
		`"2026-11-21 16:04:05+01:00"`:       want,
		`"2026-11-21 16:04:05 +0100"`:       want,
		`"2026-11-21 15:04:05 +0000 UTC"`:   want,
		`"2026-11-21T15:04:05"`:             want,
		`"2026-11-21 15:04:05"`:             want,
		`" 2026-11-21 15:04:05 "`:           want,
		`"2026-11-21 15:04"`:                minute,
		`"2026-11-21T15:04"`:                minute,
		`"2026-11-21"`:                      day,
		`"Sat, 21 Nov 2026 15:04:05 GMT"`:   want,
		`"Sat, 21 Nov 2026 16:04:05 +0100"`: want,
		`1795273445`:                        want,
		`"1795273445"`:                      want,
		`1795273445000`:                     want,
		`1795273445.25`:                     want.Add(250 * time.Millisecond),
	} {
		p, err := postline.Object([]byte(`{"text":"s","published":` + written + `}`))
		if err != nil || p.Odd != nil || !p.Published.Equal(at) || p.Published.Location() != time.UTC {
			t.Errorf("%s is read as %v, %v %v; want %v", written, p.Published, err, p.Odd, at)
		}
	}
}

func TestALineThatIsNoObjectIsNotToBePlainText(t *testing.T) {
	_, err := postline.Object([]byte("Solvo is down"))
	if err == nil || strings.Contains(err.Error(), "plain text") || !strings.Contains(err.Error(), "write a whole object in each line") {
		t.Errorf("a line that is no object says %v", err)
	}
}

// Archives call the moment of a post otherwise. One that is passed over would count as of
// now, and a backlog ring people.
func TestTheMomentOfAPostMayHaveAnotherName(t *testing.T) {
	want := time.Date(2026, 10, 10, 0, 0, 0, 0, time.UTC)
	for _, line := range []string{
		`{"text":"s","date":"2026-10-10"}`, `{"text":"s","created_at":"2026-10-10T00:00:00Z"}`, `{"text":"s","timestamp":1791590400}`,
		`{"text":"s","time":"2026-10-10 00:00"}`, `{"text":"s","published":"2026-10-10","date":"2020-01-01"}`, `{"text":"s","published":null,"date":"2026-10-10"}`,
		`{"text":"s","time":"10:32","date":"2026-10-10"}`,
	} {
		if p, err := postline.Object([]byte(line)); err != nil || p.Odd != nil || !p.Published.Equal(want) {
			t.Errorf("%s: published %v (%v, %v), want %v", line, p.Published, p.Odd, err, want)
		}
	}
	for _, name := range []string{"date", "created_at", "timestamp"} {
		p, err := postline.Object([]byte(`{"text":"s","` + name + `":"2/10/2026"}`))
		if want := `has "2/10/2026" for its ` + name + `, and is left out: write a moment such as`; err != nil || p.Odd == nil || !strings.Contains(p.Odd.Error(), want) {
			t.Errorf("%s that cannot be read: %v (%v), want %q", name, p.Odd, err, want)
		}
	}
	if p, err := postline.Object([]byte(`{"text":"s","time":"10:32"}`)); err != nil || p.Odd != nil || !p.Published.IsZero() {
		t.Errorf("an hour of the day costs the post: %v, %v, %v", p.Published, p.Odd, err)
	}
	for header, columns := range map[string]string{
		"Date,text": "published text", "text;timestamp;created_at": "text published", "date,published,text": "published text", "text,published_at": "text",
	} {
		table, err := postline.Header([]byte(header))
		if got := strings.Join(table.Columns(), " "); err != nil || got != columns {
			t.Errorf("%s: the columns are %q (%v), want %q", header, got, err, columns)
		}
	}
}

// A zone that is but named is one of RFC 822, or nobody knows how far off the moment is.
func TestAZoneThatIsButNamedIsUnderstoodOrRefused(t *testing.T) {
	ten := time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
	for written, want := range map[string]time.Time{
		"Thu, 26 Nov 2026 10:00:00 GMT": ten, "Thu, 26 Nov 2026 10:00:00 UTC": ten, "Thu, 26 Nov 2026 10:00:00 EST": ten.Add(5 * time.Hour),
		"Thu, 26 Nov 2026 10:00:00 PDT": ten.Add(7 * time.Hour), "Thu Nov 26 10:00:00 CST 2026": ten.Add(6 * time.Hour),
		"2026-11-26 10:00:00 +0100 CET": ten.Add(-time.Hour), "Thu, 26 Nov 2026 10:00:00 +0000": ten,
		"Thu, 26 Nov 2026 10:00:00 CET": {}, "Thu, 26 Nov 2026 10:00:00 IST": {},
	} {
		p, err := postline.Object([]byte(`{"text":"s","published":"` + written + `"}`))
		if err != nil || !p.Published.Equal(want) || (p.Odd == nil) == want.IsZero() {
			t.Errorf("%s: %v (%v, %v), want %v", written, p.Published, p.Odd, err, want)
		}
	}
}
