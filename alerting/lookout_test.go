package alerting_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	mrand "math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/rules"
	"tocsin/store"
)

// A watchtower is a lookout with its desk on a real store.
type watchtower struct {
	store   *store.Store
	prefix  string
	ledger  *flaky
	lookout *alerting.Lookout
	kept    int
}

// A flaky is a ledger that refuses to record while it is broken.
type flaky struct {
	alerting.Ledger
	broken bool
}

func (f *flaky) Record(ctx context.Context, step alerting.Step) error {
	if f.broken {
		return errors.New("the disk is full")
	}
	return f.Ledger.Record(ctx, step)
}

func solvoBrand() brand.Brand { return brand.Brand{Key: "solvo", Name: "Solvo", Location: time.UTC} }

func newWatchtower(t *testing.T) *watchtower {
	t.Helper()
	openStore(t) // so that there is a server, or a good reason why not
	w := &watchtower{prefix: "tocsin-lookout-" + rand.Text() + ":"}
	w.store = joinStore(t, w.prefix)
	w.ledger = &flaky{Ledger: w.store}
	w.restart()
	return w
}

// restart starts the lookout's process anew: it remembers nothing.
func (w *watchtower) restart() {
	desk := alerting.NewDesk(alerting.DeskOptions{
		Ledger: w.ledger, Brands: []brand.Brand{solvoBrand()},
		Roster: oncall.NewRoster([]oncall.Responder{{ID: "ana", Name: "Ana Ruiz", Slack: "U01ANA", Can: map[string]rules.Severity{"crisis": rules.Crisis}}}),
	})
	w.lookout = alerting.NewLookout(w.store, desk, solvoBrand(), []rules.Rule{rules.Burst{}})
}

func (w *watchtower) keep(t *testing.T, mentions ...brand.Mention) {
	t.Helper()
	if _, err := w.store.Keep(t.Context(), "solvo", mentions); err != nil {
		t.Fatal(err)
	}
	w.kept += len(mentions)
}

func (w *watchtower) look(t *testing.T, now time.Time) alerting.Looked {
	t.Helper()
	looked, err := w.lookout.Look(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	return looked
}

// records are all incidents, as their records have them.
func (w *watchtower) records(t *testing.T) [][]alerting.Action {
	t.Helper()
	last, err := w.store.Last(t.Context(), "solvo")
	if err != nil {
		t.Fatal(err)
	}
	var all [][]alerting.Action
	for n := 1; n <= last; n++ {
		actions, err := w.store.Incident(t.Context(), incidentID(n))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, actions)
	}
	return all
}

// uttered is one mention by a voice, read as soon as it was published.
func uttered(voice string, at time.Time) brand.Mention {
	return brand.Mention{
		ID: brand.MentionID(fmt.Sprint(voice, "@", at.UnixNano())), Brand: "solvo", Source: "news", Kind: "feed",
		At: at, Fetched: at, Voice: brand.Voice(voice), Post: brand.Post{Text: "about Solvo, by " + voice},
	}
}

// crowd lets n voices speak evenly over a span.
func crowd(name string, n int, from time.Time, span time.Duration) []brand.Mention {
	var all []brand.Mention
	for i := range n {
		all = append(all, uttered(fmt.Sprint(name, i), from.Add(span*time.Duration(i)/time.Duration(n))))
	}
	return all
}

// readAt has mentions become known at a later moment.
func readAt(at time.Time, mentions []brand.Mention) []brand.Mention {
	for i := range mentions {
		mentions[i].Fetched = at
	}
	return mentions
}

// weeks is the usual talk of some weeks before a moment: three voices an hour.
func weeks(n int, until time.Time) []brand.Mention {
	from := until.AddDate(0, 0, -7*n)
	return crowd("usual", int(until.Sub(from).Hours())*3, from, until.Sub(from))
}

func TestQuietWeeksRaiseNothingAndAStormACrisis(t *testing.T) {
	w := newWatchtower(t)
	w.keep(t, weeks(5, early)...)
	if looked := w.look(t, early); looked.Fresh != w.kept || len(looked.Found) != 0 || looked.String() != fmt.Sprintf("%d fresh", w.kept) {
		t.Errorf("after quiet weeks the look says %q, want only that %d are fresh", looked, w.kept)
	}
	if looked := w.look(t, early.Add(time.Minute)); looked.String() != "" {
		t.Errorf("with nothing new the look says %q", looked)
	}
	w.keep(t, crowd("angry", 60, early.Add(time.Minute), 30*time.Minute)...)
	looked := w.look(t, early.Add(31*time.Minute))
	if got := looked.String(); !strings.HasPrefix(got, "60 fresh, burst found crisis with 6") || !strings.Contains(got, "opened solvo/1, rang ana") {
		t.Errorf("in the storm the look says %q", got)
	}
	if heard, copies := w.lookout.LastHour(early.Add(31 * time.Minute)); heard.Voices < 60 || heard.Voices > 64 || copies != 0 {
		t.Errorf("%d voices and %d copies in the last hour, want 60 and the usual, and no copies", heard.Voices, copies)
	}
}

func TestTheLastHourTellsPostsFromVoicesAndCopiesFromPosts(t *testing.T) {
	w := newWatchtower(t)
	wire := crowd("paper", 40, early, 30*time.Minute)
	for i := range wire[1:] {
		wire[i+1].Story, wire[i+1].Speaker = wire[0].ID, wire[0].Voice
	}
	w.keep(t, wire...)
	w.look(t, early.Add(31*time.Minute))
	if heard, copies := w.lookout.LastHour(early.Add(31 * time.Minute)); heard != (rules.Count{Voices: 1, Mentions: 40}) || copies != 39 {
		t.Errorf("the last hour is %+v with %d copies, want 1 voice in 40 posts, 39 of them copies", heard, copies)
	}
	if heard, copies := w.lookout.LastHour(early.Add(3 * time.Hour)); heard != (rules.Count{}) || copies != 0 {
		t.Errorf("hours later the last hour is %+v with %d copies, want nothing", heard, copies)
	}
}

// story is a month with storms and late, repeated and uncounted posts, in the order of keeping.
func story(seed uint64, end time.Time) []brand.Mention {
	rng := mrand.New(mrand.NewPCG(seed, 1))
	all := weeks(4, end)
	for storm := range 3 {
		from := end.Add(-time.Duration(6+rng.IntN(60)) * time.Hour)
		for _, m := range crowd(fmt.Sprint("storm", storm, "-"), 60+rng.IntN(200), from, time.Duration(30+rng.IntN(120))*time.Minute) {
			if rng.IntN(10) == 0 {
				m.Fetched = m.At.Add(time.Duration(rng.IntN(300)) * time.Minute)
			}
			m.Own, m.Backfill = rng.IntN(20) == 0, rng.IntN(20) == 0
			m.Tags = []string{fmt.Sprint("tag", storm)}
			all = append(all, m)
		}
	}
	return all
}

// play keeps a story as it is read, and looks every few minutes; between tells
// what happens before a look.
func play(t *testing.T, w *watchtower, told []brand.Mention, end time.Time, between func(look int)) {
	t.Helper()
	byRead := map[int64][]brand.Mention{}
	const every = 5 * time.Minute
	for _, m := range told {
		byRead[m.Fetched.UnixNano()/int64(every)] = append(byRead[m.Fetched.UnixNano()/int64(every)], m)
	}
	from := end.Add(-72 * time.Hour)
	for step, mentions := range byRead {
		if step < from.UnixNano()/int64(every) {
			w.keep(t, mentions...)
			delete(byRead, step)
		}
	}
	look := 0
	for now := from; !now.After(end); now = now.Add(every) {
		if mentions := byRead[now.UnixNano()/int64(every)-1]; len(mentions) > 0 {
			w.keep(t, mentions...)
		}
		between(look)
		w.look(t, now)
		look++
	}
}

func TestLiveReplayedAndRestartedStreamsGiveTheSameIncidents(t *testing.T) {
	for seed := range uint64(2) {
		told := story(seed, early)
		live := newWatchtower(t)
		play(t, live, told, early, func(int) {})
		want := live.records(t)
		if len(want) == 0 {
			t.Fatal("the story raises nothing; it tests nothing")
		}
		again := newWatchtower(t)
		play(t, again, told, early, func(int) {})
		if diff := cmp.Diff(want, again.records(t)); diff != "" {
			t.Errorf("seed %d: the same stream, replayed (-live +replayed):\n%s", seed, diff)
		}
		shaken := newWatchtower(t)
		play(t, shaken, told, early, func(look int) {
			if look%11 == 5 {
				shaken.restart()
			}
		})
		if diff := cmp.Diff(want, shaken.records(t)); diff != "" {
			t.Errorf("seed %d: with a restart every 55 minutes (-live +restarted):\n%s", seed, diff)
		}
	}
}

func TestWhatWasFoundIsFoundAgainUntilTheDeskHasIt(t *testing.T) {
	w := newWatchtower(t)
	w.keep(t, weeks(5, early)...)
	w.look(t, early)
	read := early.Add(20 * time.Minute)
	w.keep(t, readAt(read, crowd("outage", 60, early.Add(-3*time.Hour), 30*time.Minute))...)
	w.ledger.broken = true
	for i := range 4 {
		if _, err := w.lookout.Look(t.Context(), read.Add(time.Duration(i)*5*time.Minute)); err == nil {
			t.Fatal("a look whose desk cannot record has no error")
		}
	}
	w.ledger.broken = false
	w.restart()
	looked := w.look(t, read.Add(20*time.Minute))
	if got := looked.String(); !strings.Contains(got, "crisis") || !strings.Contains(got, "late") || !strings.Contains(got, "opened solvo/1") {
		t.Errorf("when the desk can record again the look says %q, want a late crisis", got)
	}
}

func TestALateBurstIsToldOnce(t *testing.T) {
	w := newWatchtower(t)
	w.keep(t, weeks(5, early)...)
	w.look(t, early)
	read := early.Add(2 * time.Minute)
	w.keep(t, readAt(read, crowd("outage", 60, early.Add(-3*time.Hour), 30*time.Minute))...)
	found := 0
	for i := range 40 {
		if i%9 == 4 {
			w.restart()
		}
		if looked := w.look(t, read.Add(time.Duration(i)*time.Minute)); len(looked.Found) > 0 {
			found = i
		}
	}
	records := w.records(t)
	if len(records) != 1 || verbs(records[0]) != "heard widened turned" {
		t.Fatalf("%d incidents, want one, heard once, rung once, and past its peak: %+v", len(records), records)
	}
	if s := records[0][0].Signal; !s.Late || s.Severity != rules.Crisis {
		t.Errorf("heard %+v, want a late crisis", s)
	}
	if found > 6 {
		t.Errorf("it was still found %d minutes after it was read", found)
	}
}

// A slow reading begins before a look and is kept after it.
func TestPostsReadBeforeALookAndKeptAfterItAreTold(t *testing.T) {
	for _, restart := range []bool{false, true} {
		w := newWatchtower(t)
		w.keep(t, weeks(5, early)...)
		w.look(t, early)
		began := early.Add(10 * time.Minute)
		w.look(t, began.Add(2*time.Minute))
		w.keep(t, readAt(began, crowd("slow", 60, early.Add(-3*time.Hour), 30*time.Minute))...)
		if restart {
			w.restart()
		}
		if looked := w.look(t, began.Add(3*time.Minute)); !strings.Contains(looked.String(), "opened solvo/1") {
			t.Errorf("restarted %v: the look says %q, want an incident", restart, looked)
		}
	}
}

func TestAFirstReadingOfOldPostsRaisesNothing(t *testing.T) {
	w := newWatchtower(t)
	old := readAt(early, crowd("old", 100, early.Add(-2*time.Hour), 2*time.Hour))
	for i := range old {
		old[i].Backfill = true
	}
	mine := crowd("own", 100, early.Add(-time.Hour), time.Hour)
	for i := range mine {
		mine[i].Own = true
	}
	w.keep(t, append(old, mine...)...)
	if looked := w.look(t, early); len(looked.Found) != 0 {
		t.Errorf("a hundred old posts and a hundred of our own: %q, want nothing", looked)
	}
}

func TestALookThatCannotReadLosesNothing(t *testing.T) {
	w := newWatchtower(t)
	w.keep(t, weeks(1, early)...)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if looked, err := w.lookout.Look(gone, early); err == nil {
		t.Fatalf("a look without a store says %q, no error", looked)
	}
	if looked := w.look(t, early); looked.Fresh != w.kept {
		t.Errorf("the next look reads %d, want all %d", looked.Fresh, w.kept)
	}
}

// What was blind when a signal was found is recorded with it, and told later as it was then.
func TestASignalSaysWhichSourcesWereBlindThen(t *testing.T) {
	w := newWatchtower(t)
	now := time.Date(2026, 11, 21, 20, 45, 0, 0, time.UTC)
	w.lookout.Hears(func(_ context.Context, at time.Time) *rules.Hearing {
		return &rules.Hearing{Fresh: 1, Sources: 3, Oldest: at.Add(-2 * time.Minute), Blind: []rules.Deaf{{Source: "forum", Since: at.Add(-5 * time.Hour)}, {Source: "video"}}}
	})
	w.keep(t, uttered("somebody", now.AddDate(0, 0, -2)))
	w.keep(t, crowd("storm", 60, now.Add(-40*time.Minute), 35*time.Minute)...)
	w.look(t, now)
	records := w.records(t)
	if len(records) != 1 {
		t.Fatalf("%d incidents, want 1", len(records))
	}
	i, err := alerting.Replay(incidentID(1), records[0])
	if err != nil {
		t.Fatal(err)
	}
	text := alerting.Explained(i, alerting.Reader{Brand: solvoBrand(), Location: time.UTC})
	if want := "Sources then: 1 of 3 heard, the oldest reading of 20:43; blind, so nothing of theirs is counted: forum (last heard 15:45), video (never heard)."; !strings.Contains(text, want) {
		t.Errorf("it does not say %q:\n%s", want, text)
	}
}
