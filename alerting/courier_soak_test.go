package alerting_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
	"tocsin/rules"
)

// The truth is Slack's ledger: whatever breaks, every place shows its card in the
// end, nothing is there twice that does not say that it may be, and where Slack's
// history can be read nothing is there twice at all.
func TestWhateverBreaksNothingIsLostAndNothingDoubledInSilence(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 7))
			readable := seed%2 == 0
			o := newOffice(t)
			places := []alerting.Place{room, press, anaDM}
			pings := map[int]int{}
			for second := range 300 {
				if rng.IntN(4) == 0 {
					o.mischief(rng, readable)
				}
				switch n := rng.IntN(40); {
				case n < 2 && len(pings) < 12:
					pings[len(pings)+1] = 1
					o.open(t, len(pings), rules.Crisis, places...)
				case n < 4 && len(pings) > 0:
					i := 1 + rng.IntN(len(pings))
					pings[i]++
					o.step(t, i, pings[i], []alerting.Action{{Verb: alerting.Widened, By: alerting.Actor{ID: alerting.System}, Rung: []string{"ana"}}}, places...)
				case n == 4:
					posted := rng.IntN(2) == 0
					if _, err := o.another(t, &mortal{o.slack, posted}).Deliver(t.Context(), "solvo", o.Now()); err != nil {
						t.Fatal(err)
					}
					o.restart(t)
				}
				if second%2 == 0 {
					o.round(t)
				}
				o.pass(time.Second)
			}
			o.rounds(t, 10*time.Minute) // what mischief is left is used up
			o.keptItsWord(t, len(pings), places, readable)
		})
	}
}

// mischief lets the next call of some method go wrong, unless Slack's history is
// to be readable one that reads. What Slack says it refused it did not take.
func (o *office) mischief(rng *rand.Rand, readable bool) {
	methods := []string{"chat.postMessage", "chat.postMessage", "chat.update", "conversations.history", "conversations.replies", "conversations.open"}
	if readable {
		methods = methods[:3]
	}
	fault := slackfake.Fault{Method: methods[rng.IntN(len(methods))], Error: "not_in_channel", RetryAfter: "3"}
	troubles := []slackfake.Trouble{slackfake.RateLimit, slackfake.Refuse, slackfake.ServerError, slackfake.Nameless, slackfake.Empty, slackfake.Garbage, slackfake.Cut}
	which := rng.IntN(len(troubles))
	fault.Trouble, fault.Accept = troubles[which], which >= 2 && rng.IntN(2) == 0
	o.Inject(fault)
}

// keptItsWord holds Slack's ledger against what was ordered.
func (o *office) keptItsWord(t *testing.T, incidents int, places []alerting.Place, readable bool) {
	t.Helper()
	if n := o.outstanding(t); n != 0 {
		t.Errorf("%d deliveries are still outstanding", n)
	}
	cards, copies := map[string]int{}, map[string]int{}
	for _, m := range o.Ledger() {
		if m.Kind != slackfake.Post {
			continue
		}
		repeat := strings.Contains(m.Text, "ossible repeat")
		if repeat && readable {
			t.Errorf("%s: %q may be a repeat, though Slack's history could be read", m.Name, m.Text)
		}
		if m.Metadata.EventType == "tocsin_card" {
			cards[fmt.Sprint(m.Metadata.EventPayload["incident"], " in ", m.Name)]++
		}
		key := fmt.Sprint(m.Metadata.EventPayload["key"])
		if copies[key]++; copies[key] > 1 && !repeat {
			t.Errorf("%s: %q is there twice and does not say so", m.Name, m.Text)
		}
	}
	if len(cards) != incidents*len(places) || incidents == 0 {
		t.Errorf("%d cards of %d incidents in %d places: %v", len(cards), incidents, len(places), cards)
	}
}
