package rules

import (
	"fmt"
	"math"
	"slices"

	"tocsin/brand"
)

// Moods are voices by how they sound, as far as a word list tells. Each voice is
// counted once: by the latest of its posts whose mood can be told. No rule asks them.
type Moods struct {
	Negative int `json:"negative"`
	Neutral  int `json:"neutral"`
	Positive int `json:"positive"`
	Unknown  int `json:"unknown"`
}

// Add counts a voice of a mood.
func (m *Moods) Add(mood brand.Mood) {
	switch mood {
	case brand.Negative:
		m.Negative++
	case brand.Neutral:
		m.Neutral++
	case brand.Positive:
		m.Positive++
	case brand.Unknown:
		m.Unknown++
	}
}

// Known is how many voices' mood can be told.
func (m Moods) Known() int { return m.Negative + m.Neutral + m.Positive }

// All is how many voices there are.
func (m Moods) All() int { return m.Known() + m.Unknown }

// String tells the parts of those whose mood is known, the largest first, as far down
// as the negative: "75% neutral, 19% positive, 6% negative". It is "" where none is.
func (m Moods) String() string {
	if m.Known() == 0 {
		return ""
	}
	said := fmt.Sprintf("%d%% negative", m.Percent(m.Negative))
	neutral, positive := fmt.Sprintf("%d%% neutral, ", m.Percent(m.Neutral)), fmt.Sprintf("%d%% positive, ", m.Percent(m.Positive))
	switch {
	case m.Neutral > m.Negative && m.Positive > m.Neutral:
		return positive + neutral + said
	case m.Neutral > m.Negative && m.Positive > m.Negative:
		return neutral + positive + said
	case m.Neutral > m.Negative:
		return neutral + said
	case m.Positive > m.Negative:
		return positive + said
	}
	return said
}

// Percent is a part of those whose mood is known, in whole percents.
func (m Moods) Percent(part int) int {
	if m.Known() == 0 {
		return 0
	}
	return int(math.Round(100 * float64(part) / float64(m.Known())))
}

// Murky reports whether the mood of so many cannot be told, a tenth or more, that a
// part of the others must say of how many it is one.
func (m Moods) Murky() bool { return m.Unknown > 0 && 10*m.Unknown >= m.All() }

// A Stance is a voice's mood, and when it was last told. The zero Stance is unknown.
type Stance struct {
	at int64
	// place is where its mood stands among the moods.
	place int8
}

// moods lists the moods, the worst last.
func moods() [4]brand.Mood {
	return [...]brand.Mood{brand.Unknown, brand.Neutral, brand.Positive, brand.Negative}
}

// Take answers the stance after a post of a moment, in whatever order posts come: of
// one moment, the worse mood stands.
func (s Stance) Take(at int64, mood brand.Mood) Stance {
	known := moods()
	told := Stance{at, int8(slices.Index(known[:], mood))} //nolint:gosec // there are four
	switch {
	case told.place <= 0:
		return s
	case s.place == 0, at > s.at, at == s.at && told.place > s.place:
		return told
	}
	return s
}

// Mood is how the voice sounds.
func (s Stance) Mood() brand.Mood { return moods()[s.place] }

// stances are the voices of a window.
type stances map[uint64]Stance

// count counts distinct voices by their moods.
func (s stances) count(voices []uint64) Moods {
	var m Moods
	for _, voice := range voices {
		m.Add(s[voice].Mood())
	}
	return m
}
