package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/brand/text"
)

const patternRemedy = `write words such as solvo, solvo* or "pain away"; \ before a mark keeps it as it is`

// A pattern is a term of words, cut as the text it is sought in is cut.
type pattern []piece

// A piece is one word of a pattern.
type piece struct {
	word string
	// lead stands right before the word (".net"), trail right after it ("c++").
	lead, trail string
	// glued is set where nothing but lead stands between it and the piece before
	// ("at&t"); else anything but a word may.
	glued bool
	// open is set where the word in the text may go on.
	open bool
	// clitic is set where particles may be written onto the word's front.
	clitic bool
	// ampersand is set where the term has one, among blanks, before the word.
	ampersand bool
}

// takesParticles reports whether the word is one that Arabic particles may stand before.
func (p piece) takesParticles() bool {
	return !p.glued && p.lead == "" && unicode.Is(unicode.Arabic, firstRune(p.word)) && utf8.RuneCountInString(p.word) >= 3
}

// A spelling says how a pattern's letters are compared.
type spelling uint8

const (
	folded spelling = iota
	asWritten
)

// newPattern cuts the words of a term. Its second result is what is wrong with
// them, "" if they can be sought.
func newPattern(s string, how spelling) (pattern, string) {
	var p pattern
	ampersand := false
	for atom := range strings.FieldsSeq(s) {
		first := len(p)
		if problem := p.add(atom, how); problem != "" {
			return nil, problem
		}
		if first > 0 && first < len(p) {
			p[first].ampersand = ampersand && p[first].lead == ""
		}
		ampersand = text.Fold(atom) == "&"
	}
	if len(p) == 0 {
		return nil, "it has no letter and no digit to look for"
	}
	return p, ""
}

// add puts one blank-separated part of a term to the pattern.
func (p *pattern) add(atom string, how spelling) string {
	s, star := cutStar(atom)
	if markAt(s, '*') >= 0 {
		return "a star stands only at the end of a word"
	}
	s = unescape(s)
	if how == asWritten {
		s = text.Normalize(s)
	} else {
		s = text.Fold(s)
	}
	if !star {
		s = strings.TrimRight(s, ".,;:")
	}
	s = strings.TrimLeft(s, ",;:")
	b := []byte(s)
	toks := tokenize(nil, b)
	if len(toks) == 0 {
		return ""
	}
	for i, t := range toks {
		next := piece{word: s[t.start:t.end], glued: i > 0, lead: s[:t.start]}
		if i > 0 {
			next.lead = s[toks[i-1].end:t.start]
		}
		next.clitic = how == folded && next.takesParticles()
		*p = append(*p, next)
	}
	last := &(*p)[len(*p)-1]
	last.trail = s[toks[len(toks)-1].end:]
	first, width := utf8.DecodeRuneInString(last.word)
	last.open = how == folded && last.trail == "" && scriptOf(first) == hangul
	if star && last.trail == "" {
		if width == len(last.word) && scriptOf(first) == spaced {
			return "a star after one letter fits too many words"
		}
		last.open = true
	}
	return ""
}

// at reports whether the pattern stands in a text from the i-th token on. It
// takes as many tokens as it has pieces.
func (p pattern) at(s []byte, toks []token, i int) bool {
	if i+len(p) > len(toks) {
		return false
	}
	for k := range p {
		piece, t := &p[k], toks[i+k]
		if !piece.is(s[t.start:t.end]) || !bytesHavePrefix(s[t.end:], piece.trail) {
			return false
		}
		before := -1
		if i+k > 0 {
			before = toks[i+k-1].end
		}
		if !piece.led(s[:t.start], before) {
			return false
		}
	}
	return true
}

// led reports whether the text up to a word is as the piece wants it; before is
// where the word before ended, -1 if there is none.
func (p *piece) led(s []byte, before int) bool {
	start := len(s) - len(p.lead)
	switch {
	case p.glued:
		return start == before && string(s[start:]) == p.lead
	case p.lead == "":
		return true
	default:
		return start > before && bytesHaveSuffix(s, p.lead)
	}
}

// is reports whether the piece is this word of the text.
func (p *piece) is(word []byte) bool {
	if p.here(word) {
		return true
	}
	if p.clitic {
		for _, cut := range particles(word) {
			if cut > 0 && p.here(word[cut:]) {
				return true
			}
		}
	}
	return false
}

func (p *piece) here(word []byte) bool {
	if p.open {
		return bytesHavePrefix(word, p.word)
	}
	return string(word) == p.word
}

// particles lists where a word may really begin that has Arabic particles
// written onto its front: and (و ف), by, like, to (ب ك ل), the (ال, after "to" لل).
// Unused places are 0.
func particles(word []byte) [6]int {
	var cuts [6]int
	n, at := 0, 0
	note := func(cut int) { cuts[n] = cut; n++ }
	if hasLetter(word, at, "و", "ف") {
		at += 2
		note(at)
	}
	if hasLetter(word, at, "ال") {
		note(at + 4)
	}
	if hasLetter(word, at, "ب", "ك", "ل") {
		to := hasLetter(word, at, "ل")
		at += 2
		note(at)
		if hasLetter(word, at, "ال") {
			note(at + 4)
		}
		if to && hasLetter(word, at, "ل") {
			note(at + 2)
		}
	}
	return cuts
}

func hasLetter(word []byte, at int, letters ...string) bool {
	for _, l := range letters {
		if bytesHavePrefix(word[at:], l) {
			return true
		}
	}
	return false
}

func bytesHavePrefix(s []byte, prefix string) bool {
	return len(s) >= len(prefix) && string(s[:len(prefix)]) == prefix
}

func bytesHaveSuffix(s []byte, suffix string) bool {
	return len(s) >= len(suffix) && string(s[len(s)-len(suffix):]) == suffix
}
