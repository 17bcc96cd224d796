package tone

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// own is what one brand adds to the lists: its names, which have no tone, its words,
// which have another, and its dangers.
type own struct {
	words map[string]*sense
	signs map[string]float64
	set   *query.Set
	// alarms are the queries of the set, by the key they have there.
	alarms map[brand.Key]alarm
}

// An alarm is one of a brand's own dangers: what it is called, and the dangers of the
// lists of which its words speak as well.
type alarm struct {
	name string
	same []string
}

// For is the Reader for a brand's posts. Its error names each fault in the brand's
// danger queries and moods.
func (r *Reader) For(b brand.Brand) (*Reader, error) {
	o := &own{words: map[string]*sense{}, signs: map[string]float64{}, alarms: map[brand.Key]alarm{}}
	words := newLexicon()
	words.words = o.words
	for _, name := range r.names(b) {
		s := words.sense(name)
		s.weighed, s.name = true, true
	}
	var faults []error
	for word, weight := range b.Moods {
		if math.IsNaN(weight) || weight < -4 || weight > 4 {
			faults = append(faults, fmt.Errorf("brand %s: mood of %q: %v is no weight; give one from -4 (worst) to 4 (best)", b.Key, word, weight))
			continue
		}
		if len(wordsOf(word)) == 0 {
			o.signs[strings.Map(visible, word)] = weight
			continue
		}
		s := words.sense(word)
		s.weight, s.weighed, s.name = weight, true, false
	}
	words.settle()
	if err := o.compile(b, r); err != nil {
		faults = append(faults, err)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return &Reader{languages: r.languages, anywhere: r.anywhere, pictures: r.pictures, pool: r.pool, brand: o}, nil
}

// compile makes each danger query a brand of its own in a set, so that one pass tells
// which of them hold.
func (o *own) compile(b brand.Brand, r *Reader) error {
	var asked []brand.Brand
	for i, q := range b.Danger {
		parsed, err := query.Parse(q)
		if err != nil {
			return fmt.Errorf("brand %s: danger: %w", b.Key, err)
		}
		key := brand.Key(strconv.Itoa(i))
		o.alarms[key] = alarm{name: text.Spoken(q), same: r.same(parsed.Root)}
		asked = append(asked, brand.Brand{Key: key, Match: []string{q}})
	}
	if len(asked) == 0 {
		return nil
	}
	set, err := query.Compile(asked)
	o.set = set
	return err
}

// names are what a brand is called: its name, and the terms that alone make a post
// its own, not those that only narrow a query down.
func (r *Reader) names(b brand.Brand) []string {
	found := []string{b.Name, strings.ReplaceAll(string(b.Key), "-", " ")}
	for _, q := range b.Match {
		parsed, err := query.Parse(q)
		if err != nil {
			continue
		}
		for _, term := range called(parsed.Root) {
			// Who asks for "boycott" alone means the word, not a name.
			if !r.dangerous(term) {
				found = append(found, term)
			}
		}
	}
	return slices.DeleteFunc(found, func(s string) bool { return s == "" })
}

// dangerous reports whether a term is a word of danger in some language.
func (r *Reader) dangerous(term string) bool {
	for _, l := range r.languages {
		if l.danger([]byte(text.Fold(term))) != "" {
			return true
		}
	}
	return false
}

// called are the terms of a query that stand for what it is about.
func called(n *query.Node) []string {
	switch n.Op {
	case query.Words, query.Tag:
		return []string{strings.NewReplacer(`\`, "", "*", "").Replace(n.Text)}
	case query.Or:
		var all []string
		for _, kid := range n.Nodes {
			all = append(all, called(kid)...)
		}
		return all
	case query.And, query.Near:
		return called(n.Nodes[0])
	case query.Not, query.Handle, query.Field:
	}
	return nil
}

// visible leaves out of a sign what has no width: "❤" is written with and without a
// selector.
func visible(r rune) rune {
	if text.Invisible(r) || unicode.IsSpace(r) {
		return -1
	}
	return r
}
