package query

import (
	"math/rand/v2"
	"strings"
	"testing"

	"tocsin/brand"
)

// nameParts and nameSigns are what names are made of.
func nameParts() []string {
	return []string{"coca", "levis", "jerry", "s", "j", "p", "u", "b", "and", "9", "22", "its", "boss", "été", "c++", "St", "سولفو", "سولفو", "삼성", "手机", "ß"}
}

func nameSigns() []string {
	return []string{"'", "’", "-", "&", ".", " ", " ", " & ", " and ", ". ", " - ", "", "_", "/"}
}

// joinedBy writes words with signs between them, in one to three kinds: names are of few.
func joinedBy(r *rand.Rand, words []string) string {
	all := nameSigns()
	kinds := make([]string, 1+r.IntN(3))
	for i := range kinds {
		kinds[i] = all[r.IntN(len(all))]
	}
	var out strings.Builder
	for i, w := range words {
		if i > 0 {
			out.WriteString(kinds[r.IntN(len(kinds))])
		}
		out.WriteString(w)
	}
	return out.String() + []string{"", "", "", "", "'", "'s", "s", "."}[r.IntN(8)]
}

// The same words with other signs between them are where a matcher and its yardstick
// would disagree about the ways to write a name.
func TestMatcherAgreesWithANaiveEvaluatorOnNames(t *testing.T) {
	rounds := 3000
	if testing.Short() {
		rounds = 300
	}
	r := rand.New(rand.NewPCG(5, 6))
	parts, held := nameParts(), 0
	for range rounds {
		words := make([]string, 1+r.IntN(4))
		for i := range words {
			words[i] = parts[r.IntN(len(parts))]
		}
		q := joinedBy(r, words) + []string{"", "", "", "*"}[r.IntN(4)]
		if r.IntN(6) == 0 {
			q += " NEAR/1 coca"
		}
		if !parses(q) {
			continue
		}
		brands := []brand.Brand{{Key: "name", Match: []string{q}}}
		s := mustCompile(t, brands...)
		for range 20 {
			p := brand.Post{Text: []string{"", "", "#", "#We", "the "}[r.IntN(5)] + joinedBy(r, words) + []string{"", " coca", " u coca", "x"}[r.IntN(4)]}
			if r.IntN(3) == 0 { // with a particle
				p.Text = strings.ReplaceAll(p.Text, "سولفو", "وسولفو")
			}
			if r.IntN(4) == 0 { // as in a tag
				p.Text = strings.NewReplacer(" ", "", "'", "", "-", "", "&", "", ".", "").Replace(p.Text)
			}
			agree(t, s, brands, "", p)
			held += len(s.Match(p))
		}
		if t.Failed() {
			return
		}
	}
	if held < rounds {
		t.Errorf("%d names are found in %d rounds: too few to tell", held, rounds)
	}
	t.Logf("%d names are found", held)
}
