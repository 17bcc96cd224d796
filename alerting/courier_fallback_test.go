package alerting_test

import (
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/hook"
	"tocsin/alerting/slack/slackfake"
	"tocsin/rules"
)

func events(notes []hook.Note) string {
	var out []string
	for _, n := range notes {
		out = append(out, n.Event)
	}
	return strings.Join(out, " ")
}

func TestSlackDownForTwoMinutesTheCrisisGoesTheSecondWayOnce(t *testing.T) {
	o := newOffice(t)
	o.Outage(o.Now(), o.Now().Add(2*time.Minute))
	o.open(t, 1, rules.Crisis, room, anaDM, pager)
	o.rounds(t, 44*time.Second)
	if n := len(o.pagers.taken()); n != 0 {
		t.Fatalf("%d notes went out before Slack had its 45 s", n)
	}
	o.rounds(t, 16*time.Second)
	notes := o.pagers.taken()
	if len(notes) != 1 {
		t.Fatalf("%d notes after a minute, want one", len(notes))
	}
	if n := notes[0]; n.Event != "card" || n.Severity != "crisis" || n.Repeat || n.Text != "CRISIS Solvo · 212 voices/h, 14x normal · nobody has it yet · Ana Ruiz or Ben Cole may decide · Slack is out of reach" {
		t.Errorf("the note says %+v", n)
	}
	o.rounds(t, 91*time.Second) // Slack is back for half a minute
	for _, place := range []string{"#crisis", "U01ANA"} {
		screen := o.Screen(place)
		if len(screen) != 1 || strings.Contains(screen[0].Text, "Possible repeat") {
			t.Errorf("half a minute after recovery %s shows %d cards, want one that is no repeat", place, len(screen))
		}
	}
	o.step(t, 1, 2, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}, Rung: []string{"ana"}}}, room, anaDM, pager)
	o.rounds(t, 5*time.Minute)
	o.step(t, 1, 2, []alerting.Action{byAna(alerting.Claim)}, room, anaDM, pager)
	o.rounds(t, 5*time.Minute)
	if got := events(o.pagers.taken()); got != "card" || o.outstanding(t) != 0 {
		t.Errorf("in all the pager took %q with %d outstanding, want one card", got, o.outstanding(t))
	}
}

func TestWhereSlackWorksTheSecondWayIsNeverUsed(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room, pager)
	o.rounds(t, 2*time.Minute)
	o.restart(t)
	o.step(t, 1, 2, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room, pager)
	o.rounds(t, 2*time.Minute)
	if n := len(o.pagers.taken()); n != 0 || o.outstanding(t) != 0 {
		t.Errorf("%d notes and %d outstanding, want none", n, o.outstanding(t))
	}
}

func TestOnePlaceThatWorksIsEnough(t *testing.T) {
	o := newOffice(t)
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "is_archived", Channel: "#crisis", Times: -1})
	o.open(t, 1, rules.Crisis, room, anaDM, pager)
	o.rounds(t, 5*time.Minute)
	if n := len(o.pagers.taken()); n != 0 {
		t.Errorf("%d notes, want none: Ana was told", n)
	}
}

// A post in a channel wakes nobody at night: where Slack takes that and refuses
// every person, the second way rings.
func TestAChannelAloneWakesNobody(t *testing.T) {
	o := newOffice(t)
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "missing_scope", Method: "conversations.open", Times: -1})
	o.open(t, 1, rules.Crisis, room, anaDM, pager)
	o.rounds(t, time.Minute)
	if got := events(o.pagers.taken()); got != "card" {
		t.Errorf("a minute after a crisis that reached a channel and nobody's phone the pager took %q, want a card", got)
	}
}

// A card that stood in Slack is no help if the next alarm cannot get through.
func TestALaterAlertThatCannotBeGivenGoesTheSecondWay(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room, anaDM, pager)
	o.rounds(t, 5*time.Minute)
	o.SetDown(true)
	alerted := o.Now()
	o.step(t, 1, 2, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room, anaDM, pager)
	o.rounds(t, time.Minute)
	if notes := o.pagers.taken(); events(notes) != "card" {
		t.Fatalf("%v after the alert the pager took %q, want the card it never saw", o.Now().Sub(alerted), events(notes))
	}
	o.pass(4 * time.Minute)
	o.step(t, 1, 3, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room, anaDM, pager)
	o.rounds(t, time.Minute)
	notes := o.pagers.taken()
	if events(notes) != "card ping" || !strings.Contains(notes[1].Text, "still has nobody after 10 min") {
		t.Fatalf("after the next the pager took %q, %+v; want a ping", events(notes), notes)
	}
	o.SetDown(false)
	o.rounds(t, time.Minute)
	if _, pings, _ := o.kinds("#crisis"); pings != 1 || len(o.pagers.taken()) != 2 || o.outstanding(t) != 0 {
		t.Errorf("after recovery: %d pings in #crisis, pager took %q, %d outstanding; want one ping and nothing more", pings, events(o.pagers.taken()), o.outstanding(t))
	}
}

// Somebody whom an alert does not concern is no proof that it got through.
func TestAnAlertReachesWhomItConcernsOrGoesTheSecondWay(t *testing.T) {
	o := newOffice(t)
	ben := alerting.Place{Kind: alerting.Person, Address: "U02BEN", Responder: "ben"}
	o.open(t, 1, rules.Crisis, anaDM, ben, pager)
	o.rounds(t, 5*time.Minute)
	o.SetDown(true)
	widened := alerting.Action{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}, Rung: []string{"ben"}}
	o.step(t, 1, 1, []alerting.Action{widened}, anaDM, ben, pager)
	o.rounds(t, time.Second)
	o.pass(5 * time.Minute)
	widened.Rung = []string{"ben"}
	id, since := incidentID(1), early
	err := o.store.Record(t.Context(), alerting.Step{
		ID: id, Have: 2, Live: true,
		Actions: []alerting.Action{{Key: "again", At: o.Now(), Verb: alerting.Widened, By: widened.By, Rung: widened.Rung}},
		Orders: []alerting.Order{
			{Place: anaDM, Want: 3, Pings: 1, Since: since}, {Place: ben, Want: 3, Pings: 2, Since: since}, {Place: pager, Want: 3, Pings: 2, Since: since},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	o.rounds(t, time.Minute)
	if n := len(o.pagers.taken()); n != 1 {
		t.Errorf("%d notes, want one: the alert was for Ben, and only Ana's card is up to date", n)
	}
}

func TestASecondWayWhoseAnswerIsLostIsRepeatedOnlyWhileSlackIsDown(t *testing.T) {
	o := newOffice(t)
	o.SetDown(true)
	o.pagers.set(false, true)
	o.open(t, 1, rules.Crisis, room, pager)
	o.rounds(t, 50*time.Second)
	notes := o.pagers.taken()
	if len(notes) < 2 || notes[0].Repeat || !notes[1].Repeat || notes[0].Key != notes[1].Key {
		t.Fatalf("%d notes, want a second that says it may be a repeat and has the same key: %+v", len(notes), notes)
	}
	o.rounds(t, 2*time.Minute)
	if n := len(o.pagers.taken()); n > 2+2*4 {
		t.Errorf("within two minutes the pager was rung %d times more, want at most once in 15 s", n-len(notes))
	}
	o.SetDown(false)
	o.rounds(t, 31*time.Second)
	posts, _, _ := o.kinds("#crisis")
	n := len(o.pagers.taken())
	o.rounds(t, 5*time.Minute)
	if posts != 1 || len(o.pagers.taken()) != n || o.outstanding(t) != 0 {
		t.Errorf("after recovery: %d cards, %d notes more, %d outstanding; want 1 card and no more", posts, len(o.pagers.taken())-n, o.outstanding(t))
	}
}

func TestBothWaysShutBothAreTriedOn(t *testing.T) {
	o := newOffice(t)
	o.SetDown(true)
	o.pagers.set(true, false)
	o.open(t, 1, rules.Crisis, room, pager)
	o.rounds(t, 10*time.Minute)
	o.pagers.set(false, false)
	o.rounds(t, 31*time.Second)
	if got := events(o.pagers.taken()); got != "card" {
		t.Errorf("half a minute after the pager is back it took %q, want one card", got)
	}
	o.SetDown(false)
	o.rounds(t, 31*time.Second)
	if posts, _, _ := o.kinds("#crisis"); posts != 1 || o.outstanding(t) != 0 {
		t.Errorf("half a minute after Slack is back it shows %d cards with %d outstanding, want one and none", posts, o.outstanding(t))
	}
}

// Where nothing was ever shown, later alerts do not put off the second way.
func TestAlertsThatPileUpDoNotPutOffTheSecondWay(t *testing.T) {
	o := newOffice(t)
	o.SetDown(true)
	o.open(t, 1, rules.Crisis, room, pager)
	for n := 2; n <= 5; n++ {
		o.rounds(t, 15*time.Second)
		o.step(t, 1, n, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room, pager)
	}
	if got := events(o.pagers.taken()); got != "card" {
		t.Errorf("after a minute of alerts the pager took %q, want a card", got)
	}
}

func TestANewerAlertTakesThePlaceOfALostOne(t *testing.T) {
	o := newOffice(t)
	again := func(pings int) {
		o.step(t, 1, pings, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room, pager)
	}
	o.SetDown(true)
	o.open(t, 1, rules.Crisis, room, pager)
	o.rounds(t, 5*time.Minute)
	o.pagers.set(false, true)
	again(2)
	o.rounds(t, time.Second)
	o.pagers.set(false, false)
	again(3)
	o.rounds(t, 5*time.Minute)
	notes := o.pagers.taken()
	if events(notes) != "card ping ping" || notes[2].Repeat || notes[1].Key == notes[2].Key {
		t.Errorf("the pager took %q, want a ping whose answer was lost and one that is no repeat of it: %+v", events(notes), notes)
	}
}
