package store

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
)

var (
	channel = alerting.Place{Kind: alerting.Channel, Address: "#crisis"}
	ana     = alerting.Place{Kind: alerting.Person, Address: "U01ANA", Responder: "ana"}
)

func order(p alerting.Place, want, pings int, since time.Time) alerting.Order {
	return alerting.Order{Place: p, Want: want, Pings: pings, Since: since}
}

func sign(t *testing.T, s *Store, place alerting.Place, slip alerting.Slip) {
	t.Helper()
	if err := s.Sign(t.Context(), incident(1), place, slip); err != nil {
		t.Fatal(err)
	}
}

func outstandingAt(t *testing.T, s *Store, now time.Time) []string {
	t.Helper()
	due, err := s.Outstanding(t.Context(), "solvo", now)
	if err != nil {
		t.Fatal(err)
	}
	told := []string{}
	for _, d := range due {
		told = append(told, fmt.Sprintf("%s %s %d/%d %d/%d", d.ID, d.Order.Place, d.Slip.Shown, d.Order.Want, d.Slip.Pinged, d.Order.Pings))
	}
	return told
}

func TestADeliverysLife(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		have := 0
		step := func(orders ...alerting.Order) {
			st := opening(1, fmt.Sprint("step", have))
			st.Have, st.Orders = have, orders
			record(t, s, st)
			have += len(st.Actions)
		}
		later := morning.Add(time.Minute)
		steps := []struct {
			name string
			do   func()
			now  time.Time
			want []string
		}{
			{"nothing was ordered", func() {}, morning, []string{}},
			{"two places are ordered, the older order comes first", func() { step(order(channel, 2, 1, later), order(ana, 2, 1, morning)) }, later, []string{"solvo/1 person:U01ANA 0/2 0/1", "solvo/1 channel:#crisis 0/2 0/1"}},
			{"one is delivered", func() { sign(t, s, ana, alerting.Slip{Shown: 2, Pinged: 1}) }, later, []string{"solvo/1 channel:#crisis 0/2 0/1"}},
			{"the other fails and waits", func() {
				sign(t, s, channel, alerting.Slip{Tries: 1, NextTry: later.Add(30 * time.Second), Fault: "ratelimited"})
			}, later, []string{}},
			{"until its next try has come", func() {}, later.Add(30 * time.Second), []string{"solvo/1 channel:#crisis 0/2 0/1"}},
			{"it is shown but nobody was pinged", func() { sign(t, s, channel, alerting.Slip{Shown: 2}) }, later, []string{"solvo/1 channel:#crisis 2/2 0/1"}},
			{"all is delivered", func() { sign(t, s, channel, alerting.Slip{Shown: 2, Pinged: 1}) }, later, []string{}},
			{"and stays so", func() {}, later.Add(oneDay), []string{}},
			{"the card was deleted and must be shown again", func() { sign(t, s, channel, alerting.Slip{Pinged: 1}) }, later, []string{"solvo/1 channel:#crisis 0/2 1/1"}},
			{"and is", func() { sign(t, s, channel, alerting.Slip{Shown: 2, Pinged: 1}) }, later, []string{}},
			{"its thread is to be told", func() {
				o := order(channel, 2, 1, later)
				o.Tells = 1
				step(o)
			}, later, []string{"solvo/1 channel:#crisis 2/2 1/1"}},
			{"and is told", func() { sign(t, s, channel, alerting.Slip{Shown: 2, Pinged: 1, Told: 1}) }, later, []string{}},
			{"a step wants more of one place and no more of the other", func() { step(order(channel, 4, 2, later)) }, later, []string{"solvo/1 channel:#crisis 2/4 1/2"}},
			{"a slip of a place no longer ordered changes nothing", func() { sign(t, s, ana, alerting.Slip{}) }, later, []string{"solvo/1 channel:#crisis 2/4 1/2"}},
			{"a step that orders nothing ends it", func() { step() }, later, []string{}},
		}
		for _, st := range steps {
			st.do()
			if diff := cmp.Diff(st.want, outstandingAt(t, s, st.now)); diff != "" {
				t.Errorf("%s: Outstanding (-want +got):\n%s", st.name, diff)
			}
		}
	})
}

func TestDeliveriesLayTheSlipBesideItsOrder(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		st := opening(1, "a")
		st.Orders = []alerting.Order{order(ana, 2, 1, morning), order(channel, 2, 1, morning)}
		record(t, s, st)
		slip := alerting.Slip{Receipt: alerting.Receipt{Channel: "D1", Message: "17.2"}, Shown: 1, Pinged: 1, Sending: "k", Tries: 2, NextTry: morning, Fault: "x", Repeats: 1}
		sign(t, s, ana, slip)
		got, err := s.Deliveries(t.Context(), incident(1))
		want := []alerting.Delivery{{ID: incident(1), Order: st.Orders[1]}, {ID: incident(1), Order: st.Orders[0], Slip: slip}}
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("Deliveries: %v (-want +got):\n%s", err, diff)
		}
		if got, err := s.Deliveries(t.Context(), incident(2)); err != nil || len(got) > 0 {
			t.Errorf("Deliveries of no incident = %v, %v", got, err)
		}
	})
}

// The outbox is only an index. Looking at it clears up; nothing that is written
// meanwhile may be cleared away with it.
func TestTheOutboxForgetsOnlyWhatIsDelivered(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		st := opening(1, "a")
		st.Orders = []alerting.Order{order(channel, 2, 1, morning)}
		record(t, s, st)
		inBox := func() int {
			names, err := s.members(t.Context(), s.keys.outbox("solvo"))
			if err != nil {
				t.Fatal(err)
			}
			return len(names)
		}

		sign(t, s, channel, alerting.Slip{Shown: 2, Pinged: 1})
		if n := inBox(); n != 1 {
			t.Errorf("a process that dies right after Sign leaves %d entries, want 1", n)
		}
		if err := s.settled(t.Context(), incident(1)); err != nil || inBox() != 0 {
			t.Errorf("clearing up what is delivered: %v, leaves %d entries", err, inBox())
		}
		st = opening(1, "b")
		st.Have, st.Orders = 2, []alerting.Order{order(channel, 4, 1, morning)}
		record(t, s, st)
		if err := s.settled(t.Context(), incident(1)); err != nil || inBox() != 1 {
			t.Errorf("clearing up decided before a new order: %v, leaves %d entries, want 1", err, inBox())
		}
	})
}

// Clearing up races with a step that orders more, and with a slip that shows less.
func TestClearingUpNeverOvertakesAnOrder(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		courier, desk := g.open(t), g.open(t)
		have := 0
		for round := range 60 {
			st := opening(1, fmt.Sprint("round ", round))
			st.Have, st.Orders = have, []alerting.Order{order(channel, have+2, 1, morning)}
			delivered := alerting.Slip{Shown: have, Pinged: 1}
			if round > 0 {
				sign(t, courier, channel, delivered)
			}
			var wg sync.WaitGroup
			wg.Go(func() {
				for range 3 {
					if err := courier.settled(t.Context(), incident(1)); err != nil {
						t.Error(err)
					}
				}
			})
			wg.Go(func() {
				if err := desk.Record(t.Context(), st); err != nil {
					t.Error(err)
				}
			})
			wg.Wait()
			have += 2
			if got := outstandingAt(t, courier, morning); len(got) != 1 {
				t.Fatalf("round %d: the order for %d actions is not outstanding: %v", round, have, got)
			}
		}
	})
}
