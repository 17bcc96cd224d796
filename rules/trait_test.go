package rules

import (
	"fmt"
	"testing"

	"tocsin/brand"
)

// A post may speak of more dangers than a card names: each is counted.
func TestEveryDangerOfAMentionIsCounted(t *testing.T) {
	sig := evidence(t, noon, 40, func(_ int, m *brand.Mention) {
		for n := range brand.MostDangers {
			m.Danger = append(m.Danger, fmt.Sprint("danger", n))
		}
	})
	if len(sig.Danger) != brand.MostDangers {
		t.Errorf("of %d dangers %d are told", brand.MostDangers, len(sig.Danger))
	}
	for _, d := range sig.Danger {
		if d.Voices != sig.Voices {
			t.Errorf("%s: %d voices, want all %d", d.Name, d.Voices, sig.Voices)
		}
	}
}
