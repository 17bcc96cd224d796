package alerting

import (
	"strings"
	"testing"
	"time"

	"tocsin/rules"
)

func TestTheCardOfASlowBurnSaysWhatRises(t *testing.T) {
	s := rules.Signal{
		Rule: "slow-burn", Version: "1", Brand: "solvo", Severity: rules.Watch, At: night, Window: 24 * time.Hour, Onset: night.AddDate(0, 0, -21),
		Count: rules.Count{Voices: 61, Mentions: 80}, Expected: 30,
		Trend:      &rules.Trend{Of: "voices", From: 30.2, To: 63.7, Days: 21, Rises: 98, Pairs: 120, Percent: 4.04, Z: 3.6},
		Needs:      "a rise of 3.5% a day (4%), 1.4 times in all (2.1), and 3.3 standard deviations above chance (3.6)",
		Arithmetic: "voices rise by 4% a day",
	}
	c := Compose(told(heardAt(night, s)), channelReader(t), night)
	if got, want := lineOf(c, "WHAT"), "More speak, day by day, and nothing burst: voices from 30 a day to 64 a day in 21 days"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got, want := lineOf(c, "SIZE"), "61 voices (80 posts) in the day to Sun 03:07; 4% a day more since "; !strings.HasPrefix(got, want) {
		t.Errorf("got %s\nwant %s…", got, want)
	}
	if want := "voices 30 a day to 64 a day in 21 days"; !strings.Contains(c.Push, want) {
		t.Errorf("the push %q does not say %q", c.Push, want)
	}
	explained := Why(told(heardAt(night, s)), channelReader(t))
	if !strings.Contains(explained, s.Needs) || strings.Contains(explained, "times normal") {
		t.Errorf("Why? does not say what was needed, or compares days with an hour:\n%s", explained)
	}
	s.Trend = &rules.Trend{Of: "negative share", From: .1, To: .214, Days: 21}
	if got, want := lineOf(Compose(told(heardAt(night, s)), channelReader(t), night), "WHAT"), "It sounds worse, day by day, and nothing burst: negative share from 10% to 21% in 21 days"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
