package store

import (
	"bytes"
	"sync"
	"testing"
)

// All processes hash voices alike, from the first moment on.
func TestASecretIsMadeOnce(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		stores := []*Store{g.open(t), g.open(t)}
		told := make([][]byte, 8)
		var wg sync.WaitGroup
		for i := range told {
			wg.Go(func() {
				var err error
				if told[i], err = stores[i%2].Secret(t.Context(), "voices"); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for _, one := range told {
			if len(one) != 32 || !bytes.Equal(one, told[0]) {
				t.Errorf("processes are told %x and %x", one, told[0])
			}
		}
		other, err := stores[0].Secret(t.Context(), "doors")
		if err != nil || bytes.Equal(other, told[0]) {
			t.Errorf("another secret is %x, %v", other, err)
		}
	})
}

func TestASecretSettlesAnUnknownOutcome(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		for _, tt := range losses {
			s, line := lossy(t, g, "nx")
			line.answers.Store(tt.answers)
			line.commands.Store(tt.commands)
			first, err := s.Secret(t.Context(), tt.name)
			if err != nil || line.broken.Load() == 0 {
				t.Errorf("%s (%d broken connections): %v", tt.name, line.broken.Load(), err)
			}
			if again, err := g.open(t).Secret(t.Context(), tt.name); err != nil || !bytes.Equal(first, again) {
				t.Errorf("%s: the secret was %x and is %x, %v", tt.name, first, again, err)
			}
		}
	})
}
