package replay

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A table says in which columns stands what.
type table struct {
	width int
	// series, negative and authors are -1 where there is no such column.
	series, at, count, negative, authors int
	fields                               [][]byte
	stamps                               stamps
}

// A row is what was counted of a series in five minutes.
type row struct {
	series []byte
	// at is when the five minutes begin, in seconds since 1970.
	at                       int64
	count, negative, authors float64
	// toned and voiced say whether negative and authors are known.
	toned, voiced bool
}

const columns = "series,timestamp,count and, if you have them, negative and authors; or timestamp,value"

// readHeader finds the columns by their names.
func readHeader(line []byte) (*table, error) {
	fields, err := split(line, nil)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range fields {
		names = append(names, strings.ToLower(string(bytes.TrimSpace(f))))
	}
	find := func(name string) int { return slices.Index(names, name) }
	t := &table{width: len(names), series: find("series"), at: find("timestamp"), count: find("count"), negative: find("negative"), authors: find("authors")}
	if t.count < 0 {
		t.count = find("value")
	} else if find("value") >= 0 {
		return nil, errors.New("names both count and value: keep the one that is to be scored")
	}
	if t.at < 0 || t.count < 0 {
		return nil, errors.New(unnamed(line))
	}
	for i, name := range names {
		if slices.Contains(added(), name) {
			return nil, fmt.Errorf("has a column %s already: take it out, as it is going to be added", name)
		}
		if name != "" && slices.Contains(names[:i], name) {
			return nil, fmt.Errorf("names the column %s twice: keep one", name)
		}
	}
	return t, nil
}

// unnamed says what is wrong with a line that does not name what is needed.
func unnamed(line []byte) string {
	said := "does not name the columns timestamp and count"
	switch {
	case bytes.HasPrefix(line, []byte("\xff\xfe")) || bytes.HasPrefix(line, []byte("\xfe\xff")):
		return said + ": the file is written in UTF-16; save it as UTF-8"
	case bytes.ContainsAny(line, ";\t") && !bytes.Contains(line, []byte(",")):
		return said + ": separate the columns with commas"
	}
	return said + ": write a first line with names, " + columns
}

// row reads one row. It is good until the next one is read.
func (t *table) row(line []byte) (row, error) {
	var err error
	if t.fields, err = split(line, t.fields[:0]); err != nil {
		return row{}, err
	}
	if len(t.fields) != t.width {
		return row{}, fmt.Errorf("has %d fields where the first line names %d: give it as many, with names that hold commas in quotes", len(t.fields), t.width)
	}
	r := row{toned: t.negative >= 0, voiced: t.authors >= 0}
	if t.series >= 0 {
		r.series = t.fields[t.series]
	}
	if r.at, err = t.stamps.read(bytes.TrimSpace(t.fields[t.at])); err != nil {
		return r, err
	}
	if r.count, err = t.number("count", t.count); err != nil {
		return r, err
	}
	if r.negative, err = t.number("negative", t.negative); err != nil {
		return r, err
	}
	if r.authors, err = t.number("authors", t.authors); err != nil {
		return r, err
	}
	return r, r.sound()
}

// sound is an error where the numbers of a row contradict one another.
func (r row) sound() error {
	switch {
	case r.negative > r.count:
		return fmt.Errorf("counts more negative posts (%g) than posts (%g): count has to be all of them, so look at how they were counted", r.negative, r.count)
	case r.authors > r.count:
		return fmt.Errorf("counts more authors (%g) than posts (%g): count has to be posts and authors who wrote them, so look whether they are exchanged", r.authors, r.count)
	case r.voiced && r.authors == 0 && r.count > 0:
		return fmt.Errorf("counts %g posts and nobody who wrote them: leave out the column authors where they are not known", r.count)
	}
	return nil
}

// most is the highest count that is taken for one.
const most = 1e9

// number reads the number in a column; 0 where there is no such column.
func (t *table) number(name string, column int) (float64, error) {
	if column < 0 {
		return 0, nil
	}
	text := bytes.TrimSpace(t.fields[column])
	if n, ok := digits(text); ok && n <= most {
		return float64(n), nil
	}
	n, err := strconv.ParseFloat(string(text), 64)
	switch {
	case len(text) == 0:
		return 0, fmt.Errorf("has no %s: write 0 where there was nothing, and leave out the row where nobody knows", name)
	case err != nil || bytes.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune("0123456789.eE+-", r) }):
		return 0, fmt.Errorf("has the %s %q, which is no number: write one such as 12, and leave out the row where nobody knows", name, text)
	case n < 0:
		return 0, fmt.Errorf("has the %s %s, which is less than nothing: leave out the row where nobody knows", name, text)
	case n > most:
		return 0, fmt.Errorf("has the %s %s, which is more than %.0f in five minutes: look whether the column is the right one", name, text, most)
	}
	return n, nil
}

// digits reads a number that is nothing but at most ten digits, as nearly all are.
func digits(text []byte) (int64, bool) {
	if len(text) == 0 || len(text) > 10 {
		return 0, false
	}
	n := int64(0)
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}
