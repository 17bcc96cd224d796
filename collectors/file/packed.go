package file

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"

	"tocsin/collectors"
	"tocsin/collectors/postline"
)

// An unpacking is a packed file on its way from page to page: to begin anew would mean to
// unpack again all that was read.
type unpacking struct {
	file *os.File
	r    *postline.Reader
	// at is how far it is.
	at place
	// alive says whether there is time left; each page has its own.
	alive func() error
}

// isPacked reports whether a file begins as gzip does, and no text.
func isPacked(f io.ReaderAt) bool {
	start := make([]byte, len(magic))
	n, _ := f.ReadAt(start, 0)
	return string(start[:n]) == magic
}

// magic is how gzip begins.
const magic = "\x1f\x8b"

// packed reads a page of a packed file, which is read whole. Written anew, it is read again.
func (c *Collector) packed(ctx context.Context, at place, is os.FileInfo) (collectors.Page, error) {
	if at.Size != is.Size() || at.Written != is.ModTime().UnixNano() {
		at = at.start()
		at.Size, at.Written = is.Size(), is.ModTime().UnixNano()
	}
	if at.Whole {
		return collectors.Page{Next: at.cursor(), Unchanged: true}, nil
	}
	if c.unpacked == nil || c.unpacked.at != at {
		if err := c.unpack(ctx, at); err != nil {
			_ = c.drop()
			return collectors.Page{}, fmt.Errorf("unpack the file %s: %w", c.path, err)
		}
	}
	u := c.unpacked
	if u.r == nil { // there is nothing in it
		at.Whole = true
		return collectors.Page{Next: at.cursor(), Unchanged: true}, c.drop()
	}
	u.alive = ctx.Err
	h := gather(u.r, u.at, done)
	if err := h.barren(); err != nil && !h.at.Good {
		_ = c.drop()
		return collectors.Page{}, fmt.Errorf("unpack the file %s: %w", c.path, err)
	}
	if h.err != nil {
		_ = c.drop()
		if len(h.posts)+h.faults == 0 {
			return collectors.Page{}, fmt.Errorf("unpack the file %s: %w; pack it anew, or wait until it is written", c.path, h.err)
		}
		h.more = true // what came before the fault is kept first
		return h.page(h.at), nil
	}
	if u.at = h.at; h.more {
		return h.page(h.at), nil
	}
	h.at.Whole = true
	return h.page(h.at), c.drop()
}

// unpack opens a packed file and goes to a place in it.
func (c *Collector) unpack(ctx context.Context, at place) error {
	if err := c.drop(); err != nil {
		return err
	}
	f, err := os.Open(c.path)
	if err != nil {
		return plain(err)
	}
	u := &unpacking{file: f, at: at, alive: ctx.Err}
	c.unpacked = u
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("it begins as gzip does, and is none: %w", err)
	}
	in := bufio.NewReaderSize(patient{z, func() error { return u.alive() }}, readAhead)
	head, err := sniff(in, done)
	if err != nil || !head.known {
		return err
	}
	u.r, err = reader(in, place{Header: head.text, Lines: head.lines})
	if err != nil {
		return err
	}
	if u.at.Header = head.text; at.Offset == 0 {
		u.at.Offset, u.at.Lines = head.size, head.lines
		return nil
	}
	for head.size+u.r.Offset() < at.Offset && u.r.Next() {
		continue
	}
	return u.r.Err()
}

// drop lets go of a packed file.
func (c *Collector) drop() error {
	u := c.unpacked
	c.unpacked = nil
	if u == nil {
		return nil
	}
	return u.file.Close()
}
