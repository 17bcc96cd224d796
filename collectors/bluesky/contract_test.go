package bluesky_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/bluesky"
	"tocsin/collectors/contract"
)

// A network of few is heard over a Jetstream that cuts its connections now and then. The
// stream is as it is opened, but for its patience.
func TestNothingIsLostOrDoubledOverTheStream(t *testing.T) {
	kind := bluesky.Type()
	kind.Open = func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
		return bluesky.NewStream(bluesky.Options{
			Hosts: []string{s.URL}, Transport: with.Web(true), Agent: with.Agent, Wait: 20 * time.Millisecond, Most: 100,
		}), nil
	}
	contract.Check(t, contract.Case{
		Type: kind, Most: 200,
		Service: func(now func() time.Time) contract.Service {
			j := newJetstream(now)
			j.cut = 700
			t.Cleanup(func() { j.breakOff() })
			return contract.Service{Handler: j, Publish: j.publish}
		},
	})
}

// The same network, by search: the account's tokens are good for half an hour.
func TestNothingIsLostOrDoubledBySearch(t *testing.T) {
	kind := bluesky.Type()
	open := kind.Open
	kind.Open = func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
		s.URL = "" // the address would be a Jetstream's
		return open(s, with)
	}
	contract.Check(t, contract.Case{
		Listed: true, Type: kind, Most: 60, Every: 2 * time.Minute, Spec: searchSpec(), Env: map[string]string{"BLUESKY_APP_PASSWORD": password},
		Service: func(now func() time.Time) contract.Service {
			p := newPDS(now)
			return contract.Service{
				Handler: p, Publish: p.publish,
				Busy: func(w http.ResponseWriter) {
					w.Header().Set("RateLimit-Reset", strconv.FormatInt(now().Add(30*time.Second).Unix(), 10))
					refuse(w, http.StatusTooManyRequests, "RateLimitExceeded", "Rate Limit Exceeded")
				},
				Empty: func(w http.ResponseWriter, r *http.Request) bool {
					asks := strings.HasSuffix(r.URL.Path, "/app.bsky.feed.searchPosts")
					if asks {
						answer(`{"posts":[]}`)(w, r)
					}
					return asks
				},
			}
		},
	})
}
