package feed

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"tocsin/collectors"
)

func TestAnUnchangedDocumentIsNotReadAgain(t *testing.T) {
	const etag, modified = `W/"7"`, "Sat, 21 Nov 2026 11:00:00 GMT"
	for _, tt := range []struct {
		claim  string
		first  http.HandlerFunc
		second http.HandlerFunc
		sends  [2]string
	}{
		{"by its tag and date", says(channel("1"), "ETag", etag, "Last-Modified", modified), refuses(304), [2]string{etag, modified}},
		{"by its words, where the server overlooked the tag", says(channel("1"), "ETag", etag), says(channel("1"), "ETag", etag), [2]string{etag, ""}},
		{"by its words", says(channel("1")), says(channel("1")), [2]string{}},
		{"by its words, where validators cannot be trusted", says(channel("1"), "ETag", etag, "Last-Modified", modified, "Expires", "0"), says(channel("1")), [2]string{}},
	} {
		s := newSite(t, tt.first)
		v := s.visit(t, Options{})
		if page := v.read(t); ids(page.Posts) != "1" || page.Unchanged {
			t.Errorf("%s: the first reading gives %q, unchanged %v", tt.claim, ids(page.Posts), page.Unchanged)
		}
		s.then(tt.second)
		if page := v.read(t); len(page.Posts) > 0 || !page.Unchanged {
			t.Errorf("%s: the second reading gives %q, unchanged %v", tt.claim, ids(page.Posts), page.Unchanged)
		}
		asked := s.requests()
		h := asked[1].Header
		if got := [2]string{h.Get("If-None-Match"), h.Get("If-Modified-Since")}; got != tt.sends {
			t.Errorf("%s: the second request asks with %q, want %q", tt.claim, got, tt.sends)
		}
		s.then(says(channel("1", "2"), "ETag", `"8"`))
		if page := v.read(t); ids(page.Posts) != "2" || page.Known.Posts != 1 {
			t.Errorf("%s: once it changed, the reading gives %q and leaves out %d; want the new one, and the other left out", tt.claim, ids(page.Posts), page.Known.Posts)
		}
	}
}

// A server may say "unchanged" in two ways that are not true: with the tag of old
// on a new document, and with a 304 for ever.
func TestAServerThatIsWrongAboutItsDocumentIsFoundOut(t *testing.T) {
	const etag, modified = `"static"`, "Sat, 21 Nov 2026 11:00:00 GMT"
	for claim, header := range map[string][]string{
		"by its tag": {"ETag", etag}, "by its date": {"Last-Modified", modified}, "by both": {"ETag", etag, "Last-Modified", modified},
	} {
		s := newSite(t, says(channel("1"), header...))
		v := s.visit(t, Options{})
		v.read(t)
		s.then(says(channel("2", "1"), header...))
		if page := v.read(t); ids(page.Posts) != "2" || len(page.Notes) != 1 {
			t.Errorf("%s: a new document gives %q, notes %q; want its new post, and to be told", claim, ids(page.Posts), page.Notes)
		}
		s.requests()
		if page := v.read(t); !page.Unchanged || len(page.Notes) > 0 {
			t.Errorf("%s: the same document gives unchanged %v, notes %q", claim, page.Unchanged, page.Notes)
		}
		if h := s.requests()[0].Header; h.Get("If-None-Match")+h.Get("If-Modified-Since") != "" {
			t.Errorf("%s: the server is still believed: %v", claim, h)
		}
	}

	s := newSite(t, says(channel("1"), "ETag", etag))
	v := s.visit(t, Options{})
	v.read(t)
	s.then(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		says(channel("2", "1"), "ETag", etag)(w, r)
	})
	for n := 1; ; n++ {
		if page := v.read(t); !page.Unchanged {
			if n != believed+1 || ids(page.Posts) != "2" {
				t.Errorf("reading %d gives %q; want the new post in the one after %d that gave none", n, ids(page.Posts), believed)
			}
			break
		}
		if n > believed {
			t.Fatalf("the server said 304 %d times and was believed", n)
		}
	}
}

func TestADocumentIsAskedForWholeOnceAnHour(t *testing.T) {
	whole := says(channel("1"), "ETag", `"7"`)
	s := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"7"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		whole(w, r)
	})
	v := s.visit(t, Options{})
	v.read(t)
	for _, tt := range []struct {
		after time.Duration
		tag   string
	}{{59 * time.Minute, `"7"`}, {time.Hour, ""}, {2*time.Hour - time.Minute, `"7"`}, {2 * time.Hour, ""}} {
		s.requests()
		page, err := v.Collect(t.Context(), v.cursor, noon.Add(tt.after))
		if err != nil || !page.Unchanged {
			t.Fatalf("after %v: unchanged %v, %v", tt.after, page.Unchanged, err)
		}
		if got := s.requests()[0].Header.Get("If-None-Match"); got != tt.tag {
			t.Errorf("after %v the request asks with %q, want %q", tt.after, got, tt.tag)
		}
		if tt.tag == "" {
			v.cursor = page.Next
		}
	}
}

func TestTheRequestSaysWhoAsks(t *testing.T) {
	s := newSite(t, says(channel()))
	s.visit(t, Options{}).read(t)
	s.visit(t, Options{UserAgent: "Tocsin (+https://listening.example)"}).read(t)
	asked := s.requests()
	if got := asked[0].Header; got.Get("User-Agent") != DefaultUserAgent || got.Get("Accept-Encoding") != "br, gzip" || asked[0].Method != http.MethodGet {
		t.Errorf("%s with %v", asked[0].Method, got)
	}
	if got := asked[1].UserAgent(); got != "Tocsin (+https://listening.example)" {
		t.Errorf("the reader calls itself %q", got)
	}
}

func TestABookmarkThatCannotBeReadCostsASecondReading(t *testing.T) {
	v := newSite(t, says(channel("1"))).visit(t, Options{})
	for _, cursor := range []collectors.Cursor{"{", `{"known":"%"}`, "7"} {
		v.cursor = cursor
		if page := v.read(t); ids(page.Posts) != "1" || len(page.Notes) != 1 {
			t.Errorf("cursor %q: %q, notes %q", cursor, ids(page.Posts), page.Notes)
		}
	}
}

func TestNothingIsWritten(t *testing.T) {
	s := newSite(t, says(channel("1")))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, s.URL+"/feed", http.StatusTemporaryRedirect)
	}))
	t.Cleanup(server.Close)
	s.visit(t, Options{URL: server.URL}).read(t)
	for _, r := range s.requests() {
		if r.Method != http.MethodGet || r.ContentLength > 0 {
			t.Errorf("%s with %d bytes", r.Method, r.ContentLength)
		}
	}
}
