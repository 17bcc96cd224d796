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
}

func newFamily(languages ...language) family {
	f := family{words: map[string]uint64{}, letters: map[rune]uint64{}}
	for i, l := range languages {
		bit := uint64(1) << i
		f.tags = append(f.tags, l.tag)
		for word := range strings.FieldsSeq(l.words) {
			f.words[word] |= bit
		}
		for _, r := range l.letters {
			f.letters[r] |= bit
		}
	}
	return f
}

// A vote is what one word says of each language: whether it is common there, and
// whether its letters are.
type vote struct {
	known, spelt uint64
	weight       float32
}

const everybody = ^uint64(0)

// vote asks a family about a word of its script.
func (f family) vote(word string) vote {
	v := vote{known: f.words[word], spelt: everybody, weight: weight(utf8.RuneCountInString(word))}
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
