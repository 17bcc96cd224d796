package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	// loudest is how many mentions are shown.
	loudest = 3
	// quoteLength is how much of a text is shown, in runes.
	quoteLength = 140
)

// A candidate is a mention that may be shown.
type candidate struct {
	Quote
	// words are those of a text in its author's own name, 0 of any other.
	voice, story, words uint64
	// headline is the best of the story's within the minute.
	headline headline
}

// shown is its quote as it is shown.
func (c candidate) shown() Quote {
	c.Text = text.Clip(c.Text, quoteLength)
	return c.Quote
}

func (c candidate) speaker() uint64 { return c.voice }

// text is what tells what it says from what others say.
func (c candidate) text() uint64 { return cmp.Or(c.words, c.story) }

// A minute keeps a few of a minute's mentions: those of the loudest voices, one a
// voice, and the loudest texts, one a text. So whoever says much, and whatever many say,
// leaves room for others.
type minute struct{ voices, texts []candidate }

// hear keeps a mention if it belongs among the few. Of a text that many places carry,
// that is the loudest carrier. What has no words cannot be shown.
func (k *minute) hear(m brand.Mention, t tick) {
	words := wordsOf(m)
	if words == "" {
		return
	}
	c := candidate{Quote: Quote{ID: m.ID, Reach: m.Reach, At: time.Unix(0, t.at).UTC()}, voice: t.voice, story: t.carries()}
	if t.copy == nil {
		c.words = t.words
	}
	c.headline = headlineOf(m, c.At)
	var voice, said int
	k.voices, voice = louder(k.voices, c, candidate.speaker)
	c.headline = k.headed(c)
	k.texts, said = louder(k.texts, c, candidate.text)
	if voice == loudest && said == loudest {
		return
	}
	c.URL, c.Author, c.Source, c.Text = m.URL, m.Author, m.Source, head(words)
	if voice < loudest {
		k.voices[voice] = c
	}
	if said < loudest {
		k.texts[said] = c
	}
}

// headed is the best headline of a candidate's text, and gives it to whoever stands for
// that text so far: the loudest carrier need not have it.
func (k *minute) headed(c candidate) headline {
	i := slices.IndexFunc(k.texts, func(o candidate) bool { return o.text() == c.text() })
	if i < 0 {
		return c.headline
	}
	k.texts[i].headline = c.headline.or(k.texts[i].headline)
	return k.texts[i].headline
}

// louder puts a candidate among a few, one of each kind, and answers its place there,
// which is behind the last where it has none.
func louder(few []candidate, c candidate, kind func(candidate) uint64) ([]candidate, int) {
	rank := func(a, b candidate) int { return byReach(a.Quote, b.Quote) }
	if i := slices.IndexFunc(few, func(o candidate) bool { return kind(o) == kind(c) }); i >= 0 {
		if rank(few[i], c) <= 0 {
			return few, loudest
		}
		few = slices.Delete(few, i, i+1)
	}
	i, _ := slices.BinarySearchFunc(few, c, rank)
	if i == loudest {
		return few, loudest
	}
	few = slices.Insert(few, i, c)
	return few[:min(len(few), loudest)], i
}

// wordsOf is the text of a mention, or its title if it has no other.
func wordsOf(m brand.Mention) string {
	if words := strings.TrimSpace(m.Text); words != "" {
		return words
	}
	return strings.TrimSpace(m.Title)
}

// head keeps enough of a text to quote from, and lets go of the rest of a long one.
func head(words string) string {
	const bytes = 8 * quoteLength
	if len(words) <= bytes {
		return words
	}
	return strings.Clone(text.Head(words, bytes))
}

// byReach orders by reach, largest first, then by time, the latest first: without
// reach, what is said now tells more than what was said first.
func byReach(a, b Quote) int {
	return cmp.Or(cmp.Compare(b.Reach, a.Reach), b.At.Compare(a.At), cmp.Compare(a.ID, b.ID))
}

// candidates are those of a window, the loudest first.
func (s *Series) candidates(from, to time.Time) []candidate {
	var found []candidate
	for key := stepOf(from.UnixNano()); key <= stepOf(to.UnixNano()); key++ {
		st := s.steps[key]
		if st == nil {
			continue
		}
		for _, kept := range st.loud {
			for _, few := range [][]candidate{kept.voices, kept.texts} {
				for _, c := range few {
					if c.At.After(from) && !c.At.After(to) {
						found = append(found, c)
					}
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b candidate) int { return byReach(a.Quote, b.Quote) })
	return slices.CompactFunc(found, func(a, b candidate) bool { return a.ID == b.ID })
}

// quotes are the loudest of some candidates, each with how many carry it, or say it in
// the same words: one a voice and one of the same words. Of equal reach, what most say
// stands before what is new.
func quotes(heard []candidate, all []syndicated, said wordings) []Quote {
	carriers := map[uint64]int{}
	for _, s := range all {
		carriers[s.key] = s.Carriers
	}
	crowd := func(c candidate) int { return max(carriers[c.story], said.voices(c.words)) }
	ranked := slices.Clone(heard)
	slices.SortStableFunc(ranked, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.Reach, a.Reach), cmp.Compare(crowd(b), crowd(a)))
	})
	var out []Quote
	voices, words := map[uint64]bool{}, map[uint64]bool{0: false}
	for _, c := range ranked {
		if len(out) == loudest {
			break
		}
		if voices[c.voice] || words[c.words] {
			continue
		}
		voices[c.voice], words[c.words] = true, c.words != 0
		q := c.shown()
		q.Carriers, q.Voices = carriers[c.story], said.voices(c.words)
		out = append(out, q)
	}
	return out
}
