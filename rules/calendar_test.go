package rules

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

// launchDay is noon of a Saturday on which a brand that has been heard for six weeks launches something.
var launchDay = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// talk lets n voices speak within an hour, as chance has it, so many of them in ten angry.
func (h *history) talk(rng *rand.Rand, name string, n, angry int, from time.Time) {
	for i := range n {
		m := h.say(fmt.Sprint(name, i), from.Add(time.Duration(rng.Int64N(int64(time.Hour)))))
		m.Mood, m.Text = brand.Positive, fmt.Sprint("w", rng.Uint64())
		if rng.IntN(10) < angry {
			m.Mood = brand.Negative
		}
	}
}

// weeksOf is so much of a brand's usual talk, some ten voices an hour.
func weeksOf(rng *rand.Rand, from, to time.Time) history {
	var h history
	for at := from; at.Before(to); at = at.Add(time.Hour) {
		h.talk(rng, fmt.Sprint("usual", at.Unix()/3600, "-"), 7+rng.IntN(7), 1, at)
	}
	return h
}

// planned is a history as a brand reads it that has planned some events.
func (h history) planned(events ...brand.Event) *Series {
	s := NewSeries(nil)
	s.Plan(events)
	for _, m := range h {
		s.Add(m)
	}
	return s
}

// gravest is the gravest signal of a time, looked for every ten minutes.
func gravest(s *Series, from, to time.Time, of ...Rule) Signal {
	if len(of) == 0 {
		of = []Rule{Burst{}, Spread{}, NewWord{}}
	}
	var most Signal
	for at := from; at.Before(to); at = at.Add(10 * time.Minute) {
		for _, rule := range of {
			if sig, fires := rule.Evaluate(s, at); fires && sig.Severity > most.Severity {
				most = s.explain(sig)
			}
		}
	}
	return most
}

func launchOf(times float64) brand.Event {
	return brand.Event{What: "Sling ad launch", From: launchDay.Add(-12 * time.Hour), Until: launchDay.Add(36 * time.Hour), Times: times, Strategy: "marketing"}
}

func TestALaunchThatIsPlannedIsExpectedAndNothingElseIs(t *testing.T) {
	end := launchDay.Add(4 * time.Hour)
	for _, tt := range []struct {
		claim        string
		weeks        int
		voices       int // of the launch, in an hour
		angry        int // of ten
		times        float64
		least, most  Severity
		named        bool
		held         bool // against what is expected
		touchesFirst string
	}{
		{claim: "nobody planned it", weeks: 6, voices: 60, angry: 1, least: Issue, most: Crisis, touchesFirst: "crisis"},
		{claim: "it was planned", weeks: 6, voices: 60, angry: 1, times: 8, most: Watch, named: true, held: true, touchesFirst: "marketing"},
		{claim: "it is angry", weeks: 6, voices: 60, angry: 6, times: 8, least: Issue, most: Crisis, named: true, touchesFirst: "crisis"},
		{claim: "it is far more than expected", weeks: 6, voices: 400, angry: 1, times: 4, least: Issue, most: Crisis, named: true, held: true, touchesFirst: "crisis"},
		{claim: "in the first week, nobody planned it", weeks: 0, voices: 60, angry: 1, least: Issue, most: Crisis, touchesFirst: "unassigned"},
		{claim: "in the first week, it was planned", weeks: 0, voices: 60, angry: 1, times: 8, most: Watch, named: true, held: true, touchesFirst: "marketing"},
		{claim: "in the first week, it is angry", weeks: 0, voices: 60, angry: 6, times: 8, least: Issue, most: Crisis, named: true, touchesFirst: "marketing"},
		{claim: "in the first week, it is far more than expected", weeks: 0, voices: 800, angry: 1, times: 4, least: Issue, most: Crisis, named: true, held: true, touchesFirst: "crisis"},
	} {
		rng := rand.New(rand.NewPCG(3, 5))
		h := weeksOf(rng, launchDay.AddDate(0, 0, -5-7*tt.weeks), end)
		for hour := range 3 {
			h.talk(rng, fmt.Sprint("launch", hour, "-"), tt.voices, tt.angry, launchDay.Add(time.Duration(hour)*time.Hour))
		}
		for i := len(h) - 3*tt.voices; i < len(h); i++ {
			h[i].Tags = []string{"slingdream"}
		}
		var events []brand.Event
		if tt.times > 0 {
			events = append(events, launchOf(tt.times))
		}
		got := gravest(h.planned(events...), launchDay, end)
		if got.Severity < tt.least || got.Severity > tt.most {
			t.Errorf("%s: %v, want %v to %v: %s", tt.claim, got.Severity, tt.least, tt.most, got.Arithmetic)
			continue
		}
		if got.Severity == None {
			continue
		}
		if named := got.Planned != nil; named != tt.named || named && (got.Planned.What != "Sling ad launch" || got.Planned.Expected > 0 != tt.held) {
			t.Errorf("%s: planned is %+v, want it named: %v, and expected: %v", tt.claim, got.Planned, tt.named, tt.held)
		}
		if got.Touches[0].Name != tt.touchesFirst {
			t.Errorf("%s: it touches %+v, want %s first", tt.claim, got.Touches, tt.touchesFirst)
		}
	}
}

// What was said of an event is no sign of what is usual, nor is it that nothing was said.
func TestAnEventTeachesNothing(t *testing.T) {
	for _, tt := range []struct {
		claim string
		talk  int // of the event, an hour
	}{
		{"an event of which many speak", 80},
		{"an event of which nobody speaks", 0},
	} {
		rng := rand.New(rand.NewPCG(9, 4))
		begin, over := launchDay.AddDate(0, 0, -12), launchDay.AddDate(0, 0, -1)
		event := brand.Event{What: "fair", From: begin, Until: over, Times: 8}
		calm := weeksOf(rng, launchDay.AddDate(0, 0, -45), launchDay.AddDate(0, 0, 2))
		loud := append(history{}, calm...)
		for at := begin; at.Before(over); at = at.Add(time.Hour) {
			loud.talk(rng, fmt.Sprint("fair", at.Unix()/3600, "-"), tt.talk, 1, at)
		}
		s := loud.planned(event)
		if got := gravest(s, begin, over, Burst{}); got.Severity > Watch {
			t.Errorf("%s: while it lasts: %v: %s", tt.claim, got.Severity, got.Arithmetic)
		}
		if got := gravest(s, over, launchDay); got.Severity > None {
			t.Errorf("%s: as it ends: %v: %s", tt.claim, got.Severity, got.Arithmetic)
		}
		with, _ := s.Expected(launchDay, time.Hour)
		without, _ := calm.planned().Expected(launchDay, time.Hour)
		if with < .8*without || with > 1.25*without {
			t.Errorf("%s: afterwards %.1f are normal, want about %.1f", tt.claim, with, without)
		}
		for name, of := range map[string]history{"after it": loud, "without it": calm} {
			storm := append(history{}, of...)
			storm.talk(rand.New(rand.NewPCG(2, 2)), "storm", 70, 1, launchDay)
			if got := gravest(storm.planned(event), launchDay, launchDay.Add(90*time.Minute), Burst{}); got.Severity < Issue || got.Planned != nil {
				t.Errorf("%s: a storm %s: %v, planned %v: %s", tt.claim, name, got.Severity, got.Planned, got.Arithmetic)
			}
		}
	}
}

// Where much is expected and nothing is said, nobody is deaf: an event may not be talked of.
func TestAnEventNobodySpeaksOfIsNoOutage(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 8))
	event := brand.Event{What: "fair", From: launchDay, Until: launchDay.Add(4 * time.Hour), Times: 50}
	h := weeksOf(rng, launchDay.AddDate(0, 0, -15), launchDay)
	h.talk(rng, "again", 10, 1, launchDay.Add(45*time.Minute)) // 7 voices are missing before, of 10 an hour
	s := h.planned(event)
	s.Reach(launchDay.Add(40 * time.Minute))
	read, known := s.gaugeAt(launchDay.Add(40 * time.Minute))
	if !known || read.Heights == [3]float64{} && read.Expected == 0 {
		t.Errorf("a quiet half hour of an event is taken for an outage: %+v", read)
	}
}

func TestAnEventGoesByTheClocksOfItsPlace(t *testing.T) {
	york := newYork(t)
	// The clocks of New York go back on 1 November 2026, so the day has 25 hours.
	from := time.Date(2026, 11, 1, 0, 0, 0, 0, york)
	s := NewSeries(york)
	s.Plan([]brand.Event{{What: "fair", From: from, Until: from.AddDate(0, 0, 1), Times: 4}})
	count := 0
	for key := stepOf(from.Add(-3 * time.Hour).UnixNano()); key <= stepOf(from.Add(30*time.Hour).UnixNano()); key++ {
		if s.clock(key).Times == 4 {
			count++
		}
	}
	if count != 25*12 {
		t.Errorf("%d steps of the day lie in the event, want those of 25 hours, %d", count, 25*12)
	}
}

func TestOfSeveralEventsTheOneOfWhichMostIsExpectedCounts(t *testing.T) {
	s := NewSeries(nil)
	s.Plan([]brand.Event{
		{What: "season", From: launchDay, Until: launchDay.AddDate(0, 0, 7), Times: 2},
		{What: "launch", From: launchDay.Add(time.Hour), Until: launchDay.Add(2 * time.Hour), Times: 6},
	})
	for _, tt := range []struct {
		claim    string
		from, to time.Duration
		what     string
		times    float64
	}{
		{"before both", -2 * time.Hour, -time.Hour, "", 1},
		{"the lesser alone", 0, time.Hour, "season", 2},
		{"the greater in the lesser", time.Hour, 2 * time.Hour, "launch", 6},
		{"half an hour of each", 90 * time.Minute, 150 * time.Minute, "launch", 4},
		{"half an hour before any", -30 * time.Minute, 30 * time.Minute, "season", 1.5},
	} {
		e, times := s.plannedIn(launchDay.Add(tt.from), launchDay.Add(tt.to))
		if e.What != tt.what || times != tt.times {
			t.Errorf("%s: %q, %v times; want %q, %v", tt.claim, e.What, times, tt.what, tt.times)
		}
	}
}

// A brand that is met in the midst of its launch knows nothing else.
func TestABrandMetWithinItsLaunchKnowsWhatIsLeftOfIt(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	event := brand.Event{What: "fair", From: launchDay.AddDate(0, 0, -9), Until: launchDay.AddDate(0, 0, 9), Times: 5}
	h := weeksOf(rng, launchDay.AddDate(0, 0, -8), launchDay.Add(2*time.Hour))
	s := h.planned(event)
	if got, _ := s.Expected(launchDay, time.Hour); got < 7 || got > 13 {
		t.Errorf("%.1f are expected, want what is heard, about 10", got)
	}
	h.talk(rng, "storm", 120, 1, launchDay)
	if got := gravest(h.planned(event), launchDay, launchDay.Add(90*time.Minute), Burst{}); got.Severity < Issue || got.Version != "1" {
		t.Errorf("a storm raises %v by version %s, want the levels of a brand that is new: %s", got.Severity, got.Version, got.Arithmetic)
	}
}

func TestDaysOfAnEventAreNoTrend(t *testing.T) {
	creeping := weather{voices: 400, on: func(day int) (float64, float64) { return math.Pow(1.08, float64(max(0, day-28))), 1 }}
	s := weathered(1, 40, creeping)
	if len(burned(s, 40)) == 0 {
		t.Fatal("a slow burn is not found where nothing is planned")
	}
	from := firstDay.AddDate(0, 0, 29)
	s.Plan([]brand.Event{{What: "fair", From: from, Until: from.AddDate(0, 0, 11), Times: 2}})
	if got := burned(s, 40); len(got) > 0 {
		t.Errorf("within an event it is: %v", got)
	}
	angrier := weathered(1, 40, weather{voices: 400, share: .15, on: func(day int) (float64, float64) { return 1, math.Pow(1.08, float64(max(0, day-28))) }})
	angrier.Plan(s.calendar)
	if len(burned(angrier, 40)) == 0 {
		t.Error("within an event it is not told that more and more are angry")
	}
}

// An event of another time changes no signal and no reading.
func TestWhereNothingIsPlannedNothingChanges(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 1))
		start := time.Date(2026, 10, 3, 0, 0, 0, 0, time.UTC)
		h := told(rng, start)
		end := start.AddDate(0, 0, 21)
		none, other := h.planned(), h.planned(brand.Event{What: "x", From: end.AddDate(0, 0, 1), Until: end.AddDate(0, 0, 9), Times: 9})
		all := []Rule{Burst{}, Spread{}, Heavy{}, NewWord{}, SlowBurn{}}
		found := 0
		for range 10 {
			now := end.Add(-time.Duration(rng.Int64N(int64(3 * 24 * time.Hour))))
			want := Evaluate(none, all, now)
			found += len(want)
			if diff := cmp.Diff(want, Evaluate(other, all, now)); diff != "" {
				t.Fatalf("seed %d, at %v (-nothing planned +planned for later):\n%s", seed, now, diff)
			}
		}
		if found == 0 {
			t.Errorf("seed %d: no rule finds anything, so nothing is compared", seed)
		}
	}
}
