package bluesky_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"tocsin/collectors/bluesky"
)

// Bluesky's network is never silent for five minutes, also where one of its hosts is named; that
// of another host may be.
func TestOnlyAnotherNetworkMayBeSilentForAnHour(t *testing.T) {
	for host, patient := range map[string]bool{
		"": false, "https://jetstream1.us-west.bsky.network": false, "https://Jetstream1.US-West.bsky.network": false,
		"https://jetstream.example": true, "https://jetstream1.us-west.bsky.network.example": true,
	} {
		o := bluesky.Options{Transport: leadTo(t, serve(t, newJetstream(noon))[0]), Agent: "test", Wait: 5 * time.Millisecond}
		if host != "" {
			o.Hosts = []string{host}
		}
		s := bluesky.NewStream(o)
		t.Cleanup(func() { _ = s.Close() })
		from := collect(t, s, "", noon()).Next
		_, err := s.Collect(t.Context(), from, noon().Add(6*time.Minute))
		if heard := err == nil; heard != patient {
			t.Errorf("%q says nothing for six minutes: %v", host, err)
		}
		if _, err := s.Collect(t.Context(), from, noon().Add(61*time.Minute)); err == nil {
			t.Errorf("%q says nothing for an hour, and that is no fault", host)
		}
	}
}

// elsewhere is a way out that leads to one server, whatever host is asked for.
type elsewhere struct {
	host string
	web  *http.Transport
}

func leadTo(t *testing.T, home string) elsewhere {
	t.Helper()
	e := elsewhere{host: strings.TrimPrefix(home, "http://"), web: &http.Transport{}}
	t.Cleanup(e.web.CloseIdleConnections)
	return e
}

func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = "http", e.host
	return e.web.RoundTrip(r)
}
