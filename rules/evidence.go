package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
	"unique"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	// loudest is how many mentions are shown.
	loudest = 3
	// quoteLength is how much of a text is shown, in runes.
	quoteLength = 140
	// tagsShown is how many tags are shown.
	tagsShown = 8
	// slack is how much before the onset a tag may be first seen and still be
	// part of the rise: where a rise begins is an estimate.
	slack = time.Hour
	// The strategies that size alone touches, and that are named where none is touched.
	crisisStrategy, noStrategy = "crisis", "unassigned"
	// part is the share of voices from which a strategy is touched: one voice
	// among hundreds shall not ring a whole function.
	part = 10
)

// A candidate is a mention that may be shown.
type candidate struct {
	Quote
	voice uint64
}

// louder puts a mention among the loudest few of its minute, one a voice.
func louder(few []candidate, m brand.Mention, t tick) []candidate {
	rank := func(a, b candidate) int { return byReach(a.Quote, b.Quote) }
	c := candidate{Quote{ID: m.ID, Reach: m.Reach, At: time.Unix(0, t.at).UTC()}, t.voice}
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
	words := m.Text
	if strings.TrimSpace(words) == "" {
		words = m.Title
	}
	c.URL, c.Author, c.Source, c.Text = m.URL, m.Author, m.Source, head(words)
	few = slices.Insert(few, i, c)
	return few[:min(len(few), loudest)]
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

// explain fills in a signal's evidence from its window.
func (s *Series) explain(sig Signal) Signal {
	from := sig.At.Add(-sig.Window)
	tags, sources := newTally[string](), newTally[string]()
	strategies, reasons := newTally[string](), newTally[brand.Touch]()
	for t := range s.ticks(from, sig.At) {
		sources.add(t.source.Value(), t.voice)
		for _, tag := range t.tags {
			tags.add(tag.Value(), t.voice)
		}
		for _, touch := range t.touches {
			strategies.add(touch.Value().Strategy, t.voice)
			reasons.add(touch.Value(), t.voice)
		}
	}
	sig.Sources = shares(sources)
	sig.Tags = s.newTags(shares(tags), sig.Onset)
	sig.Touches = touched(strategies, reasons, sig)
	sig.Loudest = s.loudest(from, sig.At)
	return sig
}

// newTags marks the tags that appeared with the rise.
func (s *Series) newTags(tags []Share, onset time.Time) []Share {
	tags = tags[:min(len(tags), tagsShown)]
	for i := range tags {
		u := s.tags[unique.Make(tags[i].Name)]
		tags[i].New = u != nil && u.first.After(onset.Add(-slack))
	}
	return tags
}

// touched says which strategies a signal concerns and why.
func touched(strategies *tally[string], reasons *tally[brand.Touch], sig Signal) []Share {
	var out []Share
	for _, share := range shares(strategies) {
		if share.Voices*part < sig.Voices {
			continue
		}
		share.Why = reason(share.Name, reasons, sig.Voices)
		out = append(out, share)
	}
	if sig.Severity == Crisis {
		out = slices.DeleteFunc(out, func(share Share) bool { return share.Name == crisisStrategy })
		return slices.Insert(out, 0, Share{Name: crisisStrategy, Voices: sig.Voices, Why: "size"})
	}
	if len(out) == 0 {
		return []Share{{Name: noStrategy, Voices: sig.Voices}}
	}
	return out
}

// reason is the most frequent reason a strategy is touched for.
func reason(strategy string, reasons *tally[brand.Touch], of int) string {
	best, most := "", 0
	for touch, n := range reasons.voices {
		if touch.Strategy == strategy && (n > most || n == most && touch.Why < best) {
			best, most = touch.Why, n
		}
	}
	return fmt.Sprintf("%s in %d of %d", best, most, of)
}

func (s *Series) loudest(from, to time.Time) []Quote {
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
	var out []Quote
	voices := map[uint64]bool{}
	for _, c := range found {
		if len(out) < loudest && !voices[c.voice] {
			voices[c.voice] = true
			c.Text = text.Clip(c.Text, quoteLength)
			out = append(out, c.Quote)
		}
	}
	return out
}

// A tally counts distinct voices by something.
type tally[K comparable] struct {
	voices map[K]int
	met    map[met[K]]bool
}

type met[K comparable] struct {
	what  K
	voice uint64
}

func newTally[K comparable]() *tally[K] {
	return &tally[K]{voices: map[K]int{}, met: map[met[K]]bool{}}
}

func (t *tally[K]) add(what K, voice uint64) {
	key := met[K]{what, voice}
	if t.met[key] {
		return
	}
	t.met[key] = true
	t.voices[what]++
}

// shares lists a tally, largest first.
func shares(t *tally[string]) []Share {
	var out []Share
	for name, n := range t.voices {
		out = append(out, Share{Name: name, Voices: n})
	}
	slices.SortFunc(out, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.Voices, a.Voices), cmp.Compare(a.Name, b.Name))
	})
	return out
}
