package tone

import (
	"slices"
	"strings"
)

// deny marks the word after words that say there is no danger: "no injuries", "not a
// scam", but not "no, recall it". A question does not say so.
func (r *reading) deny(i, next int, s *sense) {
	if s.roles&denies == 0 || next >= len(r.list) {
		return
	}
	k := &r.list[next]
	if k.clause == r.list[i].clause && r.sentences[k.sentence].questions == 0 {
		k.denied, k.denier = true, i
	}
}

// denyMore carries a denial on through "or" and "nor" and the small words of a phrase
// that is denied: "no injuries or deaths".
func (r *reading) denyMore(last int) {
	k := &r.list[last]
	if !k.denied || last+2 >= len(r.list) {
		return
	}
	or, next := &r.list[last+1], &r.list[last+2]
	s := r.lexicon.words[string(r.word(last+1))]
	if s == nil || s.roles&joins == 0 || or.sign || next.clause != k.clause {
		return
	}
	next.denied, next.denier = true, k.denier
}

// warn notes the danger a token speaks of, unless a phrase told it. One that is denied
// is none, but who denies it is serious.
func (r *reading) warn(i int, danger string) { r.warnOf(i, i, danger) }

// warnOf is warn of a phrase, with its last token.
func (r *reading) warnOf(i, last int, danger string) {
	switch k := &r.list[i]; {
	case danger == "" || k.told:
	case k.denied:
		r.serious = true
		r.spare(k.denier, last)
		r.list[last].denied, r.list[last].denier = true, k.denier
		r.denyMore(last)
	default:
		r.alarm(danger)
	}
}

// mostSpared is how many phrases are told that warn of nothing.
const mostSpared = 32

// spare notes that the words of danger between two tokens warn of nothing.
func (r *reading) spare(first, last int) {
	var b strings.Builder
	for i := first; i <= last; i++ {
		if i > first {
			b.WriteByte(' ')
		}
		b.Write(r.word(i))
	}
	if phrase := b.String(); len(r.spared) < mostSpared && !slices.Contains(r.spared, phrase) {
		r.spared = append(r.spared, phrase)
	}
}
