package query

import (
	"strings"
	"testing"
)

func TestDoubtsSayWhereAndWhatWasMeant(t *testing.T) {
	for _, tt := range []struct {
		query           string
		column          int
		problem, remedy string
	}{
		{"solvo and recall", 7, `"and" in small letters is a word`, `write AND for the operator, or '"solvo and recall"'`},
		{"new solvo near recall", 11, `"near" in small letters`, "write NEAR/5"},
		{"solvo near/3 recall", 7, `"near" in small letters`, "write NEAR/5"},
		{"x1y OR (solvo and recall)", 15, `"and" in small letters`, "write AND"},
		{"solvo AND not recall", 11, `"not" in small letters`, "write NOT"},
		{"solvo NOT (pills and law)", 18, `"and" in small letters`, "write AND"},
		{"a", 1, `"a" is so short`, "such as =A,"},
		{"hp", 1, `"hp" is so short`, "such as =HP,"},
		{`"hp"`, 1, `"hp" is so short`, "such as =HP,"},
		{"so*", 1, `"so*" is so short`, "=SO"},
		{"3m", 1, `"3m" is so short`, "=3M"},
		{"solvo OR hp", 10, `"hp" is so short`, "=HP"},
		{"title:hp", 7, `"hp" is so short`, "=HP"},
		{"Nestlé", 1, `"Nestlé" does not find "Nestle", as many write it`, `write Nestlé OR Nestle for both, or '"Nestlé"'`},
		{"solvo OR Lancôme Paris", 10, `"Lancôme Paris" does not find "Lancome Paris"`, "Lancôme Paris OR Lancome Paris"},
		{"title:Björk", 7, `does not find "Bjork" or "Bjoerk"`, "write title:Björk OR title:Bjork OR title:Bjoerk for all"},
		{"C&A Böll", 1, `"C&A Böll" does not find "C&A Boll" or "C&A Boell", as many write it`, "write C&A Böll OR C&A Boll OR C&A Boell for all"},
		{"Łódź*", 1, `does not find "Lodz"`, "Łódź* OR Lodz*"},
		{"L'Oréal", 1, `does not find "L'Oreal"`, "L'Oréal OR L'Oreal"},
		{"H.P.", 1, `"H.P." does not find "HP"`, `H.P. OR ="HP"`},
		{"U.S", 1, `"U.S" does not find "US"`, `U.S OR ="US"`},
		{"solvo NOT solvo", 7, "it forbids what it asks for", "leave out one"},
		{"motrin OR (solvo AND recall NOT (law OR solvo))", 29, "it forbids what it asks for", "leave out one"},
		{"mcdonalds NOT McDonald's NOT law", 11, "it forbids what it asks for", "leave out one"},
	} {
		q, err := Parse(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		doubts := q.Doubts("Solvo")
		if len(doubts) != 1 {
			t.Errorf("%q raises %d doubts, want one", tt.query, len(doubts))
			continue
		}
		if d := doubts[0]; d.Column != tt.column || !strings.Contains(d.Problem, tt.problem) || !strings.Contains(d.Remedy, tt.remedy) || d.Query != tt.query {
			t.Errorf("Doubts of %q = column %d: %s; %s\nwant column %d: …%s…; …%s…", tt.query, d.Column, d.Problem, d.Remedy, tt.column, tt.problem, tt.remedy)
		}
	}
}

func TestANameThatAnotherQueryOfItsBrandFindsIsNotMissed(t *testing.T) {
	for _, tt := range []struct {
		query  string
		beside []string
		doubts int
	}{
		{"Nestlé", nil, 1},
		{"Nestlé", []string{"kitkat", "nestle"}, 0},
		{"Nestlé", []string{"nest*"}, 0},
		{"Nestlé", []string{"#nestle"}, 1},
		{"Nestlé", []string{"(", "nestle AND chocolate"}, 1},
		{"H.P.", []string{"=HP"}, 0},
		{"C&A Böll OR C&A Boll", nil, 0},
		{"C&A Böll OR C&A Boell", nil, 0},
		{"C&A Böll", []string{"C&A Boell"}, 0},
	} {
		q, err := Parse(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		if doubts := q.Doubts("Nestlé", tt.beside...); len(doubts) != tt.doubts {
			t.Errorf("%q beside %q raises the doubts %v, want %d", tt.query, tt.beside, doubts, tt.doubts)
		}
	}
}

func TestWhatRaisesNoDoubt(t *testing.T) {
	for claim, tt := range map[string]struct{ query, name string }{
		"an operator":                         {"solvo AND recall", "Solvo"},
		"a phrase in quotes":                  {`"solvo and recall"`, "Solvo"},
		"a name that has the word":            {"ben and jerry*", "Ben and Jerry's"},
		"the word at the end":                 {"near and", "Solvo"},
		"the word at the begin":               {"not working", "Solvo"},
		"a word that begins so":               {"solvo android app", "Solvo"},
		"a short name in just its capitals":   {"=HP", "HP"},
		"a short name beside another word":    {"hp AND printer", "HP"},
		"a short name near another word":      {"hp NEAR/5 printer", "HP"},
		"a short name in a phrase":            {"hp printer", "HP"},
		"a short name with marks":             {"C++ OR AT&T OR H&M", "C++"},
		"a short tag":                         {"#hp", "HP"},
		"a short name without blanks":         {"三星 OR 삼성 OR ソニ", "三星"},
		"a sign":                              {"🦉", "Solvo"},
		"a short word that must not be there": {"solvo NOT hp", "Solvo"},
		"a field whose value is short":        {"solvo AND lang:pt", "Solvo"},
		"a name with its accent and without":  {"Nestlé OR nestle", "Nestlé"},
		"an accent that is meant":             {`"Nestlé" OR ="Café"`, "Nestlé"},
		"an accent beside another word":       {"solvo AND réclamation", "Solvo"},
		"letters that have no plain form":     {"手机がぶ OR Алёнка OR йод OR टाटा OR กาแฟ", "手机"},
		"initials with a word":                {"J.P. Morgan OR U.S. Bank OR U.S.A.", "JP Morgan"},
		"a name that is found in every way":   {"McDonald's OR Coca-Cola OR Marks & Spencer OR levis", "Levis"},
		"what is forbidden in part":           {`(solvo OR motrin) NOT motrin`, "Solvo"},
		"what is forbidden outside of tags":   {`solvo NOT "solvo"`, "Solvo"},
		"a name of three letters":             {"gap", "Gap"},
		"a name of three letters and a star":  {"gap*", "Gap"},
	} {
		q, err := Parse(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		if doubts := q.Doubts(tt.name); len(doubts) > 0 {
			t.Errorf("%s, %q, raises the doubt %v", claim, tt.query, doubts[0])
		}
	}
}

// Whoever excludes a foundation says how it writes itself, and hears more where that errs.
func TestTheSpellingsOfWhatABrandIsNotAreNotMissed(t *testing.T) {
	for query, want := range map[string]int{"Böll Stiftung": 0, "hp": 1} {
		q, err := Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		if doubts := q.DoubtsOfNot("Solvo"); len(doubts) != want {
			t.Errorf("%q under not: raises the doubts %v, want %d", query, doubts, want)
		}
	}
}
