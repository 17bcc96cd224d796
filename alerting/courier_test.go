package alerting_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
	"tocsin/rules"
)

func TestACardIsPostedThenEditedThenPingedOnce(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room, anaDM)
	did := o.round(t)
	if did.Posted != 2 || did.String() != "2 posted" {
		t.Errorf("the first round did %q, want 2 posted", did)
	}
	card := o.Screen("#crisis")[0]
	if want := "CRISIS Solvo · 212 voices/h, 14x normal · nobody has it yet · Ana Ruiz or Ben Cole may decide"; card.Text != want {
		t.Errorf("the card says %q, want %q", card.Text, want)
	}
	if !strings.Contains(string(card.Blocks), "4 of 4 sources fresh") {
		t.Error("the card does not tell how fresh its figures are")
	}
	if did := o.round(t); did.String() != "" {
		t.Errorf("a round with nothing due did %q", did)
	}
	o.pass(5 * time.Minute)
	o.step(t, 1, 2, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}, Rung: []string{"ana"}}}, room, anaDM)
	if did := o.round(t); did.String() != "2 edited, 2 pinged" {
		t.Errorf("when nobody came the round did %q, want 2 edited, 2 pinged", did)
	}
	o.step(t, 1, 2, []alerting.Action{byAna(alerting.Claim)}, room, anaDM)
	if did := o.round(t); did.String() != "2 edited" {
		t.Errorf("after the claim the round did %q, want 2 edited: nobody is pinged", did)
	}
	if text := o.Screen("U01ANA")[0].Text; !strings.Contains(text, "Ana Ruiz has it since 08:12") {
		t.Errorf("Ana's card says %q, want that she has it", text)
	}
	if n := o.outstanding(t); n != 0 {
		t.Errorf("%d deliveries are outstanding, want none", n)
	}
	if o.seen.count["sent"] != 8 || len(o.seen.count) != 1 {
		t.Errorf("observed %v, want 8 sent and nothing else", o.seen.count)
	}
}

func TestTheNewestCardIsShownWhereSomebodyDeletedTheOld(t *testing.T) {
	for _, code := range []string{"message_not_found", "cant_update_message", "edit_window_closed"} {
		o := newOffice(t)
		o.open(t, 1, rules.Crisis, room)
		o.round(t)
		o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: code, Method: "chat.update"})
		o.step(t, 1, 1, []alerting.Action{byAna(alerting.Claim)}, room)
		did := o.round(t)
		screen := o.Screen("#crisis")
		if did.String() != "1 posted" || len(screen) != 2 || !strings.Contains(screen[1].Text, "Ana Ruiz has it") {
			t.Errorf("%s: the round did %q and #crisis shows %d cards, want the card posted anew", code, did, len(screen))
		}
		o.step(t, 1, 1, []alerting.Action{byAna(alerting.Close)}, room)
		if did := o.round(t); did.String() != "1 edited" || !strings.Contains(o.Screen("#crisis")[1].Text, "closed by Ana Ruiz") {
			t.Errorf("%s: then the round did %q, want the new card edited", code, did)
		}
	}
}

// The alert is worth more than the card's last word.
func TestAnAlertIsGivenThoughTheCardCannotBeEdited(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room)
	o.round(t)
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "msg_too_long", Method: "chat.update", Times: 3})
	o.step(t, 1, 2, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room)
	if did := o.round(t); did.Pinged != 1 || did.Failed != 1 {
		t.Errorf("the round did %q, want a ping and a failed edit", did)
	}
	o.rounds(t, time.Minute)
	if _, pings, edits := o.kinds("#crisis"); pings != 1 || edits != 1 || o.outstanding(t) != 0 {
		t.Errorf("%d pings, %d edits, %d outstanding; want one ping and in the end the edit", pings, edits, o.outstanding(t))
	}
}

func TestADeadPlaceDoesNotHoldUpTheOthers(t *testing.T) {
	o := newOffice(t)
	o.patience = 500 * time.Millisecond
	o.restart(t)
	for _, method := range []string{"chat.postMessage", "conversations.history"} {
		o.Inject(slackfake.Fault{Trouble: slackfake.Hang, Method: method, Channel: "#press", Times: -1})
	}
	for n := 1; n <= 5; n++ {
		o.open(t, n, rules.Crisis, press, room, anaDM)
	}
	began := time.Now()
	o.round(t)
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("the round took %v, want hardly more than one call's patience of 0.5 s", took)
	}
	for _, place := range []string{"#crisis", "U01ANA"} {
		if posts, _, _ := o.kinds(place); posts != 5 {
			t.Errorf("%s shows %d cards after the first round, want 5", place, posts)
		}
	}
}

func TestCrisesComeFirstAndPostsBeforePingsBeforeEdits(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Watch, room)
	o.open(t, 2, rules.Crisis, room)
	o.open(t, 3, rules.Crisis, room)
	o.round(t)
	o.pass(time.Minute)
	before := len(o.Ledger())
	o.step(t, 1, 1, []alerting.Action{byAna(alerting.Claim)}, room)
	o.step(t, 2, 1, []alerting.Action{byAna(alerting.Claim)}, room)
	o.step(t, 3, 2, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room)
	o.open(t, 4, rules.Watch, room)
	o.open(t, 5, rules.Crisis, room)
	o.round(t)
	var got []string
	for _, m := range o.Ledger()[before:] {
		got = append(got, fmt.Sprint(m.Kind, " ", m.Metadata.EventPayload["incident"]))
	}
	want := []string{"post solvo/5", "update solvo/3", "post solvo/3", "update solvo/2", "post solvo/4", "update solvo/1"}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		t.Errorf("sent in the order %v, want %v", got, want)
	}
}

// For a crisis the pause grows to half a minute and no further, however long it fails.
func TestACrisisIsTriedForAsLongAsItIsOrdered(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room)
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "is_archived", Method: "chat.postMessage", Times: -1})
	last, tries := o.Now(), 0
	for range 3600 {
		if did := o.round(t); did.Failed > 0 {
			if pause := o.Now().Sub(last); pause > 31*time.Second {
				t.Fatalf("%v passed between two tries, want at most 30 s", pause)
			}
			last = o.Now()
			tries++
		}
		o.pass(time.Second)
	}
	if tries < 120 || tries > 300 {
		t.Errorf("tried %d times in an hour, want once in 15 to 30 s", tries)
	}
	if slip := o.slip(t, 1, room); !strings.Contains(slip.Fault, "unarchive the channel") || slip.Sending != "" || slip.Tries != tries {
		t.Errorf("the slip says %+v, want why it fails, and that nothing is under way", slip)
	}
}

func TestAPlaceThatAsksForRestIsGivenIt(t *testing.T) {
	o := newOffice(t)
	for n := 1; n <= 3; n++ {
		o.open(t, n, rules.Crisis, room)
	}
	o.Inject(slackfake.Fault{Trouble: slackfake.RateLimit, RetryAfter: "17", Method: "chat.postMessage"})
	if did := o.round(t); did.Failed != 1 || did.Posted != 0 {
		t.Errorf("the round did %q, want it to leave the place alone after the first refusal", did)
	}
	o.pass(time.Second)
	o.Inject(slackfake.Fault{Trouble: slackfake.RateLimit, RetryAfter: "16", Method: "chat.postMessage", Times: 2})
	o.rounds(t, 16*time.Second)
	if posts, _, _ := o.kinds("#crisis"); posts != 0 {
		t.Error("Slack was asked again within the 17 s it wanted")
	}
	o.rounds(t, 2*time.Second)
	if posts, _, _ := o.kinds("#crisis"); posts != 3 {
		t.Errorf("%d cards after 17 s, want all three", posts)
	}
}

func TestAChannelTakesOneMessageASecond(t *testing.T) {
	o := newOffice(t)
	o.connect(t, slackfake.Options{Channels: []string{"crisis"}, OnePerSecond: true})
	o.restart(t)
	for n := 1; n <= 10; n++ {
		o.open(t, n, rules.Crisis, room)
	}
	o.rounds(t, 30*time.Second)
	if posts, _, _ := o.kinds("#crisis"); posts != 10 {
		t.Errorf("%d cards after half a minute, want all 10", posts)
	}
}

// While a place is out of reach alerts pile up. What it sees then is one card in
// its newest state, not a row of alarms.
func TestAPlaceThatWasOutOfReachIsToldOnce(t *testing.T) {
	o := newOffice(t)
	o.Outage(o.Now(), o.Now().Add(20*time.Minute))
	o.open(t, 1, rules.Issue, room)
	for n := 2; n <= 4; n++ {
		o.rounds(t, 5*time.Minute)
		o.step(t, 1, n, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room)
	}
	o.rounds(t, 10*time.Minute)
	if posts, pings, _ := o.kinds("#crisis"); posts != 1 || pings > 1 || o.outstanding(t) != 0 {
		t.Errorf("after 20 minutes #crisis shows %d cards and %d pings, want one card and hardly a ping", posts, pings)
	}
}

// Save before you speak: what cannot be noted is not sent.
func TestNothingIsSentThatCannotBeNoted(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room, pager)
	ledger := &forgetful{Ledger: o.store, broken: true}
	courier := alerting.NewCourier(alerting.CourierOptions{
		Ledger: ledger, Reader: readerOf,
		Notifiers: map[alerting.PlaceKind]alerting.Notifier{alerting.Channel: o.slack, alerting.Fallback: o.hook},
	})
	for range 60 {
		if _, err := courier.Deliver(t.Context(), "solvo", o.Now()); err == nil {
			t.Fatal("a round whose ledger fails has no error")
		}
		o.pass(time.Second)
	}
	if n := len(o.Ledger()) + len(o.pagers.taken()); n != 0 {
		t.Errorf("%d messages were sent without a note", n)
	}
	ledger.broken = false
	if did, err := courier.Deliver(t.Context(), "solvo", o.Now()); err != nil || did.Posted != 1 {
		t.Errorf("with the ledger back the round did %q, %v; want the card posted", did, err)
	}
}

// A forgetful is a ledger that saves no slip while it is broken.
type forgetful struct {
	alerting.Ledger
	broken bool
}

func (f *forgetful) Sign(ctx context.Context, id alerting.ID, place alerting.Place, slip alerting.Slip) error {
	if f.broken {
		return errors.New("the disk is full")
	}
	return f.Ledger.Sign(ctx, id, place, slip)
}
