package file

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"os"
	"syscall"

	"tocsin/collectors"
)

const (
	// headSize and tailSize are how much of a file's start, and of what was read last, is
	// remembered by a hash: enough to tell it from any other.
	headSize = 1 << 10
	tailSize = 256
)

// A place is how far a file was read: the cursor.
type place struct {
	// Path tells the file from that which the source stood for before.
	Path string `json:"path"`
	// Device and Inode are the file's own name.
	Device uint64 `json:"device,omitempty"`
	Inode  uint64 `json:"inode,omitempty"`
	// Offset and Lines are how much of it was read, Print what that begins and ends with.
	Offset int64  `json:"offset,omitempty"`
	Lines  int    `json:"lines,omitempty"`
	Print  string `json:"print,omitempty"`
	// Header is the first line of a table, "" where lines are objects.
	Header string `json:"header,omitempty"`
	// Within is set where the rest of a line is to be passed over, which was too long.
	Within bool `json:"within,omitempty"`
	// Told is set where it was told of the line that stands here that it has no end.
	Told bool `json:"told,omitempty"`
	// Good is set once a line of the file was a post.
	Good bool `json:"good,omitempty"`
	// Odd is set once it was told of a line of the file that it is not UTF-8.
	Odd bool `json:"odd,omitempty"`
	// Size and Written tell one packed file from the next; Whole is set where all of it was read.
	Size    int64 `json:"size,omitempty"`
	Written int64 `json:"written_ns,omitempty"`
	Whole   bool  `json:"whole,omitempty"`
}

// placed reads a cursor. It reports whether the source stood for another file before.
func placed(from collectors.Cursor, path string) (place, bool, []string) {
	at := place{Path: path}
	switch err := json.Unmarshal([]byte(from), &at); {
	case from == "":
	case err != nil || at.Offset < 0 || at.Lines < 0:
		return place{Path: path}, false, []string{"the bookmark could not be read, so the file is read from its start"}
	case at.Path != path:
		return place{Path: path}, true, nil
	}
	return at, false, nil
}

func (p place) cursor() collectors.Cursor {
	text, _ := json.Marshal(p) // it holds nothing that cannot be written
	return collectors.Cursor(text)
}

// start is the start of a file at the same path.
func (p place) start() place { return place{Path: p.Path} }

// begun reports whether it is a place in a certain file.
func (p place) begun() bool { return p.Inode != 0 }

// on is the place as one in a certain file.
func (p place) on(is os.FileInfo) place {
	p.Device, p.Inode = names(is)
	return p
}

// same reports whether a file is the one that the place is in.
func (p place) same(is os.FileInfo) bool {
	device, inode := names(is)
	return device == p.Device && inode == p.Inode
}

// names are a file's own.
func names(is os.FileInfo) (uint64, uint64) {
	if s, ok := is.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Dev), s.Ino //nolint:unconvert // its type is another one on another system
	}
	return 0, 0
}

// remember notes what begins and ends what was read.
func (p *place) remember(f io.ReaderAt) error {
	var err error
	p.Print, err = fingerprint(f, p.Offset)
	return err
}

// holds reports whether a file holds what was read, as far as that can be told: then it is
// the same, or another that goes on from it.
func (p place) holds(f io.ReaderAt) bool {
	if p.Offset == 0 {
		return true
	}
	found, err := fingerprint(f, p.Offset)
	return err == nil && found == p.Print
}

// fingerprint hashes the beginning and the end of so many bytes of a file; an error says
// that there are not as many.
func fingerprint(f io.ReaderAt, size int64) (string, error) {
	head, tail := make([]byte, min(size, headSize)), make([]byte, min(size, tailSize))
	for _, part := range []struct {
		into []byte
		at   int64
	}{{head, 0}, {tail, size - int64(len(tail))}} {
		if n, err := f.ReadAt(part.into, part.at); n < len(part.into) {
			return "", err
		}
	}
	sum := sha256.Sum256(bytes.Join([][]byte{head, tail}, []byte{0}))
	return base64.RawURLEncoding.EncodeToString(sum[:12]), nil
}
