package rules

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
)

// a shop is talked about all day, one post in twenty touching customer service.
type shop struct {
	history
	rng *rand.Rand
}

func newShop(seed uint64, from, to time.Time, perHour float64) *shop {
	s := &shop{rng: rand.New(rand.NewPCG(seed, 11))}
	s.chat(from, to, perHour, .05)
	return s
}

// chat lets so many voices an hour speak, a part of them on customer service.
func (s *shop) chat(from, to time.Time, perHour, part float64) {
	for at := from; at.Before(to); at = at.Add(time.Duration(s.rng.ExpFloat64() * float64(time.Hour) / perHour)) {
		m := s.say(fmt.Sprint("voice", len(s.history)), at)
		if s.rng.Float64() < part {
			m.Touches = []brand.Touch{{Strategy: "customer-service", Why: `"refund"`}}
		}
	}
}

func (s *shop) metered() *Series {
	series := NewSeries(nil)
	series.Meter([]string{"crisis", "marketing", "customer-service"})
	for _, m := range s.history {
		series.Add(m)
	}
	return series
}

func TestStrategy(t *testing.T) {
	at := time.Date(2026, 11, 21, 15, 0, 0, 0, time.UTC)
	start := at.AddDate(0, 0, -16)
	for _, tt := range []struct {
		claim string
		heard func(s *shop)
		want  Severity
	}{
		{"a day like any other", func(*shop) {}, None},
		{"thirty more ask for refunds in an hour, where ten do and two hundred speak", func(s *shop) {
			s.chat(at.Add(-time.Hour), at, 30, 1)
		}, Watch},
		{"a hundred more do", func(s *shop) { s.chat(at.Add(-time.Hour), at, 100, 1) }, Issue},
		{"thirty more speak as all do", func(s *shop) { s.chat(at.Add(-time.Hour), at, 30, .05) }, None},
		{"eight times as many speak as all do", func(s *shop) { s.chat(at.Add(-time.Hour), at, 1400, .05) }, None},
		{"one asks for a refund a hundred times", func(s *shop) {
			for i := range 100 {
				m := s.say("one", at.Add(-time.Duration(i)*30*time.Second))
				m.Touches = []brand.Touch{{Strategy: "customer-service", Why: `"refund"`}}
			}
		}, None},
		{"a hundred touch it by nothing but where they speak", func(s *shop) {
			for i := range 100 {
				m := s.say(fmt.Sprint("new", i), at.Add(-time.Duration(i)*30*time.Second))
				m.Touches = []brand.Touch{{Strategy: "customer-service", Why: brand.ByVoice + "customers"}}
			}
		}, None},
		{"a hundred touch one that the brand does not have", func(s *shop) {
			for i := range 100 {
				m := s.say(fmt.Sprint("new", i), at.Add(-time.Duration(i)*30*time.Second))
				m.Touches = []brand.Touch{{Strategy: "investor-relations", Why: `"share"`}}
			}
		}, None},
	} {
		s := newShop(1, start, at, 200)
		tt.heard(s)
		sig, fires := Strategy{}.Evaluate(s.metered(), at)
		if sig.Severity != tt.want || fires != (tt.want != None) {
			t.Errorf("%s: %v, want %v (%s)", tt.claim, sig.Severity, tt.want, sig.Arithmetic)
		}
	}
}

func TestAStrategyIsToldWithItsOwnFigures(t *testing.T) {
	at := time.Date(2026, 11, 21, 15, 0, 0, 0, time.UTC)
	s := newShop(1, at.AddDate(0, 0, -28), at, 200)
	s.chat(at.Add(-time.Hour), at, 40, 1)
	found := Evaluate(s.metered(), []Rule{Strategy{}}, at)
	if len(found) != 1 {
		t.Fatalf("%d signals, want one", len(found))
	}
	sig := found[0]
	if sig.Strategy != "customer-service" || sig.Voices < 40 || sig.Voices > 65 || sig.Expected < 6 || sig.Expected > 16 {
		t.Errorf("%d voices on %q where %.1f are usual, want about fifty on customer-service where ten are", sig.Voices, sig.Strategy, sig.Expected)
	}
	if len(sig.Touches) == 0 || sig.Touches[0].Name != "customer-service" || sig.Touches[0].Voices != sig.Voices {
		t.Errorf("it touches %+v, want customer-service by all its voices", sig.Touches)
	}
	for _, words := range []string{" touch customer-service, where ", "once in 84 days, which the 3 strategies share", " in the hour to Saturday 15:00 UTC "} {
		if !strings.Contains(sig.Arithmetic, words) {
			t.Errorf("the arithmetic says %q, want it to say %q", sig.Arithmetic, words)
		}
	}
}

// Weeks in which nothing is the matter: all strategies together are to be worth a watch
// once in 28 days at most, and no page.
func TestAStrategyIsQuietInQuietWeeks(t *testing.T) {
	start := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	watches, pages, days := 0, 0, 0
	for seed := range uint64(4) {
		from, to := start.AddDate(0, 0, 14), start.AddDate(0, 0, 28)
		shop := newShop(seed, start, to, []float64{20, 60, 150, 300}[seed])
		series := NewSeries(nil)
		series.Meter([]string{"crisis", "marketing", "customer-service"})
		left := shop.history
		var quiet time.Time
		for at := start; at.Before(to); at = at.Add(20 * time.Minute) {
			for len(left) > 0 && !left[0].At.After(at) {
				series.Add(left[0])
				left = left[1:]
			}
			if at.Before(from) {
				continue
			}
			if sig, fires := (Strategy{}).Evaluate(series, at); fires {
				if at.After(quiet) {
					watches++
				}
				if sig.Severity > Watch {
					pages++
				}
				quiet = at.Add(6 * time.Hour)
			}
		}
		days += 14
	}
	t.Logf("%d watches, %d pages in %d days", watches, pages, days)
	if watches > days/28+2 || pages > 0 {
		t.Errorf("%d watches and %d pages in %d days of nothing", watches, pages, days)
	}
}

// In whatever order posts arrive, and read anew after a restart, strategies are metered alike.
func TestStrategiesAreMeteredAlikeInAnyOrder(t *testing.T) {
	for seed := range uint64(3) {
		rng := rand.New(rand.NewPCG(seed, 5))
		start := time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC)
		s := &shop{history: told(rng, start)}
		now := start.Add(21 * 24 * time.Hour)
		want, known := s.metered().gaugeAt(now)
		if !known {
			t.Fatal("three weeks do not make a brand known")
		}
		for range 3 {
			rng.Shuffle(len(s.history), func(i, j int) { s.history[i], s.history[j] = s.history[j], s.history[i] })
			if got, _ := s.metered().gaugeAt(now); got != want {
				t.Fatalf("seed %d: another order is metered otherwise:\n%+v\n%+v", seed, got, want)
			}
		}
	}
}
