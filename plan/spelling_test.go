package plan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/brand/query"
)

func TestTermsAreFoundAsPeopleTypeThem(t *testing.T) {
	tagger, err := NewTagger([]Strategy{
		{ID: "service", Terms: []string{"Rückerstattung*", "größe", "réclamation", "devolução", "œuvre", "=SAV", "=Été", "(livré OR livrée)"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for text, why := range map[string]string{
		"wo bleibt meine rückerstattung":   `"Rückerstattung*"`,
		"wo bleibt meine RUECKERSTATTUNG":  `"Rückerstattung*"`,
		"wo bleibt meine ruckerstattungen": "",
		"falsche groesse":                  `"größe"`,
		"falsche grösse":                   `"größe"`,
		"ma reclamation":                   `"réclamation"`,
		"a devolucao":                      `"devolução"`,
		"une oeuvre":                       `"œuvre"`,
		"le SAV":                           `exact "SAV"`,
		"le sav":                           "",
		"en ete":                           "",
		"un livre":                         "",
		"est livré":                        `"livré"`,
	} {
		got := ""
		for _, touch := range tagger.Touches(brand.Mention{Post: brand.Post{Text: text}}) {
			got = touch.Why
		}
		if got != why {
			t.Errorf("Touches(%q): %q, want %q", text, got, why)
		}
	}
}

func TestSpellingsOfATerm(t *testing.T) {
	for term, want := range map[string][]string{
		"refund":    {"refund"},
		"Größe":     {"Größe", "groesse"},
		"devolução": {"devolução", "devolucao"},
		"vergüenza": {"vergüenza", "verguenza"},
		"=Été":      {"=Été"},
		"é AND è":   {"é AND è"},
	} {
		q, err := query.Parse(term)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, spellings(q)); diff != "" {
			t.Errorf("spellings(%q) (-want +got):\n%s", term, diff)
		}
	}
}
