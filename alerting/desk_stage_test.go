package alerting_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/plan"
	"tocsin/rules"
	"tocsin/store"
)

const homeTeam = "T01SOLVO"

func people() []oncall.Responder {
	return []oncall.Responder{
		{ID: "ana", Name: "Ana Ruiz", Slack: "U01ANA", Can: map[string]rules.Severity{"crisis": rules.Crisis, "customer-service": rules.Crisis}},
		{ID: "ben", Name: "Ben Cole", Slack: "U02BEN", Can: map[string]rules.Severity{"crisis": rules.Crisis, "marketing": rules.Crisis}},
		{ID: "cleo", Name: "Cleo Park", Slack: "U03CLEO", Can: map[string]rules.Severity{"customer-service": rules.Issue}},
		{ID: "dan", Name: "Dan Osei", Slack: "U04DAN", Can: map[string]rules.Severity{"product-development": rules.Watch}},
		{ID: "eve", Name: "Eve Moss", Slack: "U05EVE", Can: map[string]rules.Severity{"crisis": rules.Crisis}, Brands: []brand.Key{"acme"}},
	}
}

// A stage is a desk on the real store, and a clock that stands where it is put.
type stage struct {
	*testing.T
	*store.Store
	desk *alerting.Desk
	now  time.Time
	keys int
}

func options(s *store.Store) alerting.DeskOptions {
	strategies := plan.Builtin()
	for i := range strategies {
		if strategies[i].ID == "marketing" {
			strategies[i].Channel = "#marketing"
		}
	}
	return alerting.DeskOptions{
		Ledger: s, Roster: oncall.NewRoster(people()), Strategies: strategies,
		Brands:   []brand.Brand{{Key: "solvo", Name: "Solvo"}, {Key: "acme", Name: "Acme"}},
		Channels: map[brand.Key]string{"solvo": "#solvo"}, Home: func() string { return homeTeam }, Fallback: "pager",
		ClaimWithin: map[rules.Severity]time.Duration{rules.Issue: 30 * time.Minute, rules.Crisis: 5 * time.Minute},
	}
}

func setStage(t *testing.T, change ...func(*alerting.DeskOptions)) *stage {
	t.Helper()
	s := openStore(t)
	o := options(s)
	for _, c := range change {
		c(&o)
	}
	return &stage{T: t, Store: s, desk: alerting.NewDesk(o), now: sunday}
}

// desks are more desks like the stage's, as other processes would have them.
func (s *stage) desks(n int) []*alerting.Desk {
	all := make([]*alerting.Desk, n)
	for i := range all {
		all[i] = alerting.NewDesk(s.desk.DeskOptions)
	}
	return all
}

// hear has the rules find something now.
func (s *stage) hear(severity rules.Severity, voices int, touches ...string) alerting.Report {
	s.Helper()
	r, err := s.desk.Hear(s.Context(), "solvo", []rules.Signal{sounds(s.now, severity, voices, touches...)}, s.now)
	if err != nil {
		s.Fatal(err)
	}
	return r
}

func (s *stage) tend() alerting.Report {
	s.Helper()
	r, err := s.desk.Tend(s.Context(), "solvo", s.now)
	if err != nil {
		s.Fatal(err)
	}
	return r
}

// pressed is a press by a Slack user of the home workspace, with words after the verb: a value, then text.
func (s *stage) pressed(user string, verb alerting.Verb, words ...string) alerting.Press {
	s.keys++
	p := alerting.Press{Key: fmt.Sprint("press ", s.keys), ID: incident1, Verb: verb, Team: homeTeam, Who: user, Name: strings.ToLower(user), Via: "slack"}
	if len(words) > 0 {
		p.Value = words[0]
	}
	if len(words) > 1 {
		p.Text = words[1]
	}
	return p
}

func (s *stage) press(p alerting.Press) alerting.Answer {
	s.Helper()
	a, err := s.desk.Press(s.Context(), p, s.now)
	if err != nil {
		s.Fatal(err)
	}
	return a
}

// accept makes a press that must take effect.
func (s *stage) accept(p alerting.Press) alerting.Answer {
	s.Helper()
	a := s.press(p)
	if !a.Accepted {
		s.Fatalf("%s by %s is not accepted: %s", p.Verb, p.Who, a.Text)
	}
	return a
}

// deny makes a press that must have no effect, and be answered with some words.
func (s *stage) deny(p alerting.Press, words ...string) {
	s.Helper()
	a := s.press(p)
	for _, want := range words {
		if a.Accepted || !strings.Contains(a.Text, want) {
			s.Errorf("%s %s by %s: accepted %v, %q; want it denied and told %q", p.Verb, p.Value, p.Who, a.Accepted, a.Text, want)
		}
	}
}

func (s *stage) incident(n int) alerting.Incident {
	s.Helper()
	id := alerting.ID{Brand: "solvo", Number: n}
	actions, err := s.Incident(s.Context(), id)
	if err != nil {
		s.Fatal(err)
	}
	i, err := alerting.Replay(id, actions)
	if err != nil {
		s.Fatal(err)
	}
	return i
}

// orders are what is ordered for an incident: place → pings.
func (s *stage) orders(n int) map[string]int {
	s.Helper()
	all, err := s.Deliveries(s.Context(), alerting.ID{Brand: "solvo", Number: n})
	if err != nil {
		s.Fatal(err)
	}
	pings := map[string]int{}
	for _, d := range all {
		pings[d.Order.Place.String()] = d.Order.Pings
	}
	return pings
}

// pass lets time go on, and tends every minute of it.
func (s *stage) pass(d time.Duration) {
	s.Helper()
	for end := s.now.Add(d); s.now.Before(end); {
		s.now = s.now.Add(time.Minute)
		s.tend()
	}
}
