package plan

import (
	"slices"
	"strconv"
	"strings"

	"tocsin/brand"
	"tocsin/brand/text"
)

// Crisis is the ID of the strategy that every danger touches, whichever its terms are.
const Crisis = "crisis"

// danger notes the first danger a mention speaks of; a term of the strategy says more.
func (r *reasons) danger(dangers []string) {
	i := slices.IndexFunc(r.tagger.strategies, func(s Strategy) bool { return s.ID == Crisis })
	if i >= 0 && len(dangers) > 0 && r.best[i].strength < byTerm {
		r.best[i] = reason{strength: byTerm, clue: len(r.tagger.clues), why: brand.ByDanger + dangers[0]}
	}
}

// terms notes the queries that hold for a mention. Those of the crisis hold only if they
// do so without the phrases that warn of nothing, as "no recall".
func (r *reasons) terms(m brand.Mention) {
	t := r.tagger
	matches := t.queries.MatchFrom(m.Source, m.Post)
	var rest []brand.Match
	if len(m.Spared) > 0 && len(matches) > 0 {
		bare := m.Post
		bare.Title, bare.Text = without(m.Title, m.Spared), without(m.Text, m.Spared)
		rest = t.queries.MatchFrom(m.Source, bare)
	}
	for _, match := range matches {
		i, err := strconv.Atoi(string(match.Brand))
		if err != nil {
			continue
		}
		c := &t.clues[i]
		if len(m.Spared) > 0 && c.strength == byTerm && t.strategies[c.strategy].ID == Crisis &&
			!slices.ContainsFunc(rest, func(o brand.Match) bool { return o.Brand == match.Brand }) {
			continue
		}
		r.query(i, match.Why)
	}
}

// without is a text in which phrases, which are folded, are left out.
func without(s string, phrases []string) string {
	type word struct {
		start, end int
		folded     string
	}
	var words []word
	end := 0
	for part := range strings.FieldsFuncSeq(s, gap) {
		start := end + strings.Index(s[end:], part)
		end = start + len(part)
		words = append(words, word{start, end, text.Fold(part)})
	}
	var b strings.Builder
	done := 0
	for i := range words {
		longest := 0
		for _, phrase := range phrases {
			n := 0
			for part := range strings.FieldsFuncSeq(phrase, gap) {
				if i+n >= len(words) || words[i+n].folded != part {
					n = 0
					break
				}
				n++
			}
			longest = max(longest, n)
		}
		if longest > 0 && words[i].start >= done {
			b.WriteString(s[done:words[i].start] + " · ")
			done = words[i+longest-1].end
		}
	}
	return b.String() + s[done:]
}

// gap reports whether a rune is no part of a word.
func gap(r rune) bool { return !text.InTag(r) || r == '_' }
