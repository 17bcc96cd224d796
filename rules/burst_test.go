package rules

import (
	"fmt"
	"testing"
	"time"
)

func TestBurst(t *testing.T) {
	loc := newYork(t)
	saturday := time.Date(2026, 11, 21, 23, 0, 0, 0, loc)
	tuesday := time.Date(2026, 11, 17, 12, 0, 0, 0, loc)
	start := saturday.AddDate(0, 0, -30)
	office := func(local time.Time) int {
		if local.Weekday() == time.Saturday || local.Weekday() == time.Sunday || local.Hour() < 8 || local.Hour() > 18 {
			return 1
		}
		return 20
	}
	hour := func(h *history, n int, to time.Time) { h.crowd("new", n, to.Add(-59*time.Minute), 58*time.Minute) }

	tests := []struct {
		claim string
		at    time.Time
		heard func(h *history)
		want  Severity
	}{
		{"nothing was ever said", saturday, func(*history) {}, None},
		{"60 people speak once, from nothing", saturday, func(h *history) { hour(h, 60, saturday) }, Crisis},
		{"one author speaks 200 times", saturday, func(h *history) {
			for i := range 200 {
				h.say("bot", saturday.Add(-time.Duration(i)*15*time.Second))
			}
		}, None},
		{"two authors speak 200 times among ten others", saturday, func(h *history) {
			for i := range 200 {
				h.say(fmt.Sprint("bot", i%2), saturday.Add(-time.Duration(i)*15*time.Second))
			}
			hour(h, 10, saturday)
		}, None},
		{"40 voices in an hour are a crisis", saturday, func(h *history) { hour(h, 40, saturday) }, Crisis},
		{"39 are an issue", saturday, func(h *history) { hour(h, 39, saturday) }, Issue},
		{"24 are worth a watch", saturday, func(h *history) { hour(h, 24, saturday) }, Watch},
		{"14 are not", saturday, func(h *history) { hour(h, 14, saturday) }, None},
		{"8 within ten minutes are worth a watch", saturday, func(h *history) { h.crowd("new", 8, saturday.Add(-9*time.Minute), 8*time.Minute) }, Watch},
		{"7 within ten minutes are not", saturday, func(h *history) { h.crowd("new", 7, saturday.Add(-9*time.Minute), 8*time.Minute) }, None},
		{"the hour before last does not count", saturday.Add(time.Hour), func(h *history) { hour(h, 60, saturday) }, None},
		{"what comes later does not count", saturday.Add(-time.Hour), func(h *history) { hour(h, 60, saturday) }, None},
		{"the very moment counts", saturday, func(h *history) { h.crowd("new", 60, saturday, 0) }, Crisis},
		{"60 of the brand's own posts", saturday, func(h *history) {
			hour(h, 60, saturday)
			for i := range *h {
				(*h)[i].Own = true
			}
		}, None},
		{"a first reading finds 100 old items", saturday, func(h *history) {
			h.crowd("new", 100, saturday.AddDate(0, -2, 0), 60*24*time.Hour)
			for i := range *h {
				(*h)[i].Backfill, (*h)[i].Fetched = true, saturday
			}
		}, None},
		{"a first reading finds 100 items of this hour", saturday, func(h *history) {
			hour(h, 100, saturday)
			for i := range *h {
				(*h)[i].Backfill, (*h)[i].Fetched = true, saturday
			}
		}, None},
		{"45 voices on a Saturday night, when 1 is usual", saturday, func(h *history) {
			h.usual(start, saturday, office)
			hour(h, 45, saturday)
		}, Crisis},
		{"25 voices on a Saturday night, when 1 is usual", saturday, func(h *history) {
			h.usual(start, saturday, office)
			hour(h, 25, saturday)
		}, Issue},
		{"25 voices on a Tuesday noon, when 20 are usual", tuesday, func(h *history) {
			h.usual(start, tuesday.Add(-time.Hour), office)
			hour(h, 25, tuesday)
		}, None},
		{"a week after a storm at this hour, another", saturday, func(h *history) {
			h.usual(start, saturday, office)
			h.crowd("old", 400, saturday.AddDate(0, 0, -7).Add(-3*time.Hour), 6*time.Hour)
			hour(h, 45, saturday)
		}, Crisis},
		{"a storm that began a day ago is not yet normal", saturday, func(h *history) {
			h.usual(start, saturday.Add(-24*time.Hour), office)
			h.usual(saturday.Add(-24*time.Hour), saturday, func(time.Time) int { return 60 })
		}, Crisis},
		{"a large brand whose hours are all alike has nearly three times its busiest", tuesday, func(h *history) {
			h.usual(start, tuesday.Add(-time.Hour), func(local time.Time) int { return 10 * office(local) })
			hour(h, 550, tuesday)
		}, Issue},
		{"a brand known for two hours, both as busy as this one", tuesday, func(h *history) {
			h.usual(tuesday.Add(-3*time.Hour), tuesday.Add(-time.Hour), func(time.Time) int { return 100 })
			hour(h, 100, tuesday)
		}, None},
		{"a brand whose hours swing between 0 and 40 has one of 70", tuesday, func(h *history) {
			n := 0
			h.usual(start, tuesday.Add(-time.Hour), func(time.Time) int {
				n++
				return []int{0, 2, 5, 12, 40}[n%5]
			})
			hour(h, 70, tuesday)
		}, None},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			var h history
			tt.heard(&h)
			sig, fires := Burst{}.Evaluate(h.series(loc), tt.at)
			if sig.Severity != tt.want || fires != (tt.want != None) {
				t.Errorf("%s: severity %v, want %v (%s)", tt.claim, sig.Severity, tt.want, sig.Arithmetic)
			}
		})
	}
}

func TestBurstSaysItsArithmetic(t *testing.T) {
	loc := newYork(t)
	at := time.Date(2026, 11, 21, 23, 0, 0, 0, loc)
	quiet := func(time.Time) int { return 0 }
	tests := []struct {
		claim string
		heard func(h *history)
		want  string
	}{
		{"with four quiet weeks", func(h *history) {
			h.usual(at.AddDate(0, 0, -28).Add(-time.Hour), at.AddDate(0, 0, -28), func(time.Time) int { return 2 })
			h.usual(at.AddDate(0, 0, -28), at, quiet)
		}, "43 voices in the hour to Saturday 23:00 EST; normal for it is 0.3 (the last 4 weeks: 0, 0, 0, 2); a rise in voices like that of the last hour is to be expected less than once in 10 years; crisis needs 40 voices and once in 364 days, and 3 times normal"},
		{"with one week", func(h *history) {
			h.usual(at.AddDate(0, 0, -7).Add(-time.Hour), at.AddDate(0, 0, -7), func(time.Time) int { return 3 })
		}, "43 voices in the hour to Saturday 23:00 EST; normal for it is 0.9 (a week before: 3); a rise in voices like that of the last hour is to be expected less than once in 10 years; crisis needs 40 voices and once in 364 days, and 3 times normal"},
		{
			"without history", func(*history) {},
			"43 voices in the hour to Saturday 23:00 EST; normal for it is 0 (no earlier week is known); crisis needs 40 and 8 times normal",
		},
	}
	for _, tt := range tests {
		var h history
		tt.heard(&h)
		h.crowd("new", 43, at.Add(-50*time.Minute), 50*time.Minute)
		sig, _ := Burst{}.Evaluate(h.series(loc), at)
		if sig.Arithmetic != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.claim, sig.Arithmetic, tt.want)
		}
	}
}

// A rise that a brand with some budget is paged for is too common for one with a longer.
func TestALongerBudgetPagesForRarerRisesOnly(t *testing.T) {
	at := time.Date(2026, 11, 21, 23, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		budget time.Duration
		want   Severity
	}{{7 * 24 * time.Hour, Issue}, {0, Watch}, {300 * 24 * time.Hour, None}} {
		var h history
		h.chatter(at.AddDate(0, 0, -30), at, 12)
		h.crowd("new", 24, at.Add(-time.Hour), time.Hour)
		sig, _ := Burst{Budget: tt.budget}.Evaluate(h.series(nil), at)
		if sig.Severity != tt.want {
			t.Errorf("with a budget of %v: %v, want %v (%s)", tt.budget, sig.Severity, tt.want, sig.Arithmetic)
		}
	}
}

func TestBurstWithLevelsOfItsOwn(t *testing.T) {
	at := time.Date(2026, 11, 21, 23, 0, 0, 0, time.UTC)
	var h history
	h.crowd("new", 12, at.Add(-20*time.Minute), 15*time.Minute)
	strict := Burst{Levels: []Level{{Crisis, 30 * time.Minute, 12, 3}, {Watch, time.Hour, 5, 2}}}
	sig, fires := strict.Evaluate(h.series(nil), at)
	if !fires || sig.Severity != Crisis || sig.Window != 30*time.Minute || sig.Floor != 12 || sig.Times != 3 {
		t.Errorf("12 voices in 20 minutes: %+v, want a crisis by the level of 30 minutes", sig)
	}
}

func TestOnset(t *testing.T) {
	loc := newYork(t)
	storm := time.Date(2026, 11, 21, 20, 0, 0, 0, loc)
	rising := func(h *history) {
		for i := range 8 {
			h.crowd(fmt.Sprint("storm", i, "-"), 2+i*3, storm.Add(time.Duration(i)*15*time.Minute), 15*time.Minute)
		}
	}
	tests := []struct {
		claim string
		at    time.Time
		heard func(h *history)
		want  time.Time
		off   time.Duration
	}{
		{"heard for the first time: the first post", storm.Add(2 * time.Hour), rising, storm, 0},
		{"after silent weeks: the first post", storm.Add(2 * time.Hour), func(h *history) {
			h.say("somebody", storm.AddDate(0, 0, -28))
			rising(h)
		}, storm, 0},
		{"out of chatter: near the first post", storm.Add(2 * time.Hour), func(h *history) {
			h.usual(storm.AddDate(0, 0, -28), storm.Add(3*time.Hour), func(time.Time) int { return 2 })
			rising(h)
		}, storm, 15 * time.Minute},
		{"after a thin night: still the evening", storm.Add(16 * time.Hour), func(h *history) {
			h.say("somebody", storm.AddDate(0, 0, -28))
			rising(h)
			h.usual(storm.Add(2*time.Hour), storm.Add(12*time.Hour), func(time.Time) int { return 5 })
			h.crowd("sunday", 300, storm.Add(12*time.Hour), 4*time.Hour)
		}, storm, 0},
		{"a voice that never stops does not begin it", storm.Add(2 * time.Hour), func(h *history) {
			for at := storm.Add(-20 * time.Hour); at.Before(storm); at = at.Add(5 * time.Minute) {
				h.say("bot", at)
			}
			rising(h)
		}, storm, 5 * time.Minute},
	}
	for _, tt := range tests {
		var h history
		tt.heard(&h)
		onset := h.series(loc).onset(tt.at, normal{times: 1})
		if off := onset.Sub(tt.want).Abs(); off > tt.off {
			t.Errorf("%s: onset %v, want %v within %v", tt.claim, onset.In(loc), tt.want, tt.off)
		}
	}
}
