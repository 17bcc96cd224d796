package alerting_test

import (
	"slices"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/rules"
)

// An incident that nobody closed must not swallow the next storm: after a calm it
// rings everybody who was rung, not only whoever once had it.
func TestTheNextStormRingsEverybodyAgain(t *testing.T) {
	for _, quiet := range []time.Duration{7 * time.Hour, 3 * 24 * time.Hour} {
		s := setStage(t)
		s.hear(rules.Crisis, 200, "crisis")
		s.accept(s.pressed("U01ANA", alerting.Claim))
		s.accept(s.pressed("U01ANA", alerting.Decide, "pause"))
		s.pass(quiet)
		s.hear(rules.Crisis, 400, "crisis")
		i := s.incident(1)
		last := i.Alerts[len(i.Alerts)-1]
		for _, id := range i.Rung {
			if !slices.Contains(last.Who, id) || !last.At.Equal(s.now) {
				t.Errorf("after %s of calm a crisis of 400 voices alerts %v at %s, want everybody who was rung, %v, at %s", quiet, last.Who, last.At, i.Rung, s.now)
			}
		}
	}
}

// A clock that is set back must not silence a rise to crisis.
func TestAClockSetBackSilencesNobody(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Issue, 30, "crisis")
	before := s.orders(1)
	s.now = s.now.Add(-time.Hour)
	s.hear(rules.Crisis, 200, "crisis")
	after := s.orders(1)
	if len(before) == 0 {
		t.Fatal("an issue orders nothing")
	}
	for place, pings := range before {
		if after[place] <= pings {
			t.Errorf("%s has %d alerts after a rise to crisis by a clock set back, and had %d", place, after[place], pings)
		}
	}
	i := s.incident(1)
	for n := 1; n < len(i.Actions); n++ {
		if i.Actions[n].At.Before(i.Actions[n-1].At) {
			t.Errorf("action %d lies before the one it follows: %s, %s", n+1, i.Actions[n].At, i.Actions[n-1].At)
		}
	}
}
