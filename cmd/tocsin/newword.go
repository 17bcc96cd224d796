package main

import (
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
	"tocsin/rules"
)

// newWord is the rule of new words for a brand: its names and what its queries ask for are
// no news, and what they would hear anyway need not be added to them.
func newWord(b brand.Brand) rules.NewWord {
	known := wordsOf(string(b.Key), b.Name)
	for _, q := range b.Match {
		if parsed, err := query.Parse(q); err == nil {
			known = append(known, askedFor(parsed.Root)...)
		}
	}
	for _, own := range b.Own {
		known = append(known, wordsOf(strings.TrimLeft(own, "@#"))...)
	}
	slices.Sort(known)
	rule := rules.NewWord{Known: slices.Compact(known)}
	if set, err := query.Compile([]brand.Brand{b}); err == nil {
		rule.Hears = func(term string) bool { return len(set.Match(brand.Post{Text: term})) > 0 }
	}
	return rule
}

// askedFor are the words and tags that a query asks for as they are. What it asks the
// beginning of, such as #solvo*, may go on to something new.
func askedFor(n *query.Node) []string {
	if n.Op == query.Not {
		return nil
	}
	var words []string
	switch {
	case n.Op == query.Words && !strings.Contains(n.Text, "*"), n.Op == query.Tag && !n.Prefix, n.Op == query.Handle && !n.Prefix:
		words = wordsOf(n.Text)
	}
	for _, below := range n.Nodes {
		words = append(words, askedFor(below)...)
	}
	return words
}

// wordsOf are the words of names, and each name written as one word, as tags are.
func wordsOf(names ...string) []string {
	var words []string
	for _, name := range names {
		parts := slices.Collect(text.Words(name))
		words = append(append(words, parts...), strings.Join(parts, ""))
	}
	return words
}
