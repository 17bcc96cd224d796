package query

import (
	"slices"
	"testing"

	"tocsin/brand"
)

func TestABrandIsDeafWhereNotCutsWhateverMatchFinds(t *testing.T) {
	list := func(queries ...string) []string { return queries }
	for _, tt := range []struct {
		claim      string
		match, not []string
		deaf       bool
	}{
		{"the same word", list("solvo"), list("solvo"), true},
		{"the same word in other capitals", list("Solvo"), list("SOLVO"), true},
		{"the same short name", list("gap"), list("gap"), true},
		{"the same phrase", list("pain away"), list("pain away"), true},
		{"the same tag", list("#solvo"), list("#Solvo"), true},
		{"the same handle", list("@solvo*"), list("@solvo*"), true},
		{"the same sign", list("🦉"), list("🦉"), true},
		{"the same name without blanks around it", list("三星"), list("三星"), true},
		{"a name with marks", list("C++", `E\*TRADE`), list(`e\*trade`, "c++"), true},
		{"word and tag, both cut by the word", list("solvo", "#solvo*"), list("solvo"), true},
		{"each by another query", list("solvo", "calmio"), list("calmio", "solvo"), true},
		{"a word by one with a star", list("solvo"), list("solvo*"), true},
		{"a phrase by a word of it", list("solvo consulting"), list("consulting"), true},
		{"a conjunction by a part of it", list("solvo AND recall"), list("recall"), true},
		{"a neighbourhood by a part of it", list("solvo NEAR/3 recall"), list("recall"), true},
		{"what stands in any field by what does", list("title:solvo"), list("solvo"), true},
		{"a word without another", list("solvo NOT law"), list("solvo"), true},
		{"a choice by the same choice", list("solvo OR calmio"), list("calmio OR solvo"), true},

		{"nothing is unwanted", list("solvo"), nil, false},
		{"nothing is wanted", nil, list("solvo"), false},
		{"another word", list("solvo"), list("law"), false},
		{"one query of two", list("solvo", "calmio"), list("solvo"), false},
		{"a choice of which one is cut", list("solvo OR calmio"), list("solvo"), false},
		{"a phrase with the word in it", list("solvo"), list("solvo consulting"), false},
		{"the word with another", list("solvo"), list("solvo AND law"), false},
		{"the word without another", list("solvo"), list("solvo NOT recall"), false},
		{"the word in one language", list("solvo"), list("solvo AND lang:unknown"), false},
		{"the word in the title alone", list("solvo"), list("title:solvo"), false},
		{"the word in just its capitals", list("solvo"), list("=Solvo"), false},
		{"the word in just its capitals, as match writes it", list("HP"), list("=HP"), false},
		{"a name in every way it is written", list("Ben & Jerry's"), list("ben and jerrys"), true},
		{"a name in just one of the ways it is written", list("McDonald's"), list(`"McDonald's"`), false},
		{"the word outside hashtags", list("solvo"), list(`"solvo"`), false},
		{"longer words than the one", list("solvo*"), list("solvo"), false},
		{"longer tags than the one", list("#solvo*"), list("#solvo"), false},
		{"the tag alone", list("solvo"), list("#solvo"), false},
		{"a neighbourhood of one with another", list("solvo"), list("solvo NEAR/5 recall"), false},
		{"a source's every post", list("source:press"), list("solvo"), false},
		{"a query with a fault", list("solvo", "("), list("solvo"), false},
		{"an unwanted query with a fault", list("solvo"), list("solvo", "("), false},
	} {
		if deaf := Deaf(brand.Brand{Key: "b", Match: tt.match, Not: tt.not}); deaf != tt.deaf {
			t.Errorf("%s: Deaf of match %q, not %q = %v, want %v", tt.claim, tt.match, tt.not, deaf, tt.deaf)
		}
	}
}

// Whoever writes so many names down has not written one of them by a slip.
func TestABrandOfManyNamesIsNotHeldAgainstItself(t *testing.T) {
	if many := slices.Repeat([]string{"solvo"}, mostTerms+1); Deaf(brand.Brand{Key: "b", Match: many, Not: many[:1]}) {
		t.Error("a brand of too many terms is called deaf")
	}
}
