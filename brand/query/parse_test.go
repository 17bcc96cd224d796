package query

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

func TestWhatAQueryMeans(t *testing.T) {
	for _, tt := range []struct{ query, want string }{
		{"solvo", "solvo"},
		{"  solvo   consulting ", "solvo consulting"},
		{"a OR b AND c NOT d", "(a OR (b AND c AND NOT d))"},
		{"(a OR b) AND (c)", "((a OR b) AND c)"},
		{"a NEAR/3 b AND c", "((a NEAR/3 b) AND c)"},
		{`“pain away”`, `"pain away"`},
		{`"salt AND pepper"`, `"salt AND pepper"`},
		{`=Apple`, `="Apple"`},
		{`title:(a OR "b c")`, `(title:a OR title:"b c")`},
		{`title:="A"`, `title:="A"`},
		{"#Solvo* OR @Ana", "(#solvo* OR @ana)"},
		{"lang:pt", `lang:"pt"`},
		{"author:@Ana", `author:"@ana"`},
		{`fire \AND water`, `fire \AND water`},
		{`\(solvo\)`, `\(solvo\)`},
		{`"re:invent"`, `"re:invent"`},
		{"salt and pepper", "salt and pepper"},
		{`"trick or treat"`, `"trick or treat"`},
		{"not working", "not working"},
		{"Title:solvo", "title:solvo"},
		{"Re:Invent", "Re:Invent"},
	} {
		q, err := Parse(tt.query)
		got := ""
		if err == nil {
			got = q.String()
		}
		if got != tt.want {
			t.Errorf("Parse(%q) = %s (%v), want %s", tt.query, got, err, tt.want)
		}
	}
}

func TestFaultsSayWhereAndHowToMend(t *testing.T) {
	for _, tt := range []struct {
		query           string
		column          int
		problem, remedy string
	}{
		{"", 1, "it is empty", "such as solvo"},
		{"   ", 1, "it is empty", "such as solvo"},
		{"solvo AND", 10, "ends where a word is due", "leave the last operator out"},
		{"AND solvo", 1, "AND has nothing before it", `"AND" in quotes`},
		{"solvo AND OR bag", 11, "OR has nothing before it", "put a word before it"},
		{"solvo OR", 9, "ends where a word is due", "finish it"},
		{"NOT solvo", 1, "only what must not be there", "under not:"},
		{"solvo OR NOT bag", 1, "only what must not be there", "add what must be there"},
		{"(solvo", 1, "never closed", "close it with )"},
		{"(solvo OR (bag)", 1, "never closed", "close it with )"},
		{"solvo)", 6, "closes nothing", "leave it out"},
		{"()", 2, "closes where a word is due", "leave the parentheses out"},
		{`solvo "pain`, 7, "a quote is opened and never closed", `close it with "`},
		{`solvo "pain away"`, 7, `nothing says how "pain away" goes with`, "AND or OR"},
		{"solvo #bag", 7, `nothing says how "#bag" goes with`, "AND or OR"},
		{"solvo (bag OR box)", 7, `nothing says how "(" goes with`, "AND or OR"},
		{`Toys"R"Us`, 5, "nothing stands between a word and the quote", `\`},
		{"Yahoo(!)", 6, "nothing stands between a word and the parenthesis", `\`},
		{"-consulting", 1, "a minus does not mean without", "NOT consulting"},
		{"solvo -consulting", 7, "a minus does not mean without", "NOT consulting"},
		{"+solvo", 1, "a plus does not mean with", "leave the plus out"},
		{"solvo, bag", 6, "a comma joins nothing", "write OR between"},
		{"solvo && bag", 7, "&& is no operator", "AND or OR"},
		{"|| bag", 1, "|| is no operator", "AND or OR"},
		{"solvo|acme", 6, "| is no operator", `write OR with a blank on either side, or \|`},
		{"bag AND solvo|acme", 14, "| is no operator", "write OR"},
		{"title:solvo|acme", 12, "| is no operator", "write OR"},
		{"bag solvo|acme", 10, "| is no operator", "write OR"},
		{"!solvo", 1, "an exclamation mark does not mean without", `NOT solvo, or \!solvo`},
		{"bag !solvo", 5, "an exclamation mark does not mean without", "NOT solvo"},
		{"solvo XOR acme", 7, "XOR is no operator", "(one OR other) NOT (one AND other)"},
		{"bag solvo* so*vo", 14, "a star stands only at the end", "solvo*"},
		{"bag   so*vo", 9, "a star stands only at the end", "solvo*"},
		{`"pain  a*way"`, 9, "a star stands only at the end", "solvo*"},
		{`="Pain A*way"`, 9, "a star stands only at the end", "solvo*"},
		{"=So*vo", 4, "a star stands only at the end", "solvo*"},
		{"title:so*vo", 9, "a star stands only at the end", "solvo*"},
		{"bag OR /sol.*/", 13, "a star stands only at the end", "solvo*"},
		{"solvo**", 6, "a star stands only at the end", "solvo*"},
		{`solvo\`, 6, "a backslash at the end of a word keeps nothing", "leave it out"},
		{`solvo\ AND bag`, 6, "a backslash at the end of a word keeps nothing", `write \\ if`},
		{"so*vo", 3, "a star stands only at the end", `\ before a mark`},
		{"solvo or motrin", 7, `"or" in small letters is a word`, "write OR"},
		{"solvo not motrin", 7, `"not" in small letters is a word`, "write NOT"},
		{"s*", 1, "a star after one letter", "solvo*"},
		{"*", 1, "no letter and no digit", "solvo"},
		{"!!!", 1, "no letter and no digit", "solvo"},
		{"solvo NEAR bag", 7, "NEAR does not say how near", "NEAR/5"},
		{"solvo NEAR/x bag", 7, "NEAR/x does not say how near", "NEAR/5"},
		{"solvo NEAR/101 bag", 7, "NEAR/101 does not say how near", "NEAR/100"},
		{"solvo NEAR/2 (a AND b)", 15, "NEAR cannot tell where (a AND b) stands", "each side of NEAR"},
		{"a1 NEAR/1 b1 NEAR/1 c1", 1, "NEAR cannot tell where", "each side of NEAR"},
		{"solvo NEAR/2 lang:pt", 19, "NEAR cannot tell where", "each side of NEAR"},
		{"foo:bar", 1, "there is no field foo", `"foo:bar" in quotes`},
		{"solvo AND titel:x", 11, "there is no field titel", "title, text, author"},
		{"https://solvo.example", 1, "an address is no word", `url:"https://solvo.example"`},
		{"title:", 7, "title: is followed by nothing", "title:solvo"},
		{"title: solvo", 7, "title: is followed by nothing", "without a space"},
		{"title:solvo bag", 13, "title: binds one word only", `title:"solvo bag"`},
		{"lang:ja 東京メトロ", 9, "lang: binds one word only", "write lang:ja AND 東京メトロ"},
		{"author:ana lopez", 12, "author: binds one word only", `author:"ana lopez" for both, or AND`},
		{"title:(author:ana)", 8, "author: stands inside title:", "end the group"},
		{"lang:english-uk-x", 6, "is no language tag", "lang:pt"},
		{"lang:e", 6, "is no language tag", "lang:pt"},
		{"domain:solvo", 8, "is no site", "domain:news.example"},
		{"url:solvo*", 5, "url: takes no star", "leave the star out"},
		{"lang:=pt", 6, "lang: knows no capitals", "leave the = out"},
		{"=", 1, "= is followed by nothing", "=Apple"},
		{"=Apple Inc", 8, "= binds one word only", `="Apple Inc"`},
		{"#", 1, "the name has no letter", "#solvo"},
		{"#123", 1, "the name has no letter", "#solvo"},
		{"#a-b", 1, "the name holds a mark", "letters, digits and underscores"},
		{"@", 1, "the name has no letter", "@solvo"},
		{"#s*", 1, "a star after one letter", "before the star"},
		{"я AND (b", 7, "never closed", ""},
		{strings.Repeat("(", 60) + "x" + strings.Repeat(")", 60), 41, "more than 40 deep", "split"},
		{strings.Repeat("x", 5000), 4097, "it has 5000 characters", "split it"},
		{"я AND (", 8, "ends where a word is due", ""},
	} {
		_, err := Parse(tt.query)
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("Parse(%q) = %v, want an *Error", tt.query, err)
			continue
		}
		if fault.Column != tt.column || !strings.Contains(fault.Problem, tt.problem) || !strings.Contains(fault.Remedy, tt.remedy) {
			t.Errorf("Parse(%q) = column %d: %s; %s\nwant column %d: …%s…; …%s…", tt.query, fault.Column, fault.Problem, fault.Remedy, tt.column, tt.problem, tt.remedy)
		}
	}
}

func TestCompileReportsEveryFaultWithItsBrand(t *testing.T) {
	_, err := Compile([]brand.Brand{
		{Key: "solvo", Match: []string{"(solvo", "solvo"}, Not: []string{"-law"}},
		{Key: "motrin", Match: []string{"motrin AND"}},
	})
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("Compile = %v, want faults joined", err)
	}
	var got []string
	for _, e := range joined.Unwrap() {
		var fault *Error
		if !errors.As(e, &fault) {
			t.Fatalf("fault %v is no *Error", e)
		}
		got = append(got, string(fault.Brand)+" "+fault.Query)
	}
	if diff := cmp.Diff([]string{"solvo (solvo", "solvo -law", "motrin motrin AND"}, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	want := `brand solvo: query "(solvo", column 1: a parenthesis is opened and never closed; close it with ), or write \( if it belongs to a name`
	if first := joined.Unwrap()[0].Error(); first != want {
		t.Errorf("error = %s\nwant    %s", first, want)
	}
}
