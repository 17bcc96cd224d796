package alerting_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack"
	"tocsin/alerting/slack/slackfake"
	"tocsin/brand"
	"tocsin/rules"
)

// Slack takes the message and the answer is lost, in every way it can be.
func TestACardIsPostedOnceThoughSlacksAnswerWasLost(t *testing.T) {
	for _, trouble := range []slackfake.Trouble{slackfake.ServerError, slackfake.Cut, slackfake.Hang, slackfake.Empty, slackfake.Nameless, slackfake.Garbage} {
		for _, accept := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s accepted %v", trouble, accept), func(t *testing.T) {
				o := newOffice(t)
				if trouble == slackfake.Hang {
					o.patience = 300 * time.Millisecond
					o.restart(t)
				}
				o.Inject(slackfake.Fault{Trouble: trouble, Method: "chat.postMessage", Accept: accept})
				o.open(t, 1, rules.Crisis, room)
				o.rounds(t, 10*time.Second)
				o.Inject(slackfake.Fault{Trouble: trouble, Method: "chat.postMessage", Accept: accept})
				o.step(t, 1, 2, []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}}}, room)
				o.rounds(t, 10*time.Second)
				posts, pings, _ := o.kinds("#crisis")
				if posts != 1 || pings != 1 || o.outstanding(t) != 0 {
					t.Errorf("%d cards, %d pings, %d outstanding; want 1, 1 and none: %+v", posts, pings, o.outstanding(t), o.slip(t, 1, room))
				}
				for _, m := range o.Ledger() {
					if strings.Contains(m.Text, "Possible repeat") {
						t.Errorf("%q says that it may be a repeat, but Slack could be asked", m.Text)
					}
				}
				if text := o.Screen("#crisis")[0].Text; !strings.Contains(text, "nobody has it") {
					t.Errorf("the card says %q", text)
				}
			})
		}
	}
}

func TestWhereNobodyCanLookASecondCopySaysSo(t *testing.T) {
	o := newOffice(t)
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "missing_scope", Method: "conversations.history", Times: -1})
	o.Inject(slackfake.Fault{Trouble: slackfake.Cut, Method: "chat.postMessage", Accept: true})
	o.open(t, 1, rules.Crisis, room)
	o.rounds(t, time.Minute)
	screen := o.Screen("#crisis")
	if len(screen) != 2 || strings.Contains(screen[0].Text, "Possible repeat") || !strings.Contains(screen[1].Text, "Possible repeat") {
		t.Fatalf("#crisis shows %d cards, want two of which the second says that it may be a repeat", len(screen))
	}
	if slip := o.slip(t, 1, room); slip.Repeats != 1 || o.seen.count["repeated"] != 1 {
		t.Errorf("%d repeats on the slip, %v observed; want one", slip.Repeats, o.seen.count)
	}
	o.step(t, 1, 1, []alerting.Action{byAna(alerting.Claim)}, room)
	o.round(t)
	if text := o.Screen("#crisis")[1].Text; !strings.Contains(text, "Ana Ruiz has it") {
		t.Errorf("the card that is known of says %q after the claim", text)
	}
}

// A mortal is a notifier whose process dies before or after it has posted.
type mortal struct {
	*slack.Slack
	posted bool
}

func (m *mortal) Post(ctx context.Context, place alerting.Place, card alerting.Card, key string) (alerting.Receipt, error) {
	if m.posted {
		_, _ = m.Slack.Post(ctx, place, card, key) // nobody lives to hear of it
	}
	runtime.Goexit()
	return alerting.Receipt{}, nil
}

func TestAProcessKilledAroundAPostPostsOnceAfterItsRestart(t *testing.T) {
	for _, posted := range []bool{false, true} {
		t.Run(fmt.Sprintf("posted %v", posted), func(t *testing.T) {
			o := newOffice(t)
			o.open(t, 1, rules.Crisis, room)
			if _, err := o.another(t, &mortal{o.slack, posted}).Deliver(t.Context(), "solvo", o.Now()); err != nil {
				t.Fatal(err)
			}
			if o.slip(t, 1, room).Sending == "" {
				t.Fatal("nothing was noted before the process died")
			}
			died := o.Now()
			o.restart(t)
			o.rounds(t, 30*time.Second)
			screen := o.Screen("#crisis")
			if len(screen) != 1 || strings.Contains(screen[0].Text, "Possible repeat") {
				t.Fatalf("#crisis shows %d cards, want one that is no repeat", len(screen))
			}
			if slip := o.slip(t, 1, room); slip.Sending != "" || slip.Shown != 1 || slip.Pinged != 1 {
				t.Errorf("the slip says %+v, want one card and one alert, and nothing under way", slip)
			}
			if took := o.Ledger()[0].At.Sub(died); took > 15*time.Second {
				t.Errorf("it took %v to post, want at most 15 s", took)
			}
		})
	}
}

// A slow is a notifier that is still at its post while something else happens.
type slow struct {
	*slack.Slack
	meanwhile func()
}

func (s *slow) Post(ctx context.Context, place alerting.Place, card alerting.Card, key string) (alerting.Receipt, error) {
	s.meanwhile()
	return s.Slack.Post(ctx, place, card, key)
}

func TestTwoProcessesDoNotPostTheSameCard(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room)
	other := o.another(t, o.slack)
	busy := o.another(t, &slow{o.slack, func() {
		for range 5 {
			if _, err := other.Deliver(t.Context(), "solvo", o.Now()); err != nil {
				t.Error(err)
			}
		}
	}})
	if _, err := busy.Deliver(t.Context(), "solvo", o.Now()); err != nil {
		t.Fatal(err)
	}
	o.rounds(t, 30*time.Second)
	if posts, _, _ := o.kinds("#crisis"); posts != 1 {
		t.Errorf("%d cards were posted, want one", posts)
	}
}

// The second try certainly fails; that says nothing of the first.
func TestAFailedRepeatLeavesTheFirstCopyToBeFound(t *testing.T) {
	o := newOffice(t)
	o.Inject(slackfake.Fault{Trouble: slackfake.Cut, Method: "chat.postMessage", Accept: true})
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "missing_scope", Method: "conversations.history", Times: 4})
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "not_in_channel", Method: "chat.postMessage"})
	o.open(t, 1, rules.Crisis, room)
	o.rounds(t, 2*time.Minute)
	if screen := o.Screen("#crisis"); len(screen) != 1 || o.outstanding(t) != 0 {
		t.Errorf("#crisis shows %d cards with %d outstanding, want the first alone", len(screen), o.outstanding(t))
	}
}

// Refusals before the lost answer do not count as looks for it.
func TestALostAnswerIsLookedForAfterManyRefusals(t *testing.T) {
	o := newOffice(t)
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "not_in_channel", Method: "chat.postMessage", Times: 6})
	o.Inject(slackfake.Fault{Trouble: slackfake.Cut, Method: "chat.postMessage", Accept: true})
	o.Inject(slackfake.Fault{Trouble: slackfake.ServerError, Method: "conversations.history", Times: 3})
	o.open(t, 1, rules.Crisis, room)
	o.rounds(t, 5*time.Minute)
	if screen := o.Screen("#crisis"); len(screen) != 1 || o.outstanding(t) != 0 {
		t.Errorf("#crisis shows %d cards with %d outstanding, want one", len(screen), o.outstanding(t))
	}
}

// A card that cannot be edited any more still stands there with its key. It is not
// the one that takes its place.
func TestACardThatCannotBeEditedIsNotMistakenForTheNewOne(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room)
	o.round(t)
	o.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "cant_update_message", Method: "chat.update"})
	o.Inject(slackfake.Fault{Trouble: slackfake.Cut, Method: "chat.postMessage"})
	o.step(t, 1, 1, []alerting.Action{byAna(alerting.Claim)}, room)
	o.rounds(t, time.Minute)
	screen := o.Screen("#crisis")
	if len(screen) != 2 || !strings.Contains(screen[1].Text, "Ana Ruiz has it") {
		t.Errorf("#crisis shows %d cards, want the old one and one that says who has it", len(screen))
	}
}

// Between the look at what is due and the turn of a place, another process may
// have delivered there.
func TestWhatAnotherProcessHasDeliveredMeanwhileIsLeftAlone(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room)
	other := o.another(t, o.slack)
	late := alerting.NewCourier(alerting.CourierOptions{
		Ledger: joinStore(t, o.prefix), Reader: readerOf,
		Notifiers: map[alerting.PlaceKind]alerting.Notifier{alerting.Channel: o.slack},
		Footer: func(ctx context.Context, key brand.Key, now time.Time) string { // asked after the look
			if _, err := other.Deliver(ctx, key, now); err != nil {
				t.Error(err)
			}
			return ""
		},
	})
	did, err := late.Deliver(t.Context(), "solvo", o.Now())
	if posts, _, _ := o.kinds("#crisis"); err != nil || did.String() != "" || posts != 1 {
		t.Errorf("the late one did %q, %v, and %d cards were posted; want nothing, and one", did, err, posts)
	}
}

func TestAMessageThatAnotherProcessIsSendingIsLeftToIt(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room)
	sending, finish, sent := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	busy := o.another(t, &slow{o.slack, func() { close(sending); <-finish }})
	late := alerting.NewCourier(alerting.CourierOptions{
		Ledger: joinStore(t, o.prefix), Reader: readerOf,
		Notifiers: map[alerting.PlaceKind]alerting.Notifier{alerting.Channel: o.slack},
		Footer: func(ctx context.Context, key brand.Key, now time.Time) string { // asked after the look
			go func() {
				_, err := busy.Deliver(ctx, key, now)
				sent <- err
			}()
			<-sending
			return ""
		},
	})
	did, err := late.Deliver(t.Context(), "solvo", o.Now())
	close(finish)
	if other := <-sent; err != nil || other != nil || did.String() != "" {
		t.Errorf("the late one did %q, %v, %v; want nothing", did, err, other)
	}
	if posts, _, _ := o.kinds("#crisis"); posts != 1 {
		t.Errorf("%d cards were posted, want one", posts)
	}
}
