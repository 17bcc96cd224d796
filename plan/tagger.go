package plan

import (
	"errors"
	"fmt"
	"strings"

	"tocsin/brand"
	"tocsin/brand/query"
)

// mostTouches is how many strategies one mention may touch: what touches
// everything calls nobody.
const mostTouches = 3

// A Tagger says which strategies a post touches. It is safe for use by several
// goroutines.
type Tagger struct {
	strategies []Strategy
	terms      *query.Set
}

// NewTagger makes a Tagger. A strategy's terms are queries; the error joins one
// for every term that is none, each wrapping a *query.Error.
func NewTagger(strategies []Strategy) (*Tagger, error) {
	var faults []error
	seen := map[string]bool{}
	asBrands := make([]brand.Brand, len(strategies))
	for i, s := range strategies {
		if seen[s.ID] {
			faults = append(faults, fmt.Errorf("strategy %s stands in the plan twice: give one of them another name", s.ID))
		}
		seen[s.ID] = true
		for _, term := range s.Terms {
			if _, err := query.Parse(term); err != nil {
				faults = append(faults, fmt.Errorf("strategy %s: term: %w", s.ID, err))
			}
		}
		asBrands[i] = brand.Brand{Key: brand.Key(s.ID), Match: s.Terms}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	terms, err := query.Compile(asBrands)
	if err != nil {
		return nil, fmt.Errorf("compile the terms of strategies: %w", err)
	}
	return &Tagger{strategies: strategies, terms: terms}, nil
}

// Touches lists the strategies a post touches, at most three, and why: first
// those whose terms occur in it (`"refund"`), in the plan's order, then those to
// which the voice of its source belongs (`voice press`). None is no answer.
func (t *Tagger) Touches(p brand.Post, voice string) []brand.Touch {
	var touches []brand.Touch
	touched := map[string]bool{}
	for _, m := range t.terms.Match(p) {
		touched[string(m.Brand)] = true
		touches = append(touches, brand.Touch{Strategy: string(m.Brand), Why: bare(m.Why)})
	}
	for _, s := range t.strategies {
		if voice != "" && !touched[s.ID] && s.speaks(voice) {
			touches = append(touches, brand.Touch{Strategy: s.ID, Why: "voice " + voice})
		}
	}
	return touches[:min(len(touches), mostTouches)]
}

func (s Strategy) speaks(voice string) bool {
	for _, v := range s.Voices {
		if strings.EqualFold(v, voice) {
			return true
		}
	}
	return false
}

// bare takes the kind of term off a reason: the quotes tell it well enough.
func bare(why string) string {
	for _, kind := range []string{"word ", "phrase "} {
		if rest, ok := strings.CutPrefix(why, kind+`"`); ok {
			return `"` + rest
		}
	}
	return why
}
