package alerting_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
	"tocsin/brand"
	"tocsin/rules"
)

// waves are voices of which each speaks once, at a rate a minute.
func waves(seed uint64, minutes int, rate func(minute float64) float64) []brand.Mention {
	rng := rand.New(rand.NewPCG(seed, 9))
	var all []brand.Mention
	for m := range minutes {
		for at := rng.ExpFloat64() / rate(float64(m)); at < 1; at += rng.ExpFloat64() / rate(float64(m)) {
			all = append(all, uttered(fmt.Sprint("angry", len(all)), early.Add(time.Duration((float64(m)+at)*float64(time.Minute)))))
		}
	}
	return all
}

// From posts to the record: a storm rises, turns, rises anew and turns again, and each is
// told once, also by daemons that are started anew, and where a record fails.
func TestTheCourseOfAStormIsToldOnce(t *testing.T) {
	hill := func(m, middle float64) float64 { return 4 * math.Exp(-(m-middle)*(m-middle)/2/60/60) }
	for _, tt := range []struct {
		claim string
		rate  func(m float64) float64
		want  string
	}{
		{"one wave", func(m float64) float64 { return .05 + hill(m, 180) }, "turned"},
		{"two waves", func(m float64) float64 { return .05 + hill(m, 150) + hill(m, 510) }, "turned surged turned"},
	} {
		w := newWatchtower(t)
		w.keep(t, weeks(5, early)...)
		w.look(t, early)
		left := waves(3, 960, tt.rate)
		for m := 5; m <= 960; m += 5 {
			now, n := early.Add(time.Duration(m)*time.Minute), 0
			for n < len(left) && !left[n].At.After(now) {
				n++
			}
			w.keep(t, left[:n]...)
			left = left[n:]
			if m%100 == 0 {
				w.restart()
			}
			if m%35 == 0 {
				w.ledger.broken = true
				_, _ = w.lookout.Look(t.Context(), now)
				w.ledger.broken = false
			}
			w.look(t, now)
		}
		records := w.records(t)
		if len(records) != 1 {
			t.Fatalf("%s: %d incidents, want 1", tt.claim, len(records))
		}
		i, err := alerting.Replay(incident1, records[0])
		if err != nil {
			t.Fatal(err)
		}
		var got, told []string
		for _, a := range records[0] {
			if a.Verb == alerting.Turned || a.Verb == alerting.Surged {
				got = append(got, string(a.Verb))
			}
			if a.Verb == alerting.Moved {
				told = append(told, a.At.Format("15:04 ")+a.Text)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %s, want %s", tt.claim, got, tt.want)
		}
		if len(told) < 2 || len(told) > 12 {
			t.Errorf("%s: the thread is told %d figures in 16 hours: %q", tt.claim, len(told), told)
		}
		if i.Severity == rules.Crisis || i.Highest != rules.Crisis {
			t.Errorf("%s: at its end it is %v and was %v; want it less than the crisis it was", tt.claim, i.Severity, i.Highest)
		}
	}
}

// The same from posts, by the real rule: an hour has 30 to 50 voices, and its bar is 40.
func TestATalkThatWobblesAroundTheBarOfACrisisRingsOnce(t *testing.T) {
	for seed := range uint64(3) {
		w := newWatchtower(t)
		w.keep(t, weeks(5, early)...)
		w.look(t, early)
		left := waves(seed, 480, func(m float64) float64 { return .67 + .17*math.Sin(m/8) })
		var states []rules.Severity
		for m := 5; m <= 480; m += 5 {
			now, n := early.Add(time.Duration(m)*time.Minute), 0
			for n < len(left) && !left[n].At.After(now) {
				n++
			}
			w.keep(t, left[:n]...)
			left = left[n:]
			w.look(t, now)
			if all := w.records(t); len(all) == 1 {
				i, err := alerting.Replay(incident1, all[0])
				if err != nil {
					t.Fatal(err)
				}
				if len(states) == 0 || states[len(states)-1] != i.Severity {
					states = append(states, i.Severity)
				}
			}
		}
		i, err := alerting.Replay(incident1, w.records(t)[0])
		if err != nil {
			t.Fatal(err)
		}
		falls, louder := 0, 0
		for n := range states {
			if n > 0 && states[n] < states[n-1] {
				falls++
			}
		}
		for _, a := range i.Alerts {
			if a.Severity == rules.Crisis {
				louder++
			}
		}
		t.Logf("seed %d: %v, %d alerts, %d figures", seed, states, len(i.Alerts), len(i.Tells))
		if i.Highest != rules.Crisis || falls > 1 || louder > 1 || len(i.Tells) > 3 {
			t.Errorf("seed %d: the card showed %v, with %d alerts to a crisis and %d lines in the thread; want one rise, one fall at most, one alert, few lines", seed, states, louder, len(i.Tells))
		}
	}
}

// turn records that the tide has turned, and orders places with so many lines in their threads.
func (o *office) turn(t *testing.T, n int, place alerting.Place) {
	t.Helper()
	id := incidentID(n)
	c := &rules.Course{
		Now: rules.Hour{At: o.Now(), Voices: 212}, Peak: rules.Hour{At: o.Now().Add(-time.Hour), Voices: 640},
		Growth: &rules.Growth{Pace: rules.Halving, Every: 50 * time.Minute, From: 40 * time.Minute, To: 65 * time.Minute},
	}
	have := o.actions[id]
	a := alerting.Action{Key: fmt.Sprint("turn ", have), Verb: alerting.Turned, At: o.Now(), By: alerting.Actor{ID: alerting.System}, Course: c}
	order := alerting.Order{Place: place, Want: have + 1, Pings: 1, Tells: 1, Since: o.since(t, id, place)}
	if err := o.store.Record(t.Context(), alerting.Step{ID: id, Have: have, Actions: []alerting.Action{a}, Live: true, Orders: []alerting.Order{order}}); err != nil {
		t.Fatal(err)
	}
	o.actions[id] = have + 1
}

// threads are the replies in Slack's threads, and whether the channel sees them.
func (o *office) threads() []string {
	var all []string
	for _, m := range o.Ledger() {
		if m.Thread != "" {
			all = append(all, fmt.Sprintf("%s broadcast %v: %s", m.Name, m.Broadcast, m.Text))
		}
	}
	return all
}

func TestAThreadIsToldWithoutASoundAndOnce(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room)
	o.round(t)
	o.pass(time.Minute)
	o.turn(t, 1, room)
	if did := o.round(t); did.String() != "1 edited, 1 told in a thread" {
		t.Errorf("the round says %q", did)
	}
	o.restart(t)
	o.rounds(t, 5*time.Second)
	want := "[#crisis broadcast false: The tide has turned: past its peak of 640 voices/h since 07:08, now 212 voices/h, halving every 50 min (40 to 65)]"
	if got := fmt.Sprint(o.threads()); got != want || o.outstanding(t) > 0 {
		t.Errorf("in threads: %s\nwant %s; %d outstanding", got, want, o.outstanding(t))
	}
}

func TestALineThatSlackRefusesIsTriedAgainAndNotForHours(t *testing.T) {
	for _, tt := range []struct {
		claim string
		down  time.Duration
		want  int
	}{{"a minute", time.Minute, 1}, {"three quarters of an hour", 45 * time.Minute, 0}} {
		o := newOffice(t)
		o.open(t, 1, rules.Crisis, room)
		o.round(t)
		refuse := &mute{Notifier: o.slack, Teller: o.slack, down: true}
		o.courier = o.another(t, refuse)
		o.turn(t, 1, room)
		for range 20 {
			o.round(t)
			o.pass(tt.down / 20)
		}
		refuse.down = false
		o.pass(3 * time.Minute)
		o.rounds(t, 3*time.Second)
		if got := len(o.threads()); got != tt.want || o.outstanding(t) > 0 {
			t.Errorf("down for %s: %d lines, want %d; %d outstanding", tt.claim, got, tt.want, o.outstanding(t))
		}
	}
}

// A mute is a notifier that refuses lines in threads while it is down.
type mute struct {
	alerting.Notifier
	alerting.Teller
	down bool
}

func (m *mute) Tell(ctx context.Context, place alerting.Place, at alerting.Receipt, line alerting.Ping) error {
	if m.down {
		return errors.New("no")
	}
	return m.Teller.Tell(ctx, place, at, line)
}

// A line whose answer is lost may have arrived: it is not sent twice.
func TestALineWhoseArrivalIsUnknownIsNotRepeated(t *testing.T) {
	o := newOffice(t)
	o.open(t, 1, rules.Crisis, room)
	o.round(t)
	o.turn(t, 1, room)
	o.Inject(slackfake.Fault{Method: "chat.postMessage", Trouble: slackfake.Cut, Accept: true})
	o.round(t)
	o.pass(time.Minute)
	o.rounds(t, 3*time.Second)
	if got := len(o.threads()); got != 1 {
		t.Errorf("%d lines, want one", got)
	}
}
