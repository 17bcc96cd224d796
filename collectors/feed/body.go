package feed

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
)

// accepted is what bodies may be packed with.
const accepted = "br, gzip"

// A body is what came of an answer's body.
type body struct {
	text []byte
	// long is set where there was more of it than may be read, cut where it
	// broke off by itself.
	long, cut bool
}

// unpack reads a body. The limit holds for what comes out of it, so that a few
// packed bytes cannot fill the memory.
func unpack(resp *http.Response, limit int64) (body, error) {
	var packed io.Reader = resp.Body
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(resp.Body)
		if err != nil {
			return body{}, fmt.Errorf("the answer is said to be packed with gzip, and is not: %w", err)
		}
		packed = z
	case "br":
		packed = brotli.NewReader(resp.Body)
	default:
		return body{}, fmt.Errorf("the answer is packed with %q, which was not asked for", firstWords(encoding))
	}
	text, err := io.ReadAll(io.LimitReader(packed, limit+1))
	if int64(len(text)) > limit {
		return body{text: text[:limit], long: true}, nil
	}
	// A connection that breaks off may have brought whole items; time that is up
	// is the source's failure.
	if errors.Is(err, io.ErrUnexpectedEOF) && len(text) > 0 {
		return body{text: text, cut: true}, nil
	}
	if err != nil {
		return body{}, fmt.Errorf("read the answer: %w", err)
	}
	return body{text: text}, nil
}

func (b body) notes() []string {
	switch {
	case b.long:
		return []string{fmt.Sprintf("document is longer than %d bytes; the rest of it was not read", len(b.text))}
	case b.cut:
		return []string{fmt.Sprintf("connection broke off after %d bytes; the document is read again", len(b.text))}
	}
	return nil
}
