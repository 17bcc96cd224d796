package alerting_test

import (
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
	"tocsin/rules"
)

// freeze has Slack refuse edits with a word for good, or so often.
func (o *office) freeze(word string, times int) {
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: word, Method: "chat.update", Times: times})
}

// grows tells of new numbers again and again, without an alert.
func (o *office) grows(t *testing.T, times int, places ...alerting.Place) {
	t.Helper()
	for range times {
		o.step(t, 1, 1, []alerting.Action{o.heard(rules.Issue)}, places...)
		o.rounds(t, 20*time.Second)
	}
}

// Every post rings. Where edits are refused for good, a change is no reason to ring.
func TestACardThatCanNeverBeEditedIsPostedAnewOnceAnHourAtMost(t *testing.T) {
	for _, word := range []string{"edit_window_closed", "message_not_found", "cant_update_message"} {
		t.Run(word, func(t *testing.T) {
			o := newOffice(t)
			o.freeze(word, -1)
			o.open(t, 1, rules.Issue, room, anaDM)
			o.rounds(t, time.Second)
			o.grows(t, 15, room, anaDM)
			o.restart(t)
			o.grows(t, 15, room, anaDM)
			for _, place := range []string{"#crisis", "U01ANA"} {
				if posts, pings, _ := o.kinds(place); posts != 2 || pings != 0 {
					t.Errorf("30 changes in 10 minutes made %d cards and %d pings in %s, want two cards", posts, pings, place)
				}
			}
			if n := o.outstanding(t); n != 0 {
				t.Errorf("%d deliveries are outstanding, want none: the cards are left as they are", n)
			}
			o.pass(time.Hour)
			o.step(t, 1, 1, []alerting.Action{byAna(alerting.Claim)}, room, anaDM)
			o.rounds(t, time.Minute)
			if screen := o.Screen("#crisis"); len(screen) != 3 || !strings.Contains(screen[2].Text, "Ana Ruiz has it") {
				t.Errorf("an hour later #crisis shows %d cards, want a third that says who has it", len(screen))
			}
		})
	}
}

func TestAnAlertAboutACardThatCannotBeEditedShowsItAnew(t *testing.T) {
	o := newOffice(t)
	o.freeze("edit_window_closed", -1)
	o.open(t, 1, rules.Issue, room)
	o.rounds(t, time.Second)
	o.grows(t, 3, room)
	for pings := 2; pings <= 4; pings++ {
		o.step(t, 1, pings, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room)
		o.rounds(t, 2*time.Minute)
	}
	posts, pings, _ := o.kinds("#crisis")
	if slip := o.slip(t, 1, room); posts != 5 || pings != 0 || slip.Pinged != 4 || o.outstanding(t) != 0 {
		t.Errorf("%d cards and %d pings, %d outstanding; want the first, the one posted anew, and one for each of three alerts: %+v", posts, pings, o.outstanding(t), slip)
	}
}

func TestWhatACardWasLeftWithoutIsShownOnceItCanBeEdited(t *testing.T) {
	o := newOffice(t)
	o.freeze("cant_update_message", 3)
	o.open(t, 1, rules.Issue, room)
	o.rounds(t, time.Second)
	o.grows(t, 2, room)
	o.step(t, 1, 1, []alerting.Action{byAna(alerting.Claim)}, room)
	did := o.round(t)
	if did.Frozen != 1 || did.Failed != 0 || did.String() != "1 left unedited" {
		t.Errorf("the round did %q, want it to say what was left", did)
	}
	o.step(t, 1, 1, []alerting.Action{byAna(alerting.Note)}, room)
	if did := o.round(t); did.String() != "1 edited" {
		t.Errorf("then the round did %q, want the card edited", did)
	}
	if screen := o.Screen("#crisis"); len(screen) != 2 || !strings.Contains(screen[1].Text, "Ana Ruiz has it") {
		t.Errorf("#crisis shows %d cards, want two of which the newer says who has it", len(screen))
	}
}

// The hour is on the slip, also where nobody lives to see the new card arrive.
func TestAProcessKilledAroundACardPostedAnewDoesNotPostItAgain(t *testing.T) {
	for _, posted := range []bool{false, true} {
		o := newOffice(t)
		o.freeze("edit_window_closed", -1)
		o.open(t, 1, rules.Issue, room)
		o.rounds(t, time.Second)
		o.step(t, 1, 1, []alerting.Action{o.heard(rules.Issue)}, room)
		if _, err := o.another(t, &mortal{o.slack, posted}).Deliver(t.Context(), "solvo", o.Now()); err != nil {
			t.Fatal(err)
		}
		o.restart(t)
		o.rounds(t, time.Minute)
		o.grows(t, 5, room)
		if screen := o.Screen("#crisis"); len(screen) != 2 || strings.Contains(screen[1].Text, "Possible repeat") || o.outstanding(t) != 0 {
			t.Errorf("posted %v: #crisis shows %d cards with %d outstanding, want two", posted, len(screen), o.outstanding(t))
		}
	}
}
