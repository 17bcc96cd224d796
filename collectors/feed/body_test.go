package feed

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestPackedDocuments(t *testing.T) {
	for claim, answer := range map[string]http.HandlerFunc{
		"gzip": func(w http.ResponseWriter, _ *http.Request) {
			gzipped(w, func(z *gzip.Writer) { _, _ = z.Write([]byte(channel("1"))) })
		},
		"br": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			z := brotli.NewWriter(w)
			_, _ = z.Write([]byte(channel("1")))
			_ = z.Close()
		},
		"none": says(channel("1"), "Content-Encoding", "identity"),
	} {
		if page := newSite(t, answer).visit(t, Options{}).read(t); ids(page.Posts) != "1" {
			t.Errorf("packed with %s: %q", claim, ids(page.Posts))
		}
	}
	_ = newSite(t, says("x", "Content-Encoding", "gzip")).visit(t, Options{}).fails(t, "is said to be packed with gzip, and is not")
	_ = newSite(t, says("x", "Content-Encoding", "zstd")).visit(t, Options{}).fails(t, `packed with "zstd"`)
}

func TestALongDocumentIsReadUpToItsCap(t *testing.T) {
	long := channel(strings.Fields(strings.Repeat(strings.Repeat("x", 340)+" ", 10_000))...) // some 10 MB
	for claim, answer := range map[string]http.HandlerFunc{
		"10 MB": says(long),
		"10 MB, gzipped": func(w http.ResponseWriter, _ *http.Request) {
			gzipped(w, func(z *gzip.Writer) { _, _ = z.Write([]byte(long)) })
		},
	} {
		v := newSite(t, answer).visit(t, Options{MaxBytes: 1 << 20})
		page := v.read(t)
		notes := strings.Join(page.Notes, "; ")
		if n := len(page.Posts); n < 900 || n > 1000 || !strings.Contains(notes, "longer than 1048576 bytes") || !strings.Contains(notes, "whole items read") {
			t.Errorf("%s: %d posts, notes %q", claim, n, notes)
		}
		if page := v.read(t); !page.Unchanged || len(page.Notes) == 0 {
			t.Errorf("%s, again: unchanged %v, notes %q; it must go on saying that some is not read", claim, page.Unchanged, page.Notes)
		}
	}
}

func TestABombStopsAtTheCap(t *testing.T) {
	s := newSite(t, func(w http.ResponseWriter, _ *http.Request) {
		gzipped(w, func(z *gzip.Writer) {
			_, _ = z.Write([]byte("<rss><channel><title>"))
			zeros := make([]byte, 1<<20)
			for range 300 {
				_, _ = z.Write(zeros)
			}
		})
	})
	v := s.visit(t, Options{})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_ = v.fails(t, "longer than 5242880 bytes")
	runtime.ReadMemStats(&after)
	if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 100 {
		t.Errorf("300 MB of zeros cost %d MB of memory", got)
	}
}

func TestABrokenConnectionIsReadAsFarAsItGot(t *testing.T) {
	whole := channel("1", "2", "3")
	s := newSite(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"7"`)
		w.Header().Set("Content-Length", fmt.Sprint(len(whole)))
		_, _ = w.Write([]byte(whole[:len(whole)-60]))
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	})
	v := s.visit(t, Options{})
	if page := v.read(t); ids(page.Posts) != "1 2" || len(page.Notes) != 2 {
		t.Errorf("items %q, notes %q; want what is whole, and to be told", ids(page.Posts), page.Notes)
	}
	s.then(says(whole, "ETag", `"7"`))
	if page := v.read(t); ids(page.Posts) != "1 2 3" {
		t.Errorf("the next reading gives %q, unchanged %v; it must ask for the whole document", ids(page.Posts), page.Unchanged)
	}
}

// Documents are fetched into the memory of those before them, and take nothing from them.
func TestWhatWasReadStaysWhenTheNextDocumentIsFetched(t *testing.T) {
	s := newSite(t, says(channel("1", "2", "3")))
	v := s.visit(t, Options{})
	page := v.read(t)
	s.then(says(channel("7", "8", "9")))
	if next := v.read(t); ids(next.Posts) != "7 8 9" || ids(page.Posts) != "1 2 3" || page.Posts[0].Title != "post 1" {
		t.Errorf("first %q with the title %q, then %q", ids(page.Posts), page.Posts[0].Title, ids(next.Posts))
	}
}
