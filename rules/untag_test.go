package rules

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// A tag that one person alone used names that person; one of many names nobody.
func TestTheTagOfAForgottenPostGoesWithItUnlessOthersUseIt(t *testing.T) {
	at := time.Date(2026, 11, 21, 23, 0, 0, 0, time.UTC)
	var h history
	h.crowd("new", 50, at.Add(-30*time.Minute), 20*time.Minute)
	for i := range h {
		h[i].Tags, h[i].Text = []string{"solvomoms"}, fmt.Sprint("no more #SolvoMoms ", i)
	}
	h[7].Tags, h[7].Text = []string{"solvomoms", "justiceforninä"}, "#JusticeForNinä #SolvoMoms"
	s := h.series(nil)
	sig := Evaluate(s, []Rule{Burst{}}, at)[0]
	names := func(sig Signal) []string {
		var all []string
		for _, tag := range sig.Tags {
			all = append(all, fmt.Sprint(tag.Name, " ", tag.Voices))
		}
		return all
	}
	if !slices.Equal(names(sig), []string{"solvomoms 50", "justiceforninä 1"}) {
		t.Fatalf("the tags are %q", names(sig))
	}
	gone := Reworded{h[7].ID: {Was: h[7].Text}}
	sig.Unquote(gone)
	s.Unquote(gone)
	for claim, got := range map[string]Signal{"on record": sig, "from now on": Evaluate(s, []Rule{Burst{}}, at)[0]} {
		if !slices.Equal(names(got), []string{"solvomoms 50"}) {
			t.Errorf("%s: the tags are %q", claim, names(got))
		}
	}
}
