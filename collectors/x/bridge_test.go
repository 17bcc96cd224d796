package x

import (
	"net/http"
	"strings"
	"testing"
)

func TestTheBridgeCarriesNothingButSearches(t *testing.T) {
	under := carrier(func(r *http.Request) (*http.Response, error) {
		t.Errorf("%s %s went out", r.Method, r.URL)
		return nil, http.ErrUseLastResponse
	})
	b := &bridge{base: home, bearer: "secret", under: under}
	for _, tt := range []struct{ method, url string }{
		{http.MethodPost, "https://api.twitter.com/1.1/statuses/update.json"},
		{http.MethodPost, "https://api.twitter.com/1.1/search/tweets.json"},
		{http.MethodGet, "https://api.twitter.com/1.1/users/show.json"},
	} {
		req, err := http.NewRequestWithContext(t.Context(), tt.method, tt.url, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := b.RoundTrip(req)
		if err == nil {
			_ = resp.Body.Close()
		}
		if err == nil || !strings.Contains(err.Error(), "is not bridged") {
			t.Errorf("%s %s: %v, want a refusal", tt.method, tt.url, err)
		}
	}
}

func TestV1WordsBecomeV2Words(t *testing.T) {
	for _, tt := range []struct{ claim, v1, v2 string }{
		{"too few results are ten", "q=a&count=3", "max_results=10&query=a&sort_order=recency"},
		{"too many are a hundred", "q=a&count=500", "max_results=100&query=a&sort_order=recency"},
		{"max_id includes its post, until_id does not", "q=a&max_id=41", "query=a&sort_order=recency&until_id=42"},
		{"since_id stays", "q=a&since_id=40", "query=a&since_id=40&sort_order=recency"},
		{"popular means relevant", "q=a&result_type=popular", "query=a&sort_order=relevancy"},
		{"times stay", "q=a&since=2026-11-20T00:00:00Z&until=2026-11-21T00:00:00Z", "end_time=2026-11-21T00%3A00%3A00Z&query=a&sort_order=recency&start_time=2026-11-20T00%3A00%3A00Z"},
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://api.twitter.com/1.1/search/tweets.json?"+tt.v1, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		if got := v2Query(req.URL.Query()).Encode(); got != tt.v2 {
			t.Errorf("%s: %s becomes %s, want %s", tt.claim, tt.v1, got, tt.v2)
		}
	}
}
