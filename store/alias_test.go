package store

import (
	"fmt"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

// A source that names a post by an alias alone is understood however long ago, and by
// whichever process, the post was kept; what it says of strangers' posts comes to nothing.
func TestADeletionThatNamesAnAliasFindsItsMention(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		ctx := t.Context()
		m := said("1", morning)
		m.Alias = brand.NewIdentity("status", "a.example", "7")
		keep(t, g.open(t), m, said("2", morning))
		// Another source had it already, and knows it by another name.
		again := m
		again.Alias = brand.NewIdentity("status", "b.example", "9")
		if fresh := keep(t, g.open(t), again); len(fresh) != 0 {
			t.Fatalf("it is kept twice: %q", fresh)
		}
		s := g.open(t)
		later := morning.AddDate(0, 6, 0)
		for _, name := range []brand.Identity{m.Alias, again.Alias} {
			changes := make([]collectors.Amendment, 0, 300)
			for i := range 299 {
				changes = append(changes, collectors.Amendment{Alias: brand.NewIdentity("status", "a.example", fmt.Sprint("stranger", i)), At: later})
			}
			if err := s.Amend(ctx, "solvo", changes); err != nil {
				t.Fatal(err)
			}
			if left, err := s.Amending(ctx, "solvo"); len(left) > 0 || err != nil {
				t.Fatalf("of strangers' posts %q is noted, %v", left, err)
			}
			if err := s.Amend(ctx, "solvo", append(changes, collectors.Amendment{Alias: name, At: later})); err != nil {
				t.Fatal(err)
			}
			settled, err := s.Settle(ctx, "solvo", later, nil)
			if err != nil || settled.Noted != 1 || len(settled.Gone) != 1 || settled.Gone[0].ID != m.ID {
				t.Errorf("settled %+v, %v; want that %s is gone", settled, err, m.ID)
			}
		}
	})
}

// An alias is remembered for as long as the identity it stands for.
func TestAliasesAreSweptWithIdentities(t *testing.T) {
	s := daemon(t, RungEmbedded).open(t)
	m := said("1", morning)
	m.Alias = brand.NewIdentity("status", "a.example", "7")
	keep(t, s, m)
	there := func() int {
		n, err := s.client.HGetAll(t.Context(), s.keys.alias("solvo", quarterOf(morning))).Result()
		if err != nil {
			t.Fatal(err)
		}
		return len(n)
	}
	for _, after := range []time.Duration{0, 300 * 24 * time.Hour} {
		if _, err := s.Sweep(t.Context(), morning.Add(after)); err != nil || there() != 1 {
			t.Errorf("after %v %d aliases are left, %v; want it", after, there(), err)
		}
	}
	if _, err := s.Sweep(t.Context(), morning.AddDate(2, 0, 0)); err != nil || there() != 0 {
		t.Errorf("after two years %d aliases are left, %v", there(), err)
	}
}
