package demo

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
	"tocsin/plan"
	"tocsin/rules"
)

// A listener turns a story's posts into mentions, as a daemon would that reads
// each post the moment it is published.
type listener struct {
	set    *query.Set
	tagger *plan.Tagger
}

func newListener(t *testing.T, s *Story) listener {
	t.Helper()
	set, err := query.Compile([]brand.Brand{s.Brand()})
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := plan.NewTagger(plan.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return listener{set, tagger}
}

func (l listener) mentions(s *Story, from, to time.Time) []brand.Mention {
	var out []brand.Mention
	for _, e := range s.posts[s.before(from):s.before(to)] {
		for _, match := range l.set.Match(e.Post) {
			m := brand.Mention{
				ID: brand.Identify("feed", e.feed, e.Post), Brand: match.Brand, Source: e.feed, Kind: "feed",
				Post: e.Post, At: e.Published, Fetched: e.Published, Voice: brand.NewVoice([]byte("key"), "feed", e.feed, e.Post),
				Why: match.Why, Tags: text.Tags(e.Title + "\n" + e.Text), Own: match.Own,
			}
			if !e.Published.Before(s.Onset()) { // calm weeks raise nothing that could be tagged
				m.Touches = l.tagger.Touches(m)
			}
			out = append(out, m)
		}
	}
	return out
}

// In the calm weeks the burst rule is silent at every level; in the weekend it
// calls a crisis within two hours, and another strategy than crisis is touched.
func TestBurstHearsTheStorm(t *testing.T) {
	var table strings.Builder
	for seed := uint64(1); seed <= 20; seed++ {
		s := NewStory(seed)
		l := newListener(t, s)
		series := rules.NewSeries(s.Location())
		reached := map[rules.Severity]rules.Signal{}
		for from := s.Start(); from.Before(s.Onset().Add(2 * time.Hour)); from = from.Add(5 * time.Minute) {
			now := from.Add(5 * time.Minute)
			for _, m := range l.mentions(s, from, now) {
				series.Add(m)
			}
			for _, sig := range rules.Evaluate(series, []rules.Rule{rules.Burst{}}, now) {
				if now.Before(s.Onset()) {
					t.Errorf("seed %d: %s in a calm week: %s", seed, sig.Severity, sig.Arithmetic)
				}
				for level := rules.Watch; level <= sig.Severity; level++ {
					if reached[level].At.IsZero() {
						reached[level] = sig
					}
				}
			}
			series.Settle(now)
		}
		crisis, ok := reached[rules.Crisis]
		if !ok {
			t.Errorf("seed %d: no crisis within two hours of the onset", seed)
			continue
		}
		if len(crisis.Touches) < 2 || crisis.Touches[0].Name != "crisis" {
			t.Errorf("seed %d: the crisis touches %+v, want crisis and another", seed, crisis.Touches)
		}
		if len(crisis.Tags) == 0 || crisis.Tags[0].Name != Tag || !crisis.Tags[0].New {
			t.Errorf("seed %d: tags %+v, want a new #%s first", seed, crisis.Tags, Tag)
		}
		fmt.Fprintf(&table, "\n%4d %s", seed, s.Onset().In(s.Location()).Format("15:04"))
		for level := rules.Watch; level <= rules.Crisis; level++ {
			sig := reached[level]
			heard := series.Count(s.Onset().Add(-1), sig.At)
			fmt.Fprintf(&table, " | %s %3.0f min, %2d voices", level, sig.At.Sub(s.Onset()).Minutes(), heard.Voices)
		}
		fmt.Fprintf(&table, " | onset told %+3.0f min | %s", crisis.Onset.Sub(s.Onset()).Minutes(), crisis.Touches[1].Why)
	}
	t.Logf("seed, onset, then since onset:%s", table.String())
}
