package polite_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/andybalholm/brotli"

	"tocsin/collectors/polite"
)

func gzipped(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.Bytes()
}

func brotlied(s string) []byte {
	var b bytes.Buffer
	z := brotli.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.Bytes()
}

func response(packing string, body io.Reader) *http.Response {
	return &http.Response{Header: http.Header{"Content-Encoding": {packing}}, Body: io.NopCloser(body), ContentLength: -1}
}

// Whatever one body was, and however it ended, the next is read as if it were the first.
func TestAnUnpackerReadsOneBodyAfterAnother(t *testing.T) {
	const limit = 32 << 10
	words, long := strings.Repeat("the words ", 1_000), strings.Repeat("long ", limit)
	half := func(packed []byte) []byte { return packed[:len(packed)/2] }
	of := func(packing string, body []byte) func() *http.Response {
		return func() *http.Response { return response(packing, bytes.NewReader(body)) }
	}
	bodies := []func() *http.Response{
		of("", []byte("other words")),
		of("gzip", gzipped(words)), of("gzip", []byte("no gzip")), of("gzip", half(gzipped(words))), of("gzip", gzipped(long)),
		of("br", brotlied(words)), of("br", []byte("no brotli, but more than nothing")), of("br", half(brotlied(words))), of("br", brotlied(long)),
		of("zstd", []byte(words)),
		func() *http.Response { return response("", iotest.ErrReader(errors.New("time is up"))) },
	}
	var u polite.Unpacker
	for before := range bodies {
		for i, body := range bodies {
			_, _ = u.Unpack(bodies[before](), limit)
			want, wantErr := polite.Unpack(body(), limit)
			got, err := u.Unpack(body(), limit)
			if string(got.Text) != string(want.Text) || got.Long != want.Long || got.Cut != want.Cut || (err == nil) != (wantErr == nil) {
				t.Errorf("body %d after body %d: %d bytes, long %v, cut %v, %v; by itself %d bytes, long %v, cut %v, %v",
					i, before, len(got.Text), got.Long, got.Cut, err, len(want.Text), want.Long, want.Cut, wantErr)
			}
		}
	}
}
