package surge

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A town is an invented series: busier by day and on weekdays, with chance and bursts.
type town struct {
	rng   *rand.Rand
	rate  float64 // posts a step
	angry float64 // share
}

func newTown(seed uint64, rate float64) *town {
	return &town{rng: rand.New(rand.NewPCG(seed, 5)), rate: rate, angry: .1}
}

func clockOf(step int) Clock {
	return Clock{Minute: float64(step%day)*Minutes + 2.5, Weekend: step/day%7 >= 5}
}

func (w *town) counts(step int) Counts {
	rate := w.rate * (1 + .6*math.Sin(2*math.Pi*float64(step%day)/day))
	if clockOf(step).Weekend {
		rate /= 2
	}
	return w.draw(rate * math.Exp(.3*w.rng.NormFloat64()))
}

func (w *town) draw(rate float64) Counts {
	var c Counts
	for at := w.rng.ExpFloat64(); at < rate; at += w.rng.ExpFloat64() {
		c.Voices++
		if w.rng.Float64() < w.angry {
			c.Angry++
		}
	}
	return c
}

// lived is a detector that has seen so many weeks of a town.
func lived(w *town, weeks int) *Detector {
	d := NewDetector()
	for i := range weeks * week {
		d.Observe(clockOf(i), w.counts(i))
	}
	return d
}

// best is the highest score over some steps, in days.
func best(d *Detector, from, steps int, counts func(step int) Counts) float64 {
	highest := 0.0
	for i := from; i < from+steps; i++ {
		highest = max(highest, d.Observe(clockOf(i), counts(i)).Score)
	}
	return math.Pow(10, highest)
}

func TestRises(t *testing.T) {
	const weeks = 5
	night := weeks*week - day + 3*hour // the last day is a Sunday
	tests := []struct {
		claim       string
		rate        float64
		add         func(w *town, step int) Counts
		least, most float64 // days
	}{
		{"a usual day is nothing", 5, func(*town, int) Counts { return Counts{} }, 1, 28},
		{"six times as many for two hours come once in months", 5, func(w *town, _ int) Counts { return w.draw(25) }, 90, math.Inf(1)},
		{"from nearly nothing, a voice a minute for half an hour does too", .01, func(w *town, _ int) Counts { return w.draw(5) }, 365, math.Inf(1)},
		{"two voices are nothing, however quiet a brand is", .01, func(_ *town, i int) Counts {
			if i == 0 {
				return Counts{Voices: 2}
			}
			return Counts{}
		}, 1, 28},
		{"one wild step of a brand that is often wild says less than an hour", 5, func(_ *town, i int) Counts {
			if i == 0 {
				return Counts{Voices: 60}
			}
			return Counts{}
		}, 1, 90},
		{"a third more that are all angry are noticed", 20, func(w *town, _ int) Counts {
			n := w.draw(7).Voices
			return Counts{Voices: n, Angry: n}
		}, 90, math.Inf(1)},
	}
	for _, tt := range tests {
		w := newTown(3, tt.rate)
		d := NewDetector()
		for i := range night {
			d.Observe(clockOf(i), w.counts(i))
		}
		days := best(d, night, 2*hour, func(step int) Counts {
			c, more := w.counts(step), tt.add(w, step-night)
			return Counts{Voices: c.Voices + more.Voices, Angry: c.Angry + more.Angry}
		})
		if days < tt.least || days > tt.most {
			t.Errorf("%s: once in %.0f days, want %.0f to %.0f", tt.claim, days, tt.least, tt.most)
		}
	}
}

func TestALaunchThatWasAnnouncedIsExpectedAndItsAngerIsNot(t *testing.T) {
	const from = 5*week - 2*day + 12*hour
	for _, tt := range []struct {
		claim       string
		times       float64
		angry       bool
		least, most float64
	}{
		{"five times the usual, unannounced", 0, false, 90, math.Inf(1)},
		{"announced as six times the usual", 6, false, 1, 28},
		{"announced, and the crowd is angry", 6, true, 90, math.Inf(1)},
	} {
		w := newTown(8, 6)
		d := NewDetector()
		for i := range from {
			d.Observe(clockOf(i), w.counts(i))
		}
		highest := 0.0
		for i := from; i < from+2*hour; i++ {
			clock, c := clockOf(i), w.counts(i)
			clock.Times = tt.times
			more := w.draw(4 * w.rate)
			if tt.angry {
				more.Angry = more.Voices * .6
			}
			highest = max(highest, d.Observe(clock, Counts{Voices: c.Voices + more.Voices, Angry: c.Angry + more.Angry}).Score)
		}
		if days := math.Pow(10, highest); days < tt.least || days > tt.most {
			t.Errorf("%s: once in %.0f days, want %.0f to %.0f", tt.claim, days, tt.least, tt.most)
		}
	}
}

// Whatever comes of what is announced, what is known of other days stays as it was; only
// the windows and the heights of the weeks go on.
func TestWhatIsAnnouncedTeachesNothing(t *testing.T) {
	for claim, times := range map[string]float64{"nobody speaks of it": 0, "as many as usual": 1, "as expected": 5, "far more": 60} {
		w := newTown(4, 6)
		d := lived(w, 3)
		before := *d
		for i := 3 * week; i < 3*week+3*day; i++ {
			clock, c := clockOf(i), w.counts(i)
			clock.Times = 5
			d.Observe(clock, Counts{Voices: times * c.Voices, Angry: times * c.Angry})
		}
		for _, c := range []struct{ was, is *Channel }{{&before.Volume, &d.Volume}, {&before.Anger, &d.Anger}} {
			now := *c.is
			now.Steps, now.Ring = c.was.Steps, c.was.Ring
			for i := range now.Wins {
				now.Wins[i].Sum, now.Wins[i].Above = c.was.Wins[i].Sum, c.was.Wins[i].Above
			}
			if now != *c.was {
				t.Errorf("%s: a channel has learnt something (-before +after):\n%s", claim, cmp.Diff(*c.was, now))
			}
		}
		if times <= 5 && d.Highest.Running > 1.5*max(before.Highest.First, before.Highest.Running) {
			t.Errorf("%s: %.0f voices are the highest of the weeks, %.0f before", claim, d.Highest.Running, before.Highest.First)
		}
	}
}

// A detector that is copied, or saved and restored, in the midst goes on as if nothing had been.
func TestNothingLooksAheadAndARestartChangesNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := newTown(rapid.Uint64().Draw(r, "seed"), rapid.Float64Range(.01, 40).Draw(r, "rate"))
		n := 3*day + rapid.IntRange(0, 2*day).Draw(r, "steps")
		cut := rapid.IntRange(0, n).Draw(r, "cut")
		counts := make([]Counts, n)
		for i := range counts {
			counts[i] = w.counts(i)
		}
		whole, first := NewDetector(), NewDetector()
		var want, got []Reading
		for i, c := range counts {
			want = append(want, whole.Observe(clockOf(i), c))
		}
		for i, c := range counts[:cut] {
			got = append(got, first.Observe(clockOf(i), c))
		}
		saved, err := first.MarshalBinary()
		if err != nil {
			r.Fatal(err)
		}
		second := NewDetector()
		if err := second.UnmarshalBinary(saved); err != nil {
			r.Fatal(err)
		}
		for i, c := range counts[cut:] {
			got = append(got, second.Observe(clockOf(cut+i), c))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			r.Fatalf("cut at %d of %d:\n%s", cut, n, diff)
		}
	})
}

func TestAnOutageIsNotSilence(t *testing.T) {
	for _, tt := range []struct {
		claim string
		skip  bool
		calm  bool
	}{
		{"what is not known teaches nothing", true, true},
		{"counted as silence it would shift what is usual", false, false},
	} {
		w := newTown(11, 20)
		d := lived(w, 4)
		before := d.Volume.Expect(clockOf(4 * week))
		for i := range 4 * day {
			if tt.skip {
				d.Skip(1)
			} else {
				d.Observe(clockOf(i), Counts{})
			}
		}
		after := d.Volume.Expect(clockOf(4 * week))
		if calm := math.Abs(after/before-1) < .05; calm != tt.calm {
			t.Errorf("%s: %.1f were expected before, %.1f after", tt.claim, before, after)
		}
	}
}

// A day that holds an outage is made whole by what is heard after it: its highest point is
// one of a day, neither of less nor of nothing.
func TestADayIsOneOfWhatWasHeard(t *testing.T) {
	w := newTown(4, 5)
	d := NewDetector()
	for i := range 20 * day {
		if i%day > day-hour { // the last hour before each midnight is never heard
			d.Skip(1)
			continue
		}
		d.Observe(clockOf(i), w.counts(i))
	}
	if heard := int64(20 * (day - hour + 1)); d.Volume.Days != heard/day-trial/day {
		t.Errorf("%d days are known of %d steps heard, want %d", d.Volume.Days, heard, heard/day-trial/day)
	}
}

func TestNothingIsTheHighestOfTwoDays(t *testing.T) {
	d := NewDetector()
	for i := range trial {
		if r := d.Observe(clockOf(i), Counts{Voices: float64(i % 97)}); r.Novelty != 0 || r.Score != 0 {
			t.Fatalf("step %d: novelty %.2f, score %.2f, want none of either", i, r.Novelty, r.Score)
		}
	}
}

func TestPromiseIsKept(t *testing.T) {
	const weeks, series = 12, 12
	pages := 0
	for s := range series {
		w := newTown(uint64(s)+100, math.Exp2(float64(s)-4))
		d := NewDetector()
		calm := apart + 1
		for i := range weeks * week {
			r := d.Observe(clockOf(i), w.counts(i))
			calm++
			if i < week || r.Score < math.Log10(28) {
				continue
			}
			if calm > apart {
				pages++
			}
			calm = 0
		}
	}
	// 12 series of 11 weeks may page 33 times in all; so calm as these are they must
	// not do so more often, whatever chance does.
	if pages > 48 {
		t.Errorf("%d pages in %d weeks of calm series, want one in four weeks of each at most", pages, (weeks-1)*series)
	}
}

func TestHighestOfTheWeeks(t *testing.T) {
	var v Novelty
	for range 20 * day {
		v.Observe(10)
	}
	if n := v.Observe(100); n < math.Log(9) {
		t.Errorf("ten times the usual: %.2f, want about ln 9", n)
	}
	for range day {
		v.Observe(10)
	}
	v.Observe(90) // the second such height
	for range day {
		v.Observe(10)
	}
	if n := v.Observe(80); n != 0 {
		t.Errorf("after two that were higher: %.2f, want 0", n)
	}
	for range 60 * day {
		v.Observe(10)
	}
	if n := v.Observe(80); n < math.Log(4) {
		t.Errorf("two months later: %.2f, want more than ln 4: what was high fades", n)
	}
}

func TestScoringCostsNoMemory(t *testing.T) {
	d, i := lived(newTown(2, 5), 1), 0
	if n := testing.AllocsPerRun(1000, func() {
		d.Observe(clockOf(i), Counts{Voices: 5, Angry: 1})
		i++
	}); n != 0 {
		t.Errorf("%v allocations a step, want 0", n)
	}
	saved, err := NewChannel(Volume).MarshalBinary()
	if err != nil || len(saved) > 8<<10 {
		t.Errorf("a channel's state takes %d bytes (%v), want 8 KiB at most", len(saved), err)
	}
}

func BenchmarkObserve(b *testing.B) {
	w := newTown(2, 5)
	d := lived(w, 3)
	counts := make([]Counts, day)
	for i := range counts {
		counts[i] = w.counts(i)
	}
	b.Run("channel", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			d.Volume.Observe(clockOf(i), counts[i%day].Voices)
		}
	})
	b.Run("detector", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			d.Observe(clockOf(i), counts[i%day])
		}
	})
}

func TestFadesHalveInTheirTime(t *testing.T) {
	for steps, f := range map[float64]fade{14 * hour / 2: fadeCell, 4 * day: fadeLevel, week: fadeWeek, 14 * day: fadeFortnight, 21 * day: fadeThree} {
		if left := math.Pow(float64(f), steps); math.Abs(left-.5) > 1e-9 {
			t.Errorf("after %.0f steps %v of a sum is left, want one half", steps, left)
		}
	}
}

// What a channel pages beyond chance is held against it until it has kept quiet for as
// long, and what chance brings is not.
func TestPagesBeyondChanceAreOwed(t *testing.T) {
	for kind := Volume; kind <= Anger; kind++ {
		quiet, loud := kept{}, kept{}
		score := func(step, every int) float64 {
			if step%(every*day) < 6 { // half an hour
				return 2
			}
			return 0
		}
		debt := func(k *kept) float64 { return k.off(kind) - k.Off }
		for step := day; step < 56*day; step++ {
			quiet.note(kind, score(step, 28))
			loud.note(kind, score(step, 5))
		}
		if got := debt(&quiet); got != 0 {
			t.Errorf("a page in four weeks takes %.2f off, want nothing", got)
		}
		if got := debt(&loud); got < .5 || got > mostOff {
			t.Errorf("a page in five days takes %.2f off after eight weeks, want at least a half", got)
		}
		for range 28 * 7 * day {
			loud.note(kind, 0)
		}
		if got := debt(&loud); got != 0 {
			t.Errorf("half a year of quiet leaves %.2f", got)
		}
	}
}

// What a score was reckoned from comes to that score, also where pages are owed for.
func TestAWorkingComesToItsScore(t *testing.T) {
	w, c := newTown(7, 4), NewChannel(Volume)
	owed, redone := false, 0
	for i := range 8 * week {
		n := w.counts(i).Voices
		if i > week && i%(3*day) < 6 { // half an hour of a storm in three days
			n += 60
		}
		m := c.Observe(clockOf(i), n)
		if m.Score <= 0 {
			continue
		}
		s, known := ScaleOf(Volume, m.Window)
		if !known {
			t.Fatalf("step %d: no scale for a window of %d minutes", i, m.Window)
		}
		k := m.Working
		height := math.Log1p(float64(k.Residual-k.Usual) / float64(k.Deviation) / s.Unit)
		own := law{float64(k.Location), float64(k.Scale)}.log10Days(height) + math.Log10(s.Window)
		if got := s.Plus + s.Times*own - float64(k.Off); math.Abs(got-m.Score) > 1e-3 {
			t.Fatalf("step %d: the working comes to %.4f, the score is %.4f (%.2f pages are owed for)", i, got, m.Score, c.Kept.Debt)
		}
		redone++
		owed = owed || c.Kept.Debt > debts()[Volume].free
	}
	if !owed || redone < 100 {
		t.Errorf("%d scores were redone, pages owed for: %v; so this shows nothing", redone, owed)
	}
}
