package alerting

import (
	"testing"
	"time"

	"tocsin/rules"
)

// lineOf is a card's line of a label, "" if it has none.
func lineOf(c Card, label string) string {
	for _, l := range c.Lines {
		if l.Label == label {
			return l.Text
		}
	}
	return ""
}

func TestStrategiesTouchedEarlierShowNoFiguresOfAnotherHour(t *testing.T) {
	earlier, latest, none := stormSignal(), stormSignal(), stormSignal()
	earlier.Touches = []rules.Share{{Name: "customer-service", Voices: 2, Why: `"late" in 2 of 20`}, {Name: "marketing", Voices: 4, Why: `"ad" in 4 of 20`}}
	latest.Touches = []rules.Share{{Name: "marketing", Voices: 16, Why: `"ad" in 9 of 16`}}
	none.Touches = []rules.Share{{Name: "unassigned", Voices: 16}}
	for _, tt := range []struct {
		latest rules.Signal
		want   string
	}{
		{latest, `marketing ("ad" in 9 of 16) · customer-service (earlier)`},
		{none, "customer-service (earlier) · marketing (earlier)"},
	} {
		i := told(heardAt(night.Add(-time.Hour), earlier), heardAt(night, tt.latest))
		if got := lineOf(Compose(i, channelReader(t), night), "TOUCHES"); got != tt.want {
			t.Errorf("TOUCHES %s, want %s", got, tt.want)
		}
	}
}
