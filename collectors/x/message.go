package x

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/dghubble/go-twitter/twitter"
)

// A message is what a line of the stream says: a post, or why the stream ends.
type message struct {
	Data     json.RawMessage `json:"data"`
	Includes includes        `json:"includes"`
	Errors   []fault         `json:"errors"`
	// A word on the stream itself has these at the top.
	fault
	// odd says which field had another type than it should; the others were read.
	odd string
}

// readMessage reads a line that is not blank.
func readMessage(line []byte) (message, error) {
	var m message
	err := json.Unmarshal(line, &m)
	if odd, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && odd.Field != "" {
		m.odd, err = odd.Field, nil
	}
	if string(m.Data) == "null" {
		m.Data = nil
	}
	return m, err
}

// faults are what the message complains of. What a post lacks is none: X says so beside it.
func (m message) faults() []fault {
	if m.Data != nil {
		return nil
	}
	return document{Errors: m.Errors, fault: m.fault}.faults()
}

// hear makes a post of the message by the way that search's take, false if it holds none
// that can be read.
func (m message) hear(now time.Time) (heard, []string, bool) {
	result, notes, err := document{Data: []json.RawMessage{m.Data}, Includes: m.Includes, odd: m.odd}.result()
	var t twitter.Tweet
	if err != nil || len(result.Statuses) == 0 || json.Unmarshal(encode(result.Statuses[0]), &t) != nil {
		return heard{}, notes, false
	}
	return hear(&t, now), notes, true
}

// longestLine is far above a post of the longest kind with all it includes.
const longestLine = 1 << 20

// Lines are what a stream sends: each ends with a line feed, before which there is a
// carriage return.
type lines struct {
	from *bufio.Reader
	line []byte
}

func newLines(r io.Reader) *lines { return &lines{from: bufio.NewReaderSize(r, 64<<10)} }

// next is the next line without its end, good until the one after. What is cut off by
// the stream's end is no line.
func (l *lines) next() ([]byte, error) {
	l.line = l.line[:0]
	for {
		part, err := l.from.ReadSlice('\n')
		if len(l.line)+len(part) > longestLine {
			return nil, fmt.Errorf("a line is longer than %d KiB, which no post is", longestLine>>10)
		}
		l.line = append(l.line, part...)
		if err == nil {
			return bytes.TrimRight(l.line, "\r\n"), nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
	}
}
