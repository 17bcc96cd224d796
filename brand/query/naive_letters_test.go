package query

import (
	"slices"
	"strings"
	"unicode"

	"tocsin/brand/text"
)

// letters are a text, each with its script; marks have that of their letter.
type letters struct {
	runes   []rune
	scripts []script
	mark    []bool
}

func spell(s string) letters {
	l := letters{runes: []rune(s)}
	before := outside
	for _, r := range l.runes {
		now := scriptOf(r)
		l.mark = append(l.mark, now == attached)
		if now == attached {
			now = before
		}
		l.scripts = append(l.scripts, now)
		before = now
	}
	return l
}

// border reports whether a word may end before the letter at and another begin.
func (l letters) border(at int) bool {
	if at == 0 || at == len(l.runes) {
		return true
	}
	if l.mark[at] {
		return l.scripts[at] == outside
	}
	a, b := l.scripts[at-1], l.scripts[at]
	return a != b || a == unspaced || a == outside
}

// wordsBetween counts the words that begin between two places.
func (l letters) wordsBetween(from, to int) int {
	n := 0
	for at := from; at < to; at++ {
		if l.scripts[at] != outside && l.border(at) {
			n++
		}
	}
	return n
}

// nthWords is the place of so many words, after so many.
func (l letters) nthWords(from, count int) place {
	start := 0
	for l.wordsBetween(0, start+1) <= from {
		start++
	}
	end := start + 1
	for end < len(l.runes) && l.wordsBetween(start, end+1) <= count {
		end++
	}
	for l.scripts[end-1] == outside {
		end--
	}
	return place{start, end}
}

func (l letters) cut(p place) string { return string(l.runes[p.start:p.end]) }

// whole widens places to the words they touch, and narrows them to words.
func (l letters) whole(places []place) []place {
	for i, p := range places {
		for p.start < p.end && l.scripts[p.start] == outside {
			p.start++
		}
		for p.start < p.end && !l.border(p.start) {
			p.start--
		}
		for p.end > p.start && l.scripts[p.end-1] == outside {
			p.end--
		}
		for !l.border(p.end) {
			p.end++
		}
		places[i] = p
	}
	return places
}

func (l letters) tags() []place {
	var tags []place
	for at := 0; at < len(l.runes); at++ {
		if l.runes[at] != '#' {
			continue
		}
		onto := len(tags) > 0 && tags[len(tags)-1].end == at
		if at > 0 && !onto && (text.InTag(l.runes[at-1]) || strings.ContainsRune("&/", l.runes[at-1])) {
			continue
		}
		end := at + 1
		for end < len(l.runes) && text.InTag(l.runes[end]) {
			end++
		}
		if slices.ContainsFunc(l.runes[at+1:end], unicode.IsLetter) {
			tags = append(tags, place{at + 1, end})
		}
	}
	return tags
}

func (l letters) handles() []place {
	var handles []place
	for at := 0; at < len(l.runes); at++ {
		if l.runes[at] != '@' || at > 0 && text.InTag(l.runes[at-1]) || at+1 == len(l.runes) || !text.InTag(l.runes[at+1]) {
			continue
		}
		end := at + 1
		for end < len(l.runes) && (text.InTag(l.runes[end]) || strings.ContainsRune(".-@", l.runes[end])) {
			end++
		}
		for strings.ContainsRune(".-@", l.runes[end-1]) {
			end--
		}
		if slices.ContainsFunc(l.runes[at+1:end], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			handles = append(handles, place{at + 1, end})
			at = end - 1
		}
	}
	return handles
}

// An atom is a blank-separated part of a term.
type atom struct {
	text string
	open bool
	// amp is set where an ampersand stands before it, among blanks.
	amp bool
}

func atomsOf(s string, how spelling) []atom {
	var atoms []atom
	amp := false
	for part := range strings.FieldsSeq(s) {
		a := atom{text: part}
		if strings.HasSuffix(part, "*") && !strings.HasSuffix(part, `\*`) {
			a.text, a.open = part[:len(part)-1], true
		}
		a.text = unescape(a.text)
		if how == asWritten {
			a.text = text.Normalize(a.text)
		} else {
			a.text = text.Fold(a.text)
		}
		if !a.open {
			a.text = strings.TrimRight(a.text, ".,;:")
		}
		a.text = strings.TrimLeft(a.text, ",;:")
		if slices.ContainsFunc(spell(a.text).scripts, func(s script) bool { return s != outside }) {
			a.amp = amp && len(atoms) > 0 && spell(a.text).scripts[0] != outside
			atoms = append(atoms, a)
		}
		amp = text.Fold(part) == "&"
	}
	return atoms
}

// words lists where a term of words stands.
func (l letters) words(term string, how spelling) []place {
	atoms := atomsOf(term, how)
	if len(atoms) > 0 {
		return l.atoms(atoms, how)
	}
	var found []place
	for at := range l.runes { // emoji
		if signs := []rune(text.Fold(unescape(term))); hasPrefix(l.runes[at:], signs) {
			found = append(found, place{at, at + len(signs)})
		}
	}
	return found
}

// atoms lists where the parts of a term stand in their order.
func (l letters) atoms(atoms []atom, how spelling) []place {
	var found []place
	for at := range l.runes {
		end, ok := at, true
		for i, a := range atoms {
			if i > 0 {
				end = l.toAtom(end, a)
			}
			if end, ok = l.atom(end, a, how); !ok {
				break
			}
		}
		if ok {
			found = append(found, l.whole([]place{{at, end}})...)
		}
	}
	return found
}

// toAtom is where the next atom has to begin: over all that is no word, back by
// the signs it begins with, and over the particles before it.
func (l letters) toAtom(at int, a atom) int {
	for at < len(l.runes) && l.scripts[at] == outside {
		at++
	}
	want := []rune(a.text)
	signs := slices.IndexFunc(spell(a.text).scripts, func(s script) bool { return s != outside })
	if signs > 0 {
		return max(0, at-signs)
	}
	for _, p := range particleList() {
		if n := len([]rune(p)); hasPrefix(l.runes[at:], []rune(p)) && hasPrefix(l.runes[at+n:], want) {
			if _, ok := l.atom(at+n, a, folded); ok {
				return at + n
			}
		}
	}
	return at
}

// atom reports where an atom ends that begins at a letter, false if it doesn't.
func (l letters) atom(at int, a atom, how spelling) (int, bool) {
	want := spell(a.text)
	if !hasPrefix(l.runes[at:], want.runes) {
		return 0, false
	}
	if want.scripts[0] == outside {
		if at > 0 && l.scripts[at-1] != outside {
			return 0, false
		}
	} else if !l.border(at) && (how == asWritten || !l.afterParticles(at, want)) {
		return 0, false
	}
	end := at + len(want.runes)
	last := want.scripts[len(want.scripts)-1]
	// Inside the atom the text must part words where the atom does.
	for i := range want.runes {
		if i > 0 && want.border(i) != l.border(at+i) {
			return 0, false
		}
	}
	if last == outside {
		return end, true
	}
	if !a.open && (how == asWritten || last != hangul) && !l.border(end) {
		return 0, false
	}
	for !l.border(end) {
		end++
	}
	return end, true
}

// afterParticles reports whether only Arabic particles stand before a name in its word.
func (l letters) afterParticles(at int, want letters) bool {
	first := 0
	for first < len(want.runes) && want.scripts[first] != outside && (first == 0 || !want.border(first)) {
		first++
	}
	if !unicode.Is(unicode.Arabic, want.runes[0]) || first < 3 {
		return false
	}
	start := at
	for !l.border(start) {
		start--
	}
	return slices.Contains(particleList(), string(l.runes[start:at]))
}

func particleList() []string {
	var list []string
	for _, and := range []string{"", "و", "ف"} {
		for _, by := range []string{"", "ال", "ب", "ك", "ل", "بال", "كال", "لال", "لل"} {
			if and+by != "" {
				list = append(list, and+by)
			}
		}
	}
	return list
}

func hasPrefix(s, prefix []rune) bool {
	return len(s) >= len(prefix) && slices.Equal(s[:len(prefix)], prefix)
}
