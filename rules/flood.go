package rules

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"tocsin/brand/text"
)

// FloodKind is what makes mentions look like a flood.
type FloodKind string

// The patterns that are shown. None changes what is counted: a crowd may look the same.
const (
	// OneAuthor is one author who wrote a large part of all posts.
	OneAuthor FloodKind = "one author"
	// SameWords are many voices that use the same words.
	SameWords FloodKind = "same words"
	// SameMinute are many voices, unheard before, within one minute.
	SameMinute FloodKind = "same minute"
)

const (
	// floodPosts and floodVoices are from how many posts of an author, or voices, a
	// pattern is shown, if they are a quarter of all or more.
	floodPosts  = 20
	floodVoices = 10
	floodPart   = 4
	// unheardFor is how long before a window a voice must not have been heard to be new.
	unheardFor = 24 * time.Hour
	// longestText and mostFrame are how much of a text is compared, in bytes and words.
	longestText = 2000
	mostFrame   = 100
	// leastFrame is from how many words figures and both ends are left out. Shorter texts are
	// alike without them by chance: "solvo down for 3 hours".
	leastFrame = 8
)

// A Flood is a pattern that a machine leaves, and sometimes a crowd. Its mentions
// count like all others.
type Flood struct {
	Kind FloodKind `json:"kind"`
	// Count is what is part of it.
	Count
	// Text is the words that are used, At the beginning of the minute.
	Text string    `json:"text,omitempty"`
	At   time.Time `json:"at,omitzero"`
	// Nameless is set where the one author may be a site that names none.
	Nameless bool `json:"nameless,omitempty"`
}

// wording is a fingerprint of a text's words, as far as they are compared. Addresses and
// names that are called on are left out: machines vary these first. Of a text of some
// length figures are too, and its first and last word: there machines put a number or a
// name, so that no two of their posts are the same. It is 0 where no words are left.
func wording(words string, scratch *[]byte) uint64 {
	*scratch = text.AppendFold((*scratch)[:0], text.Head(words, longestText))
	whole, inner := uint64(hashBasis), uint64(hashBasis)
	var last []byte
	n := 0
	for word := range bytes.FieldsSeq(*scratch) {
		if word[0] == '@' || bytes.Contains(word, []byte("://")) {
			continue
		}
		whole = hashMore(hashMore(whole, word), []byte{' '})
		if !bytes.ContainsFunc(word, unicode.IsLetter) { // a figure, or a mark beside one
			continue
		}
		if n > 1 {
			inner = hashFrame(inner, last)
		}
		last = word
		if n++; n == mostFrame {
			break
		}
	}
	switch {
	case n >= leastFrame:
		return hashEnd(inner)
	case whole == hashBasis:
		return 0
	}
	return hashEnd(whole)
}

// hashFrame is a hash after some more text without its figures.
func hashFrame(h uint64, words []byte) uint64 {
	for len(words) > 0 {
		at := bytes.IndexFunc(words, unicode.IsDigit)
		if at < 0 {
			at = len(words)
		}
		h = hashMore(h, words[:at])
		words = bytes.TrimLeftFunc(words[at:], unicode.IsDigit)
	}
	return hashMore(h, []byte{' '})
}

// slogan is what is left of a text without addresses and names that are called on.
func slogan(words string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(words), func(word string) bool {
		return word[0] == '@' || strings.Contains(word, "://")
	}), " ")
}

// wordings are how much is said in the same words, by their fingerprint. Texts in their
// authors' own name only: copies are one voice as it is.
type wordings map[uint64]Count

func wordingsOf(window []*tick) wordings {
	crowd := crowds[uint64]{}
	for _, t := range window {
		if t.words != 0 && t.copy == nil {
			crowd[t.words] = append(crowd[t.words], t.voice)
		}
	}
	said := wordings{}
	for words, voices := range crowd {
		said[words] = Count{Mentions: len(voices), Voices: distinct(voices)}
	}
	return said
}

// voices is how many use some words, 0 if one voice alone.
func (w wordings) voices(words uint64) int {
	if n := w[words].Voices; n > 1 {
		return n
	}
	return 0
}

// floods are the patterns of a window.
func (s *Series) floods(sig Signal, window []*tick, said wordings, heard []candidate) []Flood {
	var found []Flood
	for _, f := range []Flood{ofOneAuthor(window), ofSameWords(sig, said, heard), s.ofSameMinute(sig, window)} {
		if f.Kind != "" {
			found = append(found, f)
		}
	}
	return found
}

func ofOneAuthor(window []*tick) Flood {
	authors := make([]uint64, 0, len(window))
	for _, t := range window {
		authors = append(authors, t.author())
	}
	slices.Sort(authors)
	most, since := 0, 0
	var who uint64
	for i, author := range authors {
		if author != authors[since] {
			since = i
		}
		if n := i - since + 1; n > most {
			most, who = n, author
		}
	}
	if most < floodPosts || most*floodPart < len(window) {
		return Flood{}
	}
	nameless := slices.ContainsFunc(window, func(t *tick) bool { return t.author() == who && t.trait.Value().nameless })
	return Flood{Kind: OneAuthor, Count: Count{Voices: 1, Mentions: most}, Nameless: nameless}
}

func ofSameWords(sig Signal, said wordings, heard []candidate) Flood {
	best := Flood{Kind: SameWords}
	var words uint64
	for key, count := range said {
		if cmp.Or(cmp.Compare(count.Voices, best.Voices), cmp.Compare(count.Mentions, best.Mentions), cmp.Compare(key, words)) > 0 {
			best.Count, words = count, key
		}
	}
	if best.Voices < floodVoices || best.Voices*floodPart < sig.Voices {
		return Flood{}
	}
	if n := slices.IndexFunc(heard, func(c candidate) bool { return c.words == words }); n >= 0 {
		best.Text = text.Clip(slogan(heard[n].Text), quoteLength)
	}
	return best
}

// ofSameMinute looks at moments that sources claim only: what claims none counts at
// its reading, with all that was read with it.
func (s *Series) ofSameMinute(sig Signal, window []*tick) Flood {
	minutes := crowds[int64]{}
	for _, t := range window {
		if t.at != t.read {
			m := t.at / int64(time.Minute)
			minutes[m] = append(minutes[m], t.voice)
		}
	}
	best := Flood{Kind: SameMinute}
	var minute int64
	for m, voices := range minutes {
		if n := len(voices); n > best.Mentions || n == best.Mentions && m < minute {
			best.Mentions, minute = n, m
		}
	}
	if best.Mentions < floodVoices || best.Mentions*floodPart < len(window) {
		return Flood{}
	}
	voices := minutes[minute]
	best.Voices = distinct(voices)
	unheard := s.unheard(voices[:best.Voices], sig.At.Add(-sig.Window))
	if best.Voices < floodVoices || best.Voices*floodPart < sig.Voices || 5*unheard < 4*best.Voices {
		return Flood{}
	}
	best.At = time.Unix(0, minute*int64(time.Minute)).UTC()
	return best
}

// unheard counts those of some voices that did not speak for long before a moment.
func (s *Series) unheard(voices []uint64, before time.Time) int {
	asked := map[uint64]bool{}
	for _, voice := range voices {
		asked[voice] = true
	}
	for t := range s.ticks(before.Add(-unheardFor), before) {
		delete(asked, t.voice)
	}
	return len(asked)
}
