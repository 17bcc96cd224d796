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
