package alerting_test

import (
	"fmt"
	"strings"
	"testing"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/rules"
)

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
	s.deny(s.pressed("U01ANA", alerting.Decide, "Pause"), "Ben Cole decided at 08:07: Holding statement. To overrule that, say why: ")
	s.accept(s.pressed("U01ANA", alerting.Decide, "Pause", "the advert is ours"))
	s.accept(s.pressed("U01ANA", alerting.Decide, "one-to-one"))
	s.accept(s.pressed("U02BEN", alerting.Close))
	s.deny(s.pressed("U01ANA", alerting.Decide, "watch"), "#1 is over: Ben Cole closed it at 08:07")
	s.accept(s.pressed("U01ANA", alerting.Note, "", "it was the agency"))
	if i := s.incident(1); i.State != alerting.Closed || i.Lead.ID != "ana" || i.Decision != alerting.OneToOne {
		t.Errorf("state %s, lead %s, decision %s; want closed, ana, one-to-one", i.State, i.Lead.ID, i.Decision)
	}
}

func TestOverrulingIsRefusedWithoutAReasonAndSaysHow(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Decide, "holding-statement"))
	s.deny(s.pressed("U02BEN", alerting.Decide, "pause"), "Ana Ruiz decided at 08:07: Holding statement", "/tocsin decide solvo/1 pause WHY")
	if got := s.accept(s.pressed("U02BEN", alerting.Decide, "pause", "the plant burns")).Text; got != "Decided: Pause or pull. You overruled Ana Ruiz, and your reason is in the record." {
		t.Errorf("told %q", got)
	}
	i := s.incident(1)
	if last := i.Actions[len(i.Actions)-1]; i.Decision != alerting.Pause || last.Text != "the plant burns" || i.Lead.ID != "ana" {
		t.Errorf("decision %s because %q, lead %s; want pause, the reason, and ana still", i.Decision, last.Text, i.Lead.ID)
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
	s.deny(s.shell("U01ANA", alerting.Claim), `Nobody in the configuration is called "U01ANA". There are: ana, ben, cleo, dan, eve.`)
	s.deny(s.shell("cleo", alerting.Claim), "You may follow, but not decide. Ana Ruiz or Ben Cole can.")
	s.accept(s.shell("ana", alerting.Claim))
	s.deny(s.pressed("ana", alerting.Claim), "You may follow, but not decide.") // through Slack, "ana" is no user id
}

func TestWhoIsNobodyAtTheCommandLineIsToldTenAtMost(t *testing.T) {
	var crowd []oncall.Responder
	for n := range 12 {
		crowd = append(crowd, oncall.Responder{ID: fmt.Sprint("p", n), Can: map[string]rules.Severity{"crisis": rules.Crisis}})
	}
	s := setStage(t, func(o *alerting.DeskOptions) { o.Roster = oncall.NewRoster(crowd) })
	s.hear(rules.Crisis, 100, "crisis")
	s.deny(s.shell("Ana\x1b[2J", alerting.Close), `is called "Ana[2J". There are: p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 and 2 more.`)
	s.restart()
	s.deny(s.shell("ana", alerting.Note, "words"), `called "ana". There is nobody at all: add somebody with can: [crisis] to people: in the configuration`)
}
