package postline

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"tocsin/brand/text"
)

const (
	// Longest bounds a line, and a row: no post is as long.
	Longest = 1 << 20
	// mostFolds is how many lines a row may go over: one that goes on for longer has
	// lost the end of a quote.
	mostFolds = 1_000
)

// A Reader reads lines, or rows of a table.
type Reader struct {
	in *bufio.Reader
	// table is set where quotes may hold line breaks.
	table *Table
	// ahead are lines that were read, and are to be read again.
	ahead []line
	buf   []byte

	row line
	// plain is the row's text in UTF-8.
	plain []byte
	// number is the row's first line, seen how many lines were read, and offset how many bytes.
	number, seen int
	offset       int64
	// open is set where the row opens a quote that is closed nowhere, waits where that may
	// be because the text ends.
	open, waits bool
	// odd says what was made of bytes of the row that are not UTF-8.
	odd string
	err error
}

// A line is one line as it is, but for the "\n" at its end.
type line struct {
	text []byte
	// size is how many bytes it took, with its end.
	size int64
	// ended is set where it had one, cut where it is too long and text is not all of it.
	ended, cut bool
}

// NewReader makes a Reader of lines.
func NewReader(in io.Reader) *Reader { return &Reader{in: bufio.NewReaderSize(in, 1<<16)} }

// NewRows makes a Reader of the rows of a table, whose header was read before.
func NewRows(in io.Reader, t Table) *Reader {
	r := NewReader(in)
	r.table = &t
	return r
}

// After says that what is read comes after so many lines.
func (r *Reader) After(lines int) { r.seen = lines }

// Next reads a line; it reports false at the end, or if Err says why there is no more.
func (r *Reader) Next() bool {
	first, ok := r.line()
	if !ok {
		return false
	}
	if r.number = r.seen + 1; r.number == 1 && (bytes.HasPrefix(first.text, []byte("\xff\xfe")) || bytes.HasPrefix(first.text, []byte("\xfe\xff"))) {
		r.err = errors.New("the posts are UTF-16: convert them to UTF-8, such as with iconv -f UTF-16 -t UTF-8")
		return false
	}
	r.seen++
	if r.row, r.open, r.waits = first, false, false; r.table != nil && !first.cut && r.table.opens(first.text, false) {
		r.fold()
	}
	r.offset += r.row.size
	r.decode()
	return r.err == nil
}

// decode has the row be UTF-8. Where more of it is than is not, the bytes that are not are
// broken; else the row is of another encoding, and the commonest is the likeliest.
func (r *Reader) decode() {
	switch r.odd, r.plain = "", r.row.text; {
	case r.row.cut || utf8.Valid(r.row.text):
	case text.MostlyUTF8(r.row.text):
		r.odd = "has bytes that are not UTF-8, and a \uFFFD stands for each"
		r.plain = bytes.ToValidUTF8(r.row.text, []byte("\uFFFD"))
	default:
		r.odd = "is not UTF-8, and is read as Windows-1252: if that is not what it is, convert the file, as iconv -f latin1 -t utf8 does"
		r.plain = []byte(text.FromWindows1252(r.row.text))
	}
}

// Odd says what was made of the line that was read last, if it is not UTF-8; "" if it is.
// It goes on after "line 7 ".
func (r *Reader) Odd() string { return r.odd }

// fold puts to a row the lines over which it goes on. A quote that nobody closes is the
// fault of the row it is opened in, not of the lines after it.
func (r *Reader) fold() {
	first := r.row
	first.text = bytes.Clone(first.text)
	whole := first
	whole.text = bytes.Clone(first.text)
	var more []line
	for len(more) < mostFolds {
		next, ok := r.line()
		if !ok {
			r.waits = true
			break
		}
		next.text = bytes.Clone(next.text)
		more = append(more, next)
		if next.cut || len(whole.text)+len(next.text) > Longest {
			break
		}
		whole.text = append(append(whole.text, '\n'), next.text...)
		whole.size, whole.ended = whole.size+next.size, next.ended
		if r.table.opens(next.text, true) {
			continue
		}
		if _, err := r.table.row(whole.text); err != nil {
			r.waits = !next.ended // its fields may still come
			break                 // else the quote that closes it was meant to open another
		}
		r.row = whole
		r.seen += len(more)
		return
	}
	r.row, r.open = first, true
	r.ahead = append(more, r.ahead...)
}

// line reads one line.
func (r *Reader) line() (line, bool) {
	if len(r.ahead) > 0 {
		l := r.ahead[0]
		r.ahead = r.ahead[1:]
		return l, true
	}
	l := line{text: r.buf[:0]}
	for {
		part, err := r.in.ReadSlice('\n')
		l.size += int64(len(part))
		if len(l.text)+len(part) > Longest+1 {
			l.cut = true
		} else {
			l.text = append(l.text, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && l.size == 0:
			return line{}, false
		case err != nil && !errors.Is(err, io.EOF):
			r.err = fmt.Errorf("the posts end in line %d: %w", r.seen+1, err)
			return line{}, false
		}
		l.ended = err == nil
		r.buf = l.text
		l.text = bytes.TrimSuffix(l.text, []byte("\n"))
		return l, true
	}
}

// Err is why there is no more, nil at the end.
func (r *Reader) Err() error { return r.err }

// Raw is the line that was read last as it is, but for the "\n" at its end. It holds
// until the next is read.
func (r *Reader) Raw() []byte { return r.row.text }

// Number is the line's; of a row that goes over several, the first one's.
func (r *Reader) Number() int { return r.number }

// Seen is how many lines there were up to here, those of the row among them.
func (r *Reader) Seen() int { return r.seen }

// Offset is how many bytes were read up to here.
func (r *Reader) Offset() int64 { return r.offset }

// Ended reports whether the line has its end: one that has none may be written still.
func (r *Reader) Ended() bool { return r.row.ended && !r.waits }

// Cut reports whether the line is too long to be read.
func (r *Reader) Cut() bool { return r.row.cut }

// Blank reports whether nothing stands in the line.
func (r *Reader) Blank() bool { return !r.row.cut && len(bytes.TrimSpace(r.text())) == 0 }

// text is the line without what editors put around it.
func (r *Reader) text() []byte {
	line := bytes.TrimSuffix(r.plain, []byte("\r"))
	if r.number == 1 {
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	}
	return line
}

// Text is the post of the line that was read last: an object, or the text that it is.
// An error goes on after "line 7 ".
func (r *Reader) Text() (Post, error) {
	if r.row.cut || isObject(r.text()) {
		return r.Parse()
	}
	return Post{Post: plain(r.text())}, nil
}

// Parse is the post of the line that was read last: an object, or a row. An error goes on
// after "line 7 ".
func (r *Reader) Parse() (Post, error) {
	switch {
	case r.row.cut:
		return Post{}, fmt.Errorf("has more than %d bytes, and is left out: cut it", Longest)
	case r.open:
		return Post{}, errors.New(`opens a quote that is closed nowhere, and is left out: close it, and double the quotes within, as in "the ""best"" bag"`)
	case r.table != nil:
		return r.table.post(r.text())
	}
	return Object(r.text())
}
