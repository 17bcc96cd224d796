package form

import (
	"fmt"
	"slices"
	"strings"
)

// A note is something a form does that its query doesn't.
type note struct {
	kind noteKind
	term string
}

type noteKind uint8

// What a form cannot hear comes first, then what it hears besides.
const (
	unasked noteKind = iota
	inTag
	untagged
	star
	ending
	particle
	uncut
	foreign
	sign
	short
	long

	near
	capitals
	marks
	left
	place
	less
)

// deaf reports whether something wanted is lost, rather than something unwanted found.
func (k noteKind) deaf() bool { return k < near }

// sentence is a note in words; %[1]s is the source, %[2]s the terms.
func (k noteKind) sentence() string {
	switch k {
	case unasked:
		return "%[1]s cannot be asked for %[2]s alone: add a word to it, or another source"
	case inTag:
		return "%[1]s finds no word inside a hashtag or a handle: one that holds %[2]s, and more, needs a term of its own"
	case untagged:
		return "%[1]s is read by hashtag: posts that say %[2]s without the tag are not heard"
	case star:
		return "%[1]s knows no stars: of %[2]s it hears what is written out; add the longer words that matter"
	case ending:
		return "%[1]s may miss %[2]s with an ending"
	case particle:
		return "%[1]s may miss %[2]s with a particle written onto its front"
	case uncut:
		return "%[1]s cuts writing without blanks in its own way: %[2]s is missed where it does so inside the name"
	case foreign:
		return "%[1]s searches news in English translation: %[2]s is heard only where it is left in its own letters"
	case sign:
		return "%[1]s cannot be asked for signs: %[2]s is not heard"
	case short:
		return "%[1]s refuses short words: %[2]s is not heard"
	case long:
		return "%[1]s takes no query as long as %[2]s: shorten it"
	case near:
		return "%[1]s cannot tell how near words stand: %[2]s is asked as AND"
	case capitals:
		return "%[1]s knows no capitals: %[2]s is asked in any"
	case marks:
		return "%[1]s may read words without their signs: %[2]s can bring the words alone"
	case left:
		return "%[1]s is not told to leave out %[2]s, for it would leave out more than the query does"
	case place:
		return "%[1]s is not asked where words stand: %[2]s is asked anywhere"
	default: // less
		return "%[1]s is not asked for %[2]s, which only narrows the rest"
	}
}

// mostTerms is how many terms one sentence names.
const mostTerms = 6

// say puts notes into sentences: what lets more through, and what is not heard.
func (d dialect) say(notes []note) ([]string, []string) {
	var wider, deaf []string
	for k := unasked; k <= less; k++ {
		var terms []string
		for _, n := range notes {
			if n.kind == k && !slices.Contains(terms, n.term) {
				terms = append(terms, n.term)
			}
		}
		if len(terms) == 0 {
			continue
		}
		if more := len(terms) - mostTerms; more > 0 {
			terms = append(terms[:mostTerms], fmt.Sprintf("%d more", more))
		}
		sentence := fmt.Sprintf(k.sentence(), d.name, list(terms))
		if k.deaf() {
			deaf = append(deaf, sentence)
		} else {
			wider = append(wider, sentence)
		}
	}
	return wider, deaf
}

// list is "a", "a or b", "a, b or c".
func list(terms []string) string {
	last := len(terms) - 1
	if last == 0 {
		return terms[0]
	}
	return strings.Join(terms[:last], ", ") + " or " + terms[last]
}
