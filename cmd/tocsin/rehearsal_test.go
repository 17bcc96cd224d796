package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/rules"
	"tocsin/store"
)

// aPast is five days of talk about a brand, with a storm of a hundred people on the fourth
// evening, that speaks of a boycott.
func aPast() []brand.Post {
	began := time.Date(2026, time.March, 2, 0, 0, 0, 0, time.UTC)
	var posts []brand.Post
	say := func(at time.Time, who int, what string) {
		posts = append(posts, brand.Post{
			NativeID: fmt.Sprint(len(posts)), Author: fmt.Sprint("u", who), Published: at,
			Text: fmt.Sprintf("solvo %s %d", what, len(posts)),
		})
	}
	for m := 0; m < 5*24*60; m += 13 {
		say(began.Add(time.Duration(m)*time.Minute), m*31%97, "bag arrived today and it is what it is number")
	}
	storm := began.Add(3*24*time.Hour + 20*time.Hour)
	for i := range 100 {
		say(storm.Add(time.Duration(i*i/5)*time.Second), 1000+i, fmt.Sprintf("boycott them, the strap of mine broke on day %d of the year and", i*7))
	}
	return posts
}

func asLines(t *testing.T, posts []brand.Post) string {
	t.Helper()
	var out bytes.Buffer
	if err := printLines(&out, posts); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// A stagedPast is a past in a file, with the configurations it is replayed with.
type stagedPast struct {
	t              *testing.T
	dir            string
	file, data     string
	config, strict string
	now            time.Time
}

func newStagedPast(t *testing.T) *stagedPast {
	t.Helper()
	s := &stagedPast{t: t, dir: t.TempDir(), now: time.Date(2026, time.March, 8, 12, 0, 0, 0, time.UTC)}
	s.file, s.data = s.write("posts.ndjson", asLines(t, aPast())), filepath.Join(s.dir, "data")
	people := "\nsources: [{id: house, kind: feed, anonymous: true, url: \"https://house.example/rss\"}]\npeople: [{name: Ana Ruiz, can: [crisis]}, {name: Ben Cole, can: [crisis]}]\n"
	s.config = s.write("here.yaml", "brands: {solvo: {match: [solvo]}}"+people)
	s.strict = s.write("there.yaml", "brands: {solvo: {match: [solvo recall]}}"+people)
	return s
}

func (s *stagedPast) write(name, text string) string {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

func (s *stagedPast) run(args ...string) (string, string, int) {
	s.t.Helper()
	var stdout, stderr bytes.Buffer
	code := execute(&world{
		ctx: s.t.Context(), args: append([]string{"replay", "--config", s.config, "--data", s.data}, args...), stdin: strings.NewReader(""),
		stdout: &stdout, stderr: &stderr, now: func() time.Time { return s.now },
		env: func(name string) string { return map[string]string{"TOCSIN_STORE": "embedded"}[name] },
	})
	return stdout.String(), stderr.String(), code
}

// fires are the incidents that a replay prints.
func (s *stagedPast) fires(args ...string) []firing {
	s.t.Helper()
	out, said, code := s.run(append(args, "--json")...)
	if code != exitOK {
		s.t.Fatalf("replay %v: code %d, %s", args, code, said)
	}
	var all []firing
	for line := range strings.Lines(out) {
		var f firing
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			s.t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

func TestAReplaySaysWhatWouldHaveFired(t *testing.T) {
	s := newStagedPast(t)
	all := s.fires("--mentions", s.file)
	storm := time.Date(2026, time.March, 5, 20, 0, 0, 0, time.UTC)
	if len(all) != 1 || all[0].Severity != rules.Crisis || all[0].First.Before(storm) || all[0].First.After(storm.Add(30*time.Minute)) {
		t.Fatalf("the storm of %s fires %+v, want one crisis, in its first half hour", storm, all)
	}
	before := rules.None
	for _, r := range all[0].Rises {
		if r.Severity <= before || r.Rule == "" || r.Voices == 0 || r.Arithmetic == "" {
			t.Errorf("a rise is %+v after %s", r, before)
		}
		before = r.Severity
	}
	if diff := cmp.Diff(all, s.fires("--mentions", s.file), cmp.AllowUnexported(firing{})); diff != "" {
		t.Errorf("the second replay differs (-first +second):\n%s", diff)
	}
	out, said, code := s.run("--mentions", s.file)
	if want := fmt.Sprintf("solvo/1   %s  ", all[0].First.Format("2006-01-02 15:04 MST")); code != exitOK || !strings.Contains(out, want) || strings.Count(out, "\n") != 1+len(all[0].Rises) {
		t.Errorf("code %d, printed:\n%s\nwant %q in it, and a line for each rise", code, out, want)
	}
	if want := fmt.Sprintf("%d posts from 2026-03-03 to 2026-03-06, ", len(aPast())); !strings.HasPrefix(said, want) || !strings.HasSuffix(said, "incidents: 0 watch, 0 issue, 1 crisis\n") {
		t.Errorf("said is %q", said)
	}
}

func TestAReplayComparesTwoConfigurations(t *testing.T) {
	s := newStagedPast(t)
	out, said, code := s.run("--mentions", s.file, "--against", s.strict)
	if code != exitOK || !strings.Contains(out, "only here") || !strings.Contains(out, "0 of 1 incidents fire alike") || strings.Count(said, "incidents: ") != 2 {
		t.Errorf("code %d, said %q, printed:\n%s", code, said, out)
	}
	if out, _, _ := s.run("--mentions", s.file, "--against", s.config); out != "1 of 1 incidents fire alike\n" {
		t.Errorf("a configuration against itself is %q", out)
	}
	var c contrasted
	out, _, _ = s.run("--mentions", s.file, "--against", s.strict, "--json")
	if err := json.Unmarshal([]byte(out), &c); err != nil || c.Here == nil || c.There != nil || !cmp.Equal(c.What, []difference{onlyHere}) {
		t.Errorf("as JSON it is %q, %v", out, err)
	}
}

// What a daemon kept fires in a replay as it did when it was heard, also where it did not
// keep who said it.
func TestWhatWasKeptIsReplayedAsItHappened(t *testing.T) {
	s := newStagedPast(t)
	cfg, err := where{File: s.config}.load()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(s.data, 0o700); err != nil {
		t.Fatal(err)
	}
	kept, err := store.Open(t.Context(), store.Options{Dir: s.data, Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	daemon, err := newRehearsal(cfg, kept)
	if err != nil {
		t.Fatal(err)
	}
	var p past
	for _, post := range aPast() {
		p.posts = append(p.posts, once{at: post.Published, source: "house", kind: "feed", post: post})
	}
	p.open()
	if err := daemon.play(t.Context(), sorted(p)); err != nil {
		t.Fatal(err)
	}
	want, err := fired(t.Context(), kept, cfg, time.Time{})
	if err != nil || len(want) != 1 {
		t.Fatalf("it fired %+v, %v", want, err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	got := s.fires("--since", "4w")
	want[0].clock = nil
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(firing{})); diff != "" {
		t.Errorf("the replay of what was kept differs (-happened +replayed):\n%s", diff)
	}
	if got := s.fires("--since", "2d"); len(got) != 0 {
		t.Errorf("of the last two days %+v is told, which was before", got)
	}
	if out, _, code := s.run("--since", "2d"); code != exitOK || out != "nothing would have fired\n" {
		t.Errorf("code %d, printed %q", code, out)
	}
}

func TestAReplaySendsAndKeepsNothing(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	s := newStagedPast(t)
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	var said bytes.Buffer
	code := execute(&world{
		ctx: t.Context(), args: []string{"replay", "--config", s.config, "--data", s.data, "--mentions", s.file}, stdout: io.Discard, stderr: &said, now: time.Now,
		env: func(name string) string {
			return map[string]string{
				"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_SIGNING_SECRET": "x", "TOCSIN_SLACK_API": server.URL + "/", "TOCSIN_FALLBACK_URL": server.URL,
			}[name]
		},
	})
	if code != exitOK || asked > 0 {
		t.Errorf("code %d, %q; %d requests were made, want none", code, said.String(), asked)
	}
	if _, err := os.Stat(s.data); !os.IsNotExist(err) {
		t.Errorf("the data folder is there: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(temporary, "tocsin-replay-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind are %v, %v", left, err)
	}
}

// A quarter of a century without a word costs nothing.
func TestAReplayPassesOverSilence(t *testing.T) {
	s := newStagedPast(t)
	out, said, code := s.run("--mentions", s.write("long.ndjson", `{"text":"solvo","published":"2000-05-01T10:00:00Z"}
{"text":"solvo again","published":"2026-03-01T10:00:00Z"}
`))
	if code != exitOK || out != "nothing would have fired\n" || !strings.HasPrefix(said, "2 posts from 2000-05-02 to 2026-03-01, 2 mentions") {
		t.Errorf("code %d, printed %q, said %q", code, out, said)
	}
}

func TestWhatCannotBeReplayedIsTold(t *testing.T) {
	s := newStagedPast(t)
	for _, tt := range []struct {
		claim, said string
		code        int
		args        []string
	}{
		{"nothing to replay", "missing flags", exitUsage, nil},
		{"two pasts", "can't be used together", exitUsage, []string{"--mentions", s.file, "--since", "8w"}},
		{"a table of two configurations", "--against and --json go with --mentions or --since", exitFault, []string{"--counts", "-", "--against", s.strict}},
		{"posts with a budget", "--budget and --timezone go with --counts", exitFault, []string{"--mentions", s.file, "--budget", "7d"}},
		{"no other configuration", "nowhere.yaml", exitFault, []string{"--mentions", s.file, "--against", "nowhere.yaml"}},
		{"no file", "name a file that is there", exitFault, []string{"--mentions", "nowhere.ndjson"}},
		{"no installation", "there is no data folder", exitFault, []string{"--since", "8w"}},
		{"posts without dates", "1 posts do not say when they were published", exitFault, []string{"--mentions", s.write("undated", `{"text":"solvo"}`)}},
		{"no posts", "there is nothing in it", exitFault, []string{"--mentions", s.write("empty", "\n")}},
		{"a bad line", "line 2 is no JSON object", exitFault, []string{"--mentions", s.write("bad", `{"text":"solvo","published":"2026-03-01"}`+"\n{\n")}},
	} {
		out, said, code := s.run(tt.args...)
		if code != tt.code || !strings.Contains(said, tt.said) {
			t.Errorf("%s: code %d, printed %q, said %q; want %d, %q", tt.claim, code, out, said, tt.code, tt.said)
		}
	}
}

func TestHowIncidentsAreHeldAgainstOneAnother(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, time.March, day, hour, 0, 0, 0, time.UTC) }
	fire := func(key brand.Key, first, last time.Time, s rules.Severity) firing {
		return firing{Brand: key, First: first, Last: last, Severity: s}
	}
	for _, tt := range []struct {
		claim       string
		here, there []firing
		want        []string
	}{
		{"nothing", nil, nil, nil},
		{"the same", []firing{fire("a", at(1, 10), at(1, 12), rules.Issue)}, []firing{fire("a", at(1, 10), at(1, 11), rules.Issue)}, []string{"same"}},
		{"two hours earlier", []firing{fire("a", at(1, 10), at(1, 12), rules.Issue)}, []firing{fire("a", at(1, 12), at(1, 13), rules.Issue)}, []string{"2 h earlier here"}},
		{"later and more severe", []firing{fire("a", at(1, 15), at(1, 16), rules.Crisis)}, []firing{fire("a", at(1, 12), at(1, 13), rules.Watch)}, []string{"3 h later here, other severity"}},
		{"another day", []firing{fire("a", at(1, 10), at(1, 12), rules.Issue)}, []firing{fire("a", at(3, 10), at(3, 12), rules.Issue)}, []string{"only here", "only there"}},
		{"another brand", []firing{fire("a", at(2, 10), at(2, 12), rules.Issue)}, []firing{fire("b", at(1, 10), at(2, 12), rules.Issue)}, []string{"only there", "only here"}},
		{"one is two there", []firing{fire("a", at(1, 10), at(4, 12), rules.Issue)}, []firing{fire("a", at(1, 10), at(1, 12), rules.Issue), fire("a", at(3, 10), at(3, 12), rules.Issue)}, []string{"same", "only there"}},
	} {
		var got []string
		for _, c := range contrast(tt.here, tt.there) {
			got = append(got, c.String())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.claim, diff)
		}
	}
}
