package rules

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

func TestLateBurst(t *testing.T) {
	storm := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	heard := func(read time.Time) *Series {
		var h history
		h.usual(storm.AddDate(0, 0, -28), storm, func(time.Time) int { return 1 })
		h.crowd("storm", 60, storm, 40*time.Minute)
		for i := len(h) - 60; i < len(h); i++ {
			h[i].Fetched = read
		}
		s := h[:len(h)-60].series(nil)
		s.Settle(storm)
		for _, m := range h[len(h)-60:] {
			s.Add(m)
		}
		return s
	}
	tests := []struct {
		claim string
		now   time.Time
		want  Severity
		late  bool
	}{
		{"read as it was published, it is no late one", storm.Add(45 * time.Minute), Crisis, false},
		{"read within the hour, it still stands now", storm.Add(55 * time.Minute), Crisis, false},
		{"read three hours later, it is told, and late", storm.Add(3 * time.Hour), Crisis, true},
		{"read 20 hours later, it is told, and late", storm.Add(20 * time.Hour), Crisis, true},
		{"read two days later, it is history", storm.Add(48 * time.Hour), None, false},
	}
	for _, tt := range tests {
		s := heard(tt.now)
		for _, again := range []bool{false, true} {
			found := Evaluate(s, []Rule{Burst{}}, tt.now)
			if tt.want == None {
				if len(found) > 0 {
					t.Errorf("%s: found %+v, want nothing", tt.claim, found)
				}
				continue
			}
			if len(found) != 1 || found[0].Severity != tt.want || found[0].Late != tt.late || found[0].Voices != 60 {
				t.Errorf("%s (asked again: %v): found %+v, want one %v, late %v, 60 voices", tt.claim, again, found, tt.want, tt.late)
			}
		}
		s.Settle(tt.now)
		if found := Evaluate(s, []Rule{Burst{}}, tt.now); tt.late && len(found) > 0 {
			t.Errorf("%s: told again after it was settled: %+v", tt.claim, found)
		}
	}
}

func TestStragglers(t *testing.T) {
	storm := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	tests := []struct {
		claim            string
		live, stragglers int
		want             Severity
	}{
		{"one more post for a crisis that was told is no news", 60, 1, None},
		{"twenty more are no news either", 60, 20, None},
		{"what makes an issue of hours ago a crisis is", 30, 30, Crisis},
		{"what makes a crisis of silence is", 0, 60, Crisis},
	}
	for _, tt := range tests {
		var h history
		h.say("somebody", storm.AddDate(0, 0, -28))
		h.crowd("live", tt.live, storm, 40*time.Minute)
		s := h.series(nil)
		Evaluate(s, []Rule{Burst{}}, storm.Add(45*time.Minute))
		s.Settle(storm.Add(45 * time.Minute))
		now := storm.Add(5 * time.Hour)
		h.crowd("straggler", tt.stragglers, storm, 40*time.Minute)
		for _, m := range h[1+tt.live:] {
			m.Fetched = now
			s.Add(m)
		}
		got := None
		for _, sig := range Evaluate(s, []Rule{Burst{}}, now) {
			got = sig.Severity
		}
		if got != tt.want {
			t.Errorf("%s (%d, then %d): %v, want %v", tt.claim, tt.live, tt.stragglers, got, tt.want)
		}
	}
}

// What was told nearly a day ago is still known to have been told, by the rule that told it.
func TestAStragglerOfYesterdaysStormIsNoNews(t *testing.T) {
	storm := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	var h history
	h.chatter(storm.AddDate(0, 0, -28), storm, 12)
	h.crowd("live", 26, storm, 40*time.Minute) // a watch or more to a known brand, an issue to a new one
	s := h.series(nil)
	if found := Evaluate(s, []Rule{Burst{}}, storm.Add(45*time.Minute)); len(found) != 1 {
		t.Fatalf("the storm itself: %v", found)
	}
	s.Settle(storm.Add(45 * time.Minute))
	for minutes := 30; minutes < 60; minutes += 5 {
		now := storm.Add(24*time.Hour + time.Duration(minutes)*time.Minute)
		m := h[len(h)-1]
		m.ID, m.Voice, m.Fetched = brand.MentionID(fmt.Sprint("late", minutes)), brand.Voice(fmt.Sprint("late", minutes)), now
		m.At = storm.Add(39 * time.Minute)
		s.Add(m)
		for _, sig := range Evaluate(s, []Rule{Burst{}}, now) {
			t.Errorf("at +24 h %d min: %s again (%s)", minutes, sig.Severity, sig.Arithmetic)
		}
	}
}

func TestSettleKeepsWhatWasReadAfterwards(t *testing.T) {
	at := time.Date(2026, 11, 21, 20, 2, 0, 0, time.UTC)
	var h history
	h.say("a", at).Fetched = at.Add(10 * time.Minute)
	h.say("b", at).Fetched = at.Add(30 * time.Minute)
	s := h.series(nil)
	s.Settle(at.Add(20 * time.Minute))
	touched := s.Touched()
	if len(touched) != 12 || !touched[0].Equal(at.Add(3*time.Minute)) || !touched[11].Equal(at.Add(58*time.Minute)) {
		t.Errorf("Touched() = %v, want the 12 ends from 20:05 to 21:00", touched)
	}
	s.Settle(at.Add(30 * time.Minute))
	if touched := s.Touched(); len(touched) > 0 {
		t.Errorf("Touched() = %v after all was settled, want none", touched)
	}
}

// In whatever order mentions arrive, the same ones tell the same story.
func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 1))
		start := time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC)
		h := told(rng, start)
		now := start.Add(21 * 24 * time.Hour)
		want := Evaluate(h.series(nil), []Rule{Burst{}}, now)
		if len(want) == 0 {
			t.Fatalf("seed %d: the history raises nothing, so it shows nothing", seed)
		}
		for range 4 {
			rng.Shuffle(len(h), func(i, j int) { h[i], h[j] = h[j], h[i] })
			twice := append(append(history{}, h...), h[:len(h)/3]...)
			if diff := cmp.Diff(want, Evaluate(twice.series(nil), []Rule{Burst{}}, now)); diff != "" {
				t.Fatalf("seed %d: another order tells another story (-want +got):\n%s", seed, diff)
			}
		}
	}
}

// At a moment, a series that goes on tells what one that ends there tells.
func TestNothingLooksAhead(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 2))
		start := time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC)
		h := told(rng, start)
		whole := h.series(nil)
		fired := 0
		for ago := time.Duration(0); ago < lateAtMost; ago += 37 * time.Minute {
			at := start.Add(21*24*time.Hour - ago)
			var known history
			for _, m := range h {
				if !m.At.After(at) {
					known = append(known, m)
				}
			}
			prefix := known.series(nil)
			want, fires := Burst{}.Evaluate(prefix, at)
			got, _ := Burst{}.Evaluate(whole, at)
			if fires {
				fired++
				want, got = prefix.explain(want), whole.explain(got)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d at %v: the future changes the past (-prefix +whole):\n%s", seed, at, diff)
			}
		}
		t.Logf("seed %d: %d moments fired", seed, fired)
	}
}

// Read post by post or all at once, a month raises the same signals.
func TestReplayEqualsLive(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 3))
	start := time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC)
	var h history
	for _, m := range told(rng, start) {
		m.Fetched = m.At
		h = append(h, m)
	}
	end := start.Add(21 * 24 * time.Hour)
	whole, live := h.series(nil), NewSeries(nil)
	for at := start; !at.After(end); at = at.Add(5 * time.Minute) {
		for _, m := range h {
			if m.At.After(at.Add(-5*time.Minute)) && !m.At.After(at) {
				live.Add(m)
			}
		}
		if at.Before(end.Add(-lateAtMost)) {
			continue
		}
		got, _ := Burst{}.Evaluate(live, at)
		want, _ := Burst{}.Evaluate(whole, at)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("at %v (-replayed +live):\n%s", at, diff)
		}
	}
}
