package postline

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tocsin/brand/text"
)

// A Table is what the header of a table says: what stands between its columns, and what
// they are called.
type Table struct {
	comma   byte
	columns []string
	// passed are the names of those columns that are not read.
	passed []string
}

// Parts are the columns that are read.
func Parts() []string {
	return []string{"text", "title", "id", "native_id", "url", "author", "author_id", "published", "links", "lang", "reach", "source"}
}

// hour is the name among them that may as well be that of an hour of the day: what is no
// moment there is no fault.
const hour = "time"

// dates are other names under which archives give when a post was published.
func dates() []string { return []string{"date", "created_at", "timestamp", hour} }

// published has the first column of another name for it stand for when a post was
// published, where no column has its own.
func (t *Table) published(names []string) {
	if slices.Contains(t.columns, "published") {
		return
	}
	for _, date := range dates() {
		if i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(strings.TrimSpace(n), date) }); i >= 0 {
			t.columns[i] = date
			t.passed = slices.DeleteFunc(t.passed, func(n string) bool { return strings.EqualFold(n, date) })
			return
		}
	}
}

// mostColumns bounds a table.
const mostColumns = 1_000

// Header reads the first line of a table. What stands between its columns is whatever of
// comma, semicolon and tab gives the most columns that posts have.
func Header(row []byte) (Table, error) {
	row = bytes.TrimRight(bytes.TrimPrefix(row, []byte("\xef\xbb\xbf")), "\r\n")
	var best Table
	known := -1
	for _, comma := range []byte{',', ';', '\t'} {
		t := Table{comma: comma}
		fields, err := t.fields(row)
		if err != nil || len(fields) > mostColumns {
			continue
		}
		n := 0
		for _, f := range fields {
			column := strings.ToLower(strings.TrimSpace(f))
			if !slices.Contains(Parts(), column) || slices.Contains(t.columns, column) {
				t.pass(f)
				column = ""
			} else {
				n++
			}
			t.columns = append(t.columns, column)
		}
		t.published(fields)
		if n > known {
			best, known = t, n
		}
	}
	if !slices.Contains(best.columns, "text") && !slices.Contains(best.columns, "title") {
		return Table{}, fmt.Errorf("the first line %q names no column text or title, in which brands are sought: write a header with some of %s, apart by commas, semicolons or tabs",
			text.Clip(text.Visible(string(row)), 80), strings.Join(Parts(), ", "))
	}
	return best, nil
}

// Columns are the parts of a post that the table has.
func (t Table) Columns() []string {
	columns := slices.DeleteFunc(slices.Clone(t.columns), func(c string) bool { return c == "" })
	for i, column := range columns {
		if slices.Contains(dates(), column) {
			columns[i] = "published"
		}
	}
	return columns
}

// Passed are the names of the columns that are not read, as they are written: those that
// are no part of a post, and those that were there before. What has no name is not in it.
func (t Table) Passed() []string { return slices.Clone(t.passed) }

// pass notes a column that is not read.
func (t *Table) pass(name string) {
	if !utf8.ValidString(name) {
		name = text.FromWindows1252([]byte(name))
	}
	if name = text.Visible(strings.TrimSpace(name)); name != "" {
		t.passed = append(t.passed, name)
	}
}

// opens reports whether a quote is open after a line; inside says whether one was before it.
func (t Table) opens(line []byte, inside bool) bool {
	start := !inside
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case inside && c == '"' && i+1 < len(line) && line[i+1] == '"':
			i++
		case inside && c == '"':
			inside = false
		case inside:
		case c == t.comma:
			start = true
			continue
		case start && c == '"':
			inside = true
		}
		start = false
	}
	return inside
}

// fields are those of a row.
func (t Table) fields(row []byte) ([]string, error) {
	var all []string
	for {
		if len(row) == 0 || row[0] != '"' {
			field, rest, more := bytes.Cut(row, []byte{t.comma})
			all = append(all, string(field))
			if !more {
				return all, nil
			}
			row = rest
			continue
		}
		var field []byte
		row = row[1:]
		for {
			end := bytes.IndexByte(row, '"')
			if end < 0 {
				return nil, errors.New("a quote is closed nowhere")
			}
			field, row = append(field, row[:end]...), row[end+1:]
			if len(row) == 0 || row[0] != '"' {
				break
			}
			field, row = append(field, '"'), row[1:]
		}
		all = append(all, string(field))
		switch {
		case len(row) == 0:
			return all, nil
		case row[0] != t.comma:
			return nil, fmt.Errorf("after a quote stands %q", text.Clip(text.Visible(string(row)), 20))
		}
		row = row[1:]
	}
}

// row are the fields of a row, as many as there are columns. An error goes on after "line 7 ".
func (t Table) row(line []byte) ([]string, error) {
	fields, err := t.fields(bytes.TrimSuffix(line, []byte("\r")))
	if err != nil {
		return nil, fmt.Errorf(`is no row of the table (%w), and is left out: put quotes around the whole field, and double those within`, err)
	}
	if len(fields) != len(t.columns) {
		return nil, fmt.Errorf("has %d fields where the header has %d columns, and is left out: put quotes around a text that holds what separates columns", len(fields), len(t.columns))
	}
	return fields, nil
}

// post reads a row.
func (t Table) post(line []byte) (Post, error) {
	fields, err := t.row(line)
	if err != nil {
		return Post{}, err
	}
	var p Post
	native := ""
	for i, field := range fields {
		field = strings.ToValidUTF8(field, "\uFFFD")
		switch t.columns[i] {
		case "text":
			p.Text = field
		case "title":
			p.Title = field
		case "url":
			p.URL = field
		case "author":
			p.Author = field
		case "author_id":
			p.AuthorID = field
		case "lang":
			p.Lang = field
		case "source":
			p.Source = field
		case "links":
			p.Links = strings.Fields(field)
		case "native_id":
			native = field
		case "id", "published", "date", "created_at", "timestamp", hour, "reach":
			p.set(t.columns[i], field)
		}
	}
	p.set("id", native)
	return p, nil
}
