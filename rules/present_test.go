package rules

import (
	"testing"
	"time"
)

func TestAClockThatWasAheadMakesNobodyDeaf(t *testing.T) {
	start := time.Date(2026, 9, 7, 0, 0, 0, 0, time.UTC)
	storm := start.AddDate(0, 0, 14)
	var quiet, loud, early history
	quiet.live("news", start, storm, 2)
	loud.live("social", storm, storm.Add(time.Hour), 60)
	early.say("from tomorrow week", storm.AddDate(0, 0, 10)).ID = "early"
	now := storm.Add(time.Hour)
	ring := func(s *Series) Severity {
		worst := None
		for _, sig := range Evaluate(s, []Rule{Burst{}}, now) {
			worst = max(worst, sig.Severity)
		}
		return worst
	}

	live := quiet.series(nil)
	Evaluate(live, []Rule{Burst{}}, storm)
	live.Add(early[0])
	for i, m := range loud {
		m.ID += "loud"
		loud[i] = m
		live.Add(m)
	}
	if got := ring(live); got != Crisis {
		t.Errorf("60 voices, after one of ten days ahead was read: %v, want crisis", got)
	}

	again := NewSeries(nil)
	again.Reach(now)
	for _, m := range append(append(quiet, early...), loud...) {
		again.Add(m)
	}
	if got := ring(again); got != Crisis {
		t.Errorf("the same, read again from a log: %v, want crisis", got)
	}

	then := early[0].At
	if !again.Reach(then) || again.Count(then.Add(-time.Hour), then).Voices != 1 {
		t.Errorf("at its own moment the early one counts %+v, want one voice", again.Count(then.Add(-time.Hour), then))
	}
	if again.Reach(now) {
		t.Errorf("a series that went on to %v says it can be used at %v", then, now)
	}
}
