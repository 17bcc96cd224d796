package lang

import (
	"math/bits"
	"unicode/utf8"

	"tocsin/brand/text"
)

// A Detector tells languages apart by their scripts, their letters and their
// commonest words. It never changes, so any number of goroutines may ask it.
type Detector struct {
	families [devanagariScript + 1]family
	signs    signs
}

// New makes a Detector; its tables take a moment to build and some hundred kilobytes.
func New() *Detector {
	d := Detector{signs: newSigns()}
	d.families[latin] = newFamily(latinLanguages()...)
	d.families[cyrillicScript] = newFamily(cyrillic()...)
	d.families[arabicScript] = newFamily(arabic()...)
	d.families[devanagariScript] = newFamily(devanagari()...)
	return &d
}

func latinLanguages() []language {
	var all []language
	for _, some := range [][]language{germanic(), romance(), slavic(), others()} {
		all = append(all, some...)
	}
	return all
}

const (
	// enough is how many bytes of a text are read: a language shows at once, or not.
	enough = 1500
	// enoughWords is how many of its words are asked about.
	enoughWords = 160
)

// Detect is the language of a text as a tag of two or three letters, such as "pt",
// or "" where it cannot be told: in a text too short, made of names, in two
// languages at once, or in none known here. Addresses, handles and hashtags are
// not looked at.
func (d *Detector) Detect(s string) string {
	var seen [scripts]int
	var votes [enoughWords]vote
	var of [enoughWords]script
	words, all, eastern := 0, 0, clues{}
	for word := range text.Words(beginning(s)) {
		in := d.count(word, &seen, &eastern)
		if in < latin || in > devanagariScript {
			continue
		}
		votes[words], of[words] = d.families[in].vote(word), in
		if words++; words == enoughWords {
			break
		}
	}
	for _, n := range seen {
		all += n
	}
	best := most(&seen, all)
	switch {
	case best == none:
		return ""
	case best == han || best == kana:
		return eastern.eastern(seen[han], seen[kana])
	case best.own() != "":
		return best.own()
	}
	return d.families[best].elect(votes[:words], of[:words], best)
}

// beginning is as much of a text as is read.
func beginning(s string) string {
	if len(s) <= enough {
		return s
	}
	end := enough
	for end > enough-utf8.UTFMax && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

// count adds a word's letters to what was seen of each script, and answers the
// script of its first.
func (d *Detector) count(word string, seen *[scripts]int, eastern *clues) script {
	first := none
	for _, r := range word {
		in := scriptOf(r)
		if in == none {
			continue
		}
		if first == none {
			first = in
		}
		switch in {
		case han, kana:
			eastern.note(d.signs[r])
			seen[in] += 3 // a sign is most of a word
		case hangul:
			seen[in] += 2
		default:
			seen[in]++
		}
	}
	return first
}

// most is the script that a text is written in, none if there is none or if there
// are two: names in Latin letters may stand in any text, others only in passing.
func most(seen *[scripts]int, all int) script {
	best := none
	total := func(s script) int {
		if s == han || s == kana {
			return seen[han] + seen[kana]
		}
		return seen[s]
	}
	for s := latin; s < scripts; s++ {
		if total(s) > total(best) {
			best = s
		}
	}
	share := total(best) * 100
	switch {
	case best == none:
		return none
	case share < best.least()*all:
		return none
	case best != latin && total(best) < 4:
		return none
	}
	return best
}

// elect is the language of a family that a text's words vote for, "" if they are
// too few, or not of one mind.
func (f family) elect(votes []vote, of []script, in script) string {
	var score [64]float32
	words := float32(0)
	for i, v := range votes {
		if of[i] != in {
			continue
		}
		words++
		for known := v.known; known != 0; known &= known - 1 {
			score[bits.TrailingZeros64(known)] += v.weight
		}
		if v.spelt == everybody {
			continue
		}
		for l := range f.tags {
			if v.spelt&(1<<l) == 0 {
				score[l]--
			} else if v.known&(1<<l) == 0 {
				score[l] += 0.3
			}
		}
	}
	for l := range f.tags {
		if f.wide&(1<<l) != 0 && score[l] > 0 {
			score[l] += 0.3
		}
	}
	best, second := 0, -1
	for l := range f.tags {
		if l > 0 && score[l] > score[best] {
			best, second = l, best
		} else if l > 0 && (second < 0 || score[l] > score[second]) {
			second = l
		}
	}
	against := float32(0)
	for i, v := range votes {
		if of[i] == in && v.known != 0 && v.known&(1<<best) == 0 {
			against += v.weight
		}
	}
	lead := score[best] - max(score[second], 0)
	switch {
	case words < 3, score[best] < 1.3, lead < 0.7, lead < 0.2*score[best], score[best] < 0.2*words, against > 0.45*score[best]:
		return ""
	}
	return f.tags[best]
}
