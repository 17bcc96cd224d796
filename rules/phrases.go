package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
	"unique"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	// wordsRead is how many words of a mention are looked at: who says something new says it soon.
	wordsRead = 32
	// phraseLength is how many words in a row make a phrase at most.
	phraseLength = 3
	// usesKept is how many of a mention's terms that others used as well are kept: those most used.
	usesKept = 8
	// longestTerm is how long a tag or word may be, in bytes, to be one.
	longestTerm = 80
)

// A use is that a voice used a term that was new then, and that another voice had used before.
type use struct {
	at, read int64
	key      uint64
	// name is the term as it is shown, a tag with its "#".
	name  unique.Handle[string]
	voice uint32
}

// A phrase is a term of a mention: a tag, or some words in a row.
type phrase struct {
	key   uint64
	tag   string
	words []word
}

// A word is one of a mention's words; key is 0 where it cannot be news.
type word struct {
	text string
	key  uint64
}

// shown is a term as it is shown.
func (p phrase) shown() string {
	if p.tag != "" {
		return "#" + p.tag
	}
	texts := make([]string, len(p.words))
	for i, w := range p.words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// keyOf is what a term is known by: the same for a tag and for the word it is made of.
func keyOf(tag string) uint64 {
	h := uint64(hashBasis)
	for part := range strings.SplitSeq(tag, "_") {
		h = hashMore(h, part)
	}
	return hashEnd(h)
}

// A reading is what a mention's terms are read with; it is used again for the next.
type reading struct {
	words   []word
	phrases []phrase
	letters []byte
}

// read lists the terms of a mention: its tags, then its words and its phrases of up to
// three words that neither begin nor end with a word that says nothing by itself.
func (r *reading) read(m brand.Mention) []phrase {
	r.words, r.phrases = r.words[:0], r.phrases[:0]
	for _, tag := range first(m.Tags, tagsPerMention) {
		if tag != "" && len(tag) <= longestTerm {
			r.phrases = append(r.phrases, phrase{key: keyOf(tag), tag: tag})
		}
	}
	r.split(m.Title)
	r.split(text.Head(m.Text, longestText))
	for i := range r.words {
		if r.words[i].key == 0 {
			continue
		}
		r.phrases = append(r.phrases, phrase{key: r.words[i].key, words: r.words[i : i+1]})
		h := r.words[i].key
		for j := i + 1; j < min(len(r.words), i+phraseLength); j++ {
			next := r.words[j]
			if next.key == 0 {
				h = hashMore(h, next.text)
				continue
			}
			h = hashEnd(h*3 ^ next.key)
			r.phrases = append(r.phrases, phrase{key: h, words: r.words[i : j+1]})
		}
	}
	return r.phrases
}

// split adds the words of a text, as far as they are read: those that text.Words tells. Plain
// ones are told here, as that costs a quarter.
func (r *reading) split(s string) {
	r.letters = text.AppendFold(r.letters[:0], s)
	folded := string(r.letters)
	for start := 0; start < len(folded) && len(r.words) < wordsRead; {
		end, plain := start, true
		for ; end < len(folded) && folded[end] > ' '; end++ {
			switch c := folded[end]; {
			case c >= utf8.RuneSelf, c == '@', c == '#', c == ':', c == '.' && end > start:
				plain = false
			}
		}
		if plain {
			r.plain(folded[start:end])
		} else {
			for w := range text.Words(folded[start:end]) {
				r.add(w)
			}
		}
		start = end + 1
	}
}

// plain adds the words of a piece of text that holds no space, nor anything but ASCII.
func (r *reading) plain(piece string) {
	start := -1
	for i := 0; i <= len(piece); i++ {
		in := i < len(piece) && (asciiWord(piece[i]) || piece[i] == '\'' && start >= 0 && i+1 < len(piece) && asciiWord(piece[i+1]))
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			r.add(piece[start:i])
			start = -1
		}
	}
}

func asciiWord(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

func (r *reading) add(w string) {
	if len(r.words) == wordsRead {
		return
	}
	key := uint64(0)
	if telling(w) {
		key = hash(w)
	}
	r.words = append(r.words, word{w, key})
}

// telling reports whether a word may be news: it holds a letter, is of some length, and is
// none of those that every text is made of.
func telling(word string) bool {
	if len(word) < 2 || len(word) > longestTerm || stopWord(word) {
		return false
	}
	return 'a' <= word[0] && word[0] <= 'z' || strings.ContainsFunc(word, unicode.IsLetter)
}

// teachTerms has the lexicon know what a mention says that can raise nothing: the brand's own,
// what was there before, or what is long ago.
func (s *Series) teachTerms(m brand.Mention, at time.Time) {
	now := second(at)
	for _, p := range s.reading.read(m) {
		t, _ := s.lexicon.meet(p.key, now)
		t.last = max(t.last, now)
		if m.Counts() {
			t.first = earliest(t.first, now)
		} else {
			t.announced = earliest(t.announced, now)
		}
	}
}

// hearTerms has the lexicon know what a mention says, and answers the uses of what was new
// and had been said by another voice.
func (s *Series) hearTerms(m brand.Mention, b brief, voice uint64) []use {
	at, who := second(time.Unix(0, b.at)), uint32(voice) //nolint:gosec // half of a hash tells voices apart well enough
	type shared struct {
		phrase
		uses uint8
	}
	var room [2 * usesKept]shared
	found := room[:0]
	for _, p := range s.reading.read(m) {
		t, known := s.lexicon.meet(p.key, at)
		switch {
		case known && at > t.last && time.Duration(at-t.last)*time.Second > forgotten:
			*t, known = term{}, false
		case known:
			t.first = earliest(t.first, at)
		}
		t.last = max(t.last, at)
		if !known || t.used == 0 {
			t.first, t.voice, t.used = earliest(t.first, at), who, at
			continue
		}
		if t.voice == who {
			t.used = max(t.used, at)
			continue
		}
		t.uses = max(t.uses, t.uses+1)
		if t.young(at) {
			found = append(found, shared{p, t.uses})
		}
	}
	if len(found) == 0 {
		return nil
	}
	if len(found) > usesKept {
		slices.SortStableFunc(found, func(a, b shared) int { return cmp.Compare(b.uses, a.uses) })
	}
	uses := make([]use, 0, min(len(found), usesKept))
	for _, p := range first(found, usesKept) {
		uses = append(uses, use{at: b.at, read: b.read, key: p.key, name: unique.Make(p.shown()), voice: who})
	}
	return uses
}

// earliest is the earlier of two moments, of which the first may be never.
func earliest(a, b uint32) uint32 {
	if a == 0 {
		return b
	}
	return min(a, b)
}

// uses goes through the uses of new terms after from, up to and including to.
func (s *Series) uses(from, to time.Time) func(yield func(*use) bool) {
	after, until := from.UnixNano(), to.UnixNano()
	return func(yield func(*use) bool) {
		for key := stepOf(after); key <= stepOf(until); key++ {
			st := s.steps[key]
			if st == nil {
				continue
			}
			for i := range st.uses {
				u := &st.uses[i]
				if u.at > after && u.at <= until && u.read <= s.asOf && !yield(u) {
					return
				}
			}
		}
	}
}
