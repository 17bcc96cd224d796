package main

import (
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/rules"
)

func TestTheRecordOfAnIncidentIsReadALineAnEntry(t *testing.T) {
	at := time.Date(2026, 11, 22, 8, 7, 0, 0, time.UTC)
	wire := rules.Signal{Rule: "spread", Severity: rules.Issue, Count: rules.Count{Voices: 1, Mentions: 40}, Carried: 40, Window: time.Hour}
	var out strings.Builder
	err := printRecord(&out, []alerting.Action{
		{Verb: alerting.Heard, At: at, By: alerting.Actor{ID: alerting.System}, Signal: &wire},
		{Verb: alerting.Widened, At: at.Add(time.Minute), By: alerting.Actor{ID: alerting.System}, Rung: []string{"ana", "ben"}},
		{Verb: alerting.Decide, At: at.Add(2 * time.Minute), By: alerting.Actor{ID: "ana", Name: "Ana Ruiz"}, Choice: alerting.WatchUntil, Until: at.Add(time.Hour), Text: "wait\nfor\x1b[2J them"},
	}, time.UTC)
	want := `TIME                     WHO       DID      WHAT
2026-11-22 08:07:00 UTC  Tocsin    heard    issue by rule spread: 1 voice (40 authors) in 60 min
2026-11-22 08:08:00 UTC  Tocsin    widened  rings ana, ben
2026-11-22 08:09:00 UTC  Ana Ruiz  decide   watch · until 2026-11-22 09:07 UTC · wait for[2J them
`
	if err != nil || out.String() != want {
		t.Errorf("the record reads, %v\n%s\nwant\n%s", err, out.String(), want)
	}
}

func TestTheListOfIncidentsTellsAuthorsOfCopies(t *testing.T) {
	var out strings.Builder
	wire := alerting.Incident{ID: alerting.ID{Brand: "solvo", Number: 1}, Peak: rules.Signal{Count: rules.Count{Voices: 1, Mentions: 40}, Carried: 40}}
	crowd := alerting.Incident{ID: alerting.ID{Brand: "solvo", Number: 2}, Peak: rules.Signal{Count: rules.Count{Voices: 31, Mentions: 40}}}
	if err := printIncidents(&out, []alerting.Incident{wire, crowd}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if !strings.Contains(lines[1], "  1 voice (40 authors)  ") || !strings.Contains(lines[2], "  31  ") {
		t.Errorf("the list says\n%s", out.String())
	}
}
