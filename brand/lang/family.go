package lang

import (
	"strings"
	"unicode/utf8"
)

// A family is the languages of one script, at most 64 of them.
type family struct {
	tags []string
	// words says which languages a word is common in, letters which use a letter;
	// one bit a language.
	words   map[string]uint64
	letters map[rune]uint64
	// endings says which languages have longer words that end so.
	endings map[string]uint64
	// wide are the languages that posts are written in most: where a text may be in
	// one of them or in its small neighbour, it mostly is in the wide one.
	wide uint64
}

func newFamily(languages ...language) family {
	f := family{words: map[string]uint64{}, letters: map[rune]uint64{}, endings: map[string]uint64{}}
	ends := endings()
	for i, l := range languages {
		bit := uint64(1) << i
		f.tags = append(f.tags, l.tag)
		switch l.tag {
		case "en", "es", "pt", "de", "fr", "it", "nl", "id", "tr", "pl", "ru", "ar", "hi":
			f.wide |= bit
		}
		for word := range strings.FieldsSeq(l.words) {
			f.words[word] |= bit
		}
		for _, r := range l.letters {
			f.letters[r] |= bit
		}
		for end := range strings.FieldsSeq(ends[l.tag]) {
			f.endings[end] |= bit
		}
	}
	return f
}

// vote asks a family about a word of its script.
func (f family) vote(word string) vote {
	letters := utf8.RuneCountInString(word)
	v := vote{known: f.words[word], spelt: everybody, weight: weight(letters)}
	if before, after, elided := strings.Cut(word, "'"); elided && v.known == 0 {
		v.known = f.elided(before, after)
	}
	if v.known == 0 && letters > 4 {
		v.known, v.weight = f.ending(word), 0.45
	}
	for _, r := range word {
		if r < utf8.RuneSelf {
			continue
		}
		if using, special := f.letters[r]; special {
			v.spelt &= using
		}
	}
	return v
}

// elided says which languages two words are common in that an apostrophe joins, as
// in "l'eau" and "n'est": those that have both, else those that have one.
func (f family) elided(before, after string) uint64 {
	b, a := f.words[before], f.words[after]
	switch {
	case a&b != 0:
		return a & b
	case a != 0:
		return a
	}
	return b
}

// ending says which languages have words that end as this one does: the longest
// ending that is known decides.
func (f family) ending(word string) uint64 {
	var start [4]int // of the last letter, the last two, and so on
	at := len(word)
	for i := range start {
		_, width := utf8.DecodeLastRuneInString(word[:at])
		at -= width
		start[i] = at
	}
	if known := f.endings[word[start[3]:]]; known != 0 {
		return known
	}
	return f.endings[word[start[2]:]]
}

// weight is what finding a word counts: short ones are found in many languages,
// and among initials.
func weight(letters int) float32 {
	switch letters {
	case 1:
		return 0.25
	case 2:
		return 0.6
	case 3:
		return 0.9
	}
	return 1.1
}
