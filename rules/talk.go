package rules

import (
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/rules/surge"
)

// strategiesMetered is how many strategies' talk is metered; a brand with more has the rest
// unmetered.
const strategiesMetered = 8

// touching are strategies, a bit each, in the order of the series.
type touching uint8

// A talk is what is said of a step of the voices that touch one strategy.
type talk struct {
	// score is log10 of the days between two rises like this beyond what all voices
	// explain, expected the voices usual for the step, window the minutes that say so.
	score, expected float32
	window          int16
}

func talkOf(m surge.Mark) talk { return talk{float32(m.Score), float32(m.Expected), int16(m.Window)} } //nolint:gosec // six hours at most

// newTalk are channels that have seen nothing. A strategy's part of all voices is held
// against the brand's own days, as the angry part is; until these are known, against the
// fleet's of angry voices, which strays more.
func newTalk(strategies int) []surge.Channel {
	all := make([]surge.Channel, strategies)
	for i := range all {
		all[i] = *surge.NewChannel(surge.Anger)
	}
	return all
}

// Meter tells the series the strategies whose talk is metered. It is told before mentions
// are added.
func (s *Series) Meter(strategies []string) {
	s.strategies = slices.Clone(strategies)
	if len(s.strategies) > strategiesMetered {
		s.strategies = s.strategies[:strategiesMetered]
	}
}

// soundOf is what the meter asks of a mention. A strategy that is touched by nothing but
// who speaks is that of a source, and not of what is said.
func (s *Series) soundOf(t trait) sound {
	return sound{angry: t.mood == brand.Negative, touching: s.touchedBy(t)}
}

func (s *Series) touchedBy(t trait) touching {
	var all touching
	for _, touch := range t.touches {
		if touch.Strategy == "" || strings.HasPrefix(touch.Why, brand.ByVoice) {
			continue
		}
		if i := slices.Index(s.strategies, touch.Strategy); i >= 0 {
			all |= 1 << i
		}
	}
	return all
}

// touch counts a voice for some strategies.
func (t *tally) touch(some touching) {
	for i := range t.touching {
		if some&(1<<i) != 0 {
			t.touching[i]++
		}
	}
}
