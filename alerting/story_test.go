package alerting_test

import (
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/rules"
)

// From the first post to the decision, with everybody at their real place: the
// lookout reads, the rules find, the desk rings, the courier tells Slack.
func TestFromTheStormToTheDecision(t *testing.T) {
	o := newOffice(t)
	w := &watchtower{store: o.store, prefix: o.prefix}
	desk := alerting.NewDesk(alerting.DeskOptions{
		Ledger: o.store, Brands: []brand.Brand{solvoBrand()}, Channels: map[brand.Key]string{"solvo": "#crisis"}, Fallback: "pager",
		Home: func() string { return "T0HOME" },
		Roster: oncall.NewRoster([]oncall.Responder{
			{ID: "ana", Name: "Ana Ruiz", Slack: "U01ANA", Can: map[string]rules.Severity{"crisis": rules.Crisis}},
			{ID: "ben", Name: "Ben Cole", Slack: "U02BEN", Can: map[string]rules.Severity{"crisis": rules.Crisis}},
		}),
	})
	lookout := alerting.NewLookout(o.store, desk, solvoBrand(), []rules.Rule{rules.Burst{}})
	o.courier = alerting.NewCourier(alerting.CourierOptions{
		Ledger: o.store, Reader: desk.Reader,
		Notifiers: map[alerting.PlaceKind]alerting.Notifier{alerting.Channel: o.slack, alerting.Person: o.slack, alerting.Fallback: o.hook},
	})
	w.keep(t, weeks(5, early)...)
	tick := func(span time.Duration) {
		t.Helper()
		for until := o.Now().Add(span); o.Now().Before(until); o.pass(10 * time.Second) {
			if _, err := lookout.Look(t.Context(), o.Now()); err != nil {
				t.Fatal(err)
			}
			if _, err := desk.Tend(t.Context(), "solvo", o.Now()); err != nil {
				t.Fatal(err)
			}
			o.round(t)
		}
	}
	press := func(verb alerting.Verb, value string) alerting.Answer {
		t.Helper()
		answer, err := desk.Press(t.Context(), alerting.Press{Key: string(verb), ID: incidentID(1), Verb: verb, Value: value, Team: "T0HOME", Who: "U01ANA", Name: "ana", Via: "slack"}, o.Now())
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	says := func(place, words string) {
		t.Helper()
		screen := o.Screen(place)
		if len(screen) == 0 || !strings.Contains(screen[0].Text, words) {
			t.Errorf("%s shows %d messages, want a card that says %q: %+v", place, len(screen), words, screen)
		}
	}

	tick(time.Minute)
	if n := len(o.Ledger()); n != 0 {
		t.Fatalf("%d messages before anything happened", n)
	}
	w.keep(t, crowd("angry", 80, o.Now(), time.Second)...)
	o.pass(time.Second)
	tick(10 * time.Second)
	says("#crisis", "CRISIS Solvo · 8")
	says("U01ANA", "nobody has it yet · you may decide")
	says("U02BEN", "nobody has it yet · you may decide")

	tick(6 * time.Minute) // nobody comes
	if _, pings, _ := o.kinds("U01ANA"); pings != 1 {
		t.Errorf("Ana was pinged %d times after nobody came for five minutes, want once", pings)
	}
	if answer := press(alerting.Claim, ""); !answer.Accepted {
		t.Fatalf("Ana's claim is answered %q", answer.Text)
	}
	tick(10 * time.Second)
	for _, place := range []string{"#crisis", "U01ANA", "U02BEN"} {
		says(place, "Ana Ruiz has it since")
	}
	if answer := press(alerting.Explain, ""); !strings.Contains(answer.Text, "times normal") {
		t.Errorf("Why? is answered %q", answer.Text)
	}
	press(alerting.Decide, string(alerting.Holding))
	tick(30 * time.Minute)
	for _, place := range []string{"#crisis", "U01ANA", "U02BEN"} {
		says(place, "Ana Ruiz decided: Holding statement")
		if posts, pings, _ := o.kinds(place); posts != 1 || pings > 3 {
			t.Errorf("%s got %d cards and %d pings, want one card and few pings", place, posts, pings)
		}
	}
	if n := len(o.pagers.taken()); n != 0 || o.outstanding(t) != 0 {
		t.Errorf("%d notes went the second way and %d deliveries are outstanding, want none", n, o.outstanding(t))
	}
}
