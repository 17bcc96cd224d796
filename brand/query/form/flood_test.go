package form

import (
	"fmt"
	"strings"
	"testing"

	"tocsin/brand"
)

// Many choices joined by AND multiply: asked for less, a source costs no more than
// a few queries, and no form takes the memory of the machine.
func TestChoicesThatMultiplyAreAskedForLess(t *testing.T) {
	for _, shape := range []struct{ groups, choices int }{{64, 2}, {40, 5}, {20, 20}, {7, 50}} {
		var all []string
		for i := range shape.groups {
			var some []string
			for j := range shape.choices {
				some = append(some, fmt.Sprintf("g%dy%d", i, j))
			}
			all = append(all, "("+strings.Join(some, " OR ")+")")
		}
		text := strings.Join(all, " AND ")
		if len(text) > 4096 {
			t.Fatalf("the query has %d characters", len(text))
		}
		forms, err := All(brand.Brand{Key: "solvo", Match: []string{text}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range forms {
			if len(f.Queries) > 4*mostLines {
				t.Errorf("%d groups of %d: %s is asked %d queries", shape.groups, shape.choices, f.Source, len(f.Queries))
			}
			if !f.Whole && f.Fault == "" && len(f.Queries) == 0 {
				t.Errorf("%d groups of %d: %s is asked nothing, and nobody is told why", shape.groups, shape.choices, f.Source)
			}
		}
	}
}
