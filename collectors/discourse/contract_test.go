package discourse_test

import (
	"net/http"
	"testing"
	"time"

	"tocsin/collectors/contract"
	"tocsin/collectors/discourse"
)

func TestNothingIsLostOrDoubled(t *testing.T) {
	for name, b := range map[string]*board{"fifty posts a page": {}, "fifty numbers a page": {windowed: true}, "by search": {listless: http.StatusForbidden}} {
		t.Run(name, func(t *testing.T) {
			posts, most := 10_000, 60
			if b.listless != 0 {
				posts, most = 1_500, 10
			}
			contract.Check(t, contract.Case{
				Type: discourse.Type(), Most: most, Posts: posts, Every: 2 * time.Minute,
				Service: func(func() time.Time) contract.Service {
					return contract.Service{Handler: b, Publish: b.publish, Busy: busy}
				},
			})
		})
	}
}

// busy refuses as Discourse does.
func busy(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "15")
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusTooManyRequests)
	_, _ = w.Write([]byte(`{"errors":["You’ve performed this action too many times, please try again in 15 seconds."],"error_type":"rate_limit","extras":{"wait_seconds":15,"time_left":"15 seconds"}}`))
}
