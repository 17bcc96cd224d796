package rules

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"tocsin/brand"
)

// A history is mentions in the making.
type history []brand.Mention

func newYork(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// say adds one mention by a voice.
func (h *history) say(voice string, at time.Time) *brand.Mention {
	*h = append(*h, brand.Mention{
		ID: brand.MentionID(fmt.Sprintf("m%d", len(*h))), Brand: "solvo", Source: "news", Kind: "feed",
		At: at, Fetched: at, Voice: brand.Voice(voice),
	})
	return &(*h)[len(*h)-1]
}

// crowd lets n voices, of a name, speak once each, evenly over a span.
func (h *history) crowd(name string, n int, from time.Time, span time.Duration) {
	for i := range n {
		h.say(fmt.Sprint(name, i), from.Add(span*time.Duration(i)/time.Duration(n)))
	}
}

// usual lets so many voices an hour speak, as a function of the local time.
func (h *history) usual(from, to time.Time, voices func(local time.Time) int) {
	for at := from; at.Before(to); at = at.Add(time.Hour) {
		h.crowd(fmt.Sprint("usual", at.Unix()/3600, "-"), voices(at.Add(time.Minute)), at, time.Hour)
	}
}

// chatter lets so many voices an hour speak on average, as chance has it.
func (h *history) chatter(from, to time.Time, voices float64) {
	rng := rand.New(rand.NewPCG(7, 7))
	for at := from; at.Before(to); at = at.Add(time.Duration(rng.ExpFloat64() * float64(time.Hour) / voices)) {
		h.say(fmt.Sprint("chatter", len(*h)), at)
	}
}

// series adds the history in its order.
func (h history) series(loc *time.Location) *Series {
	s := NewSeries(loc)
	for _, m := range h {
		s.Add(m)
	}
	return s
}

// told is a history of storms and chatter with all that evidence needs, over three weeks.
func told(rng *rand.Rand, start time.Time) history {
	var h history
	end := start.Add(21 * 24 * time.Hour)
	for at := start; at.Before(end); at = at.Add(time.Duration(rng.ExpFloat64() * float64(20*time.Minute))) {
		h.say(fmt.Sprint("regular", rng.IntN(300)), at)
	}
	for i := range 3 {
		storm := end.Add(-time.Duration(rng.Int64N(int64([]time.Duration{20, 40, 60}[i] * time.Hour))))
		for i := range 40 + rng.IntN(400) {
			at := storm.Add(time.Duration(rng.ExpFloat64() * float64(2*time.Hour)))
			if at.Before(end) {
				h.say(fmt.Sprint("storm", i*2/3), at)
			}
		}
	}
	for i := range h {
		m := &h[i]
		m.Author, m.Text, m.Reach = string(m.Voice), fmt.Sprint("words of ", m.Voice, " ", i), rng.IntN(50)
		m.Source = []string{"news", "social", "blogs"}[rng.IntN(3)]
		if rng.IntN(2) == 0 {
			m.Tags = []string{fmt.Sprint("tag", rng.IntN(5))}
		}
		if rng.IntN(3) == 0 {
			m.Touches = []brand.Touch{{Strategy: []string{"marketing", "customer-service"}[rng.IntN(2)], Why: fmt.Sprintf("%q", fmt.Sprint("term", rng.IntN(3)))}}
		}
		if rng.IntN(8) == 0 {
			m.Fetched = m.At.Add(time.Duration(rng.Int64N(int64(5 * time.Hour))))
		}
		m.Backfill, m.Own = rng.IntN(40) == 0, rng.IntN(40) == 0
		h.colour(rng, i)
	}
	return h
}

// colour gives a mention all that evidence is told from beside its voice.
func (h history) colour(rng *rand.Rand, i int) {
	m := &h[i]
	m.Group = []string{"", "customers", "press"}[rng.IntN(3)]
	m.Lang = []string{"", "en", "de-AT"}[rng.IntN(3)]
	m.Mood = []brand.Mood{brand.Unknown, brand.Negative, brand.Neutral, brand.Positive}[rng.IntN(4)]
	if rng.IntN(4) == 0 {
		m.Danger = []string{[]string{"recall", "injury"}[rng.IntN(2)]}
	}
	if rng.IntN(3) == 0 {
		m.Text = []string{"me too", "shame on you"}[rng.IntN(2)]
	}
	if first := h[max(0, i-rng.IntN(40))]; rng.IntN(5) == 0 && first.Story == "" && first.ID != m.ID {
		m.Story, m.Speaker = first.ID, first.Voice
	}
}
