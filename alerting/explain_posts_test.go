package alerting

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

// Each post of the window lies in one place, and those that made a voice add up to the voices.
func TestThePostsThatWereCountedAddUpToTheVoices(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 9))
		s := rules.NewSeries(nil)
		var said []brand.Mention
		for n := range 300 {
			at := night.Add(-time.Duration(rng.IntN(90*60)) * time.Second)
			m := brand.Mention{
				ID: brand.MentionID(string(rune('a'+n%26)) + time.Duration(n).String()), Brand: "solvo", Source: "social", Voice: brand.Voice(time.Duration(rng.IntN(120)).String()),
				At: at, Fetched: at, Own: rng.IntN(20) == 0, Backfill: rng.IntN(20) == 0,
			}
			if n > 0 && rng.IntN(5) == 0 && said[0].Story == "" {
				m.Story, m.Speaker = said[0].ID, said[0].Voice
			}
			said = append(said, m)
			s.Add(m)
		}
		count := s.Count(night.Add(-time.Hour), night)
		signal := rules.Signal{Rule: "burst", Severity: rules.Issue, At: night, Window: time.Hour, Count: count}
		tally, whole := TallyOf(told(heardAt(night, signal)), said)
		if got := len(tally.Posts) + tally.Copies + tally.Again; !whole || len(tally.Posts) != count.Voices || got != count.Mentions {
			t.Errorf("seed %d: %d voices of %d posts are listed, want %+v", seed, len(tally.Posts), got, count)
		}
		text := tally.Tell(20, count.Voices, time.UTC)
		if strings.Contains(text, "The signal counted") || strings.Count(text, "  social  ") != 20 || !strings.Contains(text, "more: --all lists them") {
			t.Errorf("seed %d: it is told as\n%s", seed, text)
		}
	}
}
