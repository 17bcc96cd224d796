package lemmy_test

import (
	"testing"
	"time"

	"tocsin/collectors/contract"
	"tocsin/collectors/lemmy"
)

// What comes from other instances arrives up to eleven minutes late.
func TestNothingIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Listed: true, Type: lemmy.Type(), Most: 40, Every: 5 * time.Minute,
		Service: func(now func() time.Time) contract.Service {
			s := newInstance(now)
			s.late = true
			return contract.Service{Handler: s, Publish: s.publish, Busy: busy}
		},
	})
}
