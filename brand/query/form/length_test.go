package form

import (
	"strconv"
	"strings"
	"testing"

	"tocsin/brand"
	"tocsin/brand/query"
)

// A query of one source is no longer than it takes.
func TestNoFormIsLongerThanItsSourceTakes(t *testing.T) {
	r := newDice(5)
	for i := range 300 {
		var parts []string
		for range 1 + r.IntN(40) {
			if q := randomQuery(r, 2) + strconv.Itoa(i); len(q) > 0 {
				if _, err := query.Parse(q); err == nil {
					parts = append(parts, q)
				}
			}
		}
		if len(parts) == 0 {
			continue
		}
		for _, d := range dialects() {
			form, err := For(d.source, brand.Brand{Match: parts})
			if err != nil {
				continue
			}
			for _, q := range form.Queries {
				if !d.fits(q) {
					t.Errorf("%s is asked %d characters: %q", d.source, len(q), q)
				}
			}
		}
	}
}

func FuzzForm(f *testing.F) {
	for _, q := range []string{"solvo", `"pain away" OR c++*`, "=App* NEAR/2 手机", "title:(a1 OR #b*) NOT @c.d", `lang:pt OR \"`, "🦉* OR e\\*trade", "#_a OR @_1"} {
		f.Add(q, "not this")
	}
	f.Fuzz(func(t *testing.T, q, not string) {
		b := brand.Brand{Key: "b", Match: []string{q}}
		if _, err := query.Parse(not); err == nil {
			b.Not = []string{not}
		}
		forms, err := All(b)
		if err != nil {
			return
		}
		for i, d := range dialects() {
			if (forms[i].Fault == "") == (len(forms[i].Queries) == 0) && !d.whole {
				t.Errorf("query %q at %s: queries %q and the fault %q", q, d.source, forms[i].Queries, forms[i].Fault)
			}
			for _, asked := range forms[i].Queries {
				if strings.TrimSpace(asked) == "" || !d.fits(asked) || strings.Count(asked, `"`)%2 == 1 {
					t.Errorf("query %q: %s is asked %q", q, d.source, asked)
				}
			}
		}
	})
}
