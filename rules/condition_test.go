package rules

import (
	"testing"
	"time"
)

// With as many voices fewer as it says the level is not reached, and with one of them more it is.
func TestTheTightestConditionIsHowNearItWas(t *testing.T) {
	storm := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	now := storm.Add(45 * time.Minute)
	levels := []Level{{Issue, time.Hour, 25, 5}}
	with := func(voices int) []Signal {
		var h history
		h.say("somebody", storm.AddDate(0, 0, -2))
		h.crowd("storm", voices, storm, 40*time.Minute)
		return Evaluate(h.series(nil), []Rule{Burst{Levels: levels}}, now)
	}
	for _, voices := range []int{25, 26, 40} {
		found := with(voices)
		if len(found) != 1 || len(found[0].Conditions) == 0 {
			t.Fatalf("%d voices: found %+v, want one signal with its conditions", voices, found)
		}
		fewer := found[0].Conditions[0].Fewer
		if fewer != voices-24 {
			t.Errorf("%d voices: %d fewer would have broken it, want %d", voices, fewer, voices-24)
		}
		if left := with(voices - fewer); len(left) > 0 {
			t.Errorf("%d voices less %d are an issue all the same", voices, fewer)
		}
		if left := with(voices - fewer + 1); len(left) != 1 {
			t.Errorf("%d voices less %d are none any more", voices, fewer-1)
		}
	}
}

// Of a rare rise it is an estimate: with that many and as many again fewer, it is rare no more.
func TestARareRiseSaysAboutHowNearItWas(t *testing.T) {
	storm := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	now := storm.Add(60 * time.Minute)
	with := func(voices int) Signal {
		var h history
		h.chatter(storm.AddDate(0, 0, -28), storm.Add(time.Hour), 12)
		h.crowd("storm", voices, storm, 55*time.Minute)
		sig, _ := Burst{}.Evaluate(h.series(nil), now)
		return sig
	}
	for voices := 20; voices < 60; voices += 4 {
		sig := with(voices)
		if sig.Severity < Issue {
			continue
		}
		for _, c := range sig.Conditions {
			if !c.Days {
				continue
			}
			if c.Fewer == 0 || c.Fewer > voices {
				t.Errorf("%d people more: %d fewer are said to be enough", voices, c.Fewer)
			}
			if left := with(voices - min(voices, 2*c.Fewer+2)); left.Severity >= sig.Severity {
				t.Errorf("%d people more, once in %.0f days: %d fewer should do, and %d do not", voices, c.Had, c.Fewer, 2*c.Fewer+2)
			}
		}
		return
	}
	t.Error("no rise was an issue")
}

// The other rules are asked at the same moment, and say how near they came.
func TestWhatOtherRulesSawIsTold(t *testing.T) {
	storm := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	var h history
	h.chatter(storm.AddDate(0, 0, -28), storm, 12)
	h.crowd("storm", 60, storm, 40*time.Minute)
	found := Evaluate(h.series(nil), []Rule{Burst{}, Spread{}, Heavy{}, NewWord{}, SlowBurn{}, Strategy{}}, storm.Add(45*time.Minute))
	if len(found) == 0 || len(found[0].Others) != 5 {
		t.Fatalf("found %+v, want a signal with what five other rules saw", found)
	}
	for _, o := range found[0].Others {
		if o.Saw == "" || o.Rule == found[0].Rule {
			t.Errorf("%+v says nothing of another rule", o)
		}
	}
}
