package text

import "testing"

func TestAHeadlineNamesABrandByTheTermsThatWereFound(t *testing.T) {
	for _, tt := range []struct {
		headline, why string
		want          bool
	}{
		{"SOLVO recalls 12,000 slings", `word "solvo"`, true},
		{"Recall of slings widens", `word "solvo"`, false},
		{"Café Böll schließt", `phrase "café böll" and word "schließt"`, true},
		{"Solvo recalls slings", "inside #solvomoms", false},
		{"Solvo recalls slings", `word "`, false},
		{"", `word "solvo"`, false},
		{"anything", `word ""`, false},
	} {
		if got := Names(tt.headline, tt.why); got != tt.want {
			t.Errorf("Names(%q, %q) = %t", tt.headline, tt.why, got)
		}
	}
}
