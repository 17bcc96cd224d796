package rules

import (
	"fmt"
	"math"
	"time"
)

const (
	// burnDays is how many days a rise is looked for in, burnKnown how many of them must be known.
	burnDays, burnKnown = 21, 16
	// A rise needs to lie so many standard deviations above chance, to grow so many percent
	// a day, and to have multiplied so much from the first week to the last. By chance the first
	// happens once in two thousand windows, and the others make those rarer.
	burnZ, burnPercent, burnTimes = 3.3, 3.5, 1.4
	// leastVoices and leastAngry are what a day must have at its end.
	leastVoices, leastAngry = 20, 8
	// A day in the last week so many times its median is a burst, and told as such.
	burnBurst = 2
	// A slow burn is told from nine in the morning, local time, to three in the afternoon: it has waited for
	// days, and shall wake nobody.
	burnFrom, burnTo = 9, 15
	// A rise is told again after a week if it has grown by half, and at once if it has
	// doubled. What burns for longer than three weeks was told.
	burnAgain, burnGrown, burnDoubled, burnLongest = 7, 1.5, 2, 21
)

// SlowBurn finds what creeps up over days and never bursts: voices, or the part of them that
// is negative. Weekends are held against weekends, an outage is no data, and one loud day is
// but one day among three weeks.
type SlowBurn struct{}

var _ Rule = SlowBurn{}

// Name is "slow-burn".
func (SlowBurn) Name() string { return "slow-burn" }

// Evaluate looks at the days before that of a moment, on the day that it is first seen in.
func (r SlowBurn) Evaluate(s *Series, at time.Time) (Signal, bool) {
	local := at.In(s.loc)
	if local.Hour() < burnFrom || local.Hour() >= burnTo {
		return Signal{}, false
	}
	told := time.Date(local.Year(), local.Month(), local.Day(), burnFrom, 0, 0, 0, s.loc)
	if s.asOf < told.UnixNano() { // of what was known before its moment nothing was told
		return Signal{}, false
	}
	days := s.days(at, burnDays)
	for _, of := range burns() {
		trend, rises := of.rise(days)
		if !rises || !of.toldNow(s, at) {
			continue
		}
		sig := Signal{
			Rule: r.Name(), Version: "1", Brand: s.brand, Severity: Watch, At: told.UTC(), Window: 24 * time.Hour,
			Onset: s.midnight(at, -trend.Days).UTC(), Count: s.Count(told.Add(-24*time.Hour), told), Expected: trend.From, Trend: &trend,
		}
		sig.Needs = fmt.Sprintf("a rise of %s%% a day (%s%%), %s times in all (%s), and %s standard deviations above chance (%s)",
			short(burnPercent), short(trend.Percent), short(burnTimes), short(trend.To/trend.From), short(burnZ), short(trend.Z))
		sig.Arithmetic = trend.arithmetic()
		return sig, true
	}
	return Signal{}, false
}

// arithmetic is the sentence that explains a trend.
func (t Trend) arithmetic() string {
	return fmt.Sprintf("%s rise by %s%% a day: from %s to %s in %d days; of %d pairs of days of one kind the later is higher in %d, which is %s standard deviations above chance",
		t.Of, short(t.Percent), t.Level(t.From), t.Level(t.To), t.Days, t.Pairs, t.Rises, short(t.Z))
}

// Level writes a value of the trend.
func (t Trend) Level(v float64) string {
	if t.Of == "voices" {
		return fmt.Sprintf("%.0f a day", v)
	}
	return fmt.Sprintf("%.0f%%", 100*v)
}

// A burn is one thing that may creep up.
type burn struct {
	of    string
	value func(d day) (float64, bool)
	least func(last day) bool
}

func burns() []burn {
	return []burn{
		{"voices", func(d day) (float64, bool) { return d.voices + 1, d.known && !d.planned }, func(day) bool { return true }},
		{
			"negative share", func(d day) (float64, bool) {
				return (d.angry + .5) / (d.voices + 1), d.known && d.voices >= leastVoices/2
			},
			func(last day) bool { return last.voices >= leastVoices && last.angry >= leastAngry },
		},
	}
}

// rise is the trend of some days, and whether it is one.
func (b burn) rise(days []day) (Trend, bool) {
	var values []value
	for i, d := range days {
		if v, known := b.value(d); known {
			values = append(values, value{i, d.weekend, math.Log(v)})
		}
	}
	last := days[len(days)-1]
	if len(values) < burnKnown || values[len(values)-1].day != len(days)-1 || !b.least(last) {
		return Trend{}, false
	}
	t := trendOf(values)
	t.Of = b.of
	big := b.of != "voices" || t.To >= leastVoices
	for _, v := range values {
		if v.day >= len(days)-7 && math.Exp(v.log) > burnBurst*t.To {
			return t, false
		}
	}
	return t, big && t.Z >= burnZ && t.Percent >= burnPercent && t.To >= burnTimes*t.From
}

// toldNow reports whether a rise that lasts is told on the day of a moment: it is on the first
// day that it is one, and later as it grows.
func (b burn) toldNow(s *Series, at time.Time) bool {
	days := s.days(at, burnLongest+burnDays)
	last, level, calm := -1, 0.0, false
	for end := 0; end <= burnLongest; end++ {
		t, rises := b.rise(days[end : end+burnDays])
		switch {
		case !rises:
			calm = true
			continue
		case !calm:
			continue
		case last < 0, end-last >= burnAgain && t.To >= burnGrown*level, t.To >= burnDoubled*level:
			last, level = end, t.To
		}
	}
	return last == burnLongest
}
