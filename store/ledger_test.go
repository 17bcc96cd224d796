package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/rules"
)

func incident(n int) alerting.ID { return alerting.ID{Brand: "solvo", Number: n} }

func action(key string, verb alerting.Verb, at time.Time) alerting.Action {
	return alerting.Action{Key: key, Verb: verb, At: at, By: alerting.Actor{ID: "ana", Name: "Ana", Via: "slack T1/U1"}}
}

// opening is the step that opens an incident: heard, and the first ring.
func opening(n int, key string) alerting.Step {
	heard := action(key+" heard", alerting.Heard, morning)
	heard.Signal = &rules.Signal{Rule: "volume", Brand: "solvo", Severity: rules.Crisis, At: morning, Count: rules.Count{Voices: 212, Mentions: 240}, Expected: 15.2}
	rung := action(key+" rung", alerting.Widened, morning)
	rung.Rung = []string{"ana", "ben"}
	return alerting.Step{ID: incident(n), Actions: []alerting.Action{heard, rung}, Live: true, Due: morning.Add(5 * time.Minute)}
}

func record(t *testing.T, s *Store, step alerting.Step) {
	t.Helper()
	if err := s.Record(t.Context(), step); err != nil {
		t.Fatal(err)
	}
}

func actionsOf(t *testing.T, s *Store, id alerting.ID) []alerting.Action {
	t.Helper()
	actions, err := s.Incident(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return actions
}

func TestARecordIsGivenBackAsItWasSaved(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		step := opening(1, "a")
		record(t, s, step)
		claim := action("press 1", alerting.Claim, morning.Add(time.Minute))
		record(t, s, alerting.Step{ID: incident(1), Have: 2, Actions: []alerting.Action{claim}, Live: true})
		if diff := cmp.Diff(append(step.Actions, claim), actionsOf(t, g.open(t), incident(1))); diff != "" {
			t.Errorf("another process reads (-want +got):\n%s", diff)
		}
		if _, err := s.Incident(t.Context(), incident(2)); !errors.Is(err, alerting.ErrUnknown) {
			t.Errorf("an incident that was never opened: %v, want ErrUnknown", err)
		}
	})
}

func TestRecordTakesEachStepOnceAndInTurn(t *testing.T) {
	claim := func(have int, keys ...string) alerting.Step {
		step := alerting.Step{ID: incident(1), Have: have, Live: true}
		for _, key := range keys {
			step.Actions = append(step.Actions, action(key, alerting.Claim, morning))
		}
		return step
	}
	tests := []struct {
		name  string
		step  alerting.Step
		stale bool
		// length and last are those of the record and the brand afterwards.
		length, last int
	}{
		{"a claim on what was seen", claim(2, "x"), false, 3, 1},
		{"a claim on an older state", claim(1, "x"), true, 2, 1},
		{"a claim on a state that is yet to come", claim(3, "x"), true, 2, 1},
		{"the opening, sent once more", opening(1, "a"), false, 2, 1},
		{"the opening, sent once more as if the record went on", claim(2, "a heard", "a rung"), false, 2, 1},
		{"a part of the opening with something new", claim(2, "a rung", "x"), true, 2, 1},
		{"somebody else opens the same number", opening(1, "b"), true, 2, 1},
		{"the next number is opened", opening(2, "b"), false, 2, 2},
		{"a number is left out", opening(3, "b"), true, 2, 1},
		{"a new due time alone", claim(2), false, 2, 1},
		{"a new due time alone, decided on an older state", claim(1), true, 2, 1},
	}
	onEachRung(t, func(t *testing.T, g ground) {
		for i, tt := range tests {
			own := g
			own.opts.Prefix += fmt.Sprintf("row%d:", i)
			s := own.open(t)
			record(t, s, opening(1, "a"))
			if err := s.Record(t.Context(), tt.step); errors.Is(err, alerting.ErrStale) != tt.stale || !tt.stale && err != nil {
				t.Errorf("%s: Record(have %d) = %v, want stale = %v", tt.name, tt.step.Have, err, tt.stale)
			}
			if n := len(actionsOf(t, s, incident(1))); n != tt.length {
				t.Errorf("%s: afterwards the record has %d actions, want %d", tt.name, n, tt.length)
			}
			if last, err := s.Last(t.Context(), "solvo"); err != nil || last != tt.last {
				t.Errorf("%s: afterwards Last = %d, %v; want %d", tt.name, last, err, tt.last)
			}
		}
	})
}

func TestRecordRefusesAMeaninglessStep(t *testing.T) {
	same := opening(1, "a")
	same.Actions[1].Key = same.Actions[0].Key
	nameless := opening(1, "a")
	nameless.Actions[0].Key = ""
	tests := map[string]alerting.Step{
		"an opening without an action": {ID: incident(1)},
		"an incident without a number": opening(0, "a"),
		"two actions with one key":     same,
		"an action without a key":      nameless,
		"a record of negative length":  {ID: incident(1), Have: -1},
	}
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		for name, step := range tests {
			if err := s.Record(t.Context(), step); err == nil || errors.Is(err, alerting.ErrStale) {
				t.Errorf("%s: Record answers %v, want an error that is not stale", name, err)
			}
		}
		if last, err := s.Last(t.Context(), "solvo"); err != nil || last != 0 {
			t.Errorf("Last = %d, %v; want 0", last, err)
		}
	})
}

// race runs a step of each of n people at once, on two daemons by turns, and
// counts who succeeded.
func race(t *testing.T, g ground, n int, step func(i int) alerting.Step) int {
	t.Helper()
	daemons := []*Store{g.open(t), g.open(t)}
	var mu sync.Mutex
	won := 0
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			err := daemons[i%2].Record(t.Context(), step(i))
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				won++
			case !errors.Is(err, alerting.ErrStale):
				t.Errorf("person %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	return won
}

func TestOfFiftyWhoClaimAtOnceOneHasIt(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		record(t, s, opening(1, "a"))
		won := race(t, g, 50, func(i int) alerting.Step {
			return alerting.Step{ID: incident(1), Have: 2, Live: true, Actions: []alerting.Action{action(fmt.Sprint("press ", i), alerting.Claim, morning)}}
		})
		if n := len(actionsOf(t, s, incident(1))); won != 1 || n != 3 {
			t.Errorf("%d claims succeeded, the record has %d actions; want 1 and 3", won, n)
		}
	})
}

func TestOfManyWhoOpenANumberOneDoes(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		won := race(t, g, 20, func(i int) alerting.Step { return opening(1, fmt.Sprint("opener ", i)) })
		if n := len(actionsOf(t, g.open(t), incident(1))); won != 1 || n != 2 {
			t.Errorf("%d opened it, the record has %d actions; want 1 and 2", won, n)
		}
	})
}

func TestOnePressThatArrivesEverywhereIsRecordedOnce(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		record(t, s, opening(1, "a"))
		won := race(t, g, 20, func(int) alerting.Step {
			return alerting.Step{ID: incident(1), Have: 2, Live: true, Actions: []alerting.Action{action("press", alerting.Claim, morning)}}
		})
		if n := len(actionsOf(t, s, incident(1))); won != 20 || n != 3 {
			t.Errorf("%d arrivals were told it is done, the record has %d actions; want 20 and 3", won, n)
		}
	})
}

func TestRecentAndDueFollowTheSteps(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		for n := 1; n <= 3; n++ {
			step := opening(n, fmt.Sprint(n))
			step.Due = morning.Add(time.Duration(10-n) * time.Minute)
			record(t, s, step)
		}
		other := opening(1, "other")
		other.ID.Brand = "acme"
		record(t, s, other)
		ended := action("end", alerting.Close, morning.Add(time.Hour))
		record(t, s, alerting.Step{ID: incident(2), Have: 2, Actions: []alerting.Action{ended}})

		type answer struct{ Recent, Due []alerting.ID }
		tests := []struct {
			name string
			at   time.Time
			want answer
		}{
			{"before any is due", morning, answer{[]alerting.ID{incident(1), incident(2), incident(3)}, []alerting.ID{}}},
			{"the very moment the third is due", morning.Add(7 * time.Minute), answer{[]alerting.ID{incident(1), incident(2), incident(3)}, []alerting.ID{incident(3)}}},
			{"the second would have been due, but is closed", morning.Add(9 * time.Minute), answer{[]alerting.ID{incident(1), incident(2), incident(3)}, []alerting.ID{incident(3), incident(1)}}},
			{"as the closed one ends", morning.Add(time.Hour), answer{[]alerting.ID{incident(1), incident(2), incident(3)}, []alerting.ID{incident(3), incident(1)}}},
			{"just after it ended", morning.Add(time.Hour + time.Millisecond), answer{[]alerting.ID{incident(1), incident(3)}, []alerting.ID{incident(3), incident(1)}}},
		}
		for _, tt := range tests {
			recent, err1 := s.Recent(t.Context(), "solvo", tt.at)
			due, err2 := s.Due(t.Context(), "solvo", tt.at)
			if diff := cmp.Diff(tt.want, answer{recent, due}); err1 != nil || err2 != nil || diff != "" {
				t.Errorf("%s: %v %v (-want +got):\n%s", tt.name, err1, err2, diff)
			}
		}
		live, err := s.Live(t.Context(), "solvo")
		if diff := cmp.Diff([]alerting.ID{incident(1), incident(3)}, live); err != nil || diff != "" {
			t.Errorf("those that want attention: %v (-want +got):\n%s", err, diff)
		}
		if none, err := s.Live(t.Context(), "globex"); err != nil || len(none) > 0 {
			t.Errorf("of a brand without incidents %v want attention, %v", none, err)
		}
	})
}

func TestADueTimeOnceSetCanBeTakenBack(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		record(t, s, opening(1, "a"))
		record(t, s, alerting.Step{ID: incident(1), Have: 2, Live: true, Actions: []alerting.Action{action("x", alerting.Claim, morning)}})
		if due, err := s.Due(t.Context(), "solvo", morning.Add(oneDay)); err != nil || len(due) > 0 {
			t.Errorf("a claimed incident without timer is due: %v, %v", due, err)
		}
		if last, err := s.Last(t.Context(), brand.Key("acme")); err != nil || last != 0 {
			t.Errorf("Last of a brand without incidents = %d, %v", last, err)
		}
	})
}
