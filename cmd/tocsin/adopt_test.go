package main

import (
	"io"
	"log/slog"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/config"
	"tocsin/store"
)

// A new id would be a first reading, and a first reading raises nothing.
func TestASourceThatAnEarlierVersionCalledOtherwiseKeepsItsBookmark(t *testing.T) {
	cfg, err := config.Read("f.yaml", []byte(`brand: Solvo
match: [solvo]
sources:
  - {kind: mastodon, tags: [solvo, solvomoms]}
  - {kind: reddit, subreddits: [parents]}
people:
  - {name: Ana, slack: U01ANA, can: [crisis]}
  - {name: Ben, slack: U02BEN, can: [crisis]}
`), known())
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	born := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	start := func() {
		t.Helper()
		a, err := assemble(t.Context(), setting{
			config: cfg, store: s, env: func(string) string { return "" }, log: slog.New(slog.DiscardHandler), now: func() time.Time { return born }, out: io.Discard,
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := closeSources(a.sources); err != nil {
			t.Error(err)
		}
	}
	cursor := func(source string) collectors.Cursor {
		t.Helper()
		b, err := s.Bookmark(t.Context(), source)
		if err != nil {
			t.Fatal(err)
		}
		return b.Cursor
	}
	if err := s.Mark(t.Context(), "mastodon-025434", collectors.Bookmark{Cursor: "old", Read: born, Tried: born}); err != nil {
		t.Fatal(err)
	}
	start()
	if got := cursor("mastodon"); got != "old" {
		t.Errorf("after the upgrade it goes on at %q, want where it was", got)
	}
	if got := cursor("reddit"); got != "" {
		t.Errorf("a source that was never read goes on at %q", got)
	}
	if err := s.Mark(t.Context(), "mastodon", collectors.Bookmark{Cursor: "new", Read: born, Tried: born}); err != nil {
		t.Fatal(err)
	}
	start()
	if got := cursor("mastodon"); got != "new" {
		t.Errorf("at the second start it goes back to %q", got)
	}
}
