package file

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"tocsin/collectors/postline"
)

const (
	// readAhead is how much is looked at of a file's start.
	readAhead = 64 << 10
	// maxHeader bounds a header: it is a part of the cursor.
	maxHeader = 4 << 10
)

// A head is how a file begins.
type head struct {
	// known is set where it can be told.
	known bool
	// text is the header of a table, "" where lines are objects; size is how many bytes and
	// lines it takes.
	text  string
	size  int64
	lines int
}

// sniff looks how a file begins: with an object, or with the header of a table, which it
// reads.
func sniff(in *bufio.Reader, ends ending) (head, error) {
	start, err := in.Peek(readAhead)
	atEnd := errors.Is(err, io.EOF)
	if err != nil && !atEnd && len(start) == 0 { // else what comes after the start is read, and fails, later
		return head{}, err
	}
	if bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")) {
		return head{}, errors.New("it is UTF-16: write it in UTF-8, such as with iconv -f UTF-16 -t UTF-8")
	}
	h := head{}
	rest := bytes.TrimPrefix(start, []byte("\xef\xbb\xbf"))
	for { // what stands before the first line
		line, more, ended := bytes.Cut(rest, []byte("\n"))
		if !ended || len(bytes.TrimSpace(line)) > 0 && !separates(line) {
			break
		}
		h.lines, rest = h.lines+1, more
	}
	switch first := bytes.TrimLeft(rest, " \t\r"); {
	case len(first) == 0:
		return head{}, nil
	case first[0] == '{':
		return head{known: true}, nil
	case first[0] == '[':
		return head{}, errors.New("it is a JSON list: write an object in each line, such as with jq -c '.[]'")
	}
	line, _, ended := bytes.Cut(rest, []byte("\n"))
	switch {
	case endsInCR(line):
		return head{}, errors.New(`its lines end in a carriage return alone, as on old Macs: convert it, such as with tr '\r' '\n'`)
	case len(line) > maxHeader:
		return head{}, fmt.Errorf("its first line has more than %d bytes, and no header has: write an object in each line, or a table with a header", maxHeader)
	case !ended && (!atEnd || ends != done):
		return head{}, nil // it may be half written
	}
	if _, err := postline.Header(line); err != nil {
		return head{}, err
	}
	h.known, h.text, h.size = true, string(line), int64(len(start)-len(rest)+len(line))
	if h.lines++; ended {
		h.size++
	}
	_, err = in.Discard(int(h.size))
	return h, err
}

// separates reports whether a line is the one by which spreadsheets are told what stands
// between columns: a header tells that better.
func separates(line []byte) bool {
	comma, is := bytes.CutPrefix(bytes.ToLower(bytes.Trim(line, "\"\r ")), []byte("sep="))
	return is && len(comma) <= 1
}

// endsInCR reports whether what seems to be one line is several, the first of them a header.
func endsInCR(line []byte) bool {
	first, rest, several := bytes.Cut(line, []byte("\r"))
	if !several || len(bytes.TrimRight(rest, "\r")) == 0 || len(first) > maxHeader {
		return false
	}
	_, err := postline.Header(first)
	return err == nil
}
