package stackexchange_test

import (
	"compress/gzip"
	"net/http"
	"testing"
	"time"

	"tocsin/collectors/contract"
	"tocsin/collectors/stackexchange"
)

// Without a key, with the quota that there is then: it is never used up.
func TestNothingIsLostOrDoubledAndTheDayNeverRunsDry(t *testing.T) {
	var e *exchange
	contract.Check(t, contract.Case{
		Listed: true, Type: stackexchange.Type(), Most: 20, Every: 5 * time.Minute,
		Service: func(now func() time.Time) contract.Service {
			e = newExchange(now)
			return contract.Service{
				Handler: e, Publish: e.publish,
				Busy: func(w http.ResponseWriter) {
					w.Header().Set("Content-Encoding", "gzip")
					packed := gzip.NewWriter(w)
					refuse(w, packed, 502, "throttle_violation", "too many requests from this IP, more requests available in 600 seconds")
					_ = packed.Close()
				},
			}
		},
	})
	if e.worst > e.max || e.broken > 0 {
		t.Errorf("in 24 hours %d requests were made of %d, and %d in a backoff", e.worst, e.max, e.broken)
	}
	t.Logf("at most %d requests of %d in 24 hours", e.worst, e.max)
}
