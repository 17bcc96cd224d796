package tone

import (
	"unicode"
	"unicode/utf8"

	"tocsin/brand/text"
)

const (
	mostQuoted = 2 // words in scare quotes
	rolledEyes = '🙄'
)

// name passes over a handle, which says nothing, and reads a hashtag's parts.
func (t *tokens) name(s string, at int) int {
	end := at + 1
	for end < len(s) && inTag(s, end) {
		_, width := utf8.DecodeRuneInString(s[end:])
		end += width
	}
	if s[at] == '@' {
		return end
	}
	t.clause++ // a tag is no part of the sentence before it
	first := len(t.list)
	for part := range text.Parts(s[at+1 : end]) {
		t.addWord(part)
	}
	if len(t.list) == first+1 {
		t.list[first].tag = true
	}
	t.clause++
	return end
}

// rune reads what is not ASCII: a word, an emoji, a mark.
func (t *tokens) rune(l *lexicon, s string, at int) int {
	r, width := utf8.DecodeRuneInString(s[at:])
	switch {
	case unicode.IsLetter(r):
		return t.text(s, at)
	case r == '“', r == '«', r == '„':
		t.quote = len(t.list)
	case r == '”', r == '»':
		t.closeQuote()
	case r == '…':
		t.ended = true
	case r == '—', r == '–', r == '，', r == '、':
		t.clause++
	case r == '？':
		t.ask()
	case r == '！':
		t.shouts++
		t.ended = true
	case r == '。':
		t.ended = true
	case l != nil:
		if weight, ok := t.sign(l, s[at:at+width]); ok {
			k := token{weight: weight, sign: true}
			if _, own := t.ownSigns[s[at:at+width]]; !own && l.unsure[s[at:at+width]] {
				k.roles = agrees
			}
			if r == rolledEyes {
				k.roles = mocks
			}
			t.add(k)
		}
	}
	return at + width
}

// sign is what an emoji or emoticon weighs: to the brand, or else to everybody.
func (t *tokens) sign(l *lexicon, sign string) (float64, bool) {
	if weight, ok := t.ownSigns[sign]; ok {
		return weight, true
	}
	weight, ok := l.signs[sign]
	return weight, ok
}

// punctuation takes notice of an ASCII mark.
func (t *tokens) punctuation(s string, at int) {
	switch c := s[at]; c {
	case '.':
		initial := at > 0 && isLetter(s[at-1]) && (at == 1 || !isAlnum(s[at-2])) && at+1 < len(s) && s[at+1] == ' '
		if !initial && (at+1 == len(s) || !isAlnum(s[at+1])) {
			t.ended = true // not in "E. coli", nor in "4.5"
		}
	case '!':
		t.shouts++
		t.ended = true
	case '?':
		t.ask()
	case '\n':
		t.ended = true
	case ',', ';', ':', '(', ')', '|':
		t.clause++
	case '"':
		if t.quote >= 0 {
			t.closeQuote()
		} else {
			t.quote = len(t.list)
		}
	}
}

func (t *tokens) ask() {
	t.questions++
	t.ended = true
	if n := len(t.sentences); n > 0 {
		t.sentences[n-1].questions++
	}
}

// closeQuote marks words in scare quotes; longer quotes are somebody's words.
func (t *tokens) closeQuote() {
	if t.quote >= 0 && len(t.list)-t.quote <= mostQuoted {
		for i := t.quote; i < len(t.list); i++ {
			t.list[i].quoted = true
		}
	}
	t.quote = -1
}

// emoticon is how long the emoticon is that stands at a place, 0 if none does.
func (l *lexicon) emoticon(s string, at int) int {
	if l == nil {
		return 0
	}
	for length := min(int(l.longest[s[at]]), len(s)-at); length > 1; length-- {
		sign := s[at : at+length]
		if _, ok := l.signs[sign]; ok && (at+length == len(s) || !isAlnum(s[at+length])) {
			return length
		}
	}
	return 0
}
