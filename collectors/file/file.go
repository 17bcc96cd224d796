// Package file listens to a file that grows, such as a log another program writes posts
// to, or that is put in its place anew, such as a nightly export. A line is a post: an
// object, or a row of a table with a header (package postline). It is followed by name,
// through rotation, truncation and replacement; a last line that is half written waits for
// its end. Packed with gzip a file is read whole.
package file

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/postline"
)

// Kind is the kind's name in configuration.
const Kind = "file"

// pathSetting is where the file stands.
const pathSetting = "path"

// resting is how long a row without an end is left alone: a program that writes in blocks
// may leave half of one for a while.
const resting = 10 * time.Minute

// barrenPause is how long a file is left alone whose new lines are no posts.
const barrenPause = 30 * time.Second

// A barrenError is the fault of a file whose new lines are no posts.
type barrenError struct{ error }

// Type is the kind of source that a file is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "posts in a file that grows or is replaced: NDJSON, or CSV with a header",
		Needs:  "a file that the daemon may read, in " + pathSetting,
		Limits: "40,000 lines a reading; 1 MiB a line; where not one new line can be read it pauses for 30 seconds, then twice as long each time, up to 10 minutes (an hour, if every is above 5m)",
		Blind:  "what is taken out of the file before it is read; what was changed in a file that goes on as it did",
		Settings: []collectors.Setting{{
			Name: pathSetting, About: "is the file's path, from the daemon's folder if it does not begin with /", Example: "/var/lib/helpdesk/posts.ndjson", Required: true,
		}},
		Every: 10 * time.Second,
		Open: func(s collectors.Spec, _ collectors.Means) (collectors.Collector, error) {
			path := s.Setting(pathSetting)
			if path == "" {
				return nil, fmt.Errorf("source %s: it has no file: set path", s.ID)
			}
			return New(path), nil
		},
	}
}

// A Collector follows one file.
type Collector struct {
	path string
	// unpacked is a packed file between two of its pages.
	unpacked *unpacking
}

var _ collectors.Collector = (*Collector)(nil)

// New makes a Collector of the file that stands at a path. There may be none yet.
func New(path string) *Collector { return &Collector{path: filepath.Clean(path)} }

// Close lets go of the file.
func (c *Collector) Close() error { return c.drop() }

// Collect reads on from where the last reading ended.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	at, anew, notes := placed(from, c.path)
	page, err := c.collect(ctx, at, now)
	if err != nil {
		return collectors.Page{}, err
	}
	page.Anew, page.Notes = anew, append(notes, page.Notes...)
	return page, nil
}

func (c *Collector) collect(ctx context.Context, at place, now time.Time) (collectors.Page, error) {
	f, is, err := regular(c.path)
	if errors.Is(err, fs.ErrNotExist) && at.begun() {
		if page, found, err := c.remainder(ctx, at); found || err != nil {
			return page, err
		}
	}
	if err != nil {
		return collectors.Page{}, err
	}
	defer func() { _ = f.Close() }()
	if isPacked(f) {
		return c.packed(ctx, at, is)
	}
	if at.Size > 0 { // it was packed
		at = at.start()
	}
	if at.begun() && !at.same(is) {
		if page, found, err := c.remainder(ctx, at); found || err != nil {
			return page, err
		}
	}
	if at.holds(f) {
		return c.follow(ctx, f, at, is, now)
	}
	page, err := c.follow(ctx, f, at.start(), is, now)
	if err != nil {
		return page, err
	}
	if at.same(is) {
		page.Notes = append(page.Notes, c.path+" was cut or written anew; it is read from its start")
		return page, nil
	}
	page.Notes = append(page.Notes, fmt.Sprintf("%s is another file than before, and that one is gone; what was written to it beyond byte %d, if anything, is not read", c.path, at.Offset))
	return page, nil
}

// regular opens a file that is one.
func regular(path string) (*os.File, os.FileInfo, error) {
	is, err := os.Stat(path) // before it is opened: opening a pipe waits for who writes
	if err == nil && !is.Mode().IsRegular() {
		err = errors.New("it is no regular file")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the file %s: %w; see that it is there and that the daemon may read it", path, plain(err))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read the file %s: %w; let the daemon's user read it", path, plain(err))
	}
	if is, err = f.Stat(); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("read the file %s: %w", path, plain(err)), f.Close())
	}
	return f, is, nil
}

// plain is an error of a file without its path, which stands before it.
func plain(err error) error {
	if whole, ok := errors.AsType[*fs.PathError](err); ok {
		return whole.Err
	}
	return err
}

// follow reads a page from a place in a file, which goes on.
func (c *Collector) follow(ctx context.Context, f *os.File, at place, is os.FileInfo, now time.Time) (collectors.Page, error) {
	ends := growing
	if now.Sub(is.ModTime()) > resting {
		ends = atRest
	}
	page, err := c.page(ctx, f, at, is, ends)
	if barren, is := errors.AsType[*barrenError](err); is {
		// A line that can be read may come at any time.
		return collectors.Page{}, &collectors.WaitError{Until: now.Add(barrenPause), Ours: true, Err: barren.error}
	}
	return page, err
}

// page reads lines from a place.
func (c *Collector) page(ctx context.Context, f *os.File, at place, is os.FileInfo, ends ending) (collectors.Page, error) {
	if _, err := f.Seek(at.Offset, io.SeekStart); err != nil {
		return collectors.Page{}, fmt.Errorf("read the file %s: %w", c.path, plain(err))
	}
	in := bufio.NewReaderSize(patient{f, ctx.Err}, readAhead)
	if at.Offset == 0 {
		head, err := sniff(in, ends)
		if err != nil {
			return collectors.Page{}, fmt.Errorf("read the file %s: %w", c.path, err)
		}
		if !head.known {
			return collectors.Page{Next: at.on(is).cursor(), Unchanged: true}, nil
		}
		at.Header, at.Offset, at.Lines = head.text, head.size, head.lines
	}
	r, err := reader(in, at)
	if err != nil {
		return collectors.Page{}, fmt.Errorf("read the file %s: %w", c.path, err)
	}
	h := gather(r, at, ends)
	if h.err != nil {
		return collectors.Page{}, fmt.Errorf("read the file %s: %w", c.path, plain(h.err))
	}
	// Nothing comes any more to a file that was rotated: what of it cannot be read would
	// hold up the one that took its place.
	if err := h.barren(); err != nil && ends != done {
		return collectors.Page{}, &barrenError{fmt.Errorf("read the file %s: %w", c.path, err)}
	}
	next := h.at.on(is)
	if err := next.remember(f); err != nil {
		return collectors.Page{}, fmt.Errorf("read the file %s: %w", c.path, plain(err))
	}
	return h.page(next), nil
}

// reader reads lines or rows on from a place.
func reader(in io.Reader, at place) (*postline.Reader, error) {
	r := postline.NewReader(in)
	if at.Header != "" {
		t, err := postline.Header([]byte(at.Header))
		if err != nil {
			return nil, err
		}
		r = postline.NewRows(in, t)
	}
	r.After(at.Lines)
	return r, nil
}

// patient reads as long as there is time.
type patient struct {
	in    io.Reader
	ended func() error
}

func (p patient) Read(b []byte) (int, error) {
	if err := p.ended(); err != nil {
		return 0, err
	}
	return p.in.Read(b)
}
