package alerting_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/rules"
)

func TestOnlyNewsIsRecorded(t *testing.T) {
	for _, tt := range []struct {
		claim    string
		after    time.Duration
		severity rules.Severity
		voices   int
		touches  []string
		want     bool
	}{
		{"a fifth more", time.Minute, rules.Issue, 120, []string{"marketing"}, true},
		{"a fifth less", time.Minute, rules.Issue, 80, []string{"marketing"}, true},
		{"a little more", time.Minute, rules.Issue, 119, []string{"marketing"}, false},
		{"a lower level", time.Minute, rules.Watch, 100, []string{"marketing"}, false},
		{"a higher level", time.Minute, rules.Crisis, 101, []string{"marketing"}, true},
		{"one more strategy", time.Minute, rules.Issue, 101, []string{"marketing", "crisis"}, true},
		{"one strategy less", time.Minute, rules.Issue, 101, nil, false},
		{"the same after ten minutes", 10 * time.Minute, rules.Issue, 100, []string{"marketing"}, true},
		{"the same moment heard again", 0, rules.Issue, 100, []string{"marketing"}, false},
	} {
		s := setStage(t)
		s.hear(rules.Issue, 100, "marketing")
		s.now = s.now.Add(tt.after)
		r := s.hear(tt.severity, tt.voices, tt.touches...)
		if got := len(r.Steps) == 1 && r.Fed == 1; got != tt.want || !tt.want && r.String() != "" {
			t.Errorf("%s: recorded %v (report %q), want %v", tt.claim, got, r, tt.want)
		}
	}
}

func TestOneLiveIncidentTakesAllSignalsByTheStrongest(t *testing.T) {
	s := setStage(t)
	signals := []rules.Signal{sounds(s.now, rules.Watch, 900), sounds(s.now, rules.Crisis, 50), sounds(s.now, rules.Crisis, 60), sounds(s.now, rules.None, 5000)}
	for turn := range signals {
		turned := slices.Concat(signals[turn:], signals[:turn])
		if _, err := s.desk.Hear(t.Context(), "solvo", turned, s.now); err != nil {
			t.Fatal(err)
		}
		if i := s.incident(1); i.Severity != rules.Crisis || i.Signal.Voices != 60 || len(i.Actions) != 2 {
			t.Errorf("turn %d: %s with %d voices in %d actions, want crisis with 60 in 2", turn, i.Severity, i.Signal.Voices, len(i.Actions))
		}
	}
}

func TestAnotherBrandsSignalsAreNotHeard(t *testing.T) {
	s := setStage(t)
	r, err := s.desk.Hear(t.Context(), "acme", []rules.Signal{sounds(s.now, rules.Crisis, 50)}, s.now)
	if err != nil || len(r.Steps) > 0 {
		t.Errorf("acme hears solvo's signal: %v, %v", r, err)
	}
}

func TestHearingAtOnceInTwentyProcessesOpensOne(t *testing.T) {
	s := setStage(t)
	desks := s.desks(20)
	var wg sync.WaitGroup
	for n := range 20 {
		signal := sounds(s.now.Add(time.Duration(n)*time.Second), rules.Crisis, 50)
		wg.Go(func() {
			if _, err := desks[n].Hear(t.Context(), "solvo", []rules.Signal{signal}, s.now); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if last, err := s.Last(t.Context(), "solvo"); err != nil || last != 1 {
		t.Errorf("%d incidents are open, %v; want 1", last, err)
	}
}

func TestWhatWasDismissedStaysSoUntilItDoubles(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Dismiss, "joke"))
	for _, voices := range []int{60, 120, 199} {
		s.now = s.now.Add(15 * time.Minute)
		if r := s.hear(rules.Crisis, voices, "crisis"); r.String() != "" || r.Swallowed != 1 {
			t.Errorf("%d voices after 100 were dismissed: %q, want silence", voices, r)
		}
	}
	s.now = s.now.Add(15 * time.Minute)
	if r := s.hear(rules.Crisis, 200, "crisis"); r.String() != "reopened solvo/1, rang ana ben" {
		t.Errorf("twice the voices: %q, want it back and all rung", r)
	}
	if got := s.orders(1); got["person:U01ANA"] != 2 || got["channel:#solvo"] != 2 || s.incident(1).State != alerting.Open {
		t.Errorf("state %s, ordered %v; want open, and a second alert everywhere", s.incident(1).State, got)
	}
	s.accept(s.pressed("U02BEN", alerting.Dismiss, "spam"))
	s.now = s.now.Add(24 * time.Hour)
	if r := s.hear(rules.Crisis, 100, "crisis"); !strings.HasPrefix(r.String(), "opened solvo/2") {
		t.Errorf("a day later: %q, want an incident of its own", r)
	}
}

func TestAnOldMomentHeardAgainDoesNotBringBackWhatWasDismissed(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 200, "crisis")
	old := sounds(s.now, rules.Crisis, 200, "crisis")
	s.now = s.now.Add(time.Hour)
	s.hear(rules.Crisis, 90, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Dismiss, "joke"))
	if r, err := s.desk.Hear(t.Context(), "solvo", []rules.Signal{old}, s.now); err != nil || r.String() != "" {
		t.Errorf("Hear = %q, %v; want silence: its record holds that signal", r, err)
	}
}

func TestADismissedWatchDoesNotHideWhatIsWorseThanItEverWas(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Watch, 38)
	s.accept(s.pressed("U01ANA", alerting.Dismiss, "small"))
	s.now = s.now.Add(time.Hour)
	if r := s.hear(rules.Crisis, 45, "crisis"); r.String() != "reopened solvo/1, rang ana ben" {
		t.Errorf("a crisis after a dismissed watch: %q, want it back and all rung", r)
	}
}

func TestWhatWasClosedAnswersForSixHours(t *testing.T) {
	for _, tt := range []struct {
		claim    string
		after    time.Duration
		severity rules.Severity
		voices   int
		want     string
	}{
		{"its tail", 2 * time.Hour, rules.Issue, 90, ""},
		{"twice its last voices", 2 * time.Hour, rules.Issue, 200, "opened solvo/2, rang ana ben"},
		{"a level it never had", 2 * time.Hour, rules.Crisis, 110, "opened solvo/2, rang ana ben"},
		{"after six hours", 6 * time.Hour, rules.Issue, 90, "opened solvo/2, rang ana ben"},
	} {
		s := setStage(t)
		s.hear(rules.Issue, 100, "marketing")
		s.accept(s.pressed("U02BEN", alerting.Close))
		s.now = s.now.Add(tt.after)
		if r := s.hear(tt.severity, tt.voices, "marketing"); r.String() != tt.want {
			t.Errorf("%s: %q, want %q", tt.claim, r, tt.want)
		}
	}
}

func TestARecordNobodyCanReadDoesNotSilenceTheNextCrisis(t *testing.T) {
	s := setStage(t)
	odd := alerting.Action{Key: "k", Verb: "sing", At: s.now, By: system}
	if err := s.Record(t.Context(), alerting.Step{ID: incident1, Actions: []alerting.Action{odd}, Live: true, Due: s.now}); err != nil {
		t.Fatal(err)
	}
	r, err := s.desk.Hear(t.Context(), "solvo", []rules.Signal{sounds(s.now, rules.Crisis, 50, "crisis")}, s.now)
	if err == nil || !strings.Contains(err.Error(), "solvo/1") || r.String() != "opened solvo/2, rang ana ben" {
		t.Errorf("Hear = %q, %v; want solvo/2 opened, and an error about solvo/1", r, err)
	}
	if r, err := s.desk.Tend(t.Context(), "solvo", s.now.Add(5*time.Minute)); err == nil || len(r.Rang) == 0 {
		t.Errorf("Tend = %q, %v; want solvo/2 tended, and an error about solvo/1", r, err)
	}
}

// A fickleLedger is the real one, always a moment too late.
type fickleLedger struct{ alerting.Ledger }

func (fickleLedger) Record(_ context.Context, _ alerting.Step) error { return alerting.ErrStale }

func TestWhoIsAlwaysForestalledGivesUpAndSaysSo(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	o := options(s.Store)
	o.Ledger = fickleLedger{s.Store}
	_, err := alerting.NewDesk(o).Press(t.Context(), s.pressed("U01ANA", alerting.Claim), s.now)
	if !errors.Is(err, alerting.ErrStale) || !strings.Contains(fmt.Sprint(err), "try again") {
		t.Errorf("Press = %v; want that it is stale, and to try again", err)
	}
}
