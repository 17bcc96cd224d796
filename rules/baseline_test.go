package rules

import (
	"fmt"
	"testing"
	"time"
)

func TestExpected(t *testing.T) {
	york := newYork(t)
	india, err := time.LoadLocation("Asia/Kolkata")
	if err != nil {
		t.Fatal(err)
	}
	// noon is a Tuesday's; the clocks of New York went back nine days before.
	noon := time.Date(2026, 11, 10, 12, 0, 0, 0, york)
	start := noon.AddDate(0, 0, -40)
	always := func(n int) func(time.Time) int { return func(time.Time) int { return n } }
	atNine := func(local time.Time) int {
		if local.Hour() == 9 {
			return 30
		}
		return 1
	}
	weekend := func(local time.Time) int {
		if dayType(local) == 1 {
			return 2
		}
		return 40
	}
	tests := []struct {
		claim     string
		loc       *time.Location
		at        time.Time
		window    time.Duration
		heard     func(h *history)
		low, high float64
		weeks     int
	}{
		{"nothing was ever heard", york, noon, time.Hour, func(*history) {}, 0, 0, 0},
		{"ten an hour, for weeks", york, noon, time.Hour, func(h *history) { h.usual(start, noon, always(10)) }, 9.5, 10.5, 5},
		{"ten minutes have a sixth of it", york, noon, 10 * time.Minute, func(h *history) { h.usual(start, noon, always(12)) }, 1.9, 2.1, 5},
		{"for ten days: one earlier week", york, noon, time.Hour, func(h *history) { h.usual(noon.AddDate(0, 0, -10), noon, always(10)) }, 9, 10.5, 1},
		{"for five hours: not known, but a guess", york, noon, time.Hour, func(h *history) { h.usual(noon.Add(-5*time.Hour), noon, always(10)) }, 7, 10, 0},
		{"for no time but this hour", york, noon, time.Hour, func(h *history) { h.usual(noon.Add(-time.Hour), noon, always(10)) }, 0, 0, 0},
		{"a first reading teaches the hours it has seen", york, noon, time.Hour, func(h *history) {
			h.usual(noon.Add(-6*time.Hour), noon, always(10))
			for i := range *h {
				(*h)[i].Backfill, (*h)[i].Fetched = true, noon
			}
		}, 7, 10, 0},
		{"the brand's own posts teach nothing", york, noon, time.Hour, func(h *history) {
			h.usual(start, noon, always(10))
			for i := range *h {
				(*h)[i].Own = true
			}
		}, 0, 0, 0},
		{"weekends are quiet: a Sunday", york, noon.AddDate(0, 0, -2), time.Hour, func(h *history) { h.usual(start, noon, weekend) }, 1, 6, 5},
		{"weekends are quiet: a Tuesday", york, noon, time.Hour, func(h *history) { h.usual(start, noon, weekend) }, 36, 41, 5},
		{"nine o'clock stays nine o'clock when clocks change", york, noon.Add(-2 * time.Hour), time.Hour, func(h *history) { h.usual(start, noon, atNine) }, 25, 31, 5},
		{"and ten o'clock ten", york, noon.Add(-time.Hour), time.Hour, func(h *history) { h.usual(start, noon, atNine) }, .8, 4, 5},
		{"a clock half an hour off", india, time.Date(2026, 11, 10, 10, 0, 0, 0, india), time.Hour, func(h *history) {
			from := time.Date(2026, 10, 1, 0, 0, 0, 0, india)
			h.usual(from, from.AddDate(0, 0, 40), atNine)
		}, 25, 31, 5},
		{"one storm among the weeks is no rule", york, noon, time.Hour, func(h *history) {
			h.usual(start, noon, always(10))
			h.crowd("storm", 3000, noon.AddDate(0, 0, -14).Add(-5*time.Hour), 10*time.Hour)
		}, 9.5, 16, 5},
		{"the storm that goes on does not teach", york, noon, time.Hour, func(h *history) {
			h.usual(start, noon, always(10))
			h.crowd("storm", 3000, noon.Add(-20*time.Hour), 20*time.Hour)
		}, 9.5, 10.5, 5},
		{"one who speaks all the time is one voice", york, noon, time.Hour, func(h *history) {
			for at := start; at.Before(noon); at = at.Add(5 * time.Minute) {
				h.say("bot", at)
			}
		}, .9, 1.1, 5},
	}
	for _, tt := range tests {
		var h history
		tt.heard(&h)
		voices, weeks := h.series(tt.loc).Expected(tt.at, tt.window)
		if voices < tt.low || voices > tt.high || weeks != tt.weeks {
			t.Errorf("%s: Expected = %.2f from %d weeks, want %v to %v from %d", tt.claim, voices, weeks, tt.low, tt.high, tt.weeks)
		}
	}
}

// What is learnt once must not outlive a correction of the hours it was learnt from.
func TestExpectedNoticesLateHistory(t *testing.T) {
	noon := time.Date(2026, 11, 10, 12, 0, 0, 0, time.UTC)
	var h history
	h.usual(noon.AddDate(0, 0, -30), noon, func(time.Time) int { return 4 })
	s := h.series(nil)
	before, _ := s.Expected(noon, time.Hour)
	var late history
	for day := -29; day < -2; day++ {
		if day%7 == 0 {
			continue // the weeks before are looked up each time; here the other days matter
		}
		late.crowd(fmt.Sprint("late", day, "-"), 20, noon.AddDate(0, 0, day).Add(-time.Hour), 50*time.Minute)
	}
	for _, m := range late {
		s.Add(m)
	}
	if after, _ := s.Expected(noon, time.Hour); after < before+2 {
		t.Errorf("Expected = %.1f after 20 more voices were learnt for other noons, %.1f before", after, before)
	}
}

func TestForgottenHoursAreUnknown(t *testing.T) {
	noon := time.Date(2026, 11, 10, 12, 0, 0, 0, time.UTC)
	var h history
	h.usual(noon.AddDate(0, 0, -30), noon, func(time.Time) int { return 10 })
	s := h.series(nil)
	s.Forget(noon.AddDate(0, 0, -10))
	if voices, weeks := s.Expected(noon, time.Hour); voices < 9 || weeks != 1 {
		t.Errorf("Expected = %.1f from %d weeks after all but ten days was forgotten, want about 10 from 1", voices, weeks)
	}
}
