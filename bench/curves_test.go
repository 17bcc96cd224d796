package main

import (
	"math"
	"testing"
)

func TestACrisisIsAtItsHighestAtThePeak(t *testing.T) {
	for _, s := range shapes() {
		top, when := 0.0, 0.0
		for minute := 0.; minute < 24*60; minute++ {
			if v := s.at(minute); v > top*(1+1e-9) {
				top, when = v, minute
			}
		}
		if when != s.peak {
			t.Errorf("%s is at its highest after %.0f minutes, want %.0f", s.name, when, s.peak)
		}
		if s.name != "cascade" && math.Abs(top-1) > 1e-9 {
			t.Errorf("%s rises to %.4f, want 1", s.name, top)
		}
	}
}

func TestAStormBeginsAtAThirtySecondOfItsPeakAndHalvesEveryFourHours(t *testing.T) {
	s := storm(30)
	for minute, want := range map[float64]float64{0: 1. / 32, 120: .5, 150: 1, 209: 1, 210 + 240: .5} {
		if got := s(minute); math.Abs(got-want) > 1e-9 {
			t.Errorf("after %.0f minutes it is at %.4f, want %.4f", minute, got, want)
		}
	}
}

func TestACascadeHoldsOneHourOfThePeakInADay(t *testing.T) {
	sum := 0.0
	for k := range day {
		sum += mean(cascade, float64(k)*stepMinutes)
	}
	if math.Abs(sum-60) > .1 {
		t.Errorf("a day of it is %.2f minutes of the peak, want 60", sum)
	}
}

func TestAnIncidentAddsWhatItsCurveHolds(t *testing.T) {
	s := flat("acme", 3*week, 10)
	where := []sites{{day: []int{week, week + 1, week + 2, week + 3}, attention: make([]float64, len(s.steps))}}
	for _, in := range (plan{shape: shapes()[2], share: crisisShare}).draw([]*series{s}, where, 1) {
		sum, negative, want := 0., 0., 0.
		for k, p := range in.added {
			sum += float64(p.all)
			negative += float64(p.negative)
			want += mean(storm(30), float64(k)*stepMinutes) * in.magnitude * s.level / 60
		}
		if math.Abs(sum-want) > .15*want {
			t.Errorf("x%.0f adds %.0f posts, want about %.0f", in.magnitude, sum, want)
		}
		if share := negative / sum; math.Abs(share-crisisShare) > .05 {
			t.Errorf("x%.0f: %.2f of it are negative, want %.2f", in.magnitude, share, crisisShare)
		}
	}
}

func TestAFloodOfOneAuthorIsOneVoiceAStep(t *testing.T) {
	usual := step{counts: counts{all: 5, authors: 5, negative: 1, angry: 1}}
	in := incident{added: []posts{{all: 40, negative: 40}, {all: 40}, {}}, by: oneAStep}
	for k, want := range []counts{
		{all: 45, authors: 6, negative: 41, angry: 2},
		{all: 45, authors: 6, negative: 1, angry: 1},
		{all: 5, authors: 5, negative: 1, angry: 1},
	} {
		if got := in.on(usual, k).counts; got != want {
			t.Errorf("step %d: %+v, want %+v", k, got, want)
		}
	}
}
