package mastodon_test

import (
	"net/http"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/mastodon"
)

func service(token string) func(func() time.Time) contract.Service {
	return func(now func() time.Time) contract.Service {
		s := newInstance(now)
		s.late, s.hole, s.token = true, true, token
		return contract.Service{Handler: s, Publish: s.publish, Busy: func(w http.ResponseWriter) { s.busy(w) }}
	}
}

// Others' statuses arrive up to eleven minutes late, and some are gone again.
func TestNothingIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Listed: true, Type: mastodon.Type(), Spec: collectors.Spec{Searches: []string{"#solvo"}}, Most: 60, Service: service(""),
	})
}

func TestNothingIsLostOrDoubledBesideAStream(t *testing.T) {
	contract.Check(t, contract.Case{
		Type: mastodon.Type(), Most: 60, Service: service("s3cret-token"), Env: map[string]string{"MASTODON_TOKEN": "s3cret-token"},
		Spec: collectors.Spec{Searches: []string{"#solvo"}, Settings: map[string][]string{"token_env": {"MASTODON_TOKEN"}}},
	})
}
