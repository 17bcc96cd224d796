package alerting_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/rules"
)

// future fails unless the incident is due, and not before now.
func (s *stage) future() {
	s.Helper()
	if due, err := s.Due(s.Context(), "solvo", s.now); err != nil || len(due) > 0 {
		s.Fatalf("at %v %v is still due, %v", s.now, due, err)
	}
	if due, err := s.Due(s.Context(), "solvo", s.now.Add(8*24*time.Hour)); err != nil || !slices.Contains(due, incident1) {
		s.Fatalf("at %v it is never due again, %v", s.now, err)
	}
}

func TestACrisisThatNobodyTakesRingsOnForThreeDays(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	rings := []time.Duration{}
	for range 72 * 60 {
		s.now = s.now.Add(time.Minute)
		if r := s.tend(); len(r.Rang) > 0 {
			rings = append(rings, s.now.Sub(sunday))
			if got := strings.Join(r.Rang, " "); got != "ana ben cleo dan" {
				t.Fatalf("after %v it rings %s, want everybody with any authority for the brand", s.now.Sub(sunday), got)
			}
		}
		s.future()
	}
	minutes := []int{5, 15, 35, 75, 135, 195}
	for n, m := range minutes {
		if rings[n] != time.Duration(m)*time.Minute {
			t.Errorf("ring %d comes after %v, want %d minutes", n+1, rings[n], m)
		}
	}
	for n := len(minutes); n < len(rings); n++ {
		if pause := rings[n] - rings[n-1]; pause != time.Hour {
			t.Errorf("ring %d comes %v after the one before, want an hour", n+1, pause)
		}
	}
	if last := rings[len(rings)-1]; last < 71*time.Hour {
		t.Errorf("the last ring was after %v: it ended in silence", last)
	}
	if got := s.orders(1); got["person:U01ANA"] != len(rings)+1 || got["person:U04DAN"] != len(rings) || got["channel:#solvo"] != len(rings)+1 {
		t.Errorf("%d rings later %v is ordered; want a ping for each ring, and none held back", len(rings), got)
	}
	if i := s.incident(1); i.State != alerting.Open {
		t.Errorf("state %s, want open: a crisis never closes by itself", i.State)
	}
}

func TestAnIssueThatNobodyTakesRingsOnWhileItIsHeard(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Issue, 30, "marketing")
	rings := []int{}
	for minute := 1; minute <= 30*60; minute++ {
		s.now = s.now.Add(time.Minute)
		if minute%10 == 0 {
			s.hear(rules.Issue, 30, "marketing")
		}
		if r := s.tend(); len(r.Rang) > 0 {
			rings = append(rings, minute)
		}
		s.future()
	}
	if got, want := fmt.Sprint(rings), "[30 90 210 450 690 930 1170 1410 1650]"; got != want {
		t.Errorf("it rings at minutes %s, want %s: twice the pause each time, four hours at most", got, want)
	}
}

func TestAClaimEndsTheLadder(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.pass(4 * time.Minute)
	s.accept(s.pressed("U01ANA", alerting.Claim))
	s.pass(3 * time.Hour)
	if got := s.orders(1)["person:U02BEN"]; got != 1 {
		t.Errorf("ben is alerted %d times though ana has it, want once", got)
	}
}

func TestWhatQuietensClosesUnlessItIsACrisis(t *testing.T) {
	for _, tt := range []struct {
		claim    string
		severity rules.Severity
		closed   time.Duration
		why      string
	}{
		{"a watch", rules.Watch, 6 * time.Hour, "quiet for 6 h"},
		{"an issue", rules.Issue, 24 * time.Hour, "quiet for 24 h; nobody took it"},
	} {
		s := setStage(t)
		s.hear(tt.severity, 30, "marketing")
		s.pass(tt.closed - time.Minute)
		if i := s.incident(1); i.State != alerting.Open {
			t.Errorf("%s is %s a minute before, want open", tt.claim, i.State)
		}
		s.pass(time.Minute)
		if i := s.incident(1); i.State != alerting.Closed || i.ClosedBy.ID != alerting.System || i.Reason != tt.why {
			t.Errorf("%s is %s by %q (%s), want closed by the daemon: %s", tt.claim, i.State, i.ClosedBy.ID, i.Reason, tt.why)
		}
	}
}

func TestWhatWasOnceACrisisIsNotClosedBecauseItFell(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.now = s.now.Add(6 * time.Hour)
	s.hear(rules.Watch, 20)
	if got := s.incident(1).Severity; got != rules.Watch {
		t.Fatalf("severity %s, want watch", got)
	}
	s.pass(30 * time.Hour)
	if i := s.incident(1); i.State != alerting.Open {
		t.Errorf("state %s, want open until somebody takes it", i.State)
	}
}

func TestWhatFellToAWatchIsStillRungAndGetsADay(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Issue, 30, "marketing")
	s.now = s.now.Add(6 * time.Hour)
	s.hear(rules.Watch, 20)
	s.tend()
	rings := 0
	for range 24*60 - 1 {
		s.now = s.now.Add(time.Minute)
		if r := s.tend(); len(r.Rang) > 0 {
			rings++
		}
	}
	if i := s.incident(1); i.Severity != rules.Watch || i.State != alerting.Open || rings < 5 {
		t.Errorf("%s and %s after a day but a minute, rung %d times; want a watch, open, rung every four hours", i.Severity, i.State, rings)
	}
	s.pass(time.Minute)
	if i := s.incident(1); i.State != alerting.Closed {
		t.Errorf("state %s after a quiet day, want closed", i.State)
	}
}

func TestNobodyIsAskedAgainSoonerThanTheConfigurationSays(t *testing.T) {
	s := setStage(t, func(o *alerting.DeskOptions) {
		o.ClaimWithin = map[rules.Severity]time.Duration{rules.Crisis: 2 * time.Hour}
	})
	s.hear(rules.Crisis, 100, "crisis")
	var rings []int
	for hour := 1; hour <= 8; hour++ {
		s.now = s.now.Add(time.Hour)
		if r := s.tend(); len(r.Rang) > 0 {
			rings = append(rings, hour)
		}
	}
	if got := fmt.Sprint(rings); got != "[2 4 6 8]" {
		t.Errorf("with two hours to claim it rings after hours %s, want [2 4 6 8]", got)
	}
}

func TestEachDoublingSinceADecisionAlertsOnce(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 50, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Decide, "holding-statement"))
	for _, step := range []struct{ voices, alerts int }{{99, 1}, {100, 2}, {130, 2}, {199, 2}, {200, 3}, {100, 3}, {210, 3}} {
		s.now = s.now.Add(10 * time.Minute)
		s.hear(rules.Crisis, step.voices, "crisis")
		if got := s.orders(1)["person:U01ANA"]; got != step.alerts {
			t.Errorf("at %d voices ana has been alerted %d times, want %d", step.voices, got, step.alerts)
		}
	}
}

func TestAWatchEndsByWhatWasHeardWhileItLasted(t *testing.T) {
	for _, tt := range []struct {
		claim string
		heard bool
		late  time.Duration
		want  alerting.State
	}{
		{"quiet", false, 0, alerting.Closed},
		{"still loud", true, 0, alerting.Claimed},
		{"still loud, but the daemon slept over the end", true, 5 * time.Hour, alerting.Claimed},
	} {
		s := setStage(t)
		s.hear(rules.Issue, 30, "marketing")
		if got := s.accept(s.pressed("U02BEN", alerting.Decide, "watch")).Text; got != "Decided: Watch for 1 hour. You have it. At 09:07 it closes if it was quiet, and else comes back to you." {
			t.Errorf("told %q", got)
		}
		s.now = s.now.Add(30 * time.Minute)
		if tt.heard {
			s.hear(rules.Watch, 20, "marketing")
		}
		s.tend()
		if i := s.incident(1); i.State != alerting.Watching {
			t.Errorf("%s: %s before the watch is over, want watching", tt.claim, i.State)
		}
		s.now = s.now.Add(30*time.Minute + tt.late)
		s.tend()
		i := s.incident(1)
		if i.State != tt.want || i.Lead.ID != "ben" {
			t.Errorf("%s: %s, lead %s; want %s, ben", tt.claim, i.State, i.Lead.ID, tt.want)
		}
		want := map[alerting.State]int{alerting.Closed: 1, alerting.Claimed: 2}[tt.want]
		if got := s.orders(1); got["person:U02BEN"] != want || got["channel:#marketing"] != want {
			t.Errorf("%s: ordered %v, want %d alerts", tt.claim, got, want)
		}
	}
}

func TestWhoSitsOnAnIncidentIsRemindedOnceAndLosesItAfterAWeek(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Claim))
	s.now = s.now.Add(24 * time.Hour)
	if r := s.tend(); r.String() != "rang ana" {
		t.Errorf("after a quiet day: %q, want ana reminded", r)
	}
	for range 6*24 - 1 {
		s.now = s.now.Add(time.Hour)
		if r := s.tend(); r.String() != "" {
			t.Errorf("after %v: %q, want silence", s.now.Sub(sunday), r)
		}
		s.future()
	}
	if got := s.orders(1); got["person:U01ANA"] != 2 || got["person:U02BEN"] != 1 || got["channel:#solvo"] != 2 {
		t.Errorf("ordered %v, want one reminder of ana and the channel", got)
	}
	s.now = s.now.Add(time.Hour)
	if r := s.tend(); r.String() != "closed solvo/1" {
		t.Errorf("after a quiet week: %q, want it closed", r)
	}
}

func TestWhatBecameDueWhileTheDaemonWasDownIsDoneOnce(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.now = s.now.Add(47 * time.Hour)
	first, second := s.tend(), s.tend()
	if len(first.Steps) != 1 || second.String() != "" {
		t.Errorf("47 hours later: %q, then %q; want one ring", first, second)
	}
	s.future()
}

func TestWhereNobodyIsAbleTheChannelIsStillAlerted(t *testing.T) {
	s := setStage(t, func(o *alerting.DeskOptions) { o.Roster = oncall.NewRoster(nil) })
	s.hear(rules.Crisis, 100, "crisis")
	if r := s.desk.Reader(s.incident(1), alerting.Place{Kind: alerting.Channel, Address: "#solvo"}); len(r.Able) > 0 {
		t.Errorf("able: %v, want nobody", r.Able)
	}
	s.pass(time.Hour)
	if got := s.orders(1)["channel:#solvo"]; got != 4 {
		t.Errorf("within the hour the channel is alerted %d times, want 4: at once and after 5, 15 and 35 minutes", got)
	}
	s.deny(s.pressed("U01ANA", alerting.Claim), "Nobody can: add somebody with can: [crisis]")
}

func TestWhoLeftIsNotRungAgain(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	o := options(s.Store)
	o.Roster = oncall.NewRoster(people()[1:])
	s.desk = alerting.NewDesk(o)
	s.now = s.now.Add(5 * time.Minute)
	if r := s.tend(); strings.Contains(r.String(), "ana") {
		t.Errorf("ana has left, but: %q", r)
	}
	if got := s.orders(1); got["person:U01ANA"] != 0 || got["person:U02BEN"] != 2 {
		t.Errorf("ordered %v, want nothing for ana", got)
	}
}

func TestATimerOlderThanTheRecordIsSetRight(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	if err := s.Record(t.Context(), alerting.Step{ID: incident1, Have: 2, Live: true, Due: s.now}); err != nil {
		t.Fatal(err)
	}
	if r := s.tend(); r.String() != "" {
		t.Errorf("tended before its time: %q", r)
	}
	s.future()
}
