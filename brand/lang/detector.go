package lang

import (
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

// Of is the language of a post: of its text, or else of its title.
func (d *Detector) Of(title, body string) string {
	if told := d.Detect(body); told != "" {
		return told
	}
	return d.Detect(title)
}

// Detect is the language of a text as a tag of two or three letters, such as "pt",
// or "" where it cannot be told: in a text too short, made of names, in two
// languages at once, or in none known here. Addresses, handles and hashtags are
// not looked at.
func (d *Detector) Detect(s string) string {
	var seen [scripts]int
	var votes [enoughWords]vote
	words, all, eastern := 0, 0, clues{}
	for word := range text.Words(text.Head(s, enough)) {
		in := d.count(word, &seen, &eastern)
		if in < latin || in > devanagariScript {
			continue
		}
		votes[words] = d.families[in].vote(word)
		votes[words].in = in
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
	return d.families[best].elect(votes[:words], best)
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
