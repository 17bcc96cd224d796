package rules

import (
	"strings"
	"testing"
	"time"

	"tocsin/brand"
)

// Eight voices are a watch where they use a word that is new, and nine in an hour where two
// are usual are hardly one: both at once ring somebody.
func TestAFewVoicesWithANewWordRing(t *testing.T) {
	at := time.Date(2026, 11, 21, 23, 0, 0, 0, time.UTC)
	event := brand.Event{What: "launch", From: at.Add(-5 * time.Hour), Until: at.Add(5 * time.Hour), Times: 4}
	for _, tt := range []struct {
		claim   string
		usual   float64
		voices  int
		tagged  int
		planned bool
		want    Severity
	}{
		{"nine speak and eight use a new tag", 1.5, 9, 8, false, Issue},
		{"nine speak and none uses a new tag", 1.5, 9, 0, false, None},
		{"nine speak and seven use a new tag", 1.5, 9, 7, false, None},
		{"a third use a new tag where as many speak as always", 60, 1, 30, false, None},
		{"nine speak and eight use a new tag, while a launch is planned", 1.5, 9, 8, true, None},
	} {
		var h history
		h.chatter(at.AddDate(0, 0, -30), at, tt.usual)
		if tt.usual > 10 { // those who speak as always, of something new
			for i := range h {
				if h[i].At.After(at.Add(-time.Hour)) && tt.tagged > 0 {
					h[i].Text, h[i].Tags = "#solvomoms", []string{"solvomoms"}
					tt.tagged--
				}
			}
		}
		for i := range tt.voices {
			m := h.say("new"+string(rune('a'+i)), at.Add(-time.Duration(i+1)*2*time.Minute))
			if i < tt.tagged {
				m.Text, m.Tags = "#solvomoms", []string{"solvomoms"}
			}
		}
		s := NewSeries(nil)
		if tt.planned {
			s.Plan([]brand.Event{event})
		}
		for _, m := range h {
			s.Add(m)
		}
		sig, _ := Burst{Word: NewWord{}}.Evaluate(s, at)
		if sig.Severity != tt.want {
			t.Errorf("%s: %v, want %v (%s)", tt.claim, sig.Severity, tt.want, sig.Arithmetic)
		}
		if alone, fires := (Burst{}).Evaluate(s, at); fires && alone.Severity > Watch {
			t.Errorf("%s: the rise alone is %v, so this shows nothing", tt.claim, alone.Severity)
		}
		if tt.want != Issue {
			continue
		}
		if sig.Word == nil || sig.Word.Name != "#solvomoms" || sig.Word.Voices != tt.tagged {
			t.Errorf("%s: the word is %+v, want #solvomoms by %d", tt.claim, sig.Word, tt.tagged)
		}
		for _, words := range []string{"issue needs 8 voices and once in 7 days, where a new word goes with the rise: 8 of them use \"#solvomoms\""} {
			if !strings.Contains(sig.Arithmetic, words) {
				t.Errorf("%s: the arithmetic %q does not say %q", tt.claim, sig.Arithmetic, words)
			}
		}
	}
}
