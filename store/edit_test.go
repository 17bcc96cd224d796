package store

import (
	"testing"
	"time"

	"tocsin/collectors"
)

// A source may tell of an edit after a person was forgotten, or before that was obeyed:
// the new words reach no disk, and the old ones go.
func TestAnEditOfWhatIsForgottenReachesNoDisk(t *testing.T) {
	for name, obeyed := range map[string]bool{"after it was obeyed": true, "before it was obeyed": false} {
		t.Run(name, func(t *testing.T) {
			onEachBuiltIn(t, func(t *testing.T, rung string) {
				g := daemon(t, rung)
				s := g.open(t)
				ctx := t.Context()
				m, other := said("1", morning), said("2", morning)
				keep(t, s, m, other)
				if err := s.Amend(ctx, "solvo", []collectors.Amendment{{ID: m.ID, At: morning}}); err != nil {
					t.Fatal(err)
				}
				if obeyed {
					if _, err := s.Settle(ctx, "solvo", morning, nil); err != nil {
						t.Fatal(err)
					}
				}
				edited, again := m, other
				edited.Text, again.Text = "Nina in her pram", "solvo on Monday"
				later := morning.Add(time.Minute)
				edits := []collectors.Amendment{{ID: m.ID, Mention: &edited, At: later}, {ID: other.ID, Mention: &again, At: later}}
				if err := s.Amend(ctx, "solvo", edits); err != nil {
					t.Fatal(err)
				}
				if onDisk(t, g.opts.Dir, edited.Text) {
					t.Error("the words of the edit are on the disk")
				}
				if !onDisk(t, g.opts.Dir, again.Text) {
					t.Error("an edit of what is kept is not noted")
				}
				if _, err := s.Settle(ctx, "solvo", later, nil); err != nil {
					t.Fatal(err)
				}
				for _, is := range wholeLog(t, s, "solvo") {
					if is.ID == m.ID && is.Gone.IsZero() {
						t.Errorf("what was to be forgotten is kept: %+v", is)
					}
					if is.ID == other.ID && is.Text != again.Text {
						t.Errorf("what was edited reads %q", is.Text)
					}
				}
			})
		})
	}
}
