package polite

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"

	"tocsin/brand/text"
)

// Packings is what answers may be packed with, as Accept-Encoding says it.
const Packings = "br, gzip"

// A Body is what came of an answer's body.
type Body struct {
	Text []byte
	// Long is set where there was more of it than may be read, Cut where it broke off by
	// itself.
	Long, Cut bool
}

// mostKept is how much memory an Unpacker keeps for the next body.
const mostKept = 512 << 10

// An Unpacker reads one body after another with the same memory. The zero Unpacker is
// ready.
type Unpacker struct {
	whole bytes.Buffer
	gzip  *gzip.Reader
	br    *brotli.Reader
}

// Unpack reads a body into memory of its own, as an Unpacker does.
func Unpack(resp *http.Response, limit int64) (Body, error) {
	return new(Unpacker).Unpack(resp, limit)
}

// Unpack reads a body, which is good until the next one is read. The limit holds for what
// comes out of it, so that a few packed bytes cannot fill the memory.
func (u *Unpacker) Unpack(resp *http.Response, limit int64) (Body, error) {
	packed, err := u.unpacked(resp)
	if err != nil {
		return Body{}, err
	}
	if u.whole.Reset(); u.whole.Cap() > mostKept {
		u.whole = bytes.Buffer{}
	}
	if n := resp.ContentLength; n > 0 && n <= limit {
		u.whole.Grow(int(n) + bytes.MinRead) // what is packed is longer, and grows from there
	}
	_, err = u.whole.ReadFrom(io.LimitReader(packed, limit+1))
	read := u.whole.Bytes()
	if err != nil || int64(len(read)) > limit {
		u.gzip, u.br = nil, nil // they stopped half-way
	}
	if int64(len(read)) > limit {
		return Body{Text: read[:limit], Long: true}, nil
	}
	// A connection that breaks off may have brought something whole; time that is up is
	// the source's failure.
	if errors.Is(err, io.ErrUnexpectedEOF) && len(read) > 0 {
		return Body{Text: read, Cut: true}, nil
	}
	if err != nil {
		return Body{}, fmt.Errorf("read the answer: %w", err)
	}
	return Body{Text: read}, nil
}

// unpacked reads an answer's body as it was before it was packed.
func (u *Unpacker) unpacked(resp *http.Response) (io.Reader, error) {
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
		return resp.Body, nil
	case "gzip", "x-gzip":
		if u.gzip == nil {
			u.gzip = new(gzip.Reader)
		}
		if err := u.gzip.Reset(resp.Body); err != nil {
			u.gzip = nil
			return nil, fmt.Errorf("the answer is said to be packed with gzip, and is not: %w", err)
		}
		return u.gzip, nil
	case "br":
		if u.br == nil {
			u.br = new(brotli.Reader)
		}
		if err := u.br.Reset(resp.Body); err != nil {
			return nil, fmt.Errorf("the answer is packed with brotli, and cannot be read: %w", err)
		}
		return u.br, nil
	default:
		return nil, fmt.Errorf("the answer is packed with %q, which was not asked for", text.Clip(text.Visible(encoding), 40))
	}
}
