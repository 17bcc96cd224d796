package tone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/brand/text"
)

// A token is a word or sign of a text, and what it turns out to weigh.
type token struct {
	start, end       int // of its folded form
	sentence, clause int
	weight           float64
	boost            float64
	roles            role
	// loud is in capitals, stretched written "sooo", quoted stands in quotes with few
	// others, sign is an emoji or emoticon, taken is part of a phrase that begins before it.
	loud, stretched, quoted, sign, taken, faint bool
	// tag is set on a hashtag that is written as one word, told where a phrase told the
	// danger, denied after words that say there is none, of which denier is the first.
	tag, told, denied bool
	denier            int
}

// A sentence is the part of a text between two full stops.
type sentence struct {
	first     int // token
	questions int
}

// tokens is a text taken apart. Its space is used again for the next.
type tokens struct {
	ownSigns  map[string]float64
	folded    []byte
	list      []token
	sentences []sentence
	clause    int
	ended     bool // the next token begins a sentence
	quote     int  // the first token after an open quote, -1 outside quotes
	shouts    int  // how many "!" there are
	questions int
	quiet     bool // some word is not in capitals
	anyLoud   bool
}

func (t *tokens) reset() {
	t.folded, t.list, t.sentences = t.folded[:0], t.list[:0], t.sentences[:0]
	t.clause, t.ended, t.quote = 0, true, -1
	t.shouts, t.questions, t.quiet, t.anyLoud = 0, 0, false, false
}

// word is the folded form of a token.
func (t *tokens) word(i int) []byte { return t.folded[t.list[i].start:t.list[i].end] }

// split takes a text apart; with no lexicon, signs are left out.
func (t *tokens) split(l *lexicon, s string) {
	t.reset()
	t.more(l, s)
}

// more takes a further text apart, as sentences of their own.
func (t *tokens) more(l *lexicon, s string) {
	t.ended, t.quote = true, -1
	for at := 0; at < len(s); {
		c := s[at]
		switch {
		case isAlnum(c):
			at = t.text(s, at)
		case c >= utf8.RuneSelf:
			at = t.rune(l, s, at)
		case c == ' ':
			at++
		case (c == '#' || c == '@') && at+1 < len(s) && inTag(s, at+1) && (at == 0 || !isAlnum(s[at-1])):
			at = t.name(s, at)
		default:
			if length := l.emoticon(s, at); length > 0 {
				weight, _ := t.sign(l, s[at:at+length])
				t.add(token{weight: weight, sign: true})
				at += length
				continue
			}
			t.punctuation(s, at)
			at++
		}
	}
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func inTag(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return text.InTag(r)
}

// add appends a token at its place in the text.
func (t *tokens) add(k token) {
	if t.ended {
		t.sentences = append(t.sentences, sentence{first: len(t.list)})
		t.ended = false
		t.clause++
	}
	k.sentence, k.clause = len(t.sentences)-1, t.clause
	t.list = append(t.list, k)
}

// text reads a word, or passes over an address, and answers where it ends.
func (t *tokens) text(s string, at int) int {
	if c := s[at] | 0x20; c == 'h' || c == 'w' {
		if rest := s[at:]; prefixed(rest, "http://") || prefixed(rest, "https://") || prefixed(rest, "www.") {
			if end := strings.IndexAny(rest, " \n\t"); end >= 0 {
				return at + end
			}
			return len(s)
		}
	}
	end := wordEnd(s, at)
	end = at + elision(s[at:end])
	t.addWord(s[at:end])
	return end
}

// elision is how many bytes of a word are an article or pronoun that French writes onto
// a vowel, as in "l'eau" and "qu'il", or else all of it. "I'm" and "don't" are whole.
func elision(word string) int {
	length := 1
	if len(word) > 1 && word[0]|0x20 == 'q' && word[1]|0x20 == 'u' {
		length = 2
	}
	rest, found := strings.CutPrefix(word[min(length, len(word)):], "'")
	if !found {
		rest, found = strings.CutPrefix(word[min(length, len(word)):], "’")
	}
	vowel, _ := utf8.DecodeRuneInString(rest)
	if !found || strings.IndexByte("cdjlmnqst", word[0]|0x20) < 0 || !strings.ContainsRune("aeiouhAEIOUHàâéèêëîïôûÀÂÉÈÊÎÔ", vowel) {
		return len(word)
	}
	return length
}

func prefixed(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// wordEnd is where the word ends that begins at a place: "can't" and "sh*t" are one.
func wordEnd(s string, at int) int {
	for at < len(s) {
		c := s[at]
		switch {
		case isAlnum(c):
			at++
		case c == '\'' && at+1 < len(s) && isAlnum(s[at+1]):
			at++
		case c == '*' && at+1 < len(s) && (isAlnum(s[at+1]) || s[at+1] == '*' && at+2 < len(s) && isAlnum(s[at+2])):
			at++
		case c >= utf8.RuneSelf:
			r, width := utf8.DecodeRuneInString(s[at:])
			apostrophe := r == '’' && at+width < len(s) && isAlnum(s[at+width])
			if !apostrophe && !unicode.IsLetter(r) && !unicode.IsMark(r) && !text.Invisible(r) {
				return at
			}
			at += width
		default:
			return at
		}
	}
	return at
}

// addWord appends a word with how it is written.
func (t *tokens) addWord(word string) {
	start := len(t.folded)
	t.folded = text.AppendFold(t.folded, word)
	upper, letters := 0, 0
	for i := range len(word) {
		if c := word[i]; 'a' <= c|0x20 && c|0x20 <= 'z' {
			letters++
			if c < 'a' {
				upper++
			}
		}
	}
	loud := upper == letters && letters > 1
	t.anyLoud = t.anyLoud || loud
	t.quiet = t.quiet || upper < letters
	t.add(token{start: start, end: len(t.folded), loud: loud})
}
