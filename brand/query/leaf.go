package query

import (
	"strings"
	"unicode/utf8"

	"tocsin/brand/text"
)

// A leaf is a term as the index knows it: the same term of many queries is one.
type leaf struct {
	node *Node
	// queries are those it triggers: to be evaluated once the term is found.
	queries []int
	// ways are those in which Words are sought.
	ways []way
}

// A way is how a term may be written.
type way struct {
	words pattern
	// inside is the same in a hashtag, "" if it is not sought there.
	inside join
}

// A join is a term written as one word, the way hashtags are.
type join struct {
	word string
	// wide is how freely it may stand: see field.holdsAt.
	wide width
	open bool
}

// A width says where in a hashtag a name may be read out of the middle.
type width uint8

const (
	asPart   width = iota // two or three letters, or H and M: between parts of a camel-cased tag
	atEdge                // four letters: at either end too
	anywhere              // five letters and more, or a script without capitals
)

// joinOf is the pattern in one word; its word is "" if tags never hold it.
func joinOf(p pattern) join {
	var word strings.Builder
	plain, letters := true, false
	for i, piece := range p {
		if i == 0 && piece.lead != "" || strings.Trim(piece.trail, "!?.") != "" {
			return join{} // #c is not C++, and #net not .NET
		}
		word.WriteString(piece.word)
		plain = plain && scriptOf(firstRune(piece.word)) == spaced
		letters = letters || p.lettersAround(i)
	}
	j := join{word: word.String(), wide: anywhere, open: p[len(p)-1].open}
	n := utf8.RuneCountInString(j.word)
	switch {
	case n < 2:
		return join{}
	case plain && (n < 4 || letters):
		j.wide = asPart
	case plain && n == 4:
		j.wide = atEdge
	}
	return j
}

// lettersAround reports whether the word k is the "and" of two letters, or of a
// letter and a word: "h and m" begins #handmade.
func (p pattern) lettersAround(k int) bool {
	return k > 0 && k < len(p)-1 && p[k].word == "and" &&
		(utf8.RuneCountInString(p[k-1].word) == 1 || utf8.RuneCountInString(p[k+1].word) == 1)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// holdsAt reports whether a name that stands at a letter of the i-th tag may be
// read there.
func (f *field) holdsAt(j join, i, at int) bool {
	whole, end := f.lettered[i].end-f.lettered[i].start, at+len(j.word)
	switch j.wide {
	case anywhere:
		return true
	case atEdge:
		return at == 0 || end == whole || f.parted(i, at) && (j.open || f.parted(i, end))
	default:
		return f.parted(i, at) && (j.open || f.parted(i, end))
	}
}

// parted reports whether a part of the i-th tag begins or ends before a letter.
func (f *field) parted(i, at int) bool {
	letters := 0
	for part := range text.Parts(f.casedTag(i)) {
		if letters == at {
			return true
		}
		letters += foldedLength(part)
	}
	return letters == at
}

func foldedLength(s string) int {
	if isASCII(s) {
		return len(s)
	}
	return len(text.Fold(s))
}
