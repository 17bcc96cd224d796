package rules

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// A rate is voices an hour at a moment of a story, in hours from its beginning.
type rate func(hours float64) float64

// storm adds voices of which each speaks once, at a rate, as chance has it.
func (h *history) storm(rng *rand.Rand, from time.Time, hours float64, voices rate) {
	const grain = time.Minute
	for at := from; at.Before(from.Add(time.Duration(hours * float64(time.Hour)))); at = at.Add(grain) {
		for range chance(rng, voices(at.Sub(from).Hours())*grain.Hours()) {
			h.say(fmt.Sprint("angry", len(*h)), at.Add(time.Duration(rng.Int64N(int64(grain)))))
		}
	}
}

// peaked rises for some hours to a peak and falls as quickly to a rest.
func peaked(after, most, rest float64) rate {
	return func(hours float64) float64 {
		if hours < after {
			return most * math.Exp2(2*(hours-after))
		}
		return max(rest, most*math.Exp2(2*(after-hours)))
	}
}

// turns are the moments from the beginning on, five minutes apart, at which a course has turned.
func turns(s *Series, began, until time.Time) []time.Time {
	var all []time.Time
	for at := began; at.Before(until); at = at.Add(5 * time.Minute) {
		if s.Course(began, time.Time{}, at).Turned() {
			all = append(all, at)
		}
	}
	return all
}

func TestTheTideTurnsOnceAStormFallsClearly(t *testing.T) {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	day := func(local time.Time) int { // a brand with days and nights
		if local.Hour() < 6 || local.Hour() > 22 {
			return 8
		}
		return 40
	}
	night := func(most float64, begins time.Time) rate {
		return func(hours float64) float64 {
			at := begins.Add(time.Duration(hours * float64(time.Hour)))
			return most * float64(day(at)) / 40
		}
	}
	for _, tt := range []struct {
		claim  string
		begins time.Time
		hours  float64
		voices rate
		usual  func(time.Time) int
		// from and to bound when it turns first, in hours from the beginning; both 0: never.
		from, to float64
	}{
		{"a storm that peaks after three hours", noon, 8, peaked(3, 640, 10), nil, 3.75, 5},
		{"a small one", noon, 8, peaked(3, 40, 1), nil, 3.75, 6},
		{"one that stays as it is", noon, 8, func(float64) float64 { return 200 }, nil, 0, 0},
		{"one that grows on", noon, 6, func(h float64) float64 { return 10 * math.Exp2(h) }, nil, 0, 0},
		{"one that halves within six hours of its peak", noon, 9, func(h float64) float64 { return 300 - 30*h }, nil, 3, 8},
		{"one that a fifth leave", noon, 9, func(h float64) float64 { return 300 - 60*min(1, h/4) }, nil, 0, 0},
		{"a night, of a brand that has nights", noon.Add(6 * time.Hour), 11, night(400, noon.Add(6*time.Hour)), day, 0, 0},
		{"a fall in a night that is more than the night", noon.Add(6 * time.Hour), 11, func(h float64) float64 { return night(400, noon.Add(6*time.Hour))(h) * math.Exp2(-h/2) }, day, 2, 10},
		{"a few voices that fall to none", noon, 8, func(h float64) float64 { return 5 - 3*h }, nil, 0, 0},
	} {
		for seed := range uint64(4) {
			rng := rand.New(rand.NewPCG(seed, 17))
			var h history
			h.say("somebody", tt.begins.AddDate(0, 0, -30))
			if tt.usual != nil {
				h.usual(tt.begins.AddDate(0, 0, -28), tt.begins.Add(20*time.Hour), tt.usual)
			}
			h.storm(rng, tt.begins, tt.hours, tt.voices)
			all := turns(h.series(nil), tt.begins, tt.begins.Add(time.Duration(tt.hours*float64(time.Hour))))
			if len(all) == 0 {
				if tt.to > 0 {
					t.Errorf("%s, seed %d: it never turns", tt.claim, seed)
				}
				continue
			}
			if first := all[0].Sub(tt.begins).Hours(); first < tt.from || first > tt.to {
				t.Errorf("%s, seed %d: it turns after %.1f hours, want %v to %v", tt.claim, seed, first, tt.from, tt.to)
			}
		}
	}
}

func TestASecondWaveIsARiseFromTheLow(t *testing.T) {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	morning := func(local time.Time) int {
		if local.Hour() < 6 {
			return 8
		}
		return 40
	}
	for _, tt := range []struct {
		claim  string
		voices rate
		usual  func(time.Time) int
		want   bool
	}{
		{"it falls and rises again", func(h float64) float64 { return 30 + 300*math.Exp(-2*(h-1)*(h-1)) + 300*math.Exp(-2*(h-7)*(h-7)) }, nil, true},
		{"it falls and stays", func(h float64) float64 { return 30 + 300*math.Exp(-2*(h-1)*(h-1)) }, nil, false},
		{"it ripples", func(h float64) float64 { return 40 + 300*math.Exp(-2*(h-1)*(h-1)) + 8*math.Sin(3*h) }, nil, false},
		{"the night ends", func(h float64) float64 {
			return 300*math.Exp(-2*(h-1)*(h-1)) + 1.5*float64(morning(noon.Add(time.Duration((h+12)*float64(time.Hour)))))
		}, morning, false},
	} {
		for seed := range uint64(8) {
			begins, rng := noon, rand.New(rand.NewPCG(seed, 5))
			var h history
			h.say("somebody", begins.AddDate(0, 0, -30))
			if tt.usual != nil {
				begins = noon.Add(12 * time.Hour)
				h.usual(begins.AddDate(0, 0, -28), begins, tt.usual)
			}
			h.storm(rng, begins, 8, tt.voices)
			s, rises := h.series(nil), false
			for at := begins.Add(4 * time.Hour); at.Before(begins.Add(8 * time.Hour)); at = at.Add(5 * time.Minute) {
				rises = rises || s.Course(begins, begins.Add(4*time.Hour), at).Rises()
			}
			if rises != tt.want {
				t.Errorf("%s, seed %d: a second wave %v, want %v", tt.claim, seed, rises, tt.want)
			}
		}
	}
}

// Where nobody is heard any more all at once, nobody listens: that is no turn of the tide.
func TestSilenceAllAtOnceIsNoTurn(t *testing.T) {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	var h history
	h.storm(rand.New(rand.NewPCG(1, 1)), noon, 4, func(float64) float64 { return 200 })
	s := h.series(nil)
	for at := noon.Add(4*time.Hour + 10*time.Minute); at.Before(noon.Add(9 * time.Hour)); at = at.Add(10 * time.Minute) {
		if c := s.Course(noon, time.Time{}, at); c.Turned() || !c.Deaf {
			t.Fatalf("%v after the last of 200 voices an hour: turned %v, deaf %v", at.Sub(noon.Add(4*time.Hour)), c.Turned(), c.Deaf)
		}
	}
	if c := s.Course(noon, time.Time{}, noon.Add(11*time.Hour)); c.Deaf {
		t.Error("seven hours later it is still deafness, and not silence")
	}
}

func TestTheHoursOfACourseAreThoseOfTheSeries(t *testing.T) {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	rng := rand.New(rand.NewPCG(8, 8))
	var h history
	for range 3000 {
		h.say(fmt.Sprint("voice", rng.IntN(300)), noon.Add(time.Duration(rng.Int64N(int64(6*time.Hour)))))
	}
	s := h.series(nil)
	last := stepOf(noon.Add(6 * time.Hour).UnixNano())
	for i, got := range s.rolling(last-40, last) {
		end := endOf(last - 40 + int64(i))
		if want := s.Count(end.Add(-time.Hour), end).Voices; got != want {
			t.Fatalf("the hour to %v has %d voices, want %d", end.UTC(), got, want)
		}
	}
}
