package alerting_test

import (
	"fmt"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
	"tocsin/rules"
)

// many is so many people to be rung.
func many(n int) []alerting.Place {
	people := make([]alerting.Place, n)
	for i := range people {
		people[i] = alerting.Place{Kind: alerting.Person, Address: fmt.Sprintf("U%03d", i), Responder: fmt.Sprintf("p%03d", i)}
	}
	return people
}

// hangs puts a Slack that never answers some method into the office, "" for all.
// The courier waits 0.2 s for it, which stands for 5 s.
func (o *office) hangs(t *testing.T, method string) {
	t.Helper()
	o.patience = 200 * time.Millisecond
	o.restart(t)
	o.Inject(slackfake.Fault{Trouble: slackfake.Hang, Method: method, Times: -1})
}

// hungRound delivers once while Slack hangs, and lets the 6 s pass that a round of
// one patience takes, with the second until the next. A round in which every way
// waits for as long as it may takes 8 patiences, or 40 s; one that goes on until
// its job is cut off takes a minute.
func (o *office) hungRound(t *testing.T) {
	t.Helper()
	began := time.Now()
	o.round(t)
	if took := time.Since(began); took > 8*o.patience {
		t.Errorf("a round took %v, want at most %v", took, 8*o.patience)
	}
	o.pass(6 * time.Second)
}

func TestHoweverManyPlacesHangTheSecondWayIsTriedWithinAMinute(t *testing.T) {
	o := newOffice(t)
	o.hangs(t, "")
	o.open(t, 1, rules.Crisis, append(many(200), room, pager)...)
	for o.Now().Before(early.Add(45 * time.Second)) {
		o.hungRound(t)
	}
	if n := len(o.pagers.taken()); n != 0 {
		t.Fatalf("%d notes went out before Slack had its 45 s", n)
	}
	for o.Now().Before(early.Add(54 * time.Second)) {
		o.hungRound(t)
	}
	if got := events(o.pagers.taken()); got != "card" {
		t.Errorf("a minute after a crisis that 200 people cannot be told the pager took %q, want a card", got)
	}
}

// Only people hang here, so a channel shows what else is going on.
func TestPeopleWhoCannotBeReachedHoldNobodyUp(t *testing.T) {
	o := newOffice(t)
	o.hangs(t, "conversations.open")
	people := many(60)
	o.open(t, 1, rules.Crisis, append(people, room)...)
	o.hungRound(t)
	o.open(t, 2, rules.Watch, press)
	o.hungRound(t)
	if posts, _, _ := o.kinds("#press"); posts != 1 {
		t.Errorf("a round after it was ordered #press shows %d cards, want one", posts)
	}
	for range 6 { // 8 people a round
		o.hungRound(t)
	}
	o.step(t, 1, 2, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, append(people, room)...)
	o.hungRound(t)
	if _, pings, _ := o.kinds("#crisis"); pings != 1 {
		t.Errorf("a round after the alert #crisis was pinged %d times, want once", pings)
	}
	for _, p := range people {
		if o.slip(t, 1, p).Tries == 0 {
			t.Errorf("%s was never tried, while others were tried again", p)
		}
	}
}

// A round that ends early leaves nothing behind: the next goes on where it stopped.
func TestWhoeverWasNotReachedBeforeTheRoundEndedIsReachedByTheNext(t *testing.T) {
	o := newOffice(t)
	o.hangs(t, "")
	people := many(40)
	o.open(t, 1, rules.Crisis, people...)
	o.hungRound(t)
	o.connect(t, slackfake.Options{})
	o.restart(t)
	o.rounds(t, 5*time.Second)
	for _, p := range people {
		if posts, _, _ := o.kinds(p.Address); posts != 1 {
			t.Errorf("%s shows %d cards after Slack is back, want one", p, posts)
		}
	}
}
