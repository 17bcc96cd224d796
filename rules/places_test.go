package rules

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A rise worth a page is a crisis where two sources tell of it, each by voices of its own. A
// brand that had a greater storm lately would else hear of it as an issue.
func TestWhatRisesInTwoPlacesIsACrisis(t *testing.T) {
	at := time.Date(2026, 11, 21, 15, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		claim string
		say   func(h *history, place func(source string, n int))
		want  Severity
	}{
		{"fifty more in one source", func(_ *history, place func(string, int)) { place("news", 50) }, Issue},
		{"25 more in each of two", func(_ *history, place func(string, int)) { place("news", 25); place("forum", 25) }, Crisis},
		{"47 more in one and three in the other", func(_ *history, place func(string, int)) { place("news", 47); place("forum", 3) }, Issue},
		{"the same fifty people in both", func(h *history, place func(string, int)) {
			place("news", 50)
			for _, m := range (*h)[len(*h)-50:] {
				again := h.say(string(m.Voice), m.At)
				again.Source = "forum"
			}
		}, Issue},
		{"25 more in one, and 25 in a source that nobody knew", func(_ *history, place func(string, int)) {
			place("news", 25)
			place("new", 25)
		}, Issue},
	} {
		var h history
		h.chatter(at.AddDate(0, 0, -30), at, 12)
		for i := range h {
			h[i].Source = []string{"news", "forum"}[i%2]
		}
		h.crowd("storm", 900, at.AddDate(0, 0, -3), 2*time.Hour) // in news, and greater
		h.crowd("gale", 700, at.AddDate(0, 0, -6), 2*time.Hour)
		tt.say(&h, func(source string, n int) {
			from := len(h)
			h.crowd(fmt.Sprint("late ", source), n, at.Add(-50*time.Minute), 50*time.Minute)
			for i := range h[from:] {
				h[from+i].Source, h[from+i].Backfill = source, source == "new" && i == 0
			}
		})
		sig, _ := Burst{}.Evaluate(h.series(nil), at)
		if sig.Severity != tt.want {
			t.Errorf("%s: %v, want %v (%s)", tt.claim, sig.Severity, tt.want, sig.Arithmetic)
		}
		if want := ", where it rises in 2 sources at once: forum, news"; tt.want == Crisis && !strings.HasSuffix(sig.Arithmetic, want) {
			t.Errorf("%s: %q, want it to end %q", tt.claim, sig.Arithmetic, want)
		}
	}
}
