package alerting

import (
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

// launched is a signal that fell in a launch planned until midnight of the day after in New York.
func launched(t *testing.T, expected float64) (rules.Signal, Reader) {
	t.Helper()
	reader := channelReader(t)
	local := night.In(reader.Brand.Location)
	s := rules.Signal{
		Rule: "burst", Version: "1", Brand: "solvo", Severity: rules.Crisis, At: night, Window: time.Hour,
		Count: rules.Count{Voices: 480, Mentions: 500}, Expected: 10.4, Floor: 40, Times: 8,
		Planned: &rules.Planned{Expected: expected, Event: brand.Event{
			What: "Sling ad launch", Times: 4, Strategy: "marketing", From: night.Add(-3 * time.Hour),
			Until: time.Date(local.Year(), local.Month(), local.Day()+2, 0, 0, 0, 0, local.Location()),
		}},
		Touches: []rules.Share{{Name: "marketing", Voices: 480, Why: "planned: Sling ad launch"}},
	}
	return s, reader
}

func TestTheCardNamesWhatIsPlanned(t *testing.T) {
	for _, tt := range []struct {
		claim                  string
		expected               float64
		planned, pushed, floor string
		why                    []string
	}{
		{
			"it is far more than was expected", 41.6,
			"Sling ad launch, 4 times normal until Mon 23 Nov: 42 in 1 h; this is 12x that", "480 voices/h, 46x normal, planned: Sling ad launch", "",
			[]string{"480 / 10.4 = 46.15 times normal.", "until Mon 23 Nov, 4 times normal. Expected: 4 × 10.4 = 41.6 voices.", "at least 8 times the expected, 8 × 41.6 = 332.8 (480 are)"},
		},
		{
			"it began half an hour ago", 26,
			"Sling ad launch, 4 times normal until Mon 23 Nov: 26 in 1 h; this is 18x that", "planned: Sling ad launch", "",
			[]string{"It covers a part of this 1 h, so 2.5 times normal for that. Expected: 2.5 × 10.4 = 26 voices."},
		},
		{
			"it is angry", 0,
			"Sling ad launch, 4 times normal until Mon 23 Nov; that explains none of this", "planned: Sling ad launch", "",
			[]string{"That explains none of this, so it is held against what is normal.", "at least 8 times normal, 8 × 10.4 = 83.2 (480 are)"},
		},
	} {
		s, reader := launched(t, tt.expected)
		card := Compose(told(heardAt(night, s)), reader, night)
		if got := lineOf(card, "PLANNED"); got != tt.planned {
			t.Errorf("%s: the card says %q, want %q", tt.claim, got, tt.planned)
		}
		if !strings.Contains(card.Push, tt.pushed) {
			t.Errorf("%s: the push %q does not say %q", tt.claim, card.Push, tt.pushed)
		}
		why := Why(told(heardAt(night, s)), reader)
		for _, want := range tt.why {
			if !strings.Contains(why, want) {
				t.Errorf("%s: Why does not say %q:\n%s", tt.claim, want, why)
			}
		}
	}
	s, reader := launched(t, 0)
	s.Planned = nil
	s.Touches = nil
	card := Compose(told(heardAt(night, s)), reader, night)
	if why := Why(told(heardAt(night, s)), reader); lineOf(card, "PLANNED") != "" || strings.Contains(card.Push+why, "lanned") {
		t.Errorf("where nothing is planned the push says %q, and Why %s", card.Push, why)
	}
}
