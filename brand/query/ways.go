package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// mostWords is how many words a name has: what has more is a sentence.
	mostWords = 12
	// mostWays is in how many ways one name is sought: more than any has that is no test of it.
	mostWays = 24
)

// ways are the patterns by which a term of words is sought: the one it is written
// in and, unless it is in quotes, those in which people write the same name.
func (n *Node) ways() []pattern {
	if n.Quoted || n.written != nil || len(n.words) > mostWords {
		return []pattern{n.words}
	}
	names := n.words.ways()
	if turkish := inTurkish(n.Text); turkish != n.Text {
		own, _ := newPattern(turkish, folded)
		names = slices.Concat(names, own.ways())
	}
	return names[:min(len(names), mostWays)]
}

// ways has all signs of one kind written alike, and an apostrophe added to one
// word at most: a name has one owner.
func (p pattern) ways() []pattern {
	signs := func(names []pattern) []pattern {
		return vary(vary(vary(vary(names, pattern.hyphens), pattern.ampersands), pattern.initials), pattern.dots)
	}
	all := slices.Concat(signs(p.apostrophes()), signs(p.owners()))
	return all[:min(len(all), mostWays)]
}

func vary(names []pattern, how func(pattern) []pattern) []pattern {
	var all []pattern
	for _, p := range names {
		all = append(all, how(p)...)
	}
	return all
}

// or lists a pattern and those others that differ from it.
func (p pattern) or(others ...pattern) []pattern {
	all := []pattern{p}
	for _, o := range others {
		if !slices.ContainsFunc(all, func(have pattern) bool { return slices.Equal(have, o) }) {
			all = append(all, o)
		}
	}
	return all
}

// apostrophes: "mcdonald's", "mcdonalds".
func (p pattern) apostrophes() []pattern {
	without := p.joined(func(k int) bool { return p.joins(k, "'") && (len(p) > 2 || p.wide(k)) })
	for i := range without {
		if last, _ := utf8.DecodeLastRuneInString(without[i].word); without[i].trail == "'" && scriptOf(last) == spaced {
			without[i].trail = ""
		}
	}
	return p.or(without)
}

// ownerLetters is how many letters stand before the s of a word that may be an
// owner's: "Lays", not "its".
const ownerLetters = 3

// owners: "mcdonald's" of "mcdonalds".
func (p pattern) owners() []pattern {
	var all []pattern
	for k, word := range p {
		letters := []rune(word.word)
		last := len(letters) - 1
		if last < ownerLetters || word.trail != "" || unicode.ToLower(letters[last]) != 's' ||
			unicode.ToLower(letters[last-1]) == 's' || scriptOf(letters[last-1]) != spaced {
			continue
		}
		owner, s := word, piece{word: string(letters[last]), lead: "'", glued: true, open: word.open}
		owner.word, owner.open = string(letters[:last]), false
		all = append(all, slices.Concat(p[:k], pattern{owner, s}, p[k+1:]))
	}
	return all
}

// hyphens: "coca-cola", "coca cola", "cocacola". One between two letters is left
// where it is: "h-e-b" is not "heb".
func (p pattern) hyphens() []pattern {
	blank := slices.Clone(p)
	for k := range p {
		if p.joins(k, "-") {
			blank[k].lead = " "
		}
	}
	return p.or(blank, p.joined(func(k int) bool { return p.joins(k, "-") && p.wide(k) }))
}

// ampersands: "h&m", "h & m"; "marks & spencer", "marks and spencer" in either direction.
func (p pattern) ampersands() []pattern {
	var apart, other pattern
	for k := 0; k < len(p); k++ {
		next := p[k]
		switch {
		case p.joins(k, "&"):
			apart = append(apart, next.gluedBy(" & "))
			if utf8.RuneCountInString(p[k-1].word) > 1 && utf8.RuneCountInString(next.word) > 1 {
				other = append(other, piece{word: "and"}, next.loose())
			} else {
				other = append(other, next)
			}
		case next.ampersand:
			apart = append(apart, next)
			other = append(other, piece{word: "and"}, next.loose())
		case p.joinsByAnd(k):
			k++
			apart, other = append(apart, p[k].gluedBy(" & ")), append(other, p[k].gluedBy("&"))
		default:
			apart, other = append(apart, next), append(other, next)
		}
	}
	return p.or(apart, other)
}

// joinsByAnd reports whether the word k is an "and" between two others.
func (p pattern) joinsByAnd(k int) bool {
	if k == 0 || k == len(p)-1 || !p[k].isAnd() || p[k-1].isAnd() || p[k+1].isAnd() {
		return false
	}
	before, next := p[k-1], p[k+1]
	return before.trail == "" && !before.open && !next.glued && next.lead == "" && !next.ampersand
}

func (p piece) isAnd() bool {
	return strings.EqualFold(p.word, "and") && p == piece{word: p.word}
}

// initials: "j.p. morgan", "jp morgan", "jpmorgan". Two that stand alone are left as
// they are: without its dots, U.S. is a word of every other sentence.
func (p pattern) initials() []pattern {
	dotted := func(k int) bool { return p.joins(k, ".") && p[k-1].initial() && p[k].initial() }
	if len(p) == 2 || !slices.ContainsFunc(p.places(), dotted) {
		return []pattern{p}
	}
	after := func(k int) bool {
		return k > 1 && dotted(k-1) && !dotted(k) && (p.joins(k, ".") ||
			!p[k].glued && p[k].lead == "" && !p[k].ampersand && p[k-1].trail == "" && p.meet(k))
	}
	apart := slices.Clone(p)
	for k := range p {
		if dotted(k) || p[k].glued && after(k) {
			apart[k] = apart[k].loose()
		}
	}
	own := slices.Clone(p)
	for k := range p {
		if p[k].glued && after(k) {
			own[k] = own[k].loose()
		}
	}
	return p.or(apart, own.joined(dotted), p.joined(func(k int) bool { return dotted(k) || after(k) }))
}

func (p piece) initial() bool {
	r, width := utf8.DecodeRuneInString(p.word)
	return width == len(p.word) && unicode.IsLetter(r)
}

// places are the places of a pattern's words.
func (p pattern) places() []int {
	places := make([]int, len(p))
	for k := range p {
		places[k] = k
	}
	return places
}

// joins reports whether just a sign stands between the word k and the one before,
// and people may write it otherwise.
func (p pattern) joins(k int, sign string) bool {
	return p[k].glued && p[k].lead == sign && p.meet(k)
}

// meet reports whether the word k and the one before would be one, were nothing
// between them. Two numbers would be another number.
func (p pattern) meet(k int) bool {
	if k == 0 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(p[k-1].word)
	first := firstRune(p[k].word)
	return scriptOf(last) == spaced && scriptOf(first) == spaced && !(unicode.IsDigit(last) && unicode.IsDigit(first))
}

// wide reports whether the word k or the one before is more than a letter.
func (p pattern) wide(k int) bool {
	return utf8.RuneCountInString(p[k-1].word) > 1 || utf8.RuneCountInString(p[k].word) > 1
}

// joined writes words onto those before them.
func (p pattern) joined(onto func(k int) bool) pattern {
	var out pattern
	for k, next := range p {
		if k == 0 || !onto(k) {
			out = append(out, next)
			continue
		}
		last := &out[len(out)-1]
		last.word += next.word
		last.trail, last.open = next.trail, next.open
		last.clitic = last.takesParticles()
	}
	return out
}

func (p piece) gluedBy(sign string) piece {
	p.glued, p.lead, p.clitic = true, sign, false
	return p
}

// loose is the piece after anything that is no word.
func (p piece) loose() piece {
	p.glued, p.lead, p.ampersand = false, "", false
	p.clitic = p.takesParticles()
	return p
}
