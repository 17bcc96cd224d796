package query

import (
	"errors"
	"strings"
	"testing"

	"tocsin/brand"
)

func TestASiteIsASiteAlone(t *testing.T) {
	for _, tt := range []struct {
		query, problem, remedy string
		column                 int
	}{
		{"domain:news.example/solvo", `"news.example/solvo" is more than a site`, `write domain:news.example, or url:"news.example/solvo" for`, 8},
		{"solvo NOT domain:https://news.example/a?b=1", "is more than a site", `url:"news.example/a?b=1"`, 18},
		{"domain:.", `"." is no site`, "domain:news.example", 8},
		{"domain:example", "is no site", "domain:news.example", 8},
		{"domain:.example", "is no site", "domain:news.example", 8},
		{"domain:a..example", "is no site", "domain:news.example", 8},
	} {
		_, err := Parse(tt.query)
		fault, is := errors.AsType[*Error](err)
		if !is || !strings.Contains(fault.Problem, tt.problem) || !strings.Contains(fault.Remedy, tt.remedy) || fault.Column != tt.column {
			t.Errorf("%s: %v, want column %d, %s and %s", tt.query, err, tt.column, tt.problem, tt.remedy)
		}
	}
	for _, good := range []string{"domain:news.example", "domain:news.example.", "domain:https://www.news.example/", "domain:my_shop.example", "domain:bücher.example"} {
		if _, err := Parse(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
}

// A site is the same in its own letters and in the ASCII that stands for them.
func TestASiteIsFoundInEitherSpelling(t *testing.T) {
	for _, q := range []string{"domain:bücher.example", "domain:xn--bcher-kva.example", "domain:BÜCHER.example", "domain:XN--BCHER-KVA.example."} {
		s, err := Compile([]brand.Brand{{Key: "solvo", Match: []string{q}}})
		if err != nil {
			t.Fatal(err)
		}
		for address, want := range map[string]bool{
			"https://bücher.example/1": true, "https://www.Bücher.example/1": true, "https://xn--bcher-kva.example/1": true, "https://shop.xn--bcher-kva.example./": true,
			"https://bucher.example/1": false, "https://xn--bcher-kva.example.org/": false,
		} {
			if got := len(s.Match(brand.Post{URL: address, Text: "a"})) > 0; got != want {
				t.Errorf("%s finds %s: %v, want %v", q, address, got, want)
			}
		}
		if len(s.Match(brand.Post{Text: "a", Links: []string{"https://xn--bcher-kva.example/x"}})) == 0 {
			t.Errorf("%s does not find a link to the site", q)
		}
	}
}

func TestNearStandsInOnePartOfAPost(t *testing.T) {
	for _, bad := range []string{"title:a NEAR/2 text:b", "(title:a OR title:c) NEAR/2 text:b", "text:(a OR b) NEAR/2 title:c"} {
		_, err := Parse(bad)
		if fault, is := errors.AsType[*Error](err); !is || !strings.Contains(fault.Problem, "NEAR cannot hold between") || !strings.Contains(fault.Remedy, " AND ") {
			t.Errorf("%s: %v, want a fault that says why it finds nothing", bad, err)
		}
	}
	for _, good := range []string{"title:a NEAR/2 b", "title:a NEAR/2 title:b", "text:(a NEAR/2 b)", "(title:a OR b) NEAR/2 text:c"} {
		if _, err := Parse(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
}
