package text

import "testing"

func TestAQueryIsSpokenWithoutItsGrammar(t *testing.T) {
	for query, want := range map[string]string{
		"Erstick*":              "erstick",
		`"side effect*"`:        "side effect",
		`f\*ck`:                 "f*ck",
		"sling NEAR/3 baby":     "sling ... baby",
		"a near miss":           "a near miss",
		"#solvofire":            "#solvofire",
		"recall OR (pull back)": "recall or (pull back)",
		"überhitz":              "überhitz",
	} {
		if got := Spoken(query); got != want {
			t.Errorf("Spoken(%q) = %q, want %q", query, got, want)
		}
	}
}
