package rules

import (
	"slices"
	"unique"

	"tocsin/brand"
)

const (
	// touchesPerMention bounds what one mention can cost.
	touchesPerMention = 3
	// longestLang is how long what a source gives as a language may be.
	longestLang = 16
	// unknown is the name of the part of which nothing can be told.
	unknown = "unknown"
)

// A trait is what a mention has in common with many others: where it came from and
// how it sounds. There are few of them, so every one is kept once.
type trait struct {
	source, group string
	lang          string // as the source gives it: what that means is asked for few only
	mood          brand.Mood
	nameless      bool // nobody is named as its author
	danger        [brand.MostDangers]string
	touches       [touchesPerMention]brand.Touch
}

func traitOf(m brand.Mention) unique.Handle[trait] {
	t := trait{source: m.Source, group: m.Group, mood: known(m.Mood), nameless: m.Author == "" && m.AuthorID == ""}
	if len(m.Lang) <= longestLang {
		t.lang = m.Lang
	}
	n := 0
	for _, word := range m.Danger {
		if n < len(t.danger) && word != "" && !slices.Contains(t.danger[:n], word) {
			t.danger[n] = word
			n++
		}
	}
	copy(t.touches[:], m.Touches)
	return unique.Make(t)
}

// known is a mood, Unknown if it is none of those there are.
func known(m brand.Mood) brand.Mood {
	switch m {
	case brand.Negative, brand.Neutral, brand.Positive:
		return m
	case brand.Unknown:
	}
	return brand.Unknown
}
