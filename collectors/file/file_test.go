package file_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/collectors/file"
	"tocsin/store"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// A desk is a file in a folder, and who reads it.
type desk struct {
	t         *testing.T
	path      string
	collector *file.Collector
	cursor    collectors.Cursor
	now       time.Time
	// notes are those of the last reading.
	notes []string
}

func newDesk(t *testing.T, name string) *desk {
	t.Helper()
	d := &desk{t: t, path: filepath.Join(t.TempDir(), name), now: noon}
	d.restart()
	return d
}

// restart puts a new daemon in the place of the old one.
func (d *desk) restart() {
	d.t.Helper()
	if d.collector != nil {
		if err := d.collector.Close(); err != nil {
			d.t.Fatal(err)
		}
	}
	d.collector = file.New(d.path)
	d.t.Cleanup(func() { _ = d.collector.Close() })
}

// write puts a text at the end of the file, as written just now.
func (d *desk) write(text string) {
	d.t.Helper()
	f, err := os.OpenFile(d.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		d.t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		d.t.Fatal(err)
	}
	d.touch()
}

func (d *desk) touch() {
	d.t.Helper()
	if err := os.Chtimes(d.path, d.now, d.now); err != nil {
		d.t.Fatal(err)
	}
}

// put puts another file in the place of this one, as a program does that writes it aside and moves it there.
func (d *desk) put(text string) {
	d.t.Helper()
	aside := d.path + "~"
	if err := os.WriteFile(aside, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	if err := os.Rename(aside, d.path); err != nil {
		d.t.Fatal(err)
	}
	d.touch()
}

func (d *desk) rotate(to string) {
	d.t.Helper()
	if err := os.Rename(d.path, filepath.Join(filepath.Dir(d.path), to)); err != nil {
		d.t.Fatal(err)
	}
}

// page reads one page.
func (d *desk) page() collectors.Page {
	d.t.Helper()
	page, err := d.collector.Collect(d.t.Context(), d.cursor, d.now)
	if err != nil {
		d.t.Fatal(err)
	}
	d.cursor = page.Next
	return page
}

// read reads all pages, and answers the ids of the posts.
func (d *desk) read() string {
	d.t.Helper()
	var ids []string
	d.notes = nil
	for range 1_000 {
		page := d.page()
		for _, p := range page.Posts {
			ids = append(ids, p.NativeID)
		}
		d.notes = append(d.notes, page.Notes...)
		if !page.More {
			return strings.Join(ids, " ")
		}
	}
	d.t.Fatal("there is always more")
	return ""
}

// expect reads, and wants some ids and no notes but those that begin so.
func (d *desk) expect(claim, ids string, notes ...string) {
	d.t.Helper()
	got := d.read()
	if got != ids {
		d.t.Errorf("%s: read %q, want %q", claim, got, ids)
	}
	said := strings.Join(d.notes, "; ")
	for _, n := range notes {
		if !strings.Contains(said, n) {
			d.t.Errorf("%s: noted is %q, want %q", claim, said, n)
		}
	}
	if len(notes) != len(d.notes) {
		d.t.Errorf("%s: noted are %q, want %d", claim, d.notes, len(notes))
	}
}

// fails reads, and wants a fault that moves no bookmark.
func (d *desk) fails(claim, want string) {
	d.t.Helper()
	page, err := d.collector.Collect(d.t.Context(), d.cursor, d.now)
	if err == nil || !strings.Contains(err.Error(), want) {
		d.t.Errorf("%s: %+v, %v; want the fault %q", claim, page, err, want)
	}
}

func object(id any) string { return fmt.Sprintf("{\"id\":\"%v\",\"text\":\"solvo %v\"}\n", id, id) }

func objects(from, to int) string {
	var all strings.Builder
	for i := from; i <= to; i++ {
		all.WriteString(object(i))
	}
	return all.String()
}

func ids(from, to int) string {
	var all []string
	for i := from; i <= to; i++ {
		all = append(all, fmt.Sprint(i))
	}
	return strings.Join(all, " ")
}

func TestAFileThatGrowsIsFollowed(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	d.write(objects(1, 3))
	d.expect("what stands there", "1 2 3")
	d.expect("nothing new", "")
	d.write(object(4))
	d.restart()
	d.expect("what comes while nobody reads", "4")
	d.write("\n  \r\n" + object(5))
	d.expect("blank lines", "5")
}

func TestHalfALineWaits(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	line := object("1")
	for i := 1; i < len(line)-1; i++ {
		d.write(line[i-1 : i])
		d.expect(fmt.Sprintf("%q", line[:i]), "")
	}
	d.write("}")
	d.expect("an object is whole with its brace", "1")
	d.write("\n" + object("2")[:9])
	d.expect("half of the second", "")
	d.now = d.now.Add(time.Hour)
	d.expect("half of the second, an hour later", "", "line 2 has no end, and waits for it")
	d.expect("told once", "")
	d.write(object("2")[9:])
	d.expect("the other half", "2")
	d.write("{}\n")
	d.fails("and lines are counted on", "line 3 is an object without")
}

// What is bad is told by its number in the file, whichever reading comes to it.
func TestABadLineIsToldByItsNumberAndCostsNoOther(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	d.write(object(1) + "solvo\n\n" + object(2) + `{"id":"3","text":"solvo","published":"soon"}` + "\n")
	d.expect("two good lines", "1 2", "line 2 is no JSON object", "line 5 has \"soon\" for its published")
	d.restart()
	d.write(strings.Repeat("x\n", 20) + object(4) + strings.Repeat("y", 1<<20+1) + "\n" + object(5))
	d.expect("many bad lines", "4 5", "line 6 is no", "line 7 is no", "line 8 is no", "line 9 is no", "line 10 is no", "16 lines more could not be read")
	d.write("{}\n")
	d.fails("and on", "line 29 is an object without any of a post's parts: name them")
	d.fails("once more", "line 29 is")
	d.write("[]\n")
	d.fails("with another", "none of 2 lines is a post")
	d.write(object(6))
	d.expect("until one can be read", "6", "line 29 is an object without", "line 30 is no JSON object")
}

func TestALineTooLongIsPassedOverEvenIfItNeverEnds(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	d.write(object(1) + strings.Repeat("x", 3<<20))
	d.expect("no end yet", "1", "line 2 has more than 1048576 bytes")
	d.write(strings.Repeat("x", 3<<20))
	d.expect("no end still", "")
	d.restart()
	d.write("x\n" + object(2) + "{}\n")
	d.expect("its end", "2", "line 4 is an object without")
}

func TestARotatedFileIsReadToItsEndFirst(t *testing.T) {
	for _, name := range []string{"posts.ndjson.1", "posts-20261121.ndjson", "posts.ndjson-2026"} {
		d := newDesk(t, "posts.ndjson")
		d.write(objects(1, 2))
		d.expect("before", "1 2")
		d.write(objects(3, 4) + `{"id":"5","text":"solvo"}`)
		d.rotate(name)
		d.restart()
		d.expect("there is no other yet", "3 4 5")
		if _, err := d.collector.Collect(t.Context(), d.cursor, d.now); err == nil || !strings.Contains(err.Error(), "no such file") {
			t.Errorf("and then: %v; want that there is none", err)
		}
		d.write(objects(6, 7))
		d.expect("the other", "6 7")
		d.rotate(name + ".2")
		d.write(object(8))
		d.expect("rotated with nothing left in it", "8")
		d.write("{}\n")
		d.rotate(name + ".3")
		d.write("{}\n" + object(9))
		d.expect("bad lines of both", "9", "line 2 is an object", "line 1 is an object")
	}
}

// A file may go before its first line was read: it is known from the moment it is next.
func TestAFileThatIsRotatedBeforeItIsReadIsNotForgotten(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	d.write(object(1))
	d.expect("before", "1")
	d.rotate("posts.ndjson.1")
	d.write(object(2))
	if page := d.page(); len(page.Posts) > 0 || !page.More {
		t.Fatalf("the rest of the first: %+v", page)
	}
	d.rotate("posts.ndjson.2")
	d.write(object(3))
	d.expect("rotated again meanwhile", "2 3")
}

func TestARotationThatCannotBeFollowedIsTold(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	d.write(objects(1, 2))
	d.expect("before", "1 2")
	d.write(object(3))
	d.rotate("elsewhere.ndjson")
	d.write(object(4))
	d.expect("the old one went where nobody looks", "4", "what was written to it beyond byte 56, if anything, is not read")

	d = newDesk(t, "posts.ndjson")
	d.write(object(1))
	d.expect("before", "1")
	d.write(object(2))
	d.rotate("posts.ndjson.2")
	d.now = d.now.Add(24 * time.Hour)
	d.write(object(3))
	d.rotate("posts.ndjson.1")
	d.now = d.now.Add(24 * time.Hour)
	d.write(object(4))
	d.expect("rotated twice", "2 4", "what stands in posts.ndjson.1 is not read: tocsin import reads it")
}

func TestAFileThatIsCutIsReadFromItsStart(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	d.write(objects(1, 3))
	d.expect("before", "1 2 3")
	for claim, text := range map[string]string{
		"shorter":               object(4),
		"as long":               objects(5, 7),
		"longer":                objects(5, 9),
		"longer, and begun so":  objects(1, 2) + objects(7, 9),
		"longer, and ending so": object(9) + objects(2, 3),
	} {
		d := newDesk(t, "posts.ndjson")
		d.write(objects(1, 3))
		d.expect(claim+": before", "1 2 3")
		if err := os.WriteFile(d.path, []byte(text), 0o600); err != nil { // cuts it first
			t.Fatal(err)
		}
		want := strings.Join(idsIn(text), " ")
		d.expect(claim, want, "was cut or written anew; it is read from its start")
		d.expect(claim+": after", "")
	}
	if err := os.Truncate(d.path, 0); err != nil {
		t.Fatal(err)
	}
	d.expect("emptied", "", "was cut or written anew")
	d.expect("empty", "")
	d.write(object(4))
	d.expect("after", "4")
}

func idsIn(text string) []string {
	var ids []string
	for line := range strings.Lines(text) {
		id, _, _ := strings.Cut(strings.TrimPrefix(line, `{"id":"`), `"`)
		ids = append(ids, id)
	}
	return ids
}

// A nightly export holds all that the one before it did.
func TestAnExportThatIsReplacedIsReadOnIfItGoesOnAndAnewIfNot(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	d.put(objects(1, 3))
	d.expect("the first night", "1 2 3")
	d.put(objects(1, 5))
	d.expect("the second goes on", "4 5")
	d.put(object(6) + objects(1, 5))
	d.expect("the third begins with the newest", "6 1 2 3 4 5", "that one is gone")
}

func TestATableIsFollowed(t *testing.T) {
	d := newDesk(t, "posts.csv")
	d.write("id;te")
	d.expect("half a header", "")
	d.write("xt;author\n1;solvo;ana\n2;\"solvo; ")
	d.expect("half a row", "1")
	d.write("again\nand\nagain")
	d.expect("more of it", "")
	d.restart()
	d.write("\";ben\n3;solvo;cem\n4;sol")
	d.expect("its end", "2 3")
	d.now = d.now.Add(time.Hour)
	d.fails("a row that stays half", "line 7 has 2 fields where the header has 3 columns")
	d.write("\n5;solvo")
	d.fails("another", "line 7 has 2 fields where the header has 3 columns")
	d.write(";dora")
	d.now = d.now.Add(time.Hour)
	d.expect("whole but for its end, and at rest", "5", "line 7 has 2 fields where the header has 3 columns")
	d.write("\n6;solvo;eve;x\n7;solvo;fay\n")
	d.expect("and on", "7", "line 9 has 4 fields where the header has 3 columns")
	d.rotate("posts.csv.1")
	d.write("text,id\nsolvo,8\n")
	d.expect("another table in its place", "8")
}

// A log in another encoding is told of once, however it grows.
func TestWhatIsNotUTF8IsToldOnce(t *testing.T) {
	d := newDesk(t, "posts.csv")
	d.write("sep=;\r\nid;text\r\n1;solvo f\xfcr\r\n2;solvo\r\n")
	d.expect("a first line", "1 2", "line 3 is not UTF-8, and is read as Windows-1252")
	d.write("3;solvo f\xfcr\r\n")
	d.restart()
	d.expect("another", "3")
	d.put("id;text\n4;solvo f\xfcr\n")
	d.read()
	if !strings.Contains(strings.Join(d.notes, "; "), "line 2 is not UTF-8") {
		t.Errorf("of another file is told %q", d.notes)
	}
}

func TestWhatIsNoFileOfPostsSaysWhatToDo(t *testing.T) {
	for claim, tt := range map[string]struct{ text, want string }{
		"a list":             {"[{\"text\":\"solvo\"}]\n", "jq -c"},
		"prose":              {"Solvo is down\n", "names no column text or title"},
		"a long line":        {strings.Repeat("x", 5<<10) + "\n", "no header has"},
		"one that goes on":   {strings.Repeat("x", 5<<10), "no header has"},
		"a longer one":       {strings.Repeat("x", 1<<20), "no header has"},
		"lines ending in CR": {"id,text\r1,solvo\r", "old Macs"},
		"UTF-16":             {"\xff\xfe{\x00", "iconv"},
	} {
		d := newDesk(t, "posts")
		d.write(tt.text)
		if _, err := d.collector.Collect(t.Context(), "", noon); err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), d.path) {
			t.Errorf("%s: %v; want the path, and %q", claim, err, tt.want)
		}
	}
	for _, text := range []string{"", "\n", " \r\n\n", "\xef\xbb\xbf", "text"} {
		d := newDesk(t, "posts")
		d.write(text)
		d.expect(fmt.Sprintf("a file of %q", text), "")
	}
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(folder, "nothing"): "no such file or directory; see that it is there",
		folder:                           "it is no regular file",
		pipe:                             "it is no regular file",
	} {
		if _, err := file.New(path).Collect(t.Context(), "", noon); err == nil || !strings.Contains(err.Error(), want) || strings.Count(err.Error(), path) != 1 {
			t.Errorf("%s: %v; want %q", path, err, want)
		}
	}
}

func TestABookmarkThatCannotBeReadCostsASecondReading(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	d.write(objects(1, 3))
	for _, broken := range []collectors.Cursor{"{", "7", `{"offset":-1}`, `{"lines":"x"}`} {
		d.cursor = broken
		d.expect(string(broken), "1 2 3", "the bookmark could not be read")
	}
	d.cursor = ""
	d.expect("none", "1 2 3")
	other := newDesk(t, "others.ndjson")
	other.write(objects(7, 8))
	other.cursor = d.cursor
	if page := other.page(); !page.Anew || len(page.Posts) != 2 {
		t.Errorf("where the source stood for another file: %+v; want all of it, as a first reading", page)
	}
	if page := d.page(); page.Anew || !page.Unchanged {
		t.Errorf("where it stands for the same: %+v", page)
	}
}

func TestALongFileIsReadInPagesAndFromTheMiddle(t *testing.T) {
	for _, name := range []string{"posts.ndjson", "posts.ndjson.gz"} {
		d := newDesk(t, name)
		text := objects(1, 9_000)
		if strings.HasSuffix(name, ".gz") {
			text = packed(t, text)
		}
		d.write(text)
		var got []string
		for i := range 100 {
			cursor := d.cursor
			page := d.page()
			if len(page.Posts) > 2_000 {
				t.Fatalf("%s: %d posts in a page", name, len(page.Posts))
			}
			if i == 2 { // it could not be kept, so it is read again
				d.cursor = cursor
				continue
			}
			if i == 3 {
				d.restart()
			}
			for _, p := range page.Posts {
				got = append(got, p.NativeID)
			}
			if !page.More {
				break
			}
		}
		if strings.Join(got, " ") != ids(1, 9_000) {
			t.Errorf("%s: %d posts were read", name, len(got))
		}
		d.expect(name+": and then", "")
	}
}

func TestWhatCanBeReadIsFoundBehindWhatCannot(t *testing.T) {
	junk := strings.Repeat(strings.Repeat("x", 1000)+"\n", 6_000) // more than a page
	d := newDesk(t, "posts.ndjson")
	d.write("{}\n" + junk)
	d.fails("no post at all", "none of 6001 lines is a post")
	d.write(object(1))
	if got := d.read(); got != "1" {
		t.Errorf("behind 6 MB that cannot be read %q is read, want 1", got)
	}
	d.write("{}\n")
	d.fails("one more", "line 6003 is an object")
	d.rotate("posts.ndjson.1")
	d.write(object(2))
	d.expect("rotated, it holds up nothing", "2", "line 6003 is an object")

	d = newDesk(t, "posts.ndjson.gz")
	d.put(packed(t, "{}\n{}\n"))
	d.fails("a packed file without any post", "none of 2 lines is a post")
	d.now = d.now.Add(time.Hour)
	d.put(packed(t, objects(1, 2000)+"{}\n"))
	d.expect("one whose last line is none", ids(1, 2000), "line 2001 is an object")
}

func TestAPackedFileIsReadWholeAndAgainWhenItIsAnother(t *testing.T) {
	d := newDesk(t, "posts.csv.gz")
	d.put(packed(t, "id,text\n1,solvo\n2,\"solvo\nsolvo\"\n3,solvo"))
	d.expect("the first", "1 2 3")
	d.expect("the same", "")
	d.restart()
	d.expect("the same after a restart", "")
	d.now = d.now.Add(time.Hour)
	d.put(packed(t, "id,text\n1,solvo\n2,solvo\n4,solvo\n5\n"))
	d.expect("another", "1 2 4", "line 5 has 1 fields")
	d.now = d.now.Add(time.Hour)
	d.put(packed(t, ""))
	d.expect("an empty one", "")

	whole := packed(t, objects(1, 500))
	d.now = d.now.Add(time.Hour)
	d.put(whole[:len(whole)-9])
	page := d.page()
	if len(page.Posts) == 0 || !page.More {
		t.Fatalf("of one that is cut off %d posts are read, more: %v", len(page.Posts), page.More)
	}
	for range 2 {
		if _, err := d.collector.Collect(t.Context(), d.cursor, d.now); err == nil || !strings.Contains(err.Error(), "unexpected EOF; pack it anew, or wait") {
			t.Errorf("where it is cut off: %v", err)
		}
	}
	d.now = d.now.Add(time.Hour)
	d.put(whole)
	d.expect("mended", ids(1, 500))
	d.now = d.now.Add(time.Hour)
	d.put("\x1f\x8b no gzip at all")
	if _, err := d.collector.Collect(t.Context(), d.cursor, d.now); err == nil || !strings.Contains(err.Error(), "it begins as gzip does, and is none") {
		t.Errorf("one that is not packed: %v", err)
	}
	d.put(objects(501, 502))
	d.expect("one that is not packed at all", "501 502")
}

func packed(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAReadingEndsWithItsTime(t *testing.T) {
	for _, name := range []string{"posts.ndjson", "posts.ndjson.gz"} {
		d := newDesk(t, name)
		d.write(map[bool]string{true: packed(t, objects(1, 10)), false: objects(1, 10)}[strings.HasSuffix(name, ".gz")])
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := d.collector.Collect(ctx, "", noon); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		d.expect(name+": later", ids(1, 10))
	}
}

// What stood there first teaches; what comes then counts.
func TestWhatAFileHeldBeforeRaisesNothing(t *testing.T) {
	d := newDesk(t, "posts.ndjson")
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	set, err := query.Compile([]brand.Brand{{Key: "solvo", Match: []string{"solvo"}}})
	if err != nil {
		t.Fatal(err)
	}
	listener := collectors.NewListener(collectors.ListenerOptions{Sink: s, Matcher: set, VoiceKey: []byte("key")})
	source := collectors.Source{ID: "desk", Kind: file.Kind, Collector: d.collector}
	d.write(objects(1, 4_500)) // three pages
	heard := map[string]int{}
	for i := range 3 {
		if i == 1 {
			d.write(objects(4_501, 4_503))
		}
		h, err := listener.Listen(t.Context(), source, noon.Add(time.Duration(i)*time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		heard[h.String()]++
	}
	if diff := cmp.Diff(map[string]int{"4500 fetched, 4500 matched, 4500 fresh": 1, "3 fetched, 3 matched, 3 fresh": 1, "unchanged": 1}, heard); diff != "" {
		t.Errorf("heard (-want +got):\n%s", diff)
	}
	counted := 0
	all, _, err := s.Log(t.Context(), "solvo", "", 10_000)
	for _, m := range all {
		if m.Counts() {
			counted++
		}
	}
	if err != nil || len(all) != 4_503 || counted != 3 {
		t.Errorf("%d are kept and %d count, %v; want the three that came later", len(all), counted, err)
	}
}

func TestAFileNeedsAPath(t *testing.T) {
	if _, err := file.Type().Open(collectors.Spec{ID: "desk"}, collectors.Means{}); err == nil || !strings.Contains(err.Error(), "set path") {
		t.Errorf("without a path: %v", err)
	}
	c, err := file.Type().Open(collectors.Spec{ID: "desk", Settings: map[string][]string{"path": {"/nowhere/posts.ndjson"}}}, collectors.Means{})
	if err != nil || c == nil {
		t.Errorf("a file that is not there yet: %v", err)
	}
}
