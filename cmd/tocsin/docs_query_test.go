package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/brand/query"
)

// What the manual says a query finds, it finds; what it says is not found is not.
func TestTheQueriesOfTheManualFindWhatItSays(t *testing.T) {
	faults, held := misleading(t, os.DirFS("../.."), "docs/configuration.md")
	if held < 50 {
		t.Errorf("%d claims about queries are found, want 50 at least: the test looks in the wrong place", held)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestTheTestOfQueriesFails(t *testing.T) {
	faults, _ := misleading(t, fstest.MapFS{"a.md": &fstest.MapFile{Data: []byte(strings.Join([]string{
		"## Queries", "| Query | Finds | Not |", "|---|---|---|",
		"| `solvo` | \"Solvo!\", \"calmio\" | \"a solvo\", \"calmio\" |", "| `solvo`, `calmio` | \"calmio\" | |", "| `solvo AND` | | |",
		"## Others", "| `(` | | |",
	}, "\n"))}}, "a.md")
	if diff := cmp.Diff([]string{
		`"calmio" is not found by solvo`, `"a solvo" is found by solvo`, `solvo finds nothing of its row`, `solvo AND is no query`,
	}, faults); diff != "" {
		t.Errorf("misleading claims (-want +got):\n%s", diff)
	}
}

var (
	inCode   = regexp.MustCompile("`([^`]+)`")
	inQuotes = regexp.MustCompile(`"([^"]+)"`)
)

// misleading are the claims of a document's table of queries that do not hold, and
// how many it makes.
func misleading(t *testing.T, tree fs.FS, document string) ([]string, int) {
	t.Helper()
	var faults []string
	held := 0
	text, err := fs.ReadFile(tree, document)
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "## Queries\n")
	section, _, _ = strings.Cut(section, "\n## ")
	section, _, _ = strings.Cut(section, "\n### ")
	for line := range strings.Lines(section) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 {
			continue
		}
		queries := inCode.FindAllStringSubmatch(cells[1], -1)
		finds, not := inQuotes.FindAllStringSubmatch(cells[2], -1), inQuotes.FindAllStringSubmatch(cells[3], -1)
		found := map[string]bool{}
		for _, q := range queries {
			set, err := query.Compile([]brand.Brand{{Key: "a", Match: []string{q[1]}}})
			if err != nil {
				faults = append(faults, q[1]+" is no query")
				continue
			}
			matches := func(s string) bool { held++; return len(set.Match(brand.Post{Text: s})) > 0 }
			useful := len(finds) == 0
			for _, s := range finds {
				if matches(s[1]) {
					useful, found[s[1]] = true, true
				} else if len(queries) == 1 {
					faults = append(faults, `"`+s[1]+`" is not found by `+q[1])
				}
			}
			for _, s := range not {
				if matches(s[1]) {
					faults = append(faults, `"`+s[1]+`" is found by `+q[1])
				}
			}
			if !useful {
				faults = append(faults, q[1]+" finds nothing of its row")
			}
		}
		for _, s := range finds {
			if len(queries) > 1 && !found[s[1]] {
				faults = append(faults, `"`+s[1]+`" is found by none of its row`)
			}
		}
	}
	return faults, held
}
