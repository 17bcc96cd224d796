package rules

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"tocsin/brand"
)

// weather is what a brand's days are like.
type weather struct {
	// voices is how many a working day has before the rise, share how many of them are negative.
	voices, share float64
	// moody is how far whole days stray, as a part; lasting is how much of that the next day keeps.
	moody, lasting float64
	// on changes a day's voices and negative share.
	on func(day int) (float64, float64)
	// deaf reports hours in which the source was not read.
	deaf func(day, hour int) bool
}

var firstDay = time.Date(2026, 9, 7, 0, 0, 0, 0, time.UTC) // a Monday

// weathered is a series of so many days. It is taught by the hour, as adding mentions one by
// one takes long.
func weathered(seed uint64, days int, w weather) *Series {
	rng := rand.New(rand.NewPCG(seed, 5))
	s := NewSeries(time.UTC)
	src := s.sourceOf("social")
	s.read(src, firstDay)
	mood := 0.0
	for d := range days {
		mood = w.lasting*mood + math.Sqrt(1-w.lasting*w.lasting)*w.moody*rng.NormFloat64()
		times, angrier := 1.0, 1.0
		if w.on != nil {
			times, angrier = w.on(d)
		}
		if d%7 >= 5 {
			times *= .55
		}
		for hour := range 24 {
			if w.deaf != nil && w.deaf(d, hour) {
				continue
			}
			rate := w.voices * times * math.Exp(mood) * (1 + .8*math.Sin(float64(hour-9)*math.Pi/12)) / 24
			for i := range chance(rng, rate) {
				voice, h := hash(fmt.Sprint(seed, d, hour, i)), s.hourOf(firstDay.Add(time.Duration(24*d+hour)*time.Hour))
				src.teach(h, voice)
				if rng.Float64() < w.share*angrier {
					src.vex(h, voice, brand.Negative)
				}
			}
		}
	}
	return s
}

// chance is a Poisson number.
func chance(rng *rand.Rand, mean float64) int {
	n, at := 0, rng.ExpFloat64()
	for at < mean {
		n++
		at += rng.ExpFloat64()
	}
	return n
}

// burned are the days at whose mornings a slow burn is told.
func burned(s *Series, days int) map[int]Signal {
	told := map[int]Signal{}
	for d := burnDays; d <= days; d++ {
		if sig, fires := (SlowBurn{}).Evaluate(s, firstDay.Add(time.Duration(24*d+10)*time.Hour)); fires {
			told[d] = sig
		}
	}
	return told
}

// ramp grows by a part a day for some days from one on, and stays there.
func ramp(from, lasts int, growth float64) func(day int) float64 {
	return func(day int) float64 { return math.Pow(1+growth, float64(min(max(day-from, 0), lasts))) }
}

func TestWhatCreepsUpIsToldOnce(t *testing.T) {
	rise := ramp(30, 10, .08)
	louder := func(d int) (float64, float64) { return rise(d), 1 }
	angrier := func(d int) (float64, float64) { return 1, rise(d) }
	for _, tt := range []struct {
		claim string
		w     weather
		of    string
		most  int // of 40 that may be missed
	}{
		{"400 voices a day, +8% for ten days", weather{voices: 400, share: .1, moody: .03, on: louder}, "voices", 0},
		{"a negative share of 15% of 600, +8% for ten days", weather{voices: 600, share: .15, on: angrier}, "negative share", 0},
		{"80 voices on days that stray by 8%", weather{voices: 80, share: .1, moody: .08, on: louder}, "voices", 2},
		{"a negative share of 15% of 100", weather{voices: 100, share: .15, moody: .08, on: angrier}, "negative share", 8},
	} {
		missed := 0
		for seed := range uint64(40) {
			told := burned(weathered(seed, 45, tt.w), 45)
			for d, sig := range told {
				if sig.Trend.Of != tt.of || sig.Severity != Watch || d < 34 {
					t.Errorf("%s: on day %d is told: %s", tt.claim, d, sig.Arithmetic)
				}
			}
			if len(told) > 1 {
				t.Errorf("%s, seed %d: told %d times", tt.claim, seed, len(told))
			}
			missed += 1 - min(len(told), 1)
		}
		t.Logf("%s: missed in %d of 40", tt.claim, missed)
		if missed > tt.most {
			t.Errorf("%s: missed in %d of 40, want at most %d", tt.claim, missed, tt.most)
		}
	}
}

// Eight weeks of talk that goes nowhere are never told, whatever the brand's size.
func TestFlatTalkIsNoSlowBurn(t *testing.T) {
	for seed := range uint64(200) {
		w := weather{voices: []float64{8, 40, 150}[seed%3], share: .15, moody: []float64{0, .1, .15, .2}[seed%4]}
		for d, sig := range burned(weathered(seed, 56, w), 56) {
			t.Errorf("seed %d, day %d: %s", seed, d, sig.Arithmetic)
		}
	}
}

func TestWhatIsNoSlowBurn(t *testing.T) {
	for _, tt := range []struct {
		claim string
		w     weather
	}{
		{"one loud day", weather{on: func(d int) (float64, float64) {
			if d == 40 {
				return 9, 2
			}
			return 1, 1
		}}},
		{"a storm that fades", weather{on: func(d int) (float64, float64) { return 1 + 9*math.Exp(-math.Abs(float64(d-35))), 1 }}},
		{"an outage of four days before a usual week", weather{deaf: func(d, _ int) bool { return d >= 30 && d < 34 }}},
		{"half a week of which only the evenings were read", weather{deaf: func(d, h int) bool { return d >= 26 && d < 32 && h < 14 }}},
		{"a rise that ends again", weather{on: func(d int) (float64, float64) { return ramp(30, 4, .08)(d) / ramp(34, 4, .08)(d), 1 }}},
	} {
		tt.w.voices, tt.w.share, tt.w.moody = 100, .1, .05
		for seed := range uint64(20) {
			for d, sig := range burned(weathered(seed, 45, tt.w), 45) {
				t.Errorf("%s, seed %d, day %d: %s", tt.claim, seed, d, sig.Arithmetic)
			}
		}
	}
}

func TestASourceThatJoinsIsNoRise(t *testing.T) {
	s := weathered(1, 45, weather{voices: 100, share: .1, moody: .03})
	src := s.sourceOf("new")
	src.begin(firstDay.AddDate(0, 0, 33), firstDay.AddDate(0, 0, 33))
	s.read(src, firstDay.AddDate(0, 0, 33))
	for h := 33 * 24; h < 45*24; h++ {
		for i := range h/24 - 28 {
			src.teach(s.hourOf(firstDay.Add(time.Duration(h)*time.Hour)), hash(fmt.Sprint("new", h, i)))
		}
	}
	if told := burned(s, 45); len(told) > 0 {
		t.Errorf("told: %+v", told)
	}
}

// What burns on is told again as it grows: at once when it has doubled.
func TestASlowBurnThatDoublesIsToldAgain(t *testing.T) {
	long := ramp(28, 16, .1)
	told := burned(weathered(1, 45, weather{voices: 300, share: .1, on: func(d int) (float64, float64) { return long(d), 1 }}), 45)
	var levels []float64
	for d := range 46 {
		if sig, is := told[d]; is {
			levels = append(levels, sig.Trend.To)
		}
	}
	if len(levels) != 2 || levels[1] < burnGrown*levels[0] {
		t.Errorf("told at %.0f, want twice, the second time when it has grown", levels)
	}
}

func TestASlowBurnIsToldInTheMorningAndAsOneSignal(t *testing.T) {
	rise := ramp(30, 10, .08)
	s := weathered(1, 45, weather{voices: 400, share: .1, on: func(d int) (float64, float64) { return rise(d), 1 }})
	var morning Signal
	for d := range burned(s, 45) {
		for hour := range 24 {
			sig, fires := SlowBurn{}.Evaluate(s, firstDay.Add(time.Duration(24*d+hour)*time.Hour))
			if fires != (hour >= 9 && hour < 15) {
				t.Errorf("at %d o'clock: %v", hour, fires)
			}
			if hour == 9 {
				morning = sig
			}
			if fires && (!sig.At.Equal(morning.At) || sig.Arithmetic != morning.Arithmetic) {
				t.Errorf("at %d o'clock is told another signal: %s", hour, sig.Arithmetic)
			}
		}
	}
	if morning.Trend == nil {
		t.Fatal("nothing was told")
	}
	t.Log(morning.Arithmetic)
}

// Negative moods are counted as they are read, each voice once an hour.
func TestAngryVoicesAreCountedByTheHour(t *testing.T) {
	s := NewSeries(time.UTC)
	var h history
	for i, mood := range []brand.Mood{brand.Negative, brand.Neutral, brand.Negative, brand.Negative} {
		h.say([]string{"a", "a", "a", "b"}[i], noon.Add(time.Duration(i)*time.Minute)).Mood = mood
	}
	for _, m := range h {
		s.Add(m)
	}
	k := s.byName[0].hours[s.hourOf(noon)]
	if k.voices() != 2 || k.angry.voices() != 2 {
		t.Errorf("%v voices, of them %v negative; want 2 and 2", k.voices(), k.angry.voices())
	}
}
