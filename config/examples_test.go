package config

import (
	"strings"
	"testing"
)

// Whoever asks is stopped by an example that the queries disagree with; a daemon
// that starts is only told.
func TestExamplesAreHeldAgainstTheRealMatcher(t *testing.T) {
	for _, tt := range []struct{ claim, old, now, want, remedy string }{
		{
			"a query that misses a post", "the sling ad insults moms", "the sling ad insults dads",
			`7:13: match[1].examples.yes[0]: "the sling ad insults dads" is not found`, "widen the query, or move the text to no",
		},
		{
			"a query that finds too much", "the sling ad is on TV", "the sling ad with #Motherhood",
			`8:12: match[1].examples.no[0]: "the sling ad with #Motherhood" is found (phrase "sling ad" and tag #motherhood)`, "narrow the query, or move the text to yes",
		},
		{
			"a query that looks into the title", "title: That sling ad", "title: That Sling",
			`7:42: match[1].examples.yes[1]: "#motherhood is no fashion" is not found`, "widen",
		},
		{
			"a query of not that cuts nothing", "yes: [Solvo Consulting hires]", "yes: [Solvo hires]",
			`11:22: not[0].examples.yes[0]: "Solvo hires" is not found`, "widen",
		},
		{
			"a brand that misses a post", "my solvo bag", "my sling",
			`14:9: examples.yes[0]: "my sling" is not found`, "widen",
		},
		{
			"a brand whose not cuts a post", "my solvo bag", "my solvo consulting bag",
			`14:9: examples.yes[0]: "my solvo consulting bag" is cut by "solvo consulting" under not (phrase "solvo consulting")`, "widen",
		},
		{
			"a brand that hears too much", "the weather]", "\"dear #SolvoMoms\"]",
			`15:32: examples.no[1]: "dear #SolvoMoms" is found (inside #solvomoms)`, "narrow",
		},
	} {
		file := strings.Replace(hearing, tt.old, tt.now, 1)
		if file == hearing {
			t.Fatalf("%s: %q is not in the file", tt.claim, tt.old)
		}
		_, err := Read("f.yaml", []byte(file), Known{Strict: true})
		if err == nil || err.Error() == "" || !strings.Contains(err.Error(), "f.yaml:"+tt.want+": "+tt.remedy) {
			t.Errorf("%s: faults are\n%v\nwant %s: %s", tt.claim, err, tt.want, tt.remedy)
		}
		place, what, _ := strings.Cut(tt.want, "]: ")
		if warned := read(t, file).Warnings.Error(); !strings.Contains(warned, "f.yaml:"+place+"]: warning: "+what) {
			t.Errorf("%s: warnings are\n%s", tt.claim, warned)
		}
	}
	if c, err := Read("f.yaml", []byte(hearing), Known{Strict: true}); err != nil {
		t.Errorf("examples that hold are faults: %v, %v", err, c)
	}
}

// Of examples of a brand one of whose queries has a fault, only that is said which
// mending it cannot change.
func TestExamplesOfFaultyQueriesAreJudgedAsFarAsTheOthersGo(t *testing.T) {
	const (
		some   = `examples: warning: are held only against those queries that have no fault`
		cut    = `"my solvo consulting bag" is cut by "solvo consulting" under not`
		found  = `"the sling ad insults moms" is found`
		beyond = `"my sling" is not found`
	)
	examples := func(yes, no string) string {
		file, _, _ := strings.Cut(hearing, "examples:\n  yes: [my solvo bag")
		_, rest, _ := strings.Cut(hearing, "danger_words:")
		return file + "examples: {yes: [" + yes + "], no: [" + no + "]}\ndanger_words:" + rest
	}
	file := examples("my solvo bag, my solvo consulting bag, my sling", "the sling ad insults moms")
	for _, tt := range []struct {
		claim, old, now string
		said, unsaid    []string
	}{
		{"no query is faulty", "", "", []string{cut, found, beyond}, []string{some}},
		{"a query of match is faulty", "  - solvo\n", "  - solvo AND\n", []string{cut, found, some}, []string{beyond, `"my solvo bag"`}},
		{"a query of not is faulty", "query: solvo consulting", "query: solvo AND", []string{beyond, some}, []string{cut, found, "not[0].examples"}},
	} {
		_, err := Read("f.yaml", []byte(strings.Replace(file, tt.old, tt.now, 1)), Known{Strict: true})
		if err == nil {
			t.Fatalf("%s: no fault", tt.claim)
		}
		for _, s := range tt.said {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("%s: %s is not said:\n%v", tt.claim, s, err)
			}
		}
		for _, s := range tt.unsaid {
			if strings.Contains(err.Error(), s) {
				t.Errorf("%s: %s is said:\n%v", tt.claim, s, err)
			}
		}
	}
}

// A fault in a query hides none of what else stands beside it.
func TestAFaultyQueryHidesNothing(t *testing.T) {
	for claim, old := range map[string]string{
		"a query that cannot be read": `query: '"sling ad" AND (mom* OR #motherhood)'`,
		"no query at all":             `    query: '"sling ad" AND (mom* OR #motherhood)'`,
	} {
		now := map[bool]string{true: "query: sling AND", false: "    {}"}[strings.HasPrefix(old, "query")]
		file := strings.NewReplacer(old, now, "strategy: marketing\n", "strategy: markting\n", "{title: That sling ad", "{titel: That sling ad").Replace(hearing)
		said := faultsOf(t, file).Error()
		for _, want := range []string{`match[1]`, `match[1].strategy: "markting" is no strategy`, `examples.yes[1].titel: this version knows no key`} {
			if !strings.Contains(said, want) {
				t.Errorf("%s hides %s:\n%s", claim, want, said)
			}
		}
	}
}

// An example of a source is held against what asks for it.
func TestAnExampleMayNameItsSource(t *testing.T) {
	file := strings.NewReplacer("  - solvo\n", "  - solvo\n  - {query: \"source:press\", examples: {yes: [{text: x, source: press}], no: [{text: x, source: blogs}]}}\n").Replace(hearing)
	if _, err := Read("f.yaml", []byte(file), Known{Strict: true}); err != nil {
		t.Errorf("faults are\n%v", err)
	}
}
