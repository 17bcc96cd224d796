package file

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"

	"tocsin/brand"
	"tocsin/collectors/postline"
)

// A Step is a page of a text that is walked through.
type Step struct {
	// Table is what the text's header says, nothing where its lines are objects.
	Table postline.Table
	Posts []brand.Post
	// Bad tell of some lines that could not be read, Faults counts them all.
	Bad    []string
	Faults int
	// Odd counts the posts that were not UTF-8, and Note says of the text's first what was
	// made of it.
	Odd  int
	Note string
	// Bytes is how much was read so far, as it lies on the disk.
	Bytes int64
}

// Walk reads all posts of a text, packed with gzip or not, a page at a time, and hands
// them over. It ends with the first error of who takes them.
func Walk(ctx context.Context, in io.Reader, take func(Step) error) error {
	counted := &counter{in: in}
	text := bufio.NewReaderSize(patient{counted, ctx.Err}, readAhead)
	if start, _ := text.Peek(len(magic)); string(start) == magic {
		z, err := gzip.NewReader(text)
		if err != nil {
			return fmt.Errorf("it begins as gzip does, and is none: %w", err)
		}
		text = bufio.NewReaderSize(z, readAhead)
	}
	head, err := sniff(text, done)
	if err != nil {
		return err
	}
	if !head.known {
		return errors.New("there is nothing in it")
	}
	at := place{Header: head.text, Offset: head.size, Lines: head.lines}
	r, err := reader(text, at)
	if err != nil {
		return err
	}
	table := postline.Table{}
	if head.text != "" {
		if table, err = postline.Header([]byte(head.text)); err != nil {
			return err
		}
	}
	for {
		h := gather(r, at, done)
		if len(h.posts)+h.faults > 0 {
			if err := take(Step{Table: table, Posts: h.posts, Bad: h.bad, Faults: h.faults, Odd: h.odd, Note: h.note, Bytes: counted.n}); err != nil {
				return err
			}
		}
		if h.err != nil || !h.more {
			return h.err
		}
		at = h.at
	}
}

// A counter counts what is read through it.
type counter struct {
	in io.Reader
	n  int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	c.n += int64(n)
	return n, err
}
