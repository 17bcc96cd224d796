package digest

import (
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/rules"
)

func TestTheDigestTellsNewWordsOnceAndWhatToAsk(t *testing.T) {
	i := incident{number: 7, severity: rules.Issue, opened: at(5, 19, 30), state: alerting.Open, rule: "new-word"}.build()
	heard := func(day, hour, voices int, name, suggest string) {
		s := rules.Signal{Brand: "solvo", Word: &rules.Word{Name: name, Voices: voices, First: at(5, 19, 0), Suggest: suggest}}
		i.Actions = append(i.Actions, alerting.Action{Verb: alerting.Heard, At: at(day, hour, 0), Signal: &s})
	}
	heard(5, 20, 9, "#slingshame", "add #slingshame to the query")
	heard(5, 21, 40, "#slingshame", "add #slingshame to the query")
	heard(5, 22, 12, "#slingshame", "add #slingshame to the query")
	heard(6, 9, 11, "#solvomoms", "")
	heard(9, 9, 90, "#nextweek", "")
	tally := NewTally(theWeek(), at(7, 8, 0))
	text := Markdown(Build(Input{Brand: solvo(), Heard: tally, At: at(7, 8, 0), Incidents: []alerting.Incident{i}}))
	for _, want := range []string{"#slingshame, first Sat 19:00, up to 40 voices an hour: add #slingshame to the query", "#solvomoms, first Sat 19:00, up to 11 voices an hour"} {
		if strings.Count(text, want) != 1 {
			t.Errorf("the digest does not say once %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "nextweek") {
		t.Errorf("a word of the week after is told:\n%s", text)
	}
}

func TestAnIncidentOfOnePostOrOfWeeksSaysSo(t *testing.T) {
	for want, change := range map[string]func(s *rules.Signal){
		"1 post by paper.example":           func(s *rules.Signal) { s.Item = &rules.Item{Watched: "paper.example"} },
		"1 post by one who reaches 120,000": func(s *rules.Signal) { s.Item = &rules.Item{Reach: 120_000} },
		"voices from 30 a day to 64 a day in 21 days": func(s *rules.Signal) {
			s.Trend, s.Window = &rules.Trend{Of: "voices", From: 30, To: 64, Days: 21}, 24*time.Hour
		},
	} {
		i := incident{number: 7, severity: rules.Watch, opened: at(5, 9, 0), state: alerting.Open}.build()
		change(&i.Signal)
		i.Peak = i.Signal
		text := Markdown(Build(Input{Brand: solvo(), Heard: NewTally(theWeek(), at(7, 8, 0)), At: at(7, 8, 0), Incidents: []alerting.Incident{i}}))
		if !strings.Contains(text, want) || strings.Contains(text, "212 voices in") {
			t.Errorf("the digest does not say %q:\n%s", want, text)
		}
	}
}
