package store

import (
	"fmt"
	"sync"
	"testing"

	"tocsin/brand"
	"tocsin/collectors"
)

// Two that obey at the same time, a daemon and a command or two daemons on one Redis,
// lose no mention, and leave none that was to go.
func TestTwoThatObeyAtOnceLoseNothing(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		ctx := t.Context()
		one, other := g.open(t), g.open(t)
		const all, rounds = 60, 6
		var kept []brand.Mention
		for i := range all {
			m := said(fmt.Sprintf("m-%03d", i), morning)
			kept = append(kept, m)
			keep(t, one, m)
		}
		for round := range rounds {
			for i := range 4 {
				id := kept[round*4+i].ID
				if err := one.Amend(ctx, "solvo", []collectors.Amendment{{ID: id, At: morning}}); err != nil {
					t.Fatal(err)
				}
			}
			var both sync.WaitGroup
			for _, s := range []*Store{one, other} {
				both.Go(func() { _, _ = s.Settle(ctx, "solvo", morning, nil) })
			}
			both.Wait()
			if _, err := one.Settle(ctx, "solvo", morning, nil); err != nil {
				t.Fatal(err)
			}
			log := wholeLog(t, one, "solvo")
			gone := 0
			for _, m := range log {
				if !m.Gone.IsZero() {
					gone++
				}
			}
			if len(log) != all || gone != 4*(round+1) {
				t.Fatalf("round %d: %d mentions are kept and %d of them gone, want %d and %d", round, len(log), gone, all, 4*(round+1))
			}
		}
	})
}
