package feed

import (
	"net/http"
	"testing"
	"time"
)

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
