package alerting

import (
	"strings"
	"testing"
	"time"

	"tocsin/rules"
)

// wireSignal is a recall that forty papers print, as the rule spread finds it.
func wireSignal() rules.Signal {
	return rules.Signal{
		Rule: "spread", Version: "1", Brand: "solvo", Severity: rules.Issue, At: night, Window: time.Hour,
		Count: rules.Count{Voices: 1, Mentions: 40}, Carried: 40, Speaks: []string{"recall", "injury"}, Expected: 2, Floor: 25, Times: 5,
		Copied:  rules.Copied{Posts: 39, Texts: 1, Authors: 39, Carriers: 40, Adds: 1},
		Stories: []rules.Story{{Carriers: 40, Authors: 40, Sources: 9, Text: "BERLIN (dpa) - Die Trage", Headline: "Solvo recalls 12,000 slings", HeadlineID: "first"}},
		Loudest: []rules.Quote{{ID: "a", Text: "BERLIN (dpa) - Die Trage wird zurückgerufen", Author: "Blatt", Carriers: 40}},
	}
}

func TestTheCardOfAWireStorySaysWhyItRings(t *testing.T) {
	const why = "40 authors carry one text, which speaks of recall and injury"
	for _, tt := range []struct {
		claim  string
		change func(s *rules.Signal)
		what   string
	}{
		{"with its headline", func(*rules.Signal) {}, why + `: "Solvo recalls 12,000 slings"`},
		{"without one", func(s *rules.Signal) { s.Stories[0].Headline = "" }, why},
		{"or where the loudest post is quoted with it", func(s *rules.Signal) { s.Loudest[0].Text = "SOLVO recalls 12,000 slings, dpa says" }, why},
		{"of no danger", func(s *rules.Signal) { s.Speaks, s.Stories = nil, nil }, "40 authors carry one text"},
		{"with the headline of that text, not of another", func(s *rules.Signal) {
			s.Stories = append([]rules.Story{{Carriers: 90, Authors: 3, Sources: 9, Headline: "Solvo shares rise"}}, s.Stories...)
		}, why + `: "Solvo recalls 12,000 slings"`},
	} {
		s := wireSignal()
		tt.change(&s)
		c := Compose(told(heardAt(night, s)), channelReader(t), night)
		if got := lineOf(c, "WHAT"); got != tt.what {
			t.Errorf("%s:\n got %s\nwant %s", tt.claim, got, tt.what)
		}
		if got, want := lineOf(c, "SIZE"), "40 authors of one text, 1 voice in all (40 posts) in 1 h; normal for Sun 03:07 is 2 (20x normal)"; got != want && got != want+". They stand in 9 sources" {
			t.Errorf("%s:\n got %s\nwant %s", tt.claim, got, want)
		}
	}
	explained := Why(told(heardAt(night, wireSignal())), channelReader(t))
	for _, want := range []string{
		"40 / 2 = 20 times normal", "Levels passed: issue 03:07 (40 authors carry 1 text in 1 h)",
		`Story: 40 posts by 40 authors in 9 sources: "Solvo recalls 12,000 slings"`,
	} {
		if !strings.Contains(explained, want) {
			t.Errorf("Why? does not say %q:\n%s", want, explained)
		}
	}
}
