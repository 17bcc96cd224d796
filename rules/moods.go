package rules

import (
	"math"

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

// Percent is a part of those whose mood is known, in whole percents.
func (m Moods) Percent(part int) int { return percent(part, m.Known()) }

// UnknownPercent is the part of all whose mood cannot be told.
func (m Moods) UnknownPercent() int { return percent(m.Unknown, m.All()) }

func percent(part, of int) int {
	if of == 0 {
		return 0
	}
	return int(math.Round(100 * float64(part) / float64(of)))
}

// A Stance is a voice's mood, and when it was last told. The zero Stance is unknown.
type Stance struct {
	at   int64
	mood brand.Mood
}

// Take answers the stance after a post of a moment, in whatever order posts come: of
// one moment, the worse mood stands.
func (s Stance) Take(at int64, mood brand.Mood) Stance {
	switch {
	case mood == brand.Unknown:
		return s
	case s.mood == brand.Unknown, at > s.at, at == s.at && gravity(mood) > gravity(s.mood):
		return Stance{at, mood}
	}
	return s
}

// Mood is how the voice sounds.
func (s Stance) Mood() brand.Mood { return s.mood }

func gravity(m brand.Mood) int {
	switch m {
	case brand.Negative:
		return 3
	case brand.Positive:
		return 2
	case brand.Neutral:
		return 1
	case brand.Unknown:
	}
	return 0
}

// stances are the voices of a window.
type stances map[uint64]Stance

// moods counts distinct voices.
func (s stances) moods(voices []uint64) Moods {
	var m Moods
	for _, voice := range voices {
		m.Add(s[voice].Mood())
	}
	return m
}
