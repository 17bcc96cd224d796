package rules

import (
	"fmt"
	"testing"
	"time"

	"tocsin/brand"
)

// wired is a story that outlets carry a second apart, each under a title of its own.
func wired(titles ...string) history {
	var h history
	h.say("somebody", noon.AddDate(0, 0, -7))
	first := *h.say("wire", noon.Add(-50*time.Minute))
	for i := range 30 {
		m := &h[len(h)-1]
		if i > 0 {
			m = h.say(fmt.Sprint("outlet", i), noon.Add(-50*time.Minute+time.Duration(i)*time.Second))
			copyOf(m, &first)
		}
		m.Text, m.Why, m.Title, m.Danger = fmt.Sprint("BERLIN (dpa) - the sling ", i), `word "solvo"`, "", []string{"recall"}
		if i < len(titles) {
			m.Title = titles[i]
		}
	}
	return h
}

func storyIn(t *testing.T, s *Series) Story {
	t.Helper()
	found := Evaluate(s, []Rule{Spread{}}, noon)
	if len(found) != 1 || len(found[0].Stories) != 1 {
		t.Fatalf("found %+v, want one signal of one story", found)
	}
	return found[0].Stories[0]
}

func TestAStoryIsToldByTheFirstHeadlineThatNamesTheBrand(t *testing.T) {
	for _, tt := range []struct {
		claim  string
		titles []string
		want   string
	}{
		{"the third names it first", []string{"A recall", "Slings unsafe", "SOLVO recalls slings", "Solvo in trouble"}, "SOLVO recalls slings"},
		{"none names it", []string{"", "A recall", "Slings unsafe"}, "A recall"},
		{"none has one", nil, ""},
	} {
		if got := storyIn(t, wired(tt.titles...).series(nil)); got.Headline != tt.want {
			t.Errorf("%s: headline %q, want %q", tt.claim, got.Headline, tt.want)
		}
	}
}

func TestADeletedHeadlineIsNotShown(t *testing.T) {
	h := wired("A recall", "SOLVO recalls slings")
	named := h[2].ID
	gone := Reworded{named: Rewording{Was: h[2].Text}}
	s := h.series(nil)
	sig := Evaluate(s, []Rule{Spread{}}, noon)[0]
	sig.Unquote(gone)
	s.Unquote(gone)
	if left, again := sig.Stories[0].Headline, storyIn(t, s).Headline; left != "" || again == "SOLVO recalls slings" {
		t.Errorf("after its deletion the headline is %q in what was told and %q in what is found anew", left, again)
	}
	if kept := sig.Stories[0].HeadlineID; kept != brand.MentionID("") {
		t.Errorf("the deleted mention %q is still named", kept)
	}
}
