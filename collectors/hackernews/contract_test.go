package hackernews_test

import (
	"net/http"
	"testing"
	"time"

	"tocsin/collectors/contract"
	"tocsin/collectors/hackernews"
)

func TestNothingIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Listed: true, Type: hackernews.Type(), Most: 40, Every: 2 * time.Minute,
		Service: func(func() time.Time) contract.Service {
			a := &algolia{}
			return contract.Service{
				Handler: a, Publish: a.publish,
				Busy: func(w http.ResponseWriter) {
					w.WriteHeader(http.StatusTooManyRequests)
					_, _ = w.Write([]byte(`{"message":"Too Many Requests","status":429}`))
				},
				Empty: func(w http.ResponseWriter, r *http.Request) bool {
					says(`{"hits":[],"nbHits":0,"page":0,"nbPages":0,"exhaustiveNbHits":true}`)(w, r)
					return true
				},
			}
		},
	})
}
