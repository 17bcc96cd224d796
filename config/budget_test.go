package config

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestThePageBudgetIsTheBrandsOwn(t *testing.T) {
	file := strings.Replace(watchful, "own:", "page_budget: 14d\nown:", 1)
	c := read(t, file)
	if got := c.Brands[0].Budget; got != 14*24*time.Hour {
		t.Errorf("page_budget: 14d is read as %v", got)
	}
	if shown := show(t, c); !strings.Contains(shown, "page_budget: 14d") {
		t.Errorf("config show leaves it out:\n%s", shown)
	}
	for value, remedy := range map[string]string{"1h": "from 24h to 365d", "often": "a number with its unit", "2y": "a number with its unit"} {
		faults := slices.DeleteFunc(faultsOf(t, strings.Replace(file, "14d", value, 1)), func(f Fault) bool { return f.Warning })
		if len(faults) != 1 || !strings.HasPrefix(faults[0].String(), "f.yaml:3:14: page_budget: ") || !strings.Contains(faults[0].Remedy, remedy) {
			t.Errorf("page_budget: %s: %v; want one fault at 3:14 (%s)", value, faults, remedy)
		}
	}
}
