package store

import (
	"testing"

	"tocsin/alerting"
	"tocsin/brand"
)

// tail is the position after everything kept so far.
func tail(t testing.TB, s *Store, key brand.Key) alerting.Position {
	t.Helper()
	newest, err := s.newest(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return place{block: newest + 1}.position()
}

// days counts the mentions that are still kept, by the day on which they were fetched.
func days(t testing.TB, s *Store, key brand.Key) map[string]int {
	t.Helper()
	w, err := s.walk(t.Context(), key, func(string, day) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]int{}
	for _, d := range w.days {
		kept[d.name] = d.mentions
	}
	return kept
}
