package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/collectors"
	"tocsin/config"
	"tocsin/store"
)

const (
	tryFile = `brand: Solvo
match: [solvo, {query: sling ad, strategy: marketing}]
own: ["@solvo"]
sources: [{id: press, voice: press, url: "https://news.example/rss"}]
people: [{name: Ana Ruiz, can: [crisis]}, {name: Ben Cole, can: [crisis]}]
`
	tryFeed = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>
<item><guid>1</guid><title>Shame</title><dc:creator>Ada</dc:creator><description>The recall of the Solvo bag is the worst disgrace that I have seen, I want &lt;a href="https://solvo.example/sling"&gt;my money&lt;/a&gt; back</description></item>
<item><guid>2</guid><title>Shame</title><dc:creator>Bea</dc:creator><description>The recall of the Solvo bag is the worst disgrace that I have seen, I want &lt;a href="https://solvo.example/sling"&gt;my money&lt;/a&gt; back</description></item>
<item><guid>3</guid><title>A sling ad</title><dc:creator>@solvo</dc:creator></item>
<item><guid>3</guid><title>A sling ad</title><dc:creator>@solvo</dc:creator></item>
<item><guid>4</guid><title>Something else is written here, and it is about none of them</title></item>
</channel></rss>`
)

// What a source is tried for is what would be kept of it: a post tried by hand is
// told of in the same words as the mention that "tocsin mentions" prints.
func TestWhatIsTriedByHandIsWhatIsKept(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{"tocsin.yaml": tryFile, "feed.xml": tryFeed} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tried := ndjsonOf(t, "source", "try", "feed.xml")
	if len(tried) != 4 || len(tried[3]["matches"].([]any)) != 0 {
		t.Fatalf("tried are %v, want the four posts, the last of which nobody looks for", tried)
	}
	keepFeed(t, filepath.Join(dir, "data"))
	kept := ndjsonOf(t, "mentions", "--data", "data")
	if len(kept) != 3 {
		t.Fatalf("%d mentions are kept, want 3", len(kept))
	}
	for i, mention := range kept {
		match, _ := tried[i]["matches"].([]any)[0].(map[string]any)
		for _, part := range []string{"id", "author", "title", "text", "links", "lang", "guessed"} {
			if diff := cmp.Diff(mention[part], tried[i][part]); diff != "" && mention[part] != nil {
				t.Errorf("post %d: %s (-kept +tried):\n%s", i, part, diff)
			}
		}
		for _, part := range []string{"brand", "why", "own", "mood", "score", "danger", "touches", "story"} {
			if diff := cmp.Diff(mention[part], match[part]); diff != "" {
				t.Errorf("post %d: %s (-kept +tried):\n%s", i, part, diff)
			}
		}
	}
	first, second, own := kept[0], kept[1], kept[2]
	for what, holds := range map[string]bool{
		"the language was told from the text": first["lang"] == "en" && first["guessed"] == true,
		"the mood":                            first["mood"] == "negative",
		"the word of danger":                  cmp.Equal(first["danger"], []any{"recall"}),
		"where it links to":                   cmp.Equal(first["links"], []any{"https://solvo.example/sling"}),
		"whom it touches":                     strings.Contains(sprint(first["touches"]), "crisis"),
		"whose copy the second is":            second["story"] == first["id"] && second["speaker"] == first["voice"],
		"the strategy its query is tied to":   strings.Contains(sprint(own["touches"]), "marketing"),
		"that the brand wrote it":             own["own"] == true,
	} {
		if !holds {
			t.Errorf("mentions does not tell %s: %v", what, kept)
		}
	}
}

// A source of the file is tried with all that the file says of it: whose voice it
// is, and for which brands it is read.
func TestASourceIsTriedAsTheFileHasIt(t *testing.T) {
	feeds := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(tryFeed)) }))
	t.Cleanup(feeds.Close)
	t.Chdir(t.TempDir())
	file := `brands: {solvo: {match: [solvo]}, shame: {match: [shame]}}
sources:
  - {id: press, voice: press, brands: [solvo], allow_private: true, url: "` + feeds.URL + `"}
  - {id: blogs, url: "https://b.example/rss"}
people: [{name: Ana Ruiz, can: [crisis]}, {name: Ben Cole, can: [crisis]}]
`
	if err := os.WriteFile("tocsin.yaml", []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	tried := ndjsonOf(t, "source", "try", "press")
	if first := sprint(tried[0]); tried[0]["group"] != "press" || !strings.Contains(first, "voice press") || strings.Contains(first, `"shame"`) {
		t.Errorf("tried is %s, want it of the group press, touched by that voice, and for solvo alone", first)
	}
}

// keepFeed keeps what the feed holds as a daemon does, which then stops.
func keepFeed(t *testing.T, dir string) {
	t.Helper()
	cfg, err := config.Load("tocsin.yaml", known())
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Dir: dir, Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	o, err := hearingOf(cfg)
	if err != nil {
		t.Fatal(err)
	}
	o.Sink, o.History, o.VoiceKey = s, s, []byte("a key of tests")
	source := collectors.Source{ID: "feed.xml", Kind: "feed", Collector: document("feed.xml")}
	if _, err := collectors.NewListener(o).Listen(t.Context(), source, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// ndjsonOf are the objects that a command prints.
func ndjsonOf(t *testing.T, args ...string) []map[string]any {
	t.Helper()
	var out, said bytes.Buffer
	w := &world{ctx: t.Context(), args: args, stdout: &out, stderr: &said, env: func(string) string { return "" }, now: time.Now}
	if code := execute(w); code != exitOK {
		t.Fatalf("tocsin %v ends with %d: %s", args, code, said.String())
	}
	var all []map[string]any
	for line := range strings.Lines(out.String()) {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			t.Fatal(err)
		}
		all = append(all, object)
	}
	return all
}

func sprint(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

// Whoever mistypes what to try is told what there is.
func TestWhatCannotBeTriedIsToldWithWhatCan(t *testing.T) {
	t.Chdir(t.TempDir())
	for file, want := range map[string]string{
		"":      `"nix" is no file, no address and no source: name a file that is there, an address that begins with https://, or a kind of source (tocsin sources)` + "\n",
		tryFile: `"nix" is no file, no address and no source: name a file that is there, an address that begins with https://, or a kind of source (tocsin sources), or a source of the configuration: press` + "\n",
	} {
		args := []string{"source", "try", "nix"}
		if file != "" {
			if err := os.WriteFile("solvo.yaml", []byte(file), 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, "--config", "solvo.yaml")
		}
		var said bytes.Buffer
		code := execute(&world{ctx: t.Context(), args: args, stdout: &said, stderr: &said, env: func(string) string { return "" }, now: time.Now})
		if code == 0 || !strings.HasSuffix(said.String(), want) {
			t.Errorf("trying nix: code %d, %q, want %q", code, said.String(), want)
		}
	}
}

// A kind is tried by its name: the configured source of it, else one without settings.
func TestAKindIsTriedByItsName(t *testing.T) {
	hits := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"nbHits":1,"hits":[{"objectID":"1","author":"ada","created_at_i":`+strconv.FormatInt(time.Now().Add(-time.Hour).Unix(), 10)+`,"comment_text":"my solvo broke"}]}`)
	}))
	defer hits.Close()
	t.Chdir(t.TempDir())
	try := func(file, what string) string {
		if err := os.WriteFile("tocsin.yaml", []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		execute(&world{ctx: t.Context(), args: []string{"source", "try", what}, stdout: &said, stderr: &said, now: time.Now, env: func(name string) string {
			return map[string]string{"TOCSIN_HACKERNEWS_API": hits.URL}[name]
		}})
		return said.String()
	}
	const bare = "brand: Solvo\nmatch: [solvo]\nsources: [{kind: googlenews}]\npeople: [{name: Ana Ruiz, can: [crisis]}, {name: Ben Cole, can: [crisis]}]\n"
	several := strings.Replace(tryFile, "sources: [", `sources: [{kind: appstore, app: "1234567"}, {id: second, kind: appstore, app: "1234568"}, `, 1)
	for _, tt := range []struct{ claim, file, what, want string }{
		{"one without settings", bare, "hackernews", `"source":"hackernews"`},
		{"the configured one of a kind", strings.Replace(bare, "kind: googlenews", "id: orange, kind: hackernews", 1), "hackernews", `"source":"orange"`},
		{"one of several", several, "appstore", "there are several sources of kind appstore: name one of appstore-"},
		{"one that takes settings", tryFile, "appstore", `such as - {id: appstore, kind: appstore, app: "123456789", countries: [us]}, and name its id`},
		{"one without its secret", tryFile, "telegram", "TELEGRAM_BOT_TOKEN is not set: set it to"},
		{"a feed", bare, "feed", "a feed is tried by its address"},
	} {
		if said := try(tt.file, tt.what); !strings.Contains(said, tt.want) {
			t.Errorf("%s: said is\n%s\nwant %s", tt.claim, said, tt.want)
		}
	}
}
