package bluesky_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/bluesky"
)

type fields = map[string]any

func link(uri string) fields {
	return fields{"index": fields{"byteStart": 0, "byteEnd": 9}, "features": []fields{{"$type": "app.bsky.richtext.facet#link", "uri": uri}}}
}

func TestARecordBecomesAPost(t *testing.T) {
	const uri, page = "at://did:plc:ana/app.bsky.feed.post/3lx", "https://bsky.app/profile/did:plc:ana/post/3lx"
	at, known := noon().Add(-time.Second), noon()
	want := func(change func(p *brand.Post)) brand.Post {
		p := brand.Post{NativeID: uri, URL: page, Author: "did:plc:ana", AuthorID: "did:plc:ana", Text: "solvo", Published: at}
		change(&p)
		return p
	}
	record := func(more fields) fields {
		all := fields{"$type": "app.bsky.feed.post", "text": "solvo", "createdAt": at.Format(time.RFC3339Nano)}
		maps.Copy(all, more)
		return all
	}
	quoted := fields{"uri": "at://did:plc:ben/app.bsky.feed.post/3lq", "cid": "bafy"}
	external := fields{"uri": "https://paper.example/solvo?utm_source=bsky", "title": "Solvo recalls caps", "description": "All of them."}
	tests := []struct {
		claim  string
		record fields
		want   brand.Post
	}{
		{
			"its words are no markup, and stay as they are", record(fields{"text": " 5 < 6 & it's <b>\"fine\"</b>\n– naïve #solvo ", "langs": []string{"pt-BR"}}),
			want(func(p *brand.Post) {
				p.Text, p.Lang = "5 < 6 & it's <b>\"fine\"</b>\n– naïve #solvo", "pt-BR"
			}),
		},
		{"who names several languages names none", record(fields{"langs": []string{"en", "de"}}), want(func(*brand.Post) {})},
		{
			"a link leads to all of its address, not to what is shown of it", record(fields{"text": "see solvo.example/status/a-lon...", "facets": []fields{
				link("https://Solvo.example/status/a-long-one?utm_medium=x"), link("https://solvo.example/status/a-long-one"), link("javascript:alert(1)"),
			}}),
			want(func(p *brand.Post) {
				p.Text, p.Links = "see solvo.example/status/a-lon...", []string{"https://solvo.example/status/a-long-one"}
			}),
		},
		{
			"the page it shares speaks through its title", record(fields{"text": "oh no", "embed": fields{"$type": "app.bsky.embed.external", "external": external}}),
			want(func(p *brand.Post) {
				p.Text, p.Links = "oh no\nSolvo recalls caps", []string{"https://paper.example/solvo"}
			}),
		},
		{
			"pictures speak through what their author wrote of them", record(fields{"text": "this again", "embed": fields{
				"$type": "app.bsky.embed.images", "images": []fields{{"alt": "Solvo's bill, twice", "image": fields{}}, {"alt": ""}, {"alt": "a cat"}},
			}}),
			want(func(p *brand.Post) { p.Text = "this again\nSolvo's bill, twice\na cat" }),
		},
		{
			"and so does a video", record(fields{"text": "", "embed": fields{"$type": "app.bsky.embed.video", "alt": "a solvo box on fire"}}),
			want(func(p *brand.Post) { p.Text = "a solvo box on fire" }),
		},
		{
			"a post that is quoted is a place it leads to", record(fields{"embed": fields{"$type": "app.bsky.embed.record", "record": quoted}}),
			want(func(p *brand.Post) { p.Links = []string{"https://bsky.app/profile/did:plc:ben/post/3lq"} }),
		},
		{
			"also where it stands beside a page", record(fields{"embed": fields{
				"$type": "app.bsky.embed.recordWithMedia", "record": fields{"record": quoted}, "media": fields{"external": external},
			}}),
			want(func(p *brand.Post) {
				p.Text, p.Links = "solvo\nSolvo recalls caps", []string{"https://paper.example/solvo", "https://bsky.app/profile/did:plc:ben/post/3lq"}
			}),
		},
		{
			"hashtags beside the text are heard, and those within it once", record(fields{"text": "never again #Solvo", "tags": []string{"solvo", "SolvoMoms", "#fail", "two words"}}),
			want(func(p *brand.Post) { p.Text = "never again #Solvo\n#SolvoMoms #fail two words" }),
		},
		{
			"it was not written after it was known", record(fields{"createdAt": "2031-01-01T00:00:00Z"}),
			want(func(p *brand.Post) { p.Published = known }),
		},
		{
			"it may have been written long before", record(fields{"createdAt": "2012-05-06T07:08:09.123+02:00"}),
			want(func(p *brand.Post) { p.Published = time.Date(2012, 5, 6, 5, 8, 9, 123e6, time.UTC) }),
		},
		{
			"without a moment of its own it is of when it was known", record(fields{"createdAt": "yesterday"}),
			want(func(p *brand.Post) { p.Published = known }),
		},
		{
			"what has another type than it should is left out", record(fields{"langs": "en", "facets": fields{}, "tags": 7, "createdAt": 12, "embed": []int{1}}),
			want(func(p *brand.Post) { p.Published = known }),
		},
	}
	j := newJetstream(noon)
	s := listen(t, bluesky.Options{Hosts: serve(t, j)})
	for _, tt := range tests {
		_ = s.Close()
		j = newJetstream(noon)
		j.say(known.UnixMicro(), written("did:plc:ana", "3lx", tt.record))
		s = listen(t, bluesky.Options{Hosts: serve(t, j)})
		if diff := cmp.Diff([]brand.Post{tt.want}, all(t, s, "", noon()).Posts); diff != "" {
			t.Errorf("over the stream, %s (-want +got)\n%s", tt.claim, diff)
		}
		p := newPDS(noon)
		p.show(known, fields{
			"uri": uri, "author": fields{"did": "did:plc:ana", "handle": "handle.invalid"}, "record": tt.record, "indexedAt": known.Format(time.RFC3339Nano),
		})
		p.answer = func(w http.ResponseWriter, _ *http.Request) {
			_ = json.NewEncoder(w).Encode(fields{"posts": []fields{p.shown[0].view}})
		}
		if diff := cmp.Diff([]brand.Post{tt.want}, all(t, searches(t, p, "solvo"), "", noon()).Posts); diff != "" {
			t.Errorf("by search, %s (-want +got)\n%s", tt.claim, diff)
		}
	}
}

func TestAnAuthorIsNamedAsSoonAsTheStreamTellsAHandle(t *testing.T) {
	j := newJetstream(noon)
	at := noon().Add(-time.Second).UnixMicro()
	j.say(at, says("did:plc:ana", "1", "solvo"), identity("did:plc:ana", "Ana.Example"), says("did:plc:ana", "2", "solvo"),
		identity("did:plc:ana", ""), identity("did:plc:ana", "handle.invalid"), identity("did:plc:ana", "no handle"), says("did:plc:ana", "3", "solvo"))
	j.end(noon())
	var authors []string
	for _, p := range all(t, listen(t, bluesky.Options{Hosts: serve(t, j)}), "", noon()).Posts {
		if p.AuthorID != "did:plc:ana" {
			t.Errorf("the author's id is %q", p.AuthorID)
		}
		authors = append(authors, p.Author)
	}
	if diff := cmp.Diff([]string{"did:plc:ana", "ana.example", "ana.example"}, authors); diff != "" {
		t.Errorf("authors (-want +got)\n%s", diff)
	}
}

func TestWhatIsTakenBackIsTold(t *testing.T) {
	j := newJetstream(noon)
	at := noon().Add(-time.Second).UnixMicro()
	j.say(at,
		says("did:plc:ana", "1", "solvo is bad"), commit("did:plc:ana", "delete", "app.bsky.feed.post", "1", nil),
		commit("did:plc:ben", "update", "app.bsky.feed.post", "2", fields{"text": "solvo is good", "createdAt": "2026-11-21T11:00:00Z"}),
		account("did:plc:cyd", false, "deleted"), account("did:plc:dan", false, "takendown"),
		account("did:plc:eve", false, "deactivated"), account("did:plc:fay", false, "suspended"), account("did:plc:gus", true, ""), account("did:plc:hal", true, "deleted"),
		commit("did:plc:ana", "delete", "app.bsky.feed.like", "3", nil),
		commit("did:plc:ivy", "delete", "app.bsky.feed.post", "4", nil), says("did:plc:ivy", "4", "solvo, anew"))
	j.end(noon())
	page := all(t, listen(t, bluesky.Options{Hosts: serve(t, j)}), "", noon())
	gone := brand.Post{NativeID: "at://did:plc:ana/app.bsky.feed.post/1", URL: "https://bsky.app/profile/did:plc:ana/post/1", AuthorID: "did:plc:ana"}
	edited := brand.Post{
		NativeID: "at://did:plc:ben/app.bsky.feed.post/2", URL: "https://bsky.app/profile/did:plc:ben/post/2", Author: "did:plc:ben", AuthorID: "did:plc:ben",
		Text: "solvo is good", Published: noon().Add(-time.Hour),
	}
	want := []collectors.Change{{Post: gone, Gone: true}, {Post: edited}, {Author: "did:plc:cyd", Gone: true}, {Author: "did:plc:dan", Gone: true}}
	if diff := cmp.Diff(want, page.Changes); diff != "" {
		t.Errorf("changes (-want +got)\n%s", diff)
	}
	if len(page.Posts) != 2 || page.Posts[1].Text != "solvo, anew" {
		t.Errorf("posts: %+v, want the one that was deleted later, and the one that was written anew", page.Posts)
	}
}

// A service's words are anybody's.
func TestNonsenseCostsNothingButItself(t *testing.T) {
	j := newJetstream(noon)
	at := noon().Add(-time.Second).UnixMicro()
	good := func(n int) func(int64) string { return says("did:plc:ana", fmt.Sprint(n), "solvo") }
	odd := []string{
		"", "null", "7", "[]", "{", "<html>app.bsky.feed.post", `{"account"`, `{"did":"did:plc:x","time_us":1,"kind":"commit","commit":{"collection":"app.bsky.feed.post"`,
		`{"did":"did:plc:x","kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"1","record":{"text":"solvo"}}}`,
		`{"did":"ana","time_us":1795262400000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"1","record":{"text":"solvo"}}}`,
		`{"did":"did:plc:x/y","time_us":1795262400000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"1","record":{"text":"solvo"}}}`,
		`{"did":"did:plc:x","time_us":1795262400000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"../1","record":{"text":"solvo"}}}`,
		`{"did":"did:plc:x","time_us":1795262400000000,"kind":"commit","commit":{"operation":"burn","collection":"app.bsky.feed.post","rkey":"1"}}`,
		`{"did":"did:plc:x","time_us":1795262400000000,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"1","record":{"text":"` + strings.Repeat("solvo ", 1<<20) + `"}}}`,
	}
	j.say(at, good(1))
	for _, o := range odd {
		j.sayRaw(at, o)
	}
	// These are in order, and say nothing.
	j.say(at, written("did:plc:ana", "7", fields{"text": "", "embed": fields{"images": []fields{{"alt": ""}}}}), written("did:plc:ana", "8", fields{"text": 7}),
		func(int64) string { return `{"did":"did:plc:x","time_us":1795262400000000,"kind":"account"}` },
		func(int64) string {
			return `{"did":"did:plc:x","time_us":1795262400000000,"kind":"label","x":"app.bsky.feed.post"}`
		})
	j.say(at, good(2))
	j.end(noon())
	page := collect(t, listen(t, bluesky.Options{Hosts: serve(t, j)}), "", noon())
	if len(page.Posts) != 2 {
		t.Errorf("posts: %+v, want the two good ones", page.Posts)
	}
	// null, 7 and [] are good JSON of no interest; the rest is counted.
	want := fmt.Sprintf("%d of %d events are not what Jetstream sends, and were left out", len(odd)-3, len(odd))
	if diff := cmp.Diff([]string{want}, page.Notes); diff != "" {
		t.Errorf("notes (-want +got)\n%s", diff)
	}
}

func TestWordsAndLinksAreBounded(t *testing.T) {
	j := newJetstream(noon)
	alts, links := []fields{}, []fields{}
	for i := range 30 {
		alts = append(alts, fields{"alt": strings.Repeat("ü", 500)})
		links = append(links, link(fmt.Sprintf("https://solvo.example/%d", i)), link("https://solvo.example/"+strings.Repeat("x", 2000)))
	}
	j.say(noon().UnixMicro(), written("did:plc:ana", "1", fields{"text": "solvo", "facets": links, "embed": fields{"images": alts}}))
	p := all(t, listen(t, bluesky.Options{Hosts: serve(t, j)}), "", noon()).Posts[0]
	if len(p.Text) > 16<<10 || !strings.HasPrefix(p.Text, "solvo\nüü") || strings.ContainsRune(p.Text, '\uFFFD') || len(p.Links) != brand.MostLinks {
		t.Errorf("%d bytes of text, %d links", len(p.Text), len(p.Links))
	}
}

// The recording is somebody else's and not part of this project: TOCSIN_API names its folder.
func TestARecordingIsRead(t *testing.T) {
	folder := os.Getenv("TOCSIN_API")
	if folder == "" {
		t.Skip("TOCSIN_API names no folder of recorded answers: nothing was read")
	}
	recorded, err := os.ReadFile(filepath.Join(folder, "bluesky_jetstream_v1.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 5, 25, 14, 24, 0, 0, time.UTC)
	j := newJetstream(func() time.Time { return now })
	for line := range strings.Lines(string(recorded)) {
		j.sayRaw(now.Add(-time.Second).UnixMicro(), line)
	}
	j.end(now)
	page := all(t, listen(t, bluesky.Options{Hosts: serve(t, j)}), "", now)
	const did = "did:plc:q235v55g5unth4zjjdpacfdr"
	want := []brand.Post{{
		NativeID: "at://" + did + "/app.bsky.feed.post/3mmoojp4cd223", URL: "https://bsky.app/profile/" + did + "/post/3mmoojp4cd223",
		Author: did, AuthorID: did, Text: "Try RSV for a good time !!", Lang: "en", Published: time.Date(2026, 5, 25, 14, 23, 28, 757e6, time.UTC),
	}}
	if diff := cmp.Diff(want, page.Posts); diff != "" || len(page.Changes)+len(page.Notes) > 0 {
		t.Errorf("posts (-want +got)\n%s\nchanges %+v, notes %q", diff, page.Changes, page.Notes)
	}
}
