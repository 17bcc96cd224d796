package tone

import (
	"slices"
	"strings"

	"tocsin/brand"
)

// A reading is one text, taken apart and understood. Its space is used again.
type reading struct {
	tokens
	lexicon *lexicon
	brand   *own
	dangers []string
	// spared are the phrases in which words of danger warn of nothing.
	spared []string
	// serious is set where a danger is spoken of, be it to deny it.
	serious bool
	// ironic is set where the text says itself that it is not meant.
	ironic bool
	// mocking is set where praise was found that is not meant.
	mocking bool
	// unsure is set where a sign may mean this or that, and nothing grave.
	unsure bool
	// commons counts words that show the language.
	commons int
	scratch []byte
}

// take takes a post apart and looks every word up.
func (r *reading) take(l *lexicon, b *own, title, text string) {
	r.lexicon, r.brand, r.ownSigns = l, b, b.signs
	r.dangers, r.spared, r.serious, r.ironic, r.mocking, r.unsure, r.commons = nil, nil, false, false, false, false, 0
	r.reset()
	if title != "" {
		r.more(l, title)
	}
	r.more(l, text)
	r.ironic = announced(text)
	for i := range r.list {
		if k := &r.list[i]; !k.sign && !k.taken {
			r.look(i)
		}
	}
}

// announced reports whether a text ends in the mark of irony.
func announced(text string) bool {
	end := text[max(0, len(text)-8):]
	end = strings.TrimRight(end, " .!\n")
	return strings.HasSuffix(end, " /s") || strings.HasSuffix(end, "\n/s")
}

// look finds what a word and the phrases that begin with it mean.
func (r *reading) look(i int) {
	mine, general, stretched := r.find(r.word(i))
	k := &r.list[i]
	if mine == nil && general == nil {
		if danger := r.lexicon.affixed(r.word(i)); danger != "" {
			r.warn(i, danger)
		} else if k.tag {
			r.affix(i)
		}
		return
	}
	k.stretched = stretched
	if general != nil {
		r.deny(i, i+1, general)
	}
	if mine != nil && r.phrases(i, mine) || general != nil && r.phrases(i, general) {
		return
	}
	if mine != nil && mine.name {
		k.weight = mine.weight
		return // a name is no word
	}
	if general != nil {
		r.mean(i, general)
		r.warn(i, r.lexicon.danger(r.word(i)))
	}
	if mine != nil && mine.weighed {
		k.weight = mine.weight
		k.faint = false
	}
}

// affix weighs a tag that is one word by what it begins with or ends in, which may be
// a word of danger too.
func (r *reading) affix(i int) {
	word := r.word(i)
	r.alarm(r.lexicon.tagged(word))
	for cut := 3; cut <= len(word)-3; cut++ {
		part, weight, ok := word[:cut], 0.0, false
		if weight, ok = r.lexicon.tagStarts[string(part)]; !ok {
			part = word[cut:]
			weight, ok = r.lexicon.tagEnds[string(part)]
		}
		if ok {
			r.list[i].weight = weight
			if s := r.lexicon.words[string(part)]; s != nil && s.danger != "" {
				r.alarm(s.danger)
			}
			return
		}
	}
}

// alarm notes a danger, if it is one.
func (r *reading) alarm(danger string) {
	if danger == "" {
		return
	}
	r.serious = true
	if !slices.Contains(r.dangers, danger) {
		r.dangers = append(r.dangers, danger)
	}
}

// phrases looks for the phrases that begin at a word, and reports whether one stood
// for its words.
func (r *reading) phrases(i int, first *sense) bool {
	if len(first.phrases) == 0 {
		return false
	}
	alone := first.phrases[""]
	var next, number []phrase
	if i+1 < len(r.list) && !r.list[i+1].sign {
		next = first.phrases[string(r.word(i+1))]
		if r.is(i+1, anyNumber) {
			number = first.phrases[anyNumber]
		}
	}
	for len(next)+len(number)+len(alone) > 0 {
		from := &next
		for _, other := range [...]*[]phrase{&number, &alone} {
			if len(*other) > 0 && (len(*from) == 0 || (*other)[0].rank() > (*from)[0].rank()) {
				from = other
			}
		}
		p := (*from)[0]
		*from = (*from)[1:]
		if r.follow(i, p.rest) && r.apart(i+len(p.rest), p.apart) && r.told(i, p) {
			return true
		}
	}
	return false
}

// told gives a token what a phrase says that begins there, and reports whether it stands
// for its words. A phrase that speaks of a danger keeps its words from speaking of others.
func (r *reading) told(i int, p phrase) bool {
	s, last := p.sense, i+len(p.rest)
	r.meanOf(i, last, s)
	r.deny(i, last+1, s)
	if s.danger != "" && last > i {
		r.tell(i, len(p.rest))
	}
	if s.weighed {
		r.swallow(i, len(p.rest), s)
	}
	return s.weighed
}

// tell marks the words of a phrase that speaks of a danger, so that they speak of none
// of their own: a data leak is no leak.
func (r *reading) tell(i, rest int) {
	for j := i; j <= i+rest; j++ {
		r.list[j].told = true
	}
}

// swallow takes the words into a phrase that stands for them; what they warn of they
// still warn of, unless the phrase is harmless or a name.
func (r *reading) swallow(i, rest int, phrase *sense) {
	for j := i; j <= i+rest; j++ {
		r.list[j].taken = j > i
		if !phrase.harmless && !phrase.name {
			r.warn(j, r.lexicon.danger(r.word(j)))
		}
	}
	if phrase.harmless && rest > 0 {
		r.spare(i, i+rest)
	}
}

// follow reports whether a word is followed by these.
func (r *reading) follow(i int, rest []string) bool {
	if i+len(rest) >= len(r.list) {
		return false
	}
	for j, word := range rest {
		k := &r.list[i+1+j]
		if k.sign || k.sentence != r.list[i].sentence || !r.is(i+1+j, word) {
			return false
		}
	}
	return true
}

// anyNumber stands in a phrase for whatever begins with a digit.
const anyNumber = "0"

// is reports whether a token is a word of a phrase.
func (r *reading) is(i int, word string) bool {
	if word == anyNumber {
		c := r.word(i)
		return len(c) > 0 && '0' <= c[0] && c[0] <= '9'
	}
	return string(r.word(i)) == word
}

// apart reports whether words follow further on in the sentence, with nothing between
// that keeps them from belonging together, as in "ruft mich zurück".
func (r *reading) apart(i int, words []string) bool {
	const widest = 10 // words
	if len(words) == 0 {
		return true
	}
	for j := i; j <= i+widest && j < len(r.list) && r.list[j].sentence == r.list[i].sentence; j++ {
		if between := r.lexicon.words[string(r.word(j))]; j > i && between != nil && between.roles&bars != 0 {
			return false
		}
		if r.follow(j, words) {
			return true
		}
	}
	return false
}

// mean gives a token what a sense says.
func (r *reading) mean(i int, s *sense) { r.meanOf(i, i, s) }

// meanOf is mean of a phrase, with its last token.
func (r *reading) meanOf(i, last int, s *sense) {
	k := &r.list[i]
	if s.weighed {
		k.weight = s.weight
		k.faint = s.roles&faint != 0
	}
	if s.boost != 0 {
		k.boost = s.boost
	}
	k.roles |= s.roles
	r.ironic = r.ironic || s.roles&ironic != 0
	if s.roles&common != 0 {
		r.commons++
	}
	r.warnOf(i, last, s.danger)
}

// find looks a word up in the brand's list and the language's, as it is, without its
// possessive, and without the letters that stretch it; the last is reported.
func (r *reading) find(word []byte) (*sense, *sense, bool) {
	mine, general := r.brand.words[string(word)], r.lexicon.words[string(word)]
	if mine != nil || general != nil {
		return mine, general, false
	}
	if bare, ok := strings.CutSuffix(string(word), "'s"); ok {
		return r.brand.words[bare], r.lexicon.words[bare], false
	}
	for _, most := range [...]int{2, 1} {
		r.scratch = shorten(r.scratch[:0], word, most)
		if len(r.scratch) == len(word) {
			return nil, nil, false
		}
		if general := r.lexicon.words[string(r.scratch)]; general != nil {
			return nil, general, true
		}
	}
	return nil, nil, false
}

// shorten appends a word whose runs of three and more equal letters are cut to so many.
func shorten(dst, word []byte, most int) []byte {
	for at := 0; at < len(word); {
		end := at + 1
		for end < len(word) && word[end] == word[at] {
			end++
		}
		length := end - at
		if length > 2 {
			length = most
		}
		dst = append(dst, word[at:at+length]...)
		at = end
	}
	return dst
}

// tone is the verdict on what was taken apart.
func (r *reading) tone(lang string) brand.Tone {
	t := brand.Tone{Danger: r.dangers, Spared: r.spared}
	if len(r.list) == 0 || r.ironic {
		return t
	}
	v := r.weigh()
	t.Mood, t.Score = r.judge(v, lang)
	return t
}
