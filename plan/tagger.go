package plan

import (
	"errors"
	"fmt"

	"tocsin/brand"
	"tocsin/brand/query"
)

// mostTouches is how many strategies one mention may touch: what touches
// everything calls nobody.
const mostTouches = 3

// A Tagger says which strategies a mention touches. It is safe for use by several
// goroutines.
type Tagger struct {
	strategies []Strategy
	// clues are all there is to look for; of two that hold, the first gives the reason.
	clues []clue
	// queries holds those that are queries, each under its number as brand.
	queries *query.Set
	// sites are those that are addresses, by host, and names those that are handles, by
	// the name without its "@".
	sites, names map[string][]int
}

// A clue is something that ties a mention to a strategy.
type clue struct {
	// brand is whose mentions it ties, "" for every brand's.
	brand    brand.Key
	strategy int
	strength strength
	// kind says in a reason how a thing was found, where that is always the same.
	kind string
	// name is what people call the thing, "" if nothing.
	name string
	// thing is what is looked for, as people write it; "" where the reason tells
	// what was found instead.
	thing string
	site  site
	// pilot is the ID of the pilot it belongs to, "" for none, and during is when it ties.
	pilot  string
	during Span
}

// A strength orders the reasons for which a mention touches a strategy.
type strength int

const (
	byVoice strength = iota + 1
	byTerm
	byTie
)

// NewTagger makes a Tagger. A strategy's terms are queries; the error joins one
// for every term, link or tie that is none, those of queries wrapping a *query.Error.
func NewTagger(strategies []Strategy, ties ...Tie) (*Tagger, error) {
	b := builder{Tagger: &Tagger{strategies: strategies, sites: map[string][]int{}, names: map[string][]int{}}}
	for _, tie := range ties {
		if tie.Pilot != "" {
			b.tie(tie)
		}
	}
	seen := map[string]bool{}
	for i, s := range strategies {
		if seen[s.ID] {
			b.fault(fmt.Errorf("strategy %s stands in the plan twice: give one of them another name", s.ID))
		}
		seen[s.ID] = true
		for _, link := range s.Links {
			b.link(fmt.Sprintf("strategy %s: link", s.ID), clue{strategy: i, strength: byTie}, link)
		}
	}
	for _, tie := range ties {
		if tie.Pilot == "" {
			b.tie(tie)
		}
	}
	for i, s := range strategies {
		for _, term := range s.Terms {
			b.query(fmt.Sprintf("strategy %s: term", s.ID), clue{strategy: i, strength: byTerm}, term)
		}
	}
	if len(b.faults) > 0 {
		return nil, errors.Join(b.faults...)
	}
	var err error
	if b.queries, err = query.Compile(b.asBrands); err != nil {
		return nil, fmt.Errorf("compile what touches strategies: %w", err)
	}
	return b.Tagger, nil
}

// Touches lists the strategies a mention touches, at most three, and why. Those
// come first to which something in it belongs (`link solvo.example/sling`, or `pilot
// sling-ad` while that runs), then those whose terms occur in it (`"refund"`) and, of the
// crisis, what speaks of a danger (`danger: burn`), then those to which the voice of its
// source belongs (`voice press`); among equals, in the plan's order. The crisis is not
// among those left out where it is touched by more than a voice. None is no answer.
func (t *Tagger) Touches(m brand.Mention) []brand.Touch {
	r := reasons{tagger: t, brand: m.Brand, at: m.At, best: make([]reason, len(t.strategies))}
	r.author(m.Author)
	r.author(m.AuthorID)
	r.address(m.URL, "on", "by")
	for _, link := range m.Links {
		r.address(link, "link", "handle")
	}
	r.text(m.Title)
	r.text(m.Text)
	r.terms(m)
	r.danger(m.Danger)
	r.voice(m.Group)
	return r.touches()
}
