package rules

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// growing are the counts of a storm that doubles in some time, with so many voices in all.
func growing(rng *rand.Rand, steps int, doubling time.Duration, voices float64) []float64 {
	slope, whole := 0.0, 0.0
	if doubling != 0 {
		slope = math.Ln2 * float64(stepLength) / float64(doubling)
	}
	for i := range steps {
		whole += math.Exp(slope * float64(i))
	}
	counts := make([]float64, steps)
	for i := range counts {
		counts[i] = float64(chance(rng, voices*math.Exp(slope*float64(i))/whole))
	}
	return counts
}

// The interval must be neither a boast nor a shrug: it holds the truth about four times in five.
func TestFourTimesInFiveTheIntervalHoldsTheTruth(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 5))
	for _, doubling := range []time.Duration{15 * time.Minute, 30 * time.Minute, time.Hour, -30 * time.Minute} {
		truth := math.Ln2 * float64(stepLength) / float64(doubling)
		for _, voices := range []float64{20, 60, 150, 500} {
			tried, held := 0, 0
			for range 600 {
				counts := growing(rng, 18, doubling, voices)
				spoken := 0
				for _, n := range counts {
					spoken += int(min(n, 1))
				}
				if spoken < growthSteps || sum(counts) < growthVoices {
					continue
				}
				tried++
				slope, deviation := logSlope(counts)
				if math.Abs(slope-truth) <= student(len(counts)-2)*deviation {
					held++
				}
			}
			if percent := 100 * held / tried; percent < 70 || percent > 90 {
				t.Errorf("doubling in %v, %v voices: the interval holds the truth in %d %% of %d storms, want 70 to 90", doubling, voices, percent, tried)
			}
		}
	}
}

func TestFlatTalkIsSeldomCalledGrowing(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 71))
	for _, voices := range []float64{20, 60, 150, 500} {
		for _, steps := range []int{6, 12, 24} {
			grows, falls := 0, 0
			for range 1000 {
				switch g := growthOf(growing(rng, steps, 0, voices)); {
				case g == nil, g.Pace == Steady:
				case g.Pace == Doubling:
					grows++
				default:
					falls++
				}
			}
			if grows > 100 || falls > 100 {
				t.Errorf("%v voices in %d steps: %d of 1000 flat hours grow and %d fall, want 100 of each at most", voices, steps, grows, falls)
			}
		}
	}
}

// A storm is told from its first hours on, from the posts themselves.
func TestAStormTellsHowFastItDoubles(t *testing.T) {
	start := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		doubling time.Duration
		age      time.Duration
		begin    float64 // voices an hour at its beginning
		told     int     // how often it is told at least
	}{{15 * time.Minute, 75 * time.Minute, 6, 55}, {30 * time.Minute, 2 * time.Hour, 10, 50}, {time.Hour, 3 * time.Hour, 30, 35}} {
		told, held, wrong := 0, 0, 0
		for seed := range uint64(60) {
			rng := rand.New(rand.NewPCG(seed, 3))
			var h history
			for at := start; at.Before(start.Add(tt.age)); at = at.Add(30 * time.Second) {
				mean := tt.begin / 120 * math.Exp2(float64(at.Sub(start))/float64(tt.doubling))
				for range chance(rng, mean) {
					h.say(fmt.Sprint("angry", len(h)), at.Add(time.Duration(rng.Int64N(int64(30*time.Second)))))
				}
			}
			at := start.Add(tt.age)
			s := h.series(nil)
			g := s.growth(s.onset(at, normal{times: 1}), at)
			if g == nil {
				continue
			}
			told++
			if g.Pace != Doubling {
				wrong++
			} else if g.From <= tt.doubling && tt.doubling <= g.To {
				held++
			}
		}
		t.Logf("doubling in %v: told in %d of 60 storms, %d of these hold the truth", tt.doubling, told, held)
		if told < tt.told || wrong > 0 || held < told*7/10 || held > told*19/20 {
			t.Errorf("doubling in %v: told in %d of 60 storms, %d of these hold the truth, %d are no doubling", tt.doubling, told, held, wrong)
		}
	}
}

func TestWhatIsTooLittleOrTooVagueIsNotSaid(t *testing.T) {
	for _, tt := range []struct {
		claim  string
		counts []float64
		want   Pace
	}{
		{"twelve voices", []float64{0, 1, 1, 2, 3, 5}, ""},
		{"four steps with voices", []float64{0, 0, 2, 4, 8, 16}, ""},
		{"five steps with voices", []float64{0, 1, 2, 4, 8, 16}, Doubling},
		{"a fall", []float64{40, 29, 22, 14, 11, 8, 5}, Halving},
		{"now more, now less", []float64{9, 2, 14, 3, 11, 1, 13, 4}, ""},
		{"two busy hours all alike", []float64{200, 199, 201, 200, 202, 198, 200, 200, 199, 201, 200, 200, 198, 200, 201, 202, 200, 199, 200, 201, 199, 200, 200, 200}, Steady},
		{"all at once and nothing after", []float64{0, 0, 0, 90, 0, 0, 0}, ""},
	} {
		got := Pace("")
		if g := growthOf(tt.counts); g != nil {
			got = g.Pace
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.claim, got, tt.want)
		}
	}
}

func TestWhoRepeatsThemselvesIsNoGrowth(t *testing.T) {
	start := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	var h history
	h.crowd("angry", 40, start, 2*time.Hour)
	for i := range 400 { // one of them writes on, ever faster
		h.say("angry0", start.Add(time.Duration(float64(2*time.Hour)*math.Sqrt(float64(i)/400))))
	}
	if g := h.series(nil).growth(start, start.Add(2*time.Hour)); g != nil && g.Pace != Steady {
		t.Errorf("40 even voices, one of which never stops: %+v", g)
	}
}

// Feeds are read every few minutes: the posts of the last minutes are not there yet.
func TestPostsNotReadYetAreNoFall(t *testing.T) {
	start := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	var h history
	n := 0
	for at := start; at.Before(start.Add(2 * time.Hour)); at = at.Add(time.Minute) {
		for range int(math.Exp2(at.Sub(start).Hours() * 2)) {
			m := h.say(fmt.Sprint("angry", n), at.Add(30*time.Second))
			m.Fetched = at.Truncate(15 * time.Minute).Add(15 * time.Minute)
			n++
		}
	}
	at := start.Add(2*time.Hour - time.Minute)
	known := history{}
	for _, m := range h {
		if !m.Fetched.After(at) {
			known = append(known, m)
		}
	}
	s := known.series(nil)
	if g := s.growth(start, at); g == nil || g.Pace != Doubling || g.From > 30*time.Minute || g.To < 30*time.Minute {
		t.Errorf("a feed read every quarter of an hour, doubling in 30 minutes: %+v", g)
	}
}
