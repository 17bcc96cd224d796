package alerting

import (
	"strings"
	"testing"
	"time"

	"tocsin/rules"
)

// itemSignal is a video that a watched paper writes of, as the rule of heavy items finds it.
func itemSignal() rules.Signal {
	return rules.Signal{
		Rule: "heavy-item", Version: "1", Brand: "solvo", Severity: rules.Issue, At: night, Window: time.Hour, Onset: night.Add(-4 * time.Minute),
		Count: rules.Count{Voices: 1, Mentions: 1}, Expected: 2, Floor: 1, Needs: "1 post of an outlet or a person on the watch-list that speaks of a danger, which this one does",
		Item:    &rules.Item{ID: "a", Text: "Two cooks film themselves", Watched: "paper.example", Danger: []string{"contamination"}},
		Loudest: []rules.Quote{{ID: "a", Text: "In a kitchen of the chain", Author: "Jo Doe"}},
	}
}

func TestTheCardOfOneItemSaysWhoseItIs(t *testing.T) {
	for _, tt := range []struct {
		claim      string
		change     func(i *rules.Item)
		what, push string
	}{
		{"of a watched paper", func(*rules.Item) {}, `paper.example (on the watch-list) writes of contamination: "Two cooks film themselves"`, "paper.example (on the watch-list) writes of contamination · nobody has it yet"},
		{"of no danger", func(i *rules.Item) { i.Danger = nil }, `paper.example (on the watch-list) writes: "Two cooks film themselves"`, "paper.example (on the watch-list) writes · nobody has it yet"},
		{"of great reach", func(i *rules.Item) { i.Watched, i.Reach = "", 120_000 }, `One who reaches 120k writes of contamination: "Two cooks film themselves"`, "One who reaches 120k writes of contamination"},
		{"without a headline", func(i *rules.Item) { i.Text = "In a kitchen of the chain" }, "paper.example (on the watch-list) writes of contamination", "writes of contamination"},
	} {
		s := itemSignal()
		tt.change(s.Item)
		c := Compose(told(heardAt(night, s)), channelReader(t), night)
		if got := lineOf(c, "WHAT"); got != tt.what {
			t.Errorf("%s:\n got %s\nwant %s", tt.claim, got, tt.what)
		}
		if !strings.Contains(c.Push, tt.push) {
			t.Errorf("%s: the push %q does not say %q", tt.claim, c.Push, tt.push)
		}
	}
	explained := Why(told(heardAt(night, itemSignal())), channelReader(t))
	if want := "level issue: 1 post of an outlet or a person on the watch-list that speaks of a danger, which this one does."; !strings.Contains(explained, want) || strings.Contains(explained, "times normal") {
		t.Errorf("Why? does not say %q, or compares one post with what is normal:\n%s", want, explained)
	}
}
