package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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
	voice, story uint64
}

// shown is its quote as it is shown.
func (c candidate) shown() Quote {
	c.Text = text.Clip(c.Text, quoteLength)
	return c.Quote
}

// louder puts a mention among the loudest few of its minute, one a voice: of a text
// that many places carry, the loudest carrier.
func louder(few []candidate, m brand.Mention, t tick) []candidate {
	rank := func(a, b candidate) int { return byReach(a.Quote, b.Quote) }
	c := candidate{Quote{ID: m.ID, Reach: m.Reach, At: time.Unix(0, t.at).UTC()}, t.voice, t.carries()}
	if i := slices.IndexFunc(few, func(o candidate) bool { return o.voice == t.voice }); i >= 0 {
		if rank(few[i], c) <= 0 {
			return few
		}
		few = slices.Delete(few, i, i+1)
	}
	i, _ := slices.BinarySearchFunc(few, c, rank)
	if i == loudest {
		return few
	}
	c.URL, c.Author, c.Source, c.Text = m.URL, m.Author, m.Source, head(wordsOf(m))
	few = slices.Insert(few, i, c)
	return few[:min(len(few), loudest)]
}

// wordsOf is the text of a mention, or its title if it has no other.
func wordsOf(m brand.Mention) string {
	if strings.TrimSpace(m.Text) == "" {
		return m.Title
	}
	return m.Text
}

// head keeps enough of a text to quote from, and lets go of the rest of a long one.
func head(words string) string {
	const bytes = 8 * quoteLength
	if len(words) <= bytes {
		return words
	}
	end := bytes
	for end > 0 && !utf8.RuneStart(words[end]) {
		end--
	}
	return strings.Clone(words[:end])
}

// byReach orders by reach, largest first, then by time.
func byReach(a, b Quote) int {
	return cmp.Or(cmp.Compare(b.Reach, a.Reach), a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
}

// candidates are those of a window, the loudest first.
func (s *Series) candidates(from, to time.Time) []candidate {
	var found []candidate
	for key := stepOf(from.UnixNano()); key <= stepOf(to.UnixNano()); key++ {
		st := s.steps[key]
		if st == nil {
			continue
		}
		for _, minute := range st.loud {
			for _, c := range minute {
				if c.At.After(from) && !c.At.After(to) {
					found = append(found, c)
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b candidate) int { return byReach(a.Quote, b.Quote) })
	return found
}

// quotes are the loudest of some candidates, one a voice, each with how many carry it.
func quotes(heard []candidate, all []syndicated) []Quote {
	var out []Quote
	voices := map[uint64]bool{}
	for _, c := range heard {
		if len(out) == loudest {
			break
		}
		if voices[c.voice] {
			continue
		}
		voices[c.voice] = true
		q := c.shown()
		if i := slices.IndexFunc(all, func(s syndicated) bool { return s.key == c.story }); i >= 0 {
			q.Carriers = all[i].Carriers
		}
		out = append(out, q)
	}
	return out
}
