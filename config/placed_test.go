package config

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// A fault of a query is shown where it stands in the file, whatever the quotes there.
func TestAFaultOfAQueryStandsWhereItIsWritten(t *testing.T) {
	for claim, written := range map[string]string{
		"without quotes":                  `solvo AND (recall`,
		"in single quotes":                `'solvo AND (recall'`,
		"behind a quote written twice":    `'Pain''s AND (recall'`,
		"behind two of them":              `'O''Neil''s AND (recall'`,
		"behind a quote with a backslash": `"\"pain away\" AND (recall"`,
		"behind letters beyond ASCII":     `'süß''s AND (recall'`,
		"of two quotes written twice":     `'solvo AND '''''`,
	} {
		mark := "("
		if !strings.Contains(written, mark) {
			mark = "''''" // the query's own two quotes
		}
		file := strings.Replace(tenMinutes, `[solvo, "#solvo*"]`, "\n  - solvo\n  - "+written, 1)
		column := 5 + utf8.RuneCountInString(written[:strings.LastIndex(strings.TrimSuffix(written, "'"), mark)])
		if want := fmt.Sprintf("f.yaml:5:%d: match[1]: query", column); !strings.HasPrefix(faultsOf(t, file).Error(), want) {
			t.Errorf("%s: of %s is said\n%s\nwant %s", claim, written, faultsOf(t, file), want)
		}
	}
}

func TestAQueryForASourceThatIsNotThereIsDoubted(t *testing.T) {
	const press = "sources: [{id: press, url: \"https://a.example/r\"}]\n"
	for _, tt := range []struct{ claim, match, not, want string }{
		{"one that is not there", `[solvo, "source:nope"]`, "[a1]", `3:24: match[1]: warning: query "source:nope", no source of Solvo has the id "nope"`},
		{"a slip of the pen", `[solvo, "solvo AND source:pres"]`, "[a1]", `did you mean "press"?`},
		{"one in the long form", `[solvo, {query: "source:nope"}]`, "[a1]", `match[1].query: warning:`},
		{"one that does not count", `[solvo]`, `["source:nope"]`, `not[0]: warning:`},
		{"one that is there", `[solvo, "source:press"]`, `["source:PRESS"]`, ""},
	} {
		file := strings.NewReplacer(`[solvo, "#solvo*"]`, tt.match, `["solvo consulting"]`, tt.not, "people:", press+"people:").Replace(tenMinutes)
		said := faultsOf(t, file).Error()
		if told := strings.Contains(said, "has the id"); told != (tt.want != "") || !strings.Contains(said, tt.want) {
			t.Errorf("%s: said is\n%s\nwant %s", tt.claim, said, tt.want)
		}
	}
}
