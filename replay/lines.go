package replay

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// longest is how long a line may be, in bytes.
const longest = 1 << 16

// Lines are those of a text, packed with gzip or not. It says so before it has to
// wait for more, so that nothing written is held back from who reads along.
type lines struct {
	in     *bufio.Reader
	number int
	wait   func() error
}

func newLines(in io.Reader, wait func() error) *lines {
	packed := bufio.NewReaderSize(in, longest)
	l := &lines{in: packed, wait: wait}
	if magic, _ := packed.Peek(2); string(magic) != "\x1f\x8b" {
		return l
	}
	plain, err := gzip.NewReader(packed)
	if err != nil {
		l.in = bufio.NewReader(broken{err})
		return l
	}
	l.in = bufio.NewReaderSize(plain, longest)
	return l
}

// Broken is a text that cannot be read.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

// next is the next line without its end, and without the mark that begins some texts.
// It is good until the next call.
func (l *lines) next() ([]byte, error) {
	if held, _ := l.in.Peek(l.in.Buffered()); bytes.IndexByte(held, '\n') < 0 {
		if err := l.wait(); err != nil {
			return nil, err
		}
	}
	line, err := l.in.ReadSlice('\n')
	if len(line) == 0 && errors.Is(err, io.EOF) {
		return nil, io.EOF
	}
	l.number++
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return nil, fmt.Errorf("line %d has more than %d bytes: this is no table of counts, or its lines do not end; give one row a line", l.number, longest)
	case err != nil && !errors.Is(err, io.EOF):
		return nil, fmt.Errorf("line %d cannot be read: %w; the file may be cut off, so get it anew", l.number, err)
	}
	line = bytes.TrimSuffix(line, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	if l.number == 1 {
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	}
	return line, nil
}
