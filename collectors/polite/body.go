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

// Unpack reads a body. The limit holds for what comes out of it, so that a few packed
// bytes cannot fill the memory.
func Unpack(resp *http.Response, limit int64) (Body, error) {
	var packed io.Reader = resp.Body
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(resp.Body)
		if err != nil {
			return Body{}, fmt.Errorf("the answer is said to be packed with gzip, and is not: %w", err)
		}
		packed = z
	case "br":
		packed = brotli.NewReader(resp.Body)
	default:
		return Body{}, fmt.Errorf("the answer is packed with %q, which was not asked for", text.Clip(text.Visible(encoding), 40))
	}
	var whole bytes.Buffer
	if n := resp.ContentLength; n > 0 && n <= limit {
		whole.Grow(int(n) + bytes.MinRead) // what is packed is longer, and grows from there
	}
	_, err := whole.ReadFrom(io.LimitReader(packed, limit+1))
	read := whole.Bytes()
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
