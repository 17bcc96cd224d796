package postline_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors/postline"
)

// rows reads a table whose first line is its header, and tells each row in a line.
func rows(t *testing.T, text string) []string {
	t.Helper()
	header, rest, _ := strings.Cut(text, "\n")
	table, err := postline.Header([]byte(header))
	if err != nil {
		t.Fatal(err)
	}
	r := postline.NewRows(strings.NewReader(rest), table)
	r.After(1)
	var told []string
	for r.Next() {
		p, err := r.Parse()
		said := fmt.Sprintf("%d: %q", r.Number(), p.Text)
		if err != nil {
			said = fmt.Sprintf("%d %v", r.Number(), err)
		}
		if !r.Ended() {
			said += " …"
		}
		told = append(told, said)
	}
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	if want := int64(len(rest)); r.Offset() != want {
		t.Errorf("%d bytes were read of %d", r.Offset(), want)
	}
	if want := strings.Count(rest, "\n") + 1; r.Seen() != want && r.Seen() != want+1 {
		t.Errorf("%d lines were seen of %d", r.Seen(), want)
	}
	return told
}

func TestATableIsReadWhateverStandsBetweenItsColumns(t *testing.T) {
	want := brand.Post{
		NativeID: "t-1", URL: "https://a.example/1", Author: "Ana; Ruiz", AuthorID: "9", Title: "The \"best\" bag", Text: "a, b; c\nd", Lang: "en", Reach: 12,
		Links: []string{"https://b.example/1", "https://c.example/"},
	}
	for _, comma := range []string{",", ";", "\t"} {
		for claim, change := range map[string]func(string) string{
			"as Unix writes it":    func(s string) string { return s },
			"as Windows writes it": func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		} {
			header := strings.Join([]string{"ID", " url", "notes", "author", "author_id", "Title", "\"text\"", "lang", "reach", "links"}, comma)
			row := strings.Join([]string{
				"t-1", "https://a.example/1", "x", `"Ana; Ruiz"`, "9", `"The ""best"" bag"`, "\"a, b; c\nd\"", "en", "12", "https://b.example/1 https://c.example",
			}, comma)
			table, err := postline.Header([]byte("\xef\xbb\xbf" + header + "\r"))
			if err != nil {
				t.Fatal(err)
			}
			r := postline.NewRows(iotest.OneByteReader(strings.NewReader(change(row+"\n"))), table)
			r.After(1)
			if !r.Next() {
				t.Fatal(r.Err())
			}
			p, err := r.Parse()
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.Strict()
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("apart by %q, %s: %v (-want +got):\n%s", comma, claim, err, diff)
			}
			if r.Next() || r.Err() != nil || r.Seen() != 3 {
				t.Errorf("there is more: %q, %v; %d lines were seen", r.Raw(), r.Err(), r.Seen())
			}
		}
	}
}

func TestAHeaderWithoutWordsIsRefused(t *testing.T) {
	for _, header := range []string{"", "a,b,c", "id;author", "Solvo is broken", "{\"text\":\"solvo\"}", "textual,titled"} {
		if _, err := postline.Header([]byte(header)); err == nil || !strings.Contains(err.Error(), "names no column text or title") {
			t.Errorf("%q: %v", header, err)
		}
	}
	for header, want := range map[string][]string{
		"text":             {"text"},
		"id;a,b;text;text": {"id", "text"},
		"TITLE\tx\tReach":  {"title", "reach"},
		"\"text\",\"id\"":  {"text", "id"},
	} {
		table, err := postline.Header([]byte(header))
		if diff := cmp.Diff(want, table.Columns()); diff != "" || err != nil {
			t.Errorf("%q: %v (-want +got):\n%s", header, err, diff)
		}
	}
}

func TestATableTellsTheColumnsThatAreNotRead(t *testing.T) {
	table, err := postline.Header([]byte("\xef\xbb\xbfID; Autho ;text;;f\xfcr;Text;\"li;kes\""))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Autho", "für", "Text", "li;kes"}, table.Passed()); diff != "" {
		t.Errorf("passed over are (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"id", "text"}, table.Columns()); diff != "" {
		t.Errorf("read are (-want +got):\n%s", diff)
	}
}

// A quote that somebody forgot costs its row, not those after it.
func TestABrokenRowCostsNoOther(t *testing.T) {
	for claim, tt := range map[string]struct {
		rows string
		want []string
	}{
		"a quote within a field": {"1,5\" wide\n2,b\n", []string{`2: "5\" wide"`, `3: "b"`}},
		"text after a quote":     {"1,\"a\" b\n2,c\n", []string{`2 is no row of the table (after a quote stands "b"), and is left out: put quotes around the whole field, and double those within`, `3: "c"`}},
		"too many fields":        {"1,a, b\n2,c\n", []string{"2 has 3 fields where the header has 2 columns, and is left out: put quotes around a text that holds what separates columns", `3: "c"`}},
		"too few":                {"1\n2,c\n", []string{"2 has 1 fields where the header has 2 columns, and is left out: put quotes around a text that holds what separates columns", `3: "c"`}},
		"several lines":          {"1,\"a\nb\n\nc\"\n2,d\n", []string{`2: "a\nb\n\nc"`, `6: "d"`}},
		"a quote over the rows after it": {
			"1,\"a\n2,b\n3,\"c\"\n4,d\n",
			[]string{`2 opens a quote that is closed nowhere, and is left out: close it, and double the quotes within, as in "the ""best"" bag"`, `3: "b"`, `4: "c"`, `5: "d"`},
		},
		"the last row is half": {"1,a\n2,b", []string{`2: "a"`, `3: "b" …`}},
	} {
		if diff := cmp.Diff(tt.want, rows(t, "id,text\n"+tt.rows)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", claim, diff)
		}
	}
	// Nobody closes it: the row is broken, and every other is read.
	got := rows(t, "id,text\n1,\"a\n"+strings.Repeat("2,b\n", 3_000))
	if len(got) != 3_001 || !strings.HasPrefix(got[0], "2 opens a quote that is closed nowhere") || strings.HasSuffix(got[0], "…") || got[3_000] != `3002: "b"` {
		t.Errorf("%d rows, the first %q, the last %q", len(got), got[0], got[len(got)-1])
	}
	// Where the text ends it may still be written.
	if got := rows(t, "id,text\n1,\"a\nb\n"); len(got) != 2 || !strings.HasSuffix(got[0], "…") {
		t.Errorf("a row in the making is told as %q", got)
	}
	if got := rows(t, "id,text\n1,"+strings.Repeat("x", 2*postline.Longest)+"\n2,b\n"); len(got) != 2 || !strings.HasPrefix(got[0], "2 has more than 1048576 bytes") || got[1] != `3: "b"` {
		t.Errorf("beside a row too long, %d rows: %.80q", len(got), got)
	}
	long := strings.Repeat(strings.Repeat("x", 2_000)+"\n", 600)
	if got := rows(t, "id,text\n1,\""+long+"\"\n2,b\n"); !strings.HasPrefix(got[0], "2 opens a quote") || got[len(got)-1] != `603: "b"` {
		t.Errorf("beside a row too long in many lines, %d rows, the last %.80q", len(got), got[len(got)-1])
	}
}

func TestALineThatGrowsIsNotEnded(t *testing.T) {
	r := postline.NewReader(strings.NewReader("{\"text\":\"a\"}\n  \r\n{\"text\":\"b\"}"))
	var told []string
	for r.Next() {
		told = append(told, fmt.Sprint(r.Number(), r.Ended(), r.Blank(), r.Offset()))
	}
	if diff := cmp.Diff([]string{"1 true false 13", "2 true true 17", "3 false false 29"}, told); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestABrokenDiskIsNotAnEnd(t *testing.T) {
	broken := errors.New("the disk is broken")
	table, err := postline.Header([]byte("text"))
	if err != nil {
		t.Fatal(err)
	}
	for claim, r := range map[string]*postline.Reader{
		"lines":               postline.NewReader(io.MultiReader(strings.NewReader("{\"text\":\"a\"}\nb"), iotest.ErrReader(broken))),
		"rows":                postline.NewRows(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken)), table),
		"rows within a quote": postline.NewRows(io.MultiReader(strings.NewReader("a\n\"b\nc"), iotest.ErrReader(broken)), table),
	} {
		n := 0
		for r.Next() {
			n++
		}
		if n != 1 || !errors.Is(r.Err(), broken) || !strings.Contains(r.Err().Error(), "the posts end in line") {
			t.Errorf("%s: %d were read, %v; want one, and why there is no more", claim, n, r.Err())
		}
	}
}

// Whatever is read, every byte belongs to one line or row, in order, and numbers rise.
func FuzzEveryByteIsRead(f *testing.F) {
	for _, text := range []string{"1,\"a\n2,b\n3,\"c\"\"\n\"", "\"\"\"\"\n\"", "a;b\r\n\"x\n", "{\"text\":1}\n", "\xef\xbb\xbf\"\n\n\n", "\"" + strings.Repeat("\n", 1_100) + "\"x"} {
		f.Add(text)
	}
	table, err := postline.Header([]byte("text,id"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
			return
		}
		for _, r := range []*postline.Reader{postline.NewReader(strings.NewReader(text)), postline.NewRows(strings.NewReader(text), table)} {
			var whole bytes.Buffer
			last := 0
			for r.Next() {
				whole.Write(append(bytes.Clone(r.Raw()), '\n'))
				if r.Number() <= last || r.Seen() < r.Number() {
					t.Fatalf("after line %d comes %d, with %d seen", last, r.Number(), r.Seen())
				}
				last = r.Number()
				_, _ = r.Parse()
				_, _ = r.Text()
			}
			if r.Err() != nil || r.Offset() != int64(len(text)) {
				t.Fatalf("of %q %d bytes are read, %v", text, r.Offset(), r.Err())
			}
			if got := whole.String(); got != text && got != text+"\n" {
				t.Fatalf("%q is read as %q", text, got)
			}
		}
	})
}
