package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// manners are the ways to write a name, found in its letters.
func manners(atoms []atom) [][]atom {
	words := 0
	for _, a := range atoms {
		l := spell(a.text)
		words += l.wordsBetween(0, len(l.runes))
	}
	if words > 12 {
		return [][]atom{atoms}
	}
	rest := func(names [][]atom) [][]atom {
		return each(each(each(each(names, hyphenated), ampersanded), initialled), undotted)
	}
	owned := [][]atom{}
	for i, a := range atoms {
		l := spell(a.text)
		for end := 1; end <= len(l.runes); end++ {
			w := l.wordBefore(end)
			switch {
			case len(w) < 4, w[len(w)-1] != 's', w[len(w)-2] == 's', scriptOf(w[len(w)-2]) != spaced, !l.border(end):
			case end < len(l.runes) && l.wordsBetween(end, len(l.runes)) == 0: // a sign ends the atom
			default:
				owned = append(owned, with(atoms, i, atom{text: string(l.runes[:end-1]) + "'" + string(l.runes[end-1:]), open: a.open, amp: a.amp}))
			}
		}
	}
	bare := make([]atom, len(atoms))
	for i, a := range atoms {
		l := spell(a.text)
		bare[i] = atom{text: l.without('\'', func(at int) bool { return words > 2 || l.wide(at) }), open: a.open, amp: a.amp}
		if cut, ok := strings.CutSuffix(bare[i].text, "'"); ok {
			if r, _ := utf8.DecodeLastRuneInString(cut); scriptOf(r) == spaced {
				bare[i].text, bare[i].open = cut, false
			}
		}
	}
	all := append(rest(differing(atoms, bare)), rest(owned)...)
	return all[:min(len(all), 24)]
}

func each(names [][]atom, how func([]atom) [][]atom) [][]atom {
	var all [][]atom
	for _, n := range names {
		all = append(all, how(n)...)
	}
	return all
}

func with(atoms []atom, i int, a atom) []atom {
	all := slices.Clone(atoms)
	all[i] = a
	return all
}

func differing(names ...[]atom) [][]atom {
	var all [][]atom
	for _, n := range names {
		if !slices.ContainsFunc(all, func(have []atom) bool { return slices.Equal(have, n) }) {
			all = append(all, n)
		}
	}
	return all
}

// wordBefore is the word that ends before a letter.
func (l letters) wordBefore(end int) []rune {
	start := end
	for start > 0 && l.scripts[start-1] != outside && (start == end || !l.border(start)) {
		start--
	}
	return l.runes[start:end]
}

func (l letters) wordAfter(start int) []rune {
	end := start
	for end < len(l.runes) && l.scripts[end] != outside && (end == start || !l.border(end)) {
		end++
	}
	return l.runes[start:end]
}

// between reports whether a sign stands alone between two letters that would be one word.
func (l letters) between(at int, sign rune) bool {
	return l.runes[at] == sign && at > 0 && at < len(l.runes)-1 && oneWord(l.runes[at-1], l.runes[at+1])
}

func oneWord(a, b rune) bool {
	return scriptOf(a) == spaced && scriptOf(b) == spaced && (!unicode.IsDigit(a) || !unicode.IsDigit(b))
}

func (l letters) wide(at int) bool {
	return len(l.wordBefore(at)) > 1 || len(l.wordAfter(at+1)) > 1
}

func (l letters) without(sign rune, ok func(at int) bool) string {
	return l.replaced(sign, "", ok)
}

func (l letters) replaced(sign rune, by string, ok func(at int) bool) string {
	var out strings.Builder
	for at, r := range l.runes {
		if l.between(at, sign) && ok(at) {
			out.WriteString(by)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

func hyphenated(atoms []atom) [][]atom {
	blank, none := slices.Clone(atoms), slices.Clone(atoms)
	for i, a := range atoms {
		l := spell(a.text)
		blank[i].text = l.replaced('-', " ", func(int) bool { return true })
		none[i].text = l.without('-', l.wide)
	}
	return differing(atoms, blank, none)
}

// parted cuts an atom at its line breaks, which no atom has, and puts what else there is to put between.
func parted(a atom, between ...atom) []atom {
	var all []atom
	parts := strings.Split(a.text, "\n")
	for i, p := range parts {
		one := atom{text: p, open: a.open && i == len(parts)-1, amp: a.amp && i == 0}
		if i > 0 {
			all = append(all, between...)
		}
		all = append(all, one)
	}
	return all
}

func ampersanded(atoms []atom) [][]atom {
	var apart, other []atom
	onto := func(list []atom, sign string, a atom) []atom {
		last := &list[len(list)-1]
		last.text, last.open = last.text+sign+a.text, a.open
		return list
	}
	and := false
	for i, a := range atoms {
		if isJoiningAnd(atoms, i) {
			and = true
			continue
		}
		l := spell(a.text)
		narrow := func(at int) bool { return len(l.wordBefore(at)) == 1 || len(l.wordAfter(at+1)) == 1 }
		spacedOut := atom{text: l.replaced('&', " & ", func(int) bool { return true }), open: a.open, amp: a.amp}
		spelt := parted(atom{text: l.replaced('&', "\n", func(at int) bool { return !narrow(at) }), open: a.open}, atom{text: "and"})
		switch {
		case and:
			apart, other = onto(apart, " & ", spacedOut), onto(other, "&", spelt[0])
			other = append(other, spelt[1:]...)
		case a.amp:
			apart, other = append(apart, spacedOut), append(append(other, atom{text: "and"}), spelt...)
		default:
			apart, other = append(apart, spacedOut), append(other, spelt...)
		}
		and = false
	}
	return differing(atoms, apart, other)
}

func isJoiningAnd(atoms []atom, i int) bool {
	and := func(a atom) bool { return a.text == "and" && !a.open && !a.amp }
	if i == 0 || i == len(atoms)-1 || !and(atoms[i]) || and(atoms[i-1]) {
		return false
	}
	before, next := spell(atoms[i-1].text), spell(atoms[i+1].text)
	last := before.scripts[len(before.scripts)-1]
	first := next.wordAfter(0)
	nextIsAnd := string(first) == "and" && (and(atoms[i+1]) || next.wordsBetween(0, len(next.runes)) > 1)
	return last != outside && last != hangul && !atoms[i-1].open && next.scripts[0] != outside && !atoms[i+1].amp && !nextIsAnd
}

func initialled(atoms []atom) [][]atom {
	words, some := 0, false
	var apart, own, onto []atom
	merge := false
	for i, a := range atoms {
		l := spell(a.text)
		words += l.wordsBetween(0, len(l.runes))
		dotted := func(at int) bool {
			before, after := l.wordBefore(at), l.wordAfter(at+1)
			return l.between(at, '.') && len(before) == 1 && len(after) == 1 && unicode.IsLetter(before[0]) && unicode.IsLetter(after[0])
		}
		after := func(at int) bool { return at > 2 && l.between(at, '.') && dotted(at-2) && !dotted(at) }
		for at := range l.runes {
			some = some || dotted(at)
		}
		either := func(at int) bool { return dotted(at) || after(at) }
		apart = append(apart, parted(atom{l.replaced('.', "\n", either), a.open, a.amp})...)
		var b strings.Builder
		for at, r := range l.runes {
			switch {
			case dotted(at):
			case after(at):
				b.WriteByte('\n')
			default:
				b.WriteRune(r)
			}
		}
		own = append(own, parted(atom{b.String(), a.open, a.amp})...)
		whole := atom{l.without('.', either), a.open, a.amp}
		if merge && !a.amp && oneWord(l.runes[0], last(atoms[i-1].text)) {
			onto[len(onto)-1] = atom{onto[len(onto)-1].text + whole.text, a.open, onto[len(onto)-1].amp}
		} else {
			onto = append(onto, whole)
		}
		merge = len(l.runes) > 2 && dotted(len(l.runes)-2)
	}
	if words == 2 || !some {
		return [][]atom{atoms}
	}
	return differing(atoms, apart, own, onto)
}

func last(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// undotted has an i for each ı, or for those that begin a word.
func undotted(atoms []atom) [][]atom {
	first, all := slices.Clone(atoms), slices.Clone(atoms)
	for i, a := range atoms {
		l := spell(a.text)
		var begun strings.Builder
		for at, r := range l.runes {
			if r == 'ı' && (at == 0 || l.border(at) || l.scripts[at-1] == outside) {
				r = 'i'
			}
			begun.WriteRune(r)
		}
		first[i].text, all[i].text = begun.String(), strings.ReplaceAll(a.text, "ı", "i")
	}
	return differing(atoms, first, all)
}
