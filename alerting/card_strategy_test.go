package alerting

import (
	"strings"
	"testing"
	"time"

	"tocsin/rules"
)

func TestTheCardOfAStrategysTalkNamesItEverywhere(t *testing.T) {
	s := rules.Signal{
		Rule: "strategy", Version: "1", Brand: "solvo", Severity: rules.Watch, At: night, Window: time.Hour, Onset: night.Add(-40 * time.Minute),
		Count: rules.Count{Voices: 48, Mentions: 51}, Expected: 10, Floor: 12, Strategy: "customer-service",
		Rarity:  &rules.Rarity{Days: 301, Minutes: 60, Channel: "voices on customer-service", Budget: 140},
		Touches: []rules.Share{{Name: "customer-service", Voices: 48, Why: `"refund" in 48 of 48`}},
		Loudest: []rules.Quote{{Text: "Where is my refund?", Reach: 900}},
	}
	c := Compose(told(heardAt(night, s)), channelReader(t), night)
	if got, want := lineOf(c, "WHAT"), "More than usual touches customer-service. Most read: \"Where is my refund?\""; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got, want := lineOf(c, "SIZE"), "48 voices on customer-service (51 posts) in 1 h; normal for Sun 03:07 is 10 (4.8x normal)"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s\nwant %s…", got, want)
	}
	if want := "48 voices/h on customer-service, 4.8x normal"; !strings.Contains(c.Push, want) {
		t.Errorf("the push %q does not say %q", c.Push, want)
	}
	explained := Why(told(heardAt(night, s)), channelReader(t))
	for _, want := range []string{
		"Counted: 48 voices on customer-service, from 51 posts",
		"Usual on customer-service, given how many spoke at all: 10 voices.",
		"at least 12 voices on customer-service (48 are), and rare: a rise in them like that of the last 1 h, beyond what all voices explain, comes once in 301 days",
		"It is shown if it comes once in 140 days",
	} {
		if !strings.Contains(explained, want) {
			t.Errorf("Why? does not say %q:\n%s", want, explained)
		}
	}
}
