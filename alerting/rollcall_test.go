package alerting_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/rules"
	"tocsin/store"
)

// restart has the stage's desk end, and another begin with other people.
func (s *stage) restart(crowd ...oncall.Responder) {
	o := s.desk.DeskOptions
	o.Roster = oncall.NewRoster(crowd)
	s.desk = alerting.NewDesk(o)
}

func TestWhoIsNamedWhileNobodyHasItIsRungAtOnce(t *testing.T) {
	all := people() // ana and ben decide crises, cleo and dan are neighbours
	for _, tt := range []struct {
		claim         string
		before, after []oncall.Responder
		level         rules.Severity
		waited        time.Duration
		want          string
	}{
		{"a second who may decide", all[:1], all[:2], rules.Crisis, time.Minute, "rang ben"},
		{"the first of all", nil, all[:1], rules.Crisis, time.Minute, "rang ana"},
		{"the first of all, after everybody was asked in vain", nil, all[:1], rules.Issue, 40 * time.Minute, "rang ana"},
		{"a neighbour, once it was widened to neighbours", all[:2], all[:3], rules.Crisis, 6 * time.Minute, "rang cleo"},
		{"a neighbour, before that", all[:2], all[:3], rules.Crisis, time.Minute, ""},
		{"somebody, for a watch", all[:1], all[:2], rules.Watch, time.Minute, ""},
		{"nobody new", all[:2], all[:2], rules.Crisis, time.Minute, ""},
	} {
		s := setStage(t, func(o *alerting.DeskOptions) { o.Roster = oncall.NewRoster(tt.before) })
		s.hear(tt.level, 100, "crisis")
		s.pass(tt.waited)
		before := s.orders(1)
		s.restart(tt.after...)
		if got := s.tend().String(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.claim, got, tt.want)
		}
		if got := s.tend().String(); got != "" {
			t.Errorf("%s: a second later %q, want silence", tt.claim, got)
		}
		for place, pings := range before {
			if now := s.orders(1)[place]; now != pings && tt.before != nil {
				t.Errorf("%s: %s is alerted %d times, was %d: who was rung is not rung again for it", tt.claim, place, now, pings)
			}
		}
		if tt.want != "" {
			s.future()
		}
	}
}

func TestWhoIsNamedOnceSomebodyHasItIsNotRung(t *testing.T) {
	s := setStage(t, func(o *alerting.DeskOptions) { o.Roster = oncall.NewRoster(people()[:1]) })
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Claim))
	s.restart(people()...)
	if got := s.tend().String(); got != "" {
		t.Errorf("%q, want silence: ana has it", got)
	}
}

// deaf is a ledger of which one incident cannot be read for a while.
type deaf struct {
	*store.Store
	broken bool
}

func (d *deaf) Incident(ctx context.Context, id alerting.ID) ([]alerting.Action, error) {
	if d.broken {
		return nil, errors.New("the store is away")
	}
	return d.Store.Incident(ctx, id)
}

func TestWhoIsNamedIsRungEvenIfTheStoreIsAwayAtTheStart(t *testing.T) {
	s := setStage(t, func(o *alerting.DeskOptions) { o.Roster = oncall.NewRoster(people()[:1]) })
	s.hear(rules.Crisis, 100, "crisis")
	ledger := &deaf{Store: s.Store, broken: true}
	s.desk.Ledger = ledger
	s.restart(people()[:2]...)
	if _, err := s.desk.Tend(t.Context(), "solvo", s.now); err == nil {
		t.Error("tending succeeds though the record cannot be read")
	}
	ledger.broken = false
	if got := s.tend().String(); got != "rang ben" {
		t.Errorf("once the store is back: %q, want ben rung", got)
	}
}
