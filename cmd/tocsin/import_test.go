package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
)

const importFile = `brands: {solvo: {match: [solvo]}, calmio: {match: [calmio]}}
sources:
  - {id: press, kind: feed, voice: press, brands: [solvo], url: "https://news.example/rss"}
  - {id: blogs, kind: feed, url: "https://blogs.example/rss"}
people: [{name: Ana Ruiz, can: [crisis]}, {name: Ben Cole, can: [crisis]}]
`

// An archive is an installation without a daemon, in a folder of its own.
type archive struct {
	t   *testing.T
	dir string
}

func newArchive(t *testing.T) *archive {
	t.Helper()
	a := &archive{t: t, dir: t.TempDir()}
	a.file("tocsin.yaml", importFile)
	return a
}

func (a *archive) file(name, text string) string {
	a.t.Helper()
	path := filepath.Join(a.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		a.t.Fatal(err)
	}
	return path
}

// run runs a command, and answers what it printed, what it said, and its exit code.
func (a *archive) run(ctx context.Context, in io.Reader, args ...string) (string, string, int) {
	a.t.Helper()
	var stdout, stderr bytes.Buffer
	args = append(args, "--config", filepath.Join(a.dir, "tocsin.yaml"), "--data", filepath.Join(a.dir, "data"))
	code := execute(&world{
		ctx: ctx, args: args, stdin: in, stdout: &stdout, stderr: &stderr, now: time.Now,
		env: func(name string) string { return map[string]string{"TOCSIN_STORE": "embedded"}[name] },
	})
	return stdout.String(), stderr.String(), code
}

// imported imports a file, and wants what it prints, what it says, and how it ends.
func (a *archive) imported(want, said string, code int, args ...string) {
	a.t.Helper()
	out, err, got := a.run(a.t.Context(), nil, append([]string{"import"}, args...)...)
	if out != want || got != code || (said == "") != (err == "") || !strings.Contains(err, said) {
		a.t.Errorf("import %v: code %d, printed %q, said %q; want %d, %q, %q", args, got, out, err, code, want, said)
	}
}

func (a *archive) mentions(key string) []brand.Mention {
	a.t.Helper()
	out, said, code := a.run(a.t.Context(), nil, "mentions", "--brand", key, "--since", "2000w")
	if code != exitOK {
		a.t.Fatal(said)
	}
	var all []brand.Mention
	for line := range strings.Lines(out) {
		var m brand.Mention
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			a.t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

const archived = `id,published,author,text
1,2024-05-04 08:00:00,ana,the solvo bag is fine
2,2024-05-05T09:30:00Z,ben,"solvo, and
calmio too"
3,2024-05-06,cem,nobody's
`

func TestOldPostsAreKeptAndRaiseNothing(t *testing.T) {
	a := newArchive(t)
	path := a.file("old.csv", archived)
	a.imported("3 read, 3 matched, 3 fresh, 0 bad lines\n", "", exitOK, path, "--source", "archive-2024")
	a.imported("3 read, 3 matched, 0 fresh, 0 bad lines\n", "", exitOK, path, "--source", "archive-2024")
	kept := a.mentions("solvo")
	if len(kept) != 2 || len(a.mentions("calmio")) != 1 {
		t.Fatalf("kept are %+v", kept)
	}
	for _, m := range kept {
		if !m.Backfill || m.Counts() || m.Source != "archive-2024" || m.Kind != "file" || m.Voice == "" || m.At.Year() != 2024 || m.At.Month() != time.May {
			t.Errorf("kept is %+v, want an old post of the archive, which raises nothing", m)
		}
	}
}

// What a source had is what it would have given: under its name and kind, whose voice it is, and for its brands.
func TestPostsOfAConfiguredSourceAreItsOwn(t *testing.T) {
	a := newArchive(t)
	path := a.file("old.csv", archived)
	a.imported("3 read, 2 matched, 2 fresh, 0 bad lines\n", "", exitOK, path, "--source", "press")
	kept := a.mentions("solvo")
	if len(kept) != 2 || kept[0].Kind != "feed" || kept[0].Group != "press" || len(a.mentions("calmio")) != 0 {
		t.Errorf("kept are %+v", kept)
	}
	a.imported("3 read, 1 matched, 1 fresh, 0 bad lines\n", "", exitOK, path, "--source", "press", "--brand", "calmio")
	if len(a.mentions("calmio")) != 1 {
		t.Error("the brand that is named gets nothing")
	}
}

func TestWhatCanBeImported(t *testing.T) {
	objects := "{\"id\":\"1\",\"text\":\"solvo\",\"published\":1714809600}\n\n{\"id\":2,\"title\":\"solvo\",\"published\":\"2024-05-04\"}"
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.WriteString(z, objects)
	_ = z.Close()
	for name, text := range map[string]string{
		"old.ndjson": objects, "old.ndjson.gz": packed.String(), "old": packed.String(),
		"excel.csv": "sep=;\r\nid;text;published\r\n1;solvo;2024-05-04\r\n2;solvo;2024-05-04\r\n",
		"old.tsv":   "\xef\xbb\xbfid\ttext\tpublished\r\n1\tsolvo\t2024-05-04\r\n2\tsolvo\t2024-05-04",
	} {
		a := newArchive(t)
		a.imported("2 read, 2 matched, 2 fresh, 0 bad lines\n", "", exitOK, a.file(name, text), "--source", "old")
	}
	a := newArchive(t)
	if out, said, code := a.run(t.Context(), strings.NewReader(objects), "import", "-", "--source", "old"); code != exitOK || out != "2 read, 2 matched, 2 fresh, 0 bad lines\n" {
		t.Errorf("standard input: code %d, %q, %q", code, out, said)
	}
	// What tocsin prints is read again, under the id it had.
	out, _, _ := a.run(t.Context(), nil, "mentions", "--brand", "solvo", "--since", "2000w")
	a.imported("2 read, 2 matched, 0 fresh, 0 bad lines\n", "", exitOK, a.file("mentions.ndjson", out), "--source", "old")
}

func TestWhatIsWrongWithAnImportIsTold(t *testing.T) {
	a := newArchive(t)
	good := `{"text":"solvo","published":"2024-05-04"}` + "\n"
	for _, tt := range []struct {
		claim, text, out, said string
		code                   int
	}{
		{"a bad line", good + "{}\n" + strings.ReplaceAll(good, "solvo", "solvo again"), "2 read, 2 matched, 2 fresh, 1 bad lines\n", "tocsin: import: line 2 is an object without any", exitFault},
		{"many", strings.Repeat("{}\n", 9) + good, "1 read, 1 matched, 0 fresh, 9 bad lines\n", "tocsin: import: 4 bad lines more\n", exitFault},
		{"no dates", `{"text":"solvo undated"}`, "1 read, 1 matched, 1 fresh, 0 bad lines\n", "1 post has no published, and counts as of now: give it one", exitOK},
		{
			"Latin-1", "id,text,published\n1,solvo f\xfcr \x80 5,2024-05-04\n2,solvo \xe4,2024-05-04\n", "2 read, 2 matched, 2 fresh, 0 bad lines\n",
			"tocsin: import: line 2 is not UTF-8, and is read as Windows-1252: if that is not what it is, convert the file, as iconv -f latin1 -t utf8 does\ntocsin: import: 1 line more not in UTF-8\n", exitOK,
		},
		{"lines that end as on old Macs", "id,text\r1,solvo\r2,solvo\r", "0 read, 0 matched, 0 fresh, 0 bad lines\n", "its lines end in a carriage return alone, as on old Macs: convert it", exitFault},
		{"nobody's", `{"text":"weather","published":"2024-05-04"}`, "1 read, 0 matched, 0 fresh, 0 bad lines\n", "none of them concerns a brand", exitOK},
		{"an empty file", "\n", "0 read, 0 matched, 0 fresh, 0 bad lines\n", "there is nothing in it", exitFault},
		{"prose", "solvo\n", "0 read, 0 matched, 0 fresh, 0 bad lines\n", "names no column text or title", exitFault},
		{"a list", "[" + good + "]", "0 read, 0 matched, 0 fresh, 0 bad lines\n", "jq -c", exitFault},
	} {
		out, said, code := a.run(t.Context(), nil, "import", a.file("old", tt.text), "--source", "old")
		if out != tt.out || code != tt.code || !strings.Contains(said, tt.said) {
			t.Errorf("%s: code %d, printed %q, said %q; want %d, %q, %q", tt.claim, code, out, said, tt.code, tt.out, tt.said)
		}
	}
	path := a.file("old", good)
	a.imported("", "name a file that is there", exitFault, filepath.Join(a.dir, "nothing"), "--source", "old")
	a.imported("", "is a folder", exitFault, a.dir, "--source", "old")
	a.imported("", `"Old Posts" is no name of a source`, exitFault, path, "--source", "Old Posts")
	a.imported("", `"acme" is no brand of the configuration: it has `, exitFault, path, "--source", "old", "--brand", "acme")
	a.imported("", "--source", exitUsage, path)
}

// What an import leaves out because of a slip of the pen is told once, with what was meant.
func TestAnImportTellsWhatItPassesOver(t *testing.T) {
	a := newArchive(t)
	read := "1 read, 1 matched, 1 fresh, 0 bad lines\n"
	for n, tt := range []struct{ claim, header, row, said string }{
		{"a column misspelt", "text,published,autho", "solvo,2024-05-04,ana", `column "autho" is not known and passed over; did you mean author?`},
		{"one like nothing", "text,published,likes", "solvo,2024-05-04,7", `column "likes" is not known and passed over`},
		{"several", "text,published,autho,likes,uri", "solvo,2024-05-04,ana,7,x", `columns "autho", "likes" and "uri" are not known and passed over; did you mean author and url?`},
		{"what is meant is there", "text;published;author;authors", "solvo;2024-05-04;ana;ana", `column "authors" is not known and passed over`},
		{"one column twice", "text,published,Text", "solvo,2024-05-04,calmio", `column "Text" is there twice, and the first is read`},
		{"very many", "text,published,c1,c2,c3,c4,c5,c6,c7,c8", "solvo,2024-05-04,,,,,,,,", `columns "c1", "c2", "c3", "c4", "c5", "c6" and 2 more are not known and passed over`},
		{"letters of another encoding", "text,published,f\xfcr", "solvo,2024-05-04,7", `column "für" is not known and passed over`},
	} {
		path := a.file("old.csv", tt.header+"\n"+tt.row+"\n")
		out, said, code := a.run(t.Context(), nil, "import", path, "--source", fmt.Sprintf("old-%d", n))
		if out != read || code != exitOK || said != "tocsin: import: warning: "+tt.said+"\n" {
			t.Errorf("%s: code %d, printed %q, said %q; want %q", tt.claim, code, out, said, tt.said)
		}
	}
	// However many posts there are, it is told once; columns without a name are none.
	many := a.file("old.csv", "text,published,autho,\n"+strings.Repeat("solvo,2024-05-04,ana,\n", 4_500))
	_, said, _ := a.run(t.Context(), nil, "import", many, "--source", "many")
	if strings.Count(said, `"autho"`) != 1 || strings.Contains(said, `""`) {
		t.Errorf("of many posts it says %q", said)
	}
	if help, _, code := a.run(t.Context(), nil, "import", "--help"); code != exitOK || !strings.Contains(help, "is read as Windows-1252") || !strings.Contains(help, "is told once") {
		t.Errorf("its help says %s", help)
	}
	good := a.file("old.csv", "text,published\nsolvo,2024-05-04\n")
	a.imported(read, `tocsin: import: warning: "pres" is no source of the configuration, and is taken for a new one; did you mean press?`, exitOK, good, "--source", "pres")
	a.imported(read, "", exitOK, good, "--source", "archive-2024")
}

// An import that is broken off can be begun again.
func TestAnImportThatIsBrokenOffSaysWhatToDo(t *testing.T) {
	a := newArchive(t)
	ctx, stop := context.WithCancel(t.Context())
	in, posts := io.Pipe()
	go func() {
		_, _ = fmt.Fprint(posts, strings.Repeat("{\"text\":\"solvo\",\"published\":\"2024-05-04\"}\n", 5_000))
		stop()
	}()
	out, said, code := a.run(ctx, in, "import", "-", "--source", "old")
	_ = in.Close()
	if code != exitFault || !strings.Contains(said, "what was read is kept, and importing it again costs nothing") || !strings.Contains(out, " read, ") {
		t.Errorf("code %d, printed %q, said %q", code, out, said)
	}
}

// Somebody who imports beside a running daemon imports into its store.
func TestAnImportBesideADaemonIsTheDaemons(t *testing.T) {
	t.Parallel()
	r := newRig(t, "embedded")
	r.start()
	r.ready()
	path := filepath.Join(r.dir, "old.csv")
	if err := os.WriteFile(path, []byte("id,text,published\nold-1,solvo bag,2024-05-04\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := r.run("import", path, "--source", "archive", "--config", r.path()); out != "1 read, 1 matched, 1 fresh, 0 bad lines\n" {
		t.Errorf("import prints %q", out)
	}
	if kept := r.run("mentions", "--brand", "solvo", "--since", "2000w"); strings.Count(kept, "\"native_id\":\"old-1\"") != 1 {
		t.Errorf("the daemon has %s", kept)
	}
	r.stop()
	if kept := r.run("mentions", "--brand", "solvo", "--since", "2000w"); strings.Count(kept, "\"native_id\":\"old-1\"") != 1 {
		t.Errorf("after the daemon there is %s", kept)
	}
}

// Who looks on sees how far it is; who writes it to a file is spared that.
func TestProgressIsForTerminals(t *testing.T) {
	if isTerminal(&bytes.Buffer{}) {
		t.Error("a buffer is taken for a terminal")
	}
	a := newArchive(t)
	if _, err := exec.LookPath("script"); err != nil {
		t.Skip("there is no script to make a terminal")
	}
	path := a.file("old.csv", archived)
	c := exec.CommandContext(t.Context(), "script", "-qec", "tocsin import "+path+" --source old --config "+filepath.Join(a.dir, "tocsin.yaml")+" --data "+filepath.Join(a.dir, "data"), "/dev/null")
	c.Env = append(os.Environ(), "TOCSIN_STORE=embedded", "REDIS_URL=")
	out, err := c.Output()
	if err != nil || !strings.Contains(string(out), "3 read, 3 fresh, 100%") || !strings.Contains(string(out), "3 read, 3 matched, 3 fresh, 0 bad lines") {
		t.Errorf("on a terminal it shows %q, %v", out, err)
	}
}

// What is kept of a text that is not UTF-8 reads as it was written.
func TestAnImportIsReadInTheEncodingItLikelyHas(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"a table":       {"id,text,published\n1,solvo f\xfcr \x80 5,2024-05-04\n", "solvo für € 5"},
		"objects":       {"{\"text\":\"solvo f\xfcr \x80 5\",\"published\":\"2024-05-04\"}\n", "solvo für € 5"},
		"a broken byte": {"id,text,published\n1,solvo für ä \xff 5,2024-05-04\n", "solvo für ä \uFFFD 5"},
	} {
		a := newArchive(t)
		out, said, code := a.run(t.Context(), nil, "import", a.file("old", tt.text), "--source", "old")
		kept := a.mentions("solvo")
		if code != exitOK || len(kept) != 1 || kept[0].Text != tt.want || !strings.Contains(said, " UTF-8, ") {
			t.Errorf("%s: code %d, %q, said %q; kept is %+v, want %q", name, code, out, said, kept, tt.want)
		}
	}
}
