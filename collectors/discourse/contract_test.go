package discourse_test

import (
	"net/http"
	"testing"
	"time"

	"tocsin/collectors/contract"
	"tocsin/collectors/discourse"
)

func TestNothingIsLostOrDoubled(t *testing.T) {
	for name, fresh := range map[string]func() *board{
		"fifty posts a page":   func() *board { return &board{} },
		"fifty numbers a page": func() *board { return &board{windowed: true} },
		"by search":            func() *board { return &board{listless: http.StatusForbidden} },
	} {
		t.Run(name, func(t *testing.T) {
			posts, most := 10_000, 60
			if fresh().listless != 0 {
				posts, most = 1_500, 10
			}
			contract.Check(t, contract.Case{
				Listed: true, Type: discourse.Type(), Most: most, Posts: posts, Every: 2 * time.Minute,
				Service: func(func() time.Time) contract.Service {
					b := fresh()
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
