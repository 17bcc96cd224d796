package rules

import (
	"fmt"
	"testing"
	"time"

	"tocsin/brand"
)

func TestCount(t *testing.T) {
	eight := time.Date(2026, 11, 10, 20, 0, 0, 0, time.UTC)
	var h history
	h.say("a", eight)
	h.say("a", eight.Add(time.Minute))
	h.say("b", eight.Add(time.Minute))
	h.say("c", eight.Add(time.Hour))
	h = append(h, h[1], h[1])
	s := h.series(nil)
	tests := []struct {
		claim    string
		from, to time.Duration
		want     Count
	}{
		{"an author who speaks twice is one voice", -time.Minute, time.Minute, Count{2, 3}},
		{"the end belongs to the window", -time.Minute, 0, Count{1, 1}},
		{"the beginning does not", 0, time.Minute, Count{2, 2}},
		{"a window may cut a step", time.Second, 61 * time.Minute, Count{3, 3}},
		{"and lie within one", 30 * time.Second, 90 * time.Second, Count{2, 2}},
		{"a window may be empty", 2 * time.Minute, 3 * time.Minute, Count{}},
		{"or upside down", time.Hour, 0, Count{}},
	}
	for _, tt := range tests {
		if got := s.Count(eight.Add(tt.from), eight.Add(tt.to)); got != tt.want {
			t.Errorf("%s: Count(%v, %v) = %+v, want %+v", tt.claim, tt.from, tt.to, got, tt.want)
		}
	}
}

func TestAddMendsMoments(t *testing.T) {
	now := time.Date(2026, 11, 10, 20, 0, 0, 0, time.UTC)
	tests := []struct {
		claim       string
		at, fetched time.Time
		want        int
	}{
		{"as it should be", now, now, 1},
		{"never read, it seems", now, time.Time{}, 1},
		{"of no moment", time.Time{}, now, 1},
		{"from the future", now.AddDate(1, 0, 0), now, 1},
		{"from before feeds", time.Date(1901, 1, 1, 0, 0, 0, 0, time.UTC), now, 0},
		{"from nowhere", time.Time{}, time.Time{}, 0},
	}
	for _, tt := range tests {
		s := NewSeries(nil)
		s.Add(brand.Mention{ID: "m", Voice: "v", At: tt.at, Fetched: tt.fetched})
		s.Add(brand.Mention{ID: "n", Voice: "w", At: now, Fetched: now})
		if got := s.Count(now.Add(-time.Hour), now).Voices - 1; got != tt.want {
			t.Errorf("a mention %s (at %v, read %v): %d counted, want %d", tt.claim, tt.at, tt.fetched, got, tt.want)
		}
	}
}

// However long a brand is listened to, and whatever it is flooded with, its
// series stays as large as three days and five weeks of hours.
func TestMemoryIsBounded(t *testing.T) {
	start := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	s := NewSeries(nil)
	var h history
	for i := range 100 * 24 * 12 {
		m := h.say(fmt.Sprint("v", i%3000), start.Add(time.Duration(i)*5*time.Minute))
		m.Tags = []string{fmt.Sprint("tag", i)}
		s.Add(*m)
	}
	for i := range 3 * sketchSize {
		h.say(fmt.Sprint("crowd", i), start.Add(100*24*time.Hour))
		s.Add(h[len(h)-1])
	}
	s.evaluateOften(start.AddDate(0, 0, 100))
	for what, n := range map[string][2]int{
		"steps":     {len(s.steps), int(recent/stepLength) + 24},
		"seen":      {len(s.seen), int(recent/stepLength) + 24 + 3*sketchSize},
		"hours":     {len(s.byName[0].hours), int(remembered/time.Hour) + 2},
		"touched":   {len(s.touched), int(recent/stepLength) + 24},
		"tags":      {len(s.tags), tagsAtMost},
		"baselines": {len(s.byName[0].baselines), 66},
	} {
		if n[0] > n[1] {
			t.Errorf("after 100 days: %d %s, want at most %d", n[0], what, n[1])
		}
	}
	s.Forget(start.AddDate(1, 0, 0))
	if left := len(s.steps) + len(s.seen) + len(s.byName[0].hours) + len(s.touched) + len(s.tags); left > 0 {
		t.Errorf("after everything was forgotten %d things are left", left)
	}
}

// evaluateOften evaluates at many moments, for the sake of what that leaves behind.
func (s *Series) evaluateOften(end time.Time) {
	for i := range 100 {
		Burst{Levels: []Level{{Watch, time.Hour, 1, 0}}}.Evaluate(s, end.Add(-time.Duration(i)*15*time.Minute))
	}
}

func TestSketch(t *testing.T) {
	for _, n := range []int{0, 1, 100, sketchSize - 1, sketchSize, 1000, 20_000} {
		var there, back sketch
		for i := range n {
			there.add(hash(fmt.Sprint("voice", i)))
			there.add(hash(fmt.Sprint("voice", i/2)))
			back.add(hash(fmt.Sprint("voice", n-1-i)))
		}
		got, off := there.voices(), .15*float64(n)
		if n < sketchSize {
			off = 0
		}
		if got < float64(n)-off || got > float64(n)+off {
			t.Errorf("%d voices are told as %.0f, want within %.0f", n, got, off)
		}
		if got != back.voices() {
			t.Errorf("%d voices are told as %.0f in one order and %.0f in another", n, got, back.voices())
		}
	}
}
