package feed

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

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
		{"by a tag the server overlooked", says(channel("1"), "ETag", etag), says(channel("1", "2"), "ETag", etag), [2]string{etag, ""}},
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
		if page := v.read(t); ids(page.Posts) != "1 2" {
			t.Errorf("%s: once it changed, the reading gives %q", tt.claim, ids(page.Posts))
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
	newSite(t, says("x", "Content-Encoding", "gzip")).visit(t, Options{}).fails(t, "is said to be packed with gzip, and is not")
	newSite(t, says("x", "Content-Encoding", "zstd")).visit(t, Options{}).fails(t, `packed with "zstd"`)
}

func TestALongDocumentIsReadUpToItsCap(t *testing.T) {
	long := channel(strings.Fields(strings.Repeat("item ", 120_000))...) // some 10 MB
	for claim, answer := range map[string]http.HandlerFunc{
		"10 MB": says(long),
		"10 MB, gzipped": func(w http.ResponseWriter, _ *http.Request) {
			gzipped(w, func(z *gzip.Writer) { _, _ = z.Write([]byte(long)) })
		},
	} {
		v := newSite(t, answer).visit(t, Options{MaxBytes: 1 << 20})
		page := v.read(t)
		notes := strings.Join(page.Notes, "; ")
		if n := len(page.Posts); n < 10_000 || n > 20_000 || !strings.Contains(notes, "longer than 1048576 bytes") || !strings.Contains(notes, "whole items read") {
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
	v.fails(t, "the document cannot be read")
	runtime.ReadMemStats(&after)
	if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 100 {
		t.Errorf("300 MB of zeros cost %d MB of memory", got)
	}
}

func TestRefusals(t *testing.T) {
	at := func(d time.Duration) time.Time { return noon.Add(d) }
	for _, tt := range []struct {
		claim  string
		answer http.HandlerFunc
		words  string
		until  time.Time
	}{
		{"too often, in seconds", refuses(429, "Retry-After", "120"), "429 Too Many Requests", at(2 * time.Minute)},
		{"too often, by date", refuses(429, "Retry-After", "Sat, 21 Nov 2026 12:30:00 GMT"), "429", at(30 * time.Minute)},
		{"too often, until next year", refuses(503, "Retry-After", "31536000"), "503 Service Unavailable", at(24 * time.Hour)},
		{"too often, a date of next year", refuses(503, "Retry-After", "Sat, 21 Nov 2027 12:30:00 GMT"), "503", at(24 * time.Hour)},
		{"too often, for longer than there are numbers", refuses(429, "Retry-After", "99999999999999999999"), "429", time.Time{}},
		{"too often, without a word", refuses(429), "429", time.Time{}},
		{"too often, in words", refuses(429, "Retry-After", "soon"), "429", time.Time{}},
		{"not found", refuses(404), "404 Not Found; there is no such feed now", at(time.Hour)},
		{"gone", refuses(410), "410 Gone; the feed is gone for good", at(24 * time.Hour)},
		{"a challenge", refuses(403, "cf-mitigated", "challenge"), "Cloudflare asks whether the reader is a person", at(time.Hour)},
		{"turned away", refuses(403), "403 Forbidden; the site turns this reader away", time.Time{}},
		{"a login", refuses(401), "401 Unauthorized; the feed wants a login", time.Time{}},
		{"an error", refuses(500), "500 Internal Server Error", time.Time{}},
		{"no content", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, "204 No Content, which brings no document", time.Time{}},
		{"not modified, which was not the question", refuses(304), "304 Not Modified to a first request", time.Time{}},
		{"a redirect to nowhere", refuses(302), "302 Found, and it does not say where to go", time.Time{}},
		{"an empty document", says(""), "the document is empty", time.Time{}},
		{"garbage", says("\x00\x01\xfe\xff garbage"), "this is no feed", time.Time{}},
		{"a web page", says(`<html><head><link rel="alternate" type="application/atom+xml" href="/atom?token=very-secret">`), "this is a web page; its feed is at", time.Time{}},
		{"an echo of the request", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("oops " + r.URL.RawQuery)) }, "this is no feed", time.Time{}},
		{"a header that echoes", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", r.URL.Query().Get("token"))
		}, "which was not asked for", time.Time{}},
		{"a redirect to the cloud's secrets", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		}, "169.254.169.254 is a link-local address", time.Time{}},
		{"a circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.String(), http.StatusFound) }, "redirects more than 5 times", time.Time{}},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			err := newSite(t, tt.answer).visit(t, Options{}).fails(t, tt.words)
			var until time.Time
			if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
				until = wait.Until
			}
			if !until.Equal(tt.until) {
				t.Errorf("%v: asked again not before %v, want %v", err, until, tt.until)
			}
		})
	}
}

func TestALineThatIsNotHTTP(t *testing.T) {
	s := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		line, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = fmt.Fprintf(line, "%s %s\r\n\r\n", r.URL.String(), strings.Repeat("x", 5000))
		_ = line.Close()
	})
	s.visit(t, Options{}).fails(t, "malformed HTTP")
}

func TestAReadingEndsInTime(t *testing.T) {
	stop := make(chan struct{})
	drip := func(w http.ResponseWriter, r *http.Request) {
		for {
			_, _ = w.Write([]byte("<item>"))
			_ = http.NewResponseController(w).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}
	hang := func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-stop:
		}
	}
	for claim, answer := range map[string]http.HandlerFunc{"a drip": drip, "a silence": hang} {
		v := newSite(t, answer).visit(t, Options{Timeout: 100 * time.Millisecond})
		if err := v.fails(t, ""); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s ends with %v", claim, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		v = newSite(t, answer).visit(t, Options{})
		if _, err := v.Collect(ctx, "", noon); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s, with the caller's own patience, ends with %v", claim, err)
		}
		cancel()
	}
	close(stop)
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

func TestAFeedThatMovedIsFollowedOnceItIsSure(t *testing.T) {
	after := newSite(t, says(channel("1")))
	var gone http.HandlerFunc = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, after.URL+"/feed?token=very-secret", http.StatusMovedPermanently)
	}
	before := newSite(t, gone)
	v := before.visit(t, Options{})
	for range 2 {
		v.read(t)
	}
	before.then(says(channel("1"))) // it was a mistake
	v.read(t)
	before.then(gone)
	for range 3 {
		v.read(t)
	}
	before.requests()
	after.requests()
	v.read(t)
	if old, fresh := len(before.requests()), len(after.requests()); old != 0 || fresh != 1 {
		t.Errorf("after three agreeing readings the old address is asked %d times, the new one %d times", old, fresh)
	}
	// The new address fails: the old one may know better.
	after.then(refuses(404))
	before.then(says(channel("1", "2")))
	if page := v.read(t); ids(page.Posts) != "1 2" {
		t.Errorf("back at the old address: %q", ids(page.Posts))
	}
	after.requests()
	v.read(t)
	if n := len(after.requests()); n != 0 {
		t.Errorf("the address that failed is asked %d more times", n)
	}
}

func TestAFeedThatMovedIsNotAskedTwiceWhenItIsTooMuch(t *testing.T) {
	after := newSite(t, says(channel("1")))
	before := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, after.URL+"/feed", http.StatusPermanentRedirect)
	})
	v := before.visit(t, Options{})
	for range 3 {
		v.read(t)
	}
	before.requests()
	after.then(refuses(429, "Retry-After", "60"))
	v.fails(t, "429")
	if n := len(before.requests()); n != 0 {
		t.Errorf("refused for asking too often, it asks elsewhere %d times", n)
	}
}

func TestARedirectForNowIsNotRemembered(t *testing.T) {
	after := newSite(t, says(channel("1")))
	for _, status := range []int{302, 303, 307} {
		before := newSite(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, after.URL+"/feed", status) })
		v := before.visit(t, Options{})
		for range 6 {
			v.read(t)
		}
		if n := len(before.requests()); n != 6 {
			t.Errorf("%d: the address was asked %d times of 6", status, n)
		}
	}
}

func TestIdsThatChangeAtEveryReadingAreSeenThrough(t *testing.T) {
	session := 0
	body := func(posts ...int) string {
		session++
		var items strings.Builder
		for _, n := range posts {
			fmt.Fprintf(&items, "<item><guid isPermaLink=\"false\">%d;sid=%d</guid><link>/%d</link><title>post %d</title></item>", n, session, n, n)
		}
		return "<rss><channel>" + items.String() + "</channel></rss>"
	}
	s := newSite(t, says(body(1, 2, 3, 4, 5)))
	v := s.visit(t, Options{})
	v.read(t)
	s.then(says(body(2, 3, 4, 5, 6)))
	page := v.read(t)
	if len(page.Posts) != 1 || page.Posts[0].NativeID != "" || !strings.HasSuffix(page.Posts[0].URL, "/6") || len(page.Notes) != 1 {
		t.Errorf("five ids changed, one post is new: %+v, notes %q", page.Posts, page.Notes)
	}
	s.then(says(body(3, 4, 5, 6, 7)))
	if page = v.read(t); len(page.Posts) != 1 || !strings.HasSuffix(page.Posts[0].URL, "/7") || len(page.Notes) != 0 {
		t.Errorf("and again: %+v, notes %q", page.Posts, page.Notes)
	}
}

func TestNewPostsAtOldAddressesAreNew(t *testing.T) {
	incident := func(n int) string {
		var items strings.Builder
		for _, service := range []string{"api", "web", "pay", "mail", "chat"} {
			fmt.Fprintf(&items, "<item><guid isPermaLink=\"false\">%s-%d</guid><link>/%s</link><title>%s incident %d</title></item>", service, n, service, service, n)
		}
		return "<rss><channel>" + items.String() + "</channel></rss>"
	}
	s := newSite(t, says(incident(1)))
	v := s.visit(t, Options{})
	v.read(t)
	s.then(says(incident(2)))
	if page := v.read(t); len(page.Posts) != 5 || page.Posts[0].NativeID != "api-2" {
		t.Errorf("five new incidents under the services' addresses: %+v", page.Posts)
	}
}

func TestAnotherAddressUnderTheSameNameBeginsAnew(t *testing.T) {
	s := newSite(t, says(channel("1"), "ETag", `"1"`))
	v := s.visit(t, Options{})
	v.read(t)
	other := s.visit(t, Options{URL: s.URL + "/other"})
	other.cursor = v.cursor
	s.requests()
	if page := other.read(t); page.Unchanged || !page.Anew || ids(page.Posts) != "1" || s.requests()[0].Header.Get("If-None-Match") != "" {
		t.Errorf("the other feed is read with the first one's bookmark: %+v", page)
	}
	s.then(says(channel("1", "2")))
	if page := other.read(t); page.Anew {
		t.Error("its second reading is a first one again")
	}
}

func TestABookmarkThatCannotBeReadCostsASecondReading(t *testing.T) {
	v := newSite(t, says(channel("1"))).visit(t, Options{})
	for _, cursor := range []collectors.Cursor{"{", `{"seen":"%"}`, "7"} {
		v.cursor = cursor
		if page := v.read(t); ids(page.Posts) != "1" || len(page.Notes) != 1 {
			t.Errorf("cursor %q: %q, notes %q", cursor, ids(page.Posts), page.Notes)
		}
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	for _, address := range []string{"", "a.example/secret", "ftp://a.example/secret", "https:///secret", "https://a.example/%zz-secret", "file:///secret"} {
		if _, err := New(Options{URL: address}); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("New(%q): %v; want a refusal without the address", address, err)
		}
	}
}

func TestTheHouseIsClosed(t *testing.T) {
	s := newSite(t, says(channel("1")))
	c, err := New(Options{URL: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = c.Collect(t.Context(), "", noon); err == nil || !strings.HasSuffix(err.Error(), "127.0.0.1 is a loopback address; set allow_private: true for the source if that is meant") {
		t.Errorf("a feed on loopback: %v", err)
	}
	if n := len(s.requests()); n != 0 {
		t.Errorf("it was asked %d times", n)
	}
}

func TestWishes(t *testing.T) {
	every := 2 * time.Minute
	for _, tt := range []struct {
		claim  string
		header http.Header
		b      bookmark
		want   time.Duration
	}{
		{"none", http.Header{}, bookmark{}, 0},
		{"less than the pace", http.Header{"Cache-Control": {"public, max-age=60"}}, bookmark{}, 0},
		{"as much as the pace", http.Header{"Cache-Control": {"max-age=120"}}, bookmark{}, 0},
		{"ten minutes", http.Header{"Cache-Control": {"max-age=600, public"}}, bookmark{}, 10 * time.Minute},
		{"ten minutes, four of them over", http.Header{"Cache-Control": {"max-age=600"}, "Age": {"240"}}, bookmark{}, 6 * time.Minute},
		{"a year", http.Header{"Cache-Control": {"max-age=31536000"}}, bookmark{}, time.Hour},
		{"not to be kept", http.Header{"Cache-Control": {"no-cache, max-age=600"}}, bookmark{}, 0},
		{"by date, on the server's clock", http.Header{"Expires": {"Sat, 21 Nov 2026 10:20:00 GMT"}, "Date": {"Sat, 21 Nov 2026 10:00:00 GMT"}}, bookmark{}, 20 * time.Minute},
		{"by date, long past", http.Header{"Expires": {"Thu, 01 Jan 1970 00:00:00 GMT"}}, bookmark{}, 0},
		{"by the document", http.Header{}, bookmark{TTL: 900}, 15 * time.Minute},
		{"by the document, a day", http.Header{}, bookmark{TTL: 86400}, time.Hour},
		{"not at noon", http.Header{}, bookmark{SkipHours: []int{12}}, time.Hour},
		{"never", http.Header{}, bookmark{SkipHours: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}}, time.Hour},
		{"not at one", http.Header{}, bookmark{SkipHours: []int{13}}, 0},
		{"nonsense", http.Header{"Cache-Control": {"max-age=-5, , ="}, "Expires": {"-1"}, "Age": {"x"}}, bookmark{}, 0},
	} {
		got := wish(tt.header, tt.b, every, noon)
		if want := noon.Add(tt.want); (tt.want == 0) != got.IsZero() || (tt.want > 0 && !got.Equal(want)) {
			t.Errorf("%s: not before %v, want %v later", tt.claim, got, tt.want)
		}
	}
}

func TestADocumentsWishesHoldWhileItIsUnchanged(t *testing.T) {
	s := newSite(t, says(`<rss><channel><ttl>30</ttl><item><guid>1</guid></item></channel></rss>`, "ETag", `"1"`))
	v := s.visit(t, Options{Every: time.Minute})
	for range 2 {
		if page := v.read(t); !page.NotBefore.Equal(noon.Add(30 * time.Minute)) {
			t.Errorf("not before %v, want half an hour later (unchanged: %v)", page.NotBefore, page.Unchanged)
		}
		s.then(refuses(304))
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
