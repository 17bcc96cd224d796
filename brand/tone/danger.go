package tone

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tocsin/brand/text"
)

// endanger takes a line of a list of dangers: a danger's name, and the forms in which
// a language speaks of it. A form is a word, a phrase, a stem ("verletz*"), a tail
// ("*brand"), or a phrase whose parts may stand apart ("ruft ... zurück"). The names
// are English in every list, so that what is heard in several languages adds up.
func (l *lexicon) endanger(section, line string) error {
	name, forms, found := strings.Cut(line, ": ")
	if !found {
		return fmt.Errorf("danger %q: name the danger, a colon and its forms", line)
	}
	if l.partial && !l.names[name] {
		return fmt.Errorf("danger %q: the English list has none of that name; use one of its names, or add it there", name)
	}
	l.names[name] = true
	l.harms[name] = l.harms[name] || section == "harm"
	for _, form := range alternatives(forms, ", ") {
		if other := l.enter(form, name, section); other != "" {
			return fmt.Errorf("danger %q: %q is a form of %q already", name, form, other)
		}
		if spelling := hurried(form); spelling != "" {
			l.enter(spelling, name, section)
		}
	}
	return nil
}

// alternatives are the terms of a list, each written out: "(a|the) leak" is two.
func alternatives(list, between string) []string {
	var all []string
	for term := range strings.SplitSeq(list, between) {
		for _, written := range writtenOut(term) {
			all = append(all, strings.Join(strings.Fields(written), " "))
		}
	}
	return all
}

func writtenOut(term string) []string {
	before, rest, found := strings.Cut(term, "(")
	options, after, closed := strings.Cut(rest, ")")
	if !found || !closed {
		return []string{term}
	}
	var all []string
	for _, end := range writtenOut(after) {
		for option := range strings.SplitSeq(options, "|") {
			all = append(all, before+option+end)
		}
	}
	return all
}

// enter makes a form one of a danger, unless it is one of another, which it answers
// then, or a guest that is an English word.
func (l *lexicon) enter(form, name, section string) string {
	s := l.form(form)
	switch {
	case l.guest && (s.weighed || s.boost != 0 || s.roles != 0 || s.danger != ""):
		return ""
	case s.danger != "" && s.danger != name:
		return s.danger
	}
	s.danger = name
	if section == "harm" {
		s.roles |= harms
	}
	return ""
}

// form is the entry of a form of a danger, made if there is none.
func (l *lexicon) form(form string) *sense {
	table := l.stems
	part, cut := strings.CutSuffix(form, "*")
	if !cut {
		if part, cut = strings.CutPrefix(form, "*"); !cut {
			return l.sense(form)
		}
		table = l.tails
	}
	part = text.Fold(part)
	if table[part] == nil {
		table[part] = &sense{}
	}
	return table[part]
}

// hurried is how a form is typed in a hurry and on keyboards abroad, "" if as it is.
func hurried(form string) string {
	if ascii(form) {
		return ""
	}
	if bare := text.Typed(form); bare != form && len(bare) > shortestBare {
		return bare
	}
	return ""
}

// ascii reports whether a term has no accents to leave out.
func ascii(term string) bool {
	return strings.IndexFunc(term, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// shortestBare is how many bytes a word has at most that is another without its
// accents: "où" is not "ou".
const shortestBare = 3

// spare makes a harmless phrase harmless in a tag too, where it is one word.
func (l *lexicon) spare(term string) {
	if joined := strings.Join(wordsOf(term), ""); l.words[joined] == nil {
		l.words[joined] = &sense{weighed: true, harmless: true}
	}
}

// rank orders the phrases that begin with one word: the longest is looked for first, but
// a harmless one whose parts stand apart before those that are dangers.
func (p phrase) rank() int {
	const first = 1000
	rank := len(p.rest) + len(p.apart)
	if p.sense.harmless && len(p.apart) > 0 {
		rank += first
	}
	return rank
}

const (
	// longestAffix is how many bytes of a word are held against stems and tails.
	longestAffix = 24
	// shortestRest is how many bytes a word has before a tail.
	shortestRest = 3
)

// danger is the danger that a word alone speaks of, "" if of none.
func (l *lexicon) danger(word []byte) string {
	s := l.words[string(word)]
	switch {
	case s == nil, s.danger == "" && !s.harmless && !(l.guest && s.weighed):
		return l.affixed(word)
	}
	return s.danger
}

// affixed is the danger that a word speaks of by what it begins with or ends in.
func (l *lexicon) affixed(word []byte) string {
	if len(l.stems) > 0 {
		for end := min(len(word), longestAffix); end > shortestRest; end-- {
			if s := l.stems[string(word[:end])]; s != nil {
				return s.danger
			}
		}
	}
	if len(l.tails) > 0 {
		for at := max(shortestRest, len(word)-longestAffix); at < len(word)-shortestRest; at++ {
			if s := l.tails[string(word[at:])]; s != nil {
				return s.danger
			}
		}
	}
	return ""
}

// tagged is the danger that a tag of one word begins with or ends in: #solvorecall.
// Short words of danger stand in too many others.
func (l *lexicon) tagged(word []byte) string {
	const shortest = 6
	for end := min(len(word), longestAffix); end >= shortest; end-- {
		if s := l.words[string(word[:end])]; s != nil && s.danger != "" {
			return s.danger
		}
	}
	for at := max(0, len(word)-longestAffix); at <= len(word)-shortest; at++ {
		if s := l.words[string(word[at:])]; s != nil && s.danger != "" {
			return s.danger
		}
	}
	return ""
}
