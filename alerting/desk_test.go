package alerting_test

import (
	"fmt"
	"strings"
	"sync"
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

func TestOfFiftyWhoClaimAtOnceOneHasItAndAllOthersAreTold(t *testing.T) {
	var crowd []oncall.Responder
	for n := range 50 {
		crowd = append(crowd, oncall.Responder{ID: fmt.Sprint("p", n), Name: fmt.Sprint("Person ", n), Slack: fmt.Sprint("U", n), Can: map[string]rules.Severity{"crisis": rules.Crisis}})
	}
	s := setStage(t, func(o *alerting.DeskOptions) { o.Roster = oncall.NewRoster(crowd) })
	s.hear(rules.Crisis, 100, "crisis")
	answers := make([]alerting.Answer, len(crowd))
	desks := s.desks(5)
	var wg sync.WaitGroup
	for n := range crowd {
		p := s.pressed(crowd[n].Slack, alerting.Claim)
		wg.Go(func() {
			var err error
			if answers[n], err = desks[n%5].Press(t.Context(), p, s.now); err != nil {
				t.Errorf("%s: %v", crowd[n].Name, err)
			}
		})
	}
	wg.Wait()
	i := s.incident(1)
	winners := 0
	for n, a := range answers {
		switch {
		case a.Accepted && crowd[n].ID == i.Lead.ID:
			winners++
		case a.Accepted:
			t.Errorf("%s is told they have it, but %s does", crowd[n].Name, i.Lead.Name)
		case !strings.Contains(a.Text, i.Lead.Name+" was first, at 08:07"):
			t.Errorf("%s is told %q, want who was first, and when", crowd[n].Name, a.Text)
		}
	}
	if winners != 1 || i.State != alerting.Claimed || len(i.Actions) != 3 {
		t.Errorf("%d winners, state %s, %d actions; want 1, claimed, and 3: heard, rung, claimed", winners, i.State, len(i.Actions))
	}
}

func TestAPressThatArrivesAgainIsAnsweredAlikeAndChangesNothing(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	claim := s.pressed("U01ANA", alerting.Claim)
	first := s.accept(claim)
	refused := s.pressed("U99", alerting.Close)
	s.deny(refused, "Ana Ruiz")
	s.accept(s.pressed("U01ANA", alerting.Decide, "watch"))
	s.accept(s.pressed("U02BEN", alerting.Close))
	before := s.incident(1)
	s.now = s.now.Add(time.Hour)
	if again := s.press(claim); again != first {
		t.Errorf("the second arrival of a claim is answered %+v, the first was %+v", again, first)
	}
	s.deny(refused, "You may follow, but not decide.")
	if after := s.incident(1); len(after.Actions) != len(before.Actions) {
		t.Errorf("arriving again added %d actions", len(after.Actions)-len(before.Actions))
	}
	stolen := claim
	stolen.Who = "U02BEN"
	s.deny(stolen, "cannot be told from somebody else's")
}

func TestOnePressArrivingFiftyTimesAtOnceIsOne(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	p := s.pressed("U01ANA", alerting.Decide, "pause")
	desks := s.desks(5)
	var wg sync.WaitGroup
	for n := range 50 {
		wg.Go(func() {
			if a, err := desks[n%5].Press(t.Context(), p, s.now); err != nil || !a.Accepted || a.Text != "Decided: Pause or pull. You have it." {
				t.Errorf("Press = %+v, %v", a, err)
			}
		})
	}
	wg.Wait()
	if n := len(s.incident(1).Actions); n != 3 {
		t.Errorf("the record has %d actions, want 3", n)
	}
}

func TestWhoMayNotIsToldWhoCanAndTheAttemptIsRecorded(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis", "customer-service")
	for _, tt := range []struct {
		claim     string
		team, who string
		recorded  string
	}{
		{"a stranger", homeTeam, "U99", "claim: not among the people of the configuration"},
		{"a namesake in another workspace", "T09OTHER", "U01ANA", "claim: from another workspace"},
		{"who may decide an issue, but no crisis", homeTeam, "U03CLEO", "claim: no authority for crisis touching crisis, customer-service"},
		{"who may decide another brand's", homeTeam, "U05EVE", "claim: no authority for crisis touching crisis, customer-service"},
	} {
		p := s.pressed(tt.who, alerting.Claim)
		p.Team = tt.team
		s.deny(p, "You may follow, but not decide. Ana Ruiz or Ben Cole can.")
		i := s.incident(1)
		last := i.Actions[len(i.Actions)-1]
		if last.Verb != alerting.Refused || last.Text != tt.recorded || last.By.Via != "slack "+tt.team+"/"+tt.who || i.State != alerting.Open {
			t.Errorf("%s: recorded %s %q via %q, state %s; want refused %q", tt.claim, last.Verb, last.Text, last.By.Via, i.State, tt.recorded)
		}
	}
}

func TestAStrangersFloodCannotFillTheRecordNorStirTheCards(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	before, err := s.Deliveries(t.Context(), incident1)
	if err != nil {
		t.Fatal(err)
	}
	for range 30 {
		s.deny(s.pressed("U99", alerting.Claim), "You may follow")
	}
	if n := len(s.incident(1).Actions); n != 3 {
		t.Errorf("30 presses of one stranger within a minute left %d actions, want heard, rung and one refusal", n)
	}
	for n := range 300 {
		s.now = s.now.Add(time.Second)
		s.deny(s.pressed(fmt.Sprint("U9", n), alerting.Dismiss, "joke"), "You may follow")
	}
	if n := len(s.incident(1).Actions); n != 52 {
		t.Errorf("300 strangers left %d actions, want 2 and 50 refusals", n)
	}
	after, err := s.Deliveries(t.Context(), incident1)
	if err != nil {
		t.Fatal(err)
	}
	if len(before) == 0 || len(before) != len(after) {
		t.Fatalf("%d places before the flood, %d after", len(before), len(after))
	}
	for n := range after {
		if after[n].Order != before[n].Order {
			t.Errorf("the flood changed an order from %+v to %+v", before[n].Order, after[n].Order)
		}
	}
	s.accept(s.pressed("U01ANA", alerting.Claim))
}

func TestWhoLosesAuthorityIsRefusedWithTheNextPress(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Claim))
	o := options(s.Store)
	o.Roster = oncall.NewRoster(people()[1:])
	s.desk = alerting.NewDesk(o)
	s.deny(s.pressed("U01ANA", alerting.Decide, "pause"), "You may follow, but not decide. Ben Cole can.")
	s.accept(s.pressed("U02BEN", alerting.Decide, "pause"))
	if got := s.incident(1).DecidedBy.ID; got != "ben" {
		t.Errorf("decided by %q, want ben", got)
	}
}

func TestAnyOneOfThemMayDoAnyOfIt(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Claim))
	s.accept(s.pressed("U02BEN", alerting.Note, "", "the advert is still on air"))
	s.accept(s.pressed("U02BEN", alerting.Decide, "holding-statement"))
	s.deny(s.pressed("U02BEN", alerting.Claim), "Ana Ruiz was first, at 08:07")
	s.deny(s.pressed("U01ANA", alerting.Claim), "You have it already, since 08:07")
	s.accept(s.pressed("U01ANA", alerting.Decide, "Pause"))
	s.accept(s.pressed("U02BEN", alerting.Close))
	s.deny(s.pressed("U01ANA", alerting.Decide, "watch"), "#1 is over: Ben Cole closed it at 08:07")
	s.accept(s.pressed("U01ANA", alerting.Note, "", "it was the agency"))
	if i := s.incident(1); i.State != alerting.Closed || i.Lead.ID != "ana" || i.Decision != alerting.Pause {
		t.Errorf("state %s, lead %s, decision %s; want closed, ana, pause", i.State, i.Lead.ID, i.Decision)
	}
}

func TestOverrulingIsRefusedWithoutAReasonAndSaysHow(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Decide, "holding-statement"))
	s.deny(s.pressed("U02BEN", alerting.Decide, "pause"), "Ana Ruiz decided at 08:07: Holding statement", "/tocsin decide 1 pause and your reason")
	if got := s.accept(s.pressed("U02BEN", alerting.Decide, "pause", "the plant burns")).Text; got != "Decided: Pause or pull. You overruled Ana Ruiz, and your reason is in the record." {
		t.Errorf("told %q", got)
	}
	i := s.incident(1)
	if last := i.Actions[len(i.Actions)-1]; i.Decision != alerting.Pause || last.Text != "the plant burns" || i.Lead.ID != "ana" {
		t.Errorf("decision %s because %q, lead %s; want pause, the reason, and ana still", i.Decision, last.Text, i.Lead.ID)
	}
}

func TestPressesThatMeanNothingAreToldSo(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	unknown := s.pressed("U01ANA", alerting.Claim)
	unknown.ID.Number = 77
	keyless := s.pressed("U01ANA", alerting.Claim)
	keyless.Key = ""
	forged := s.pressed("U01ANA", alerting.Claim)
	forged.Key = "tocsin:widened:3"
	nobody := s.pressed("", alerting.Claim)
	for _, tt := range []struct {
		claim string
		press alerting.Press
		told  string
	}{
		{"an unknown incident", unknown, "There is no incident solvo/77. /tocsin incidents lists"},
		{"an unknown verb", s.pressed("U01ANA", "sing"), `"sing" is nothing that can be done`},
		{"the daemon's own verb", s.pressed("U01ANA", alerting.Widened), "nothing that can be done"},
		{"no key", keyless, "Press again"},
		{"the daemon's own key", forged, "Press again"},
		{"nobody", nobody, "Nobody says who pressed"},
		{"an unknown decision", s.pressed("U01ANA", alerting.Decide, "panic"), "Say what you decide: watch, holding-statement"},
		{"no decision", s.pressed("U01ANA", alerting.Decide), "Say what you decide"},
		{"dismissing without a reason", s.pressed("U01ANA", alerting.Dismiss), "expected, spam, joke, small or other"},
		{"dismissing for no reason there is", s.pressed("U01ANA", alerting.Dismiss, "boredom"), `"boredom" is no reason`},
		{"a note without words", s.pressed("U01ANA", alerting.Note), "A note needs words"},
	} {
		a := s.press(tt.press)
		if a.Accepted || !strings.Contains(a.Text, tt.told) {
			t.Errorf("%s: accepted %v, %q; want %q", tt.claim, a.Accepted, a.Text, tt.told)
		}
	}
	if n := len(s.incident(1).Actions); n != 2 {
		t.Errorf("the record has %d actions, want heard and rung", n)
	}
}

func TestHostileWordsAreKeptShortAndPlain(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Note, "", "one\u202etwo\x00"+strings.Repeat(" word", 10000)))
	p := s.pressed("U99", alerting.Dismiss, strings.Repeat("x", 10000))
	p.Name = strings.Repeat("mallory\n", 1000)
	s.deny(p, "You may follow")
	for _, a := range s.incident(1).Actions {
		if len(a.Text) > 2100 || len(a.By.Name) > 100 || strings.ContainsAny(a.Text+a.By.Name, "\n\x00\u202e") {
			t.Errorf("%s keeps %d bytes of text and the name %q", a.Verb, len(a.Text), a.By.Name)
		}
	}
}

func TestWhileTheWorkspaceIsUnknownNobodyIsTurnedAwayForIt(t *testing.T) {
	home := ""
	s := setStage(t, func(o *alerting.DeskOptions) { o.Home = func() string { return home } })
	s.hear(rules.Crisis, 100, "crisis")
	s.deny(s.pressed("U01ANA", alerting.Claim), "Press again in a minute")
	if n := len(s.incident(1).Actions); n != 2 {
		t.Errorf("the record has %d actions, want 2", n)
	}
	home = homeTeam
	s.accept(s.pressed("U01ANA", alerting.Claim))
}

func TestWhyIsForEverybodyOfTheWorkspaceAndLeavesNoTrace(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	for _, who := range []string{"U01ANA", "U04DAN", "U99"} {
		if a := s.press(s.pressed(who, alerting.Explain)); !strings.Contains(a.Text, "100 voices") {
			t.Errorf("%s asks why and is told %q", who, a.Text)
		}
	}
	if n := len(s.incident(1).Actions); n != 2 {
		t.Errorf("asking why left %d actions, want 2", n)
	}
	foreign := s.pressed("U99", alerting.Explain)
	foreign.Team = "T09OTHER"
	s.deny(foreign, "You may follow")
}

func TestAtTheCommandLinePeopleAreThemselves(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	p := s.pressed("U01ANA", alerting.Claim)
	p.Via, p.Team = "cli", ""
	s.deny(p, "You may follow")
	p = s.pressed("ana", alerting.Claim)
	p.Via, p.Team = "cli", ""
	s.accept(p)
	p = s.pressed("ana", alerting.Claim) // through Slack, "ana" is no user id
	s.deny(p, "You may follow")
}
