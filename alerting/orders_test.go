package alerting_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/rules"
)

func TestACrisisRingsEverybodyWhoMayDecideAtOnce(t *testing.T) {
	s := setStage(t)
	r := s.hear(rules.Crisis, 100, "crisis", "marketing")
	if got, want := r.String(), "opened solvo/1, rang ana ben"; got != want {
		t.Errorf("the report says %q, want %q", got, want)
	}
	want := map[string]int{"channel:#solvo": 1, "channel:#marketing": 1, "person:U01ANA": 1, "person:U02BEN": 1, "fallback:pager": 1}
	if diff := cmp.Diff(want, s.orders(1)); diff != "" {
		t.Errorf("what is ordered (-want +got):\n%s", diff)
	}
}

func TestAWatchIsShownAndRingsNobody(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Watch, 20, "marketing")
	if diff := cmp.Diff(map[string]int{"channel:#marketing": 1}, s.orders(1)); diff != "" || len(s.incident(1).Rung) > 0 {
		t.Errorf("rung %v; what is ordered (-want +got):\n%s", s.incident(1).Rung, diff)
	}
	s.pass(5 * time.Hour)
	if got := s.orders(1)["channel:#marketing"]; got != 1 {
		t.Errorf("a watch nobody takes alerts its channel %d times, want once", got)
	}
}

func TestAHigherLevelRingsMorePeopleAndAlertsAllAgain(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Issue, 30, "customer-service")
	if diff := cmp.Diff([]string{"ana", "cleo"}, s.incident(1).Rung); diff != "" {
		t.Errorf("an issue of customer service rings (-want +got):\n%s", diff)
	}
	s.now = s.now.Add(time.Minute)
	s.hear(rules.Crisis, 60, "crisis", "customer-service")
	want := map[string]int{"channel:#solvo": 2, "person:U01ANA": 2, "person:U03CLEO": 2, "person:U02BEN": 1, "fallback:pager": 1}
	if diff := cmp.Diff(want, s.orders(1)); diff != "" {
		t.Errorf("what is ordered after it became a crisis (-want +got):\n%s", diff)
	}
}

func TestAStrategyTouchedLaterIsAskedToo(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Issue, 30, "customer-service")
	s.now = s.now.Add(time.Minute)
	r := s.hear(rules.Issue, 30, "customer-service", "marketing")
	want := map[string]int{"channel:#solvo": 1, "channel:#marketing": 1, "person:U01ANA": 1, "person:U03CLEO": 1, "person:U02BEN": 1}
	if diff := cmp.Diff(want, s.orders(1)); diff != "" || !slices.Equal(r.Rang, []string{"ben"}) {
		t.Errorf("rang %v, want ben alone; what is ordered (-want +got):\n%s", r.Rang, diff)
	}
}

func TestWhoDecidedIsAlertedWhenItDoublesGrowsOrComesAgain(t *testing.T) {
	for _, tt := range []struct {
		claim    string
		after    time.Duration
		severity rules.Severity
		voices   int
		want     int
	}{
		{"somewhat more voices", 20 * time.Minute, rules.Issue, 59, 1},
		{"twice the voices decided on", 20 * time.Minute, rules.Issue, 60, 2},
		{"a higher level", 20 * time.Minute, rules.Crisis, 45, 2},
		{"the same again after a calm", 6 * time.Hour, rules.Issue, 30, 2},
		{"the same before a calm is over", 5 * time.Hour, rules.Issue, 30, 1},
	} {
		s := setStage(t)
		s.hear(rules.Issue, 30, "marketing")
		s.accept(s.pressed("U02BEN", alerting.Decide, "holding-statement"))
		s.now = s.now.Add(tt.after)
		s.hear(tt.severity, tt.voices, "marketing")
		if got := s.orders(1); got["person:U02BEN"] != tt.want || got["channel:#marketing"] != tt.want {
			t.Errorf("%s: ordered %v, want %d alerts of ben and the channel", tt.claim, got, tt.want)
		}
	}
}

func TestAWatchThatGrowsAfterADecisionFeedsTheCardAndRingsNobody(t *testing.T) {
	for _, tt := range []struct {
		claim  string
		before rules.Severity
		after  time.Duration
		heard  rules.Severity
		voices int
		want   int
	}{
		{"a watch that doubles", rules.Watch, 20 * time.Minute, rules.Watch, 60, 1},
		{"a watch that comes again after a calm", rules.Watch, 6 * time.Hour, rules.Watch, 30, 1},
		{"what was a crisis, and is a watch after a calm", rules.Crisis, 7 * time.Hour, rules.Watch, 30, 1},
		{"a crisis that doubles, heard as a watch within the calm", rules.Crisis, 20 * time.Minute, rules.Watch, 60, 2},
		{"a watch that becomes an issue", rules.Watch, 20 * time.Minute, rules.Issue, 40, 2},
	} {
		s := setStage(t)
		s.hear(tt.before, 30, "marketing")
		s.accept(s.pressed("U02BEN", alerting.Decide, "holding-statement"))
		s.now = s.now.Add(tt.after)
		s.hear(tt.heard, tt.voices, "marketing")
		if got := s.orders(1); got["person:U02BEN"] != tt.want || got["channel:#marketing"] != tt.want {
			t.Errorf("%s: ordered %v, want %d alerts of ben and the channel", tt.claim, got, tt.want)
		}
		if i := s.incident(1); i.Signal.Voices != tt.voices {
			t.Errorf("%s: the card shows %d voices, want %d", tt.claim, i.Signal.Voices, tt.voices)
		}
	}
}

func TestWhoDecidedAWatchIsRungWhenItBecomesAnIssue(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Watch, 20, "marketing")
	s.accept(s.pressed("U01ANA", alerting.Claim))
	s.accept(s.pressed("U02BEN", alerting.Decide, "holding-statement")) // ben has a card, and was never rung
	s.now = s.now.Add(time.Minute)
	s.hear(rules.Issue, 40, "marketing")
	if got := s.orders(1); got["person:U01ANA"] != 2 || got["person:U02BEN"] != 2 {
		t.Errorf("ordered %v, want both to be alerted anew", got)
	}
}

func TestADismissedWatchThatComesBackIsShownInTheChannelAlone(t *testing.T) {
	for heard, want := range map[rules.Severity]int{rules.Watch: 1, rules.Issue: 2} {
		s := setStage(t)
		s.hear(rules.Watch, 20, "marketing")
		s.accept(s.pressed("U02BEN", alerting.Claim))
		s.accept(s.pressed("U02BEN", alerting.Dismiss, "joke"))
		s.now = s.now.Add(time.Hour)
		s.hear(heard, 40, "marketing")
		if got := s.orders(1); got["channel:#marketing"] != 2 || got["person:U02BEN"] != want {
			t.Errorf("back as a %s: ordered %v, want the channel told twice in all, ben %d times", heard, got, want)
		}
	}
}

func TestWhoTookItFromAChannelGetsACardOfTheirOwn(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Watch, 20, "marketing")
	s.accept(s.pressed("U02BEN", alerting.Claim))
	if diff := cmp.Diff(map[string]int{"channel:#marketing": 1, "person:U02BEN": 1}, s.orders(1)); diff != "" {
		t.Errorf("what is ordered (-want +got):\n%s", diff)
	}
}

func TestAThreeHourBurstAlertsAPlaceFourTimesAtMostUnlessItIsACrisis(t *testing.T) {
	burst := func(severity rules.Severity, claimWithin time.Duration) int {
		s := setStage(t, func(o *alerting.DeskOptions) {
			o.ClaimWithin = map[rules.Severity]time.Duration{rules.Issue: claimWithin, rules.Crisis: claimWithin}
		})
		for minute := range 180 {
			voices := 30 + 60*(minute%2) // as restless as it can be
			if minute == 7 {
				s.accept(s.pressed("U02BEN", alerting.Decide, "holding-statement"))
			}
			s.hear(severity, voices<<(minute/20), "marketing")
			s.now = s.now.Add(time.Minute)
			s.tend()
		}
		most := 0
		for _, pings := range s.orders(1) {
			most = max(most, pings)
		}
		return most
	}
	if got := burst(rules.Issue, time.Minute); got < 2 || got > 4 {
		t.Errorf("a three-hour issue that doubles on and on alerts a place %d times, want 2 to 4", got)
	}
	if got := burst(rules.Crisis, time.Minute); got <= 4 {
		t.Errorf("a crisis that doubles on and on alerts a place %d times; it is never held back", got)
	}
}

func TestWithoutSlackEverybodyHasAPlaceAllTheSame(t *testing.T) {
	s := setStage(t, func(o *alerting.DeskOptions) {
		var bare []oncall.Responder
		for _, p := range people() {
			p.Slack = ""
			bare = append(bare, p)
		}
		o.Roster, o.Strategies, o.Channels, o.Home, o.Fallback = oncall.NewRoster(bare), nil, nil, nil, ""
	})
	s.hear(rules.Crisis, 100, "crisis", "marketing")
	if diff := cmp.Diff(map[string]int{"channel:terminal": 1, "person:ana": 1, "person:ben": 1}, s.orders(1)); diff != "" {
		t.Errorf("what is ordered (-want +got):\n%s", diff)
	}
}

func TestReadersKnowWhetherTheyMayAndWhenMoreAreAsked(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	i := s.incident(1)
	ana := s.desk.Reader(i, alerting.Place{Kind: alerting.Person, Address: "U01ANA", Responder: "ana"})
	cleo := s.desk.Reader(i, alerting.Place{Kind: alerting.Person, Address: "U03CLEO", Responder: "cleo"})
	room := s.desk.Reader(i, alerting.Place{Kind: alerting.Channel, Address: "#solvo"})
	if !ana.May || cleo.May || room.May || ana.Person != "ana" || room.Person != "" {
		t.Errorf("may decide: ana %v, cleo %v, the channel %v; want ana alone", ana.May, cleo.May, room.May)
	}
	if diff := cmp.Diff([]string{"Ana Ruiz", "Ben Cole"}, room.Able); diff != "" || room.Brand.Name != "Solvo" {
		t.Errorf("brand %q; who may decide (-want +got):\n%s", room.Brand.Name, diff)
	}
	if want := s.now.Add(5 * time.Minute); !room.Widens.Equal(want) {
		t.Errorf("widens %v, want %v", room.Widens, want)
	}
	s.accept(s.pressed("U01ANA", alerting.Claim))
	if taken := s.desk.Reader(s.incident(1), alerting.Place{Kind: alerting.Channel, Address: "#solvo"}); !taken.Widens.IsZero() {
		t.Errorf("widens %v though ana has it, want never", taken.Widens)
	}
}

func TestOnceEverybodyWasAskedNobodyIsPromisedMore(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.pass(5 * time.Minute)
	if again := s.desk.Reader(s.incident(1), alerting.Place{Kind: alerting.Channel, Address: "#solvo"}); !again.Widens.IsZero() {
		t.Errorf("widens %v once everybody was asked, want never", again.Widens)
	}
}
