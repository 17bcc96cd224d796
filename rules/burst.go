package rules

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// noise is how many standard deviations above normal a window must lie.
const noise = 4

// A Level is a threshold of the burst rule: so many voices in a window, and so
// many times what is normal for it.
type Level struct {
	Severity Severity
	// Window is at most an hour.
	Window time.Duration
	Floor  int
	Times  float64
}

// DefaultLevels lists the thresholds for a brand that sets none of its own.
func DefaultLevels() []Level {
	return []Level{
		{Watch, 10 * time.Minute, 8, 4},
		{Watch, time.Hour, 15, 3},
		{Issue, time.Hour, 25, 5},
		{Crisis, time.Hour, 40, 8},
	}
}

// Burst finds that many more voices speak than is normal at this hour of the
// week: at least a level's floor, at least its multiple of normal, and four
// standard deviations above normal, so that the routine peaks of a brand whose
// talk is bursty raise nothing. It counts voices, so one author is one however
// much they write, and it is deaf to tone.
type Burst struct {
	// Budget is the time in which a brand may page at most once though nothing is the
	// matter; 0 is DefaultBudget. A quarter of it is worth a watch.
	Budget time.Duration
	// Levels are for a brand not yet known for a week. They may stand in any order; none
	// means DefaultLevels.
	Levels []Level
	// Word is the rule that finds new words, nil for none: where one goes with a rise, fewer
	// voices are enough for an issue.
	Word Rule
}

var _ Rule = Burst{}

// Name is "burst".
func (Burst) Name() string { return "burst" }

// Evaluate answers the highest level that the windows ending at a moment reach.
func (b Burst) Evaluate(s *Series, at time.Time) (Signal, bool) {
	if r, known := s.gaugeAt(at); known {
		return b.evaluateRare(s, at, r)
	}
	levels := b.Levels
	if len(levels) == 0 {
		levels = DefaultLevels()
	}
	var best Level
	var heard Count
	var usual normal
	for _, level := range levels {
		from := at.Add(-level.Window)
		mentions := s.mentions(from, at)
		if level.Severity <= best.Severity || mentions < level.Floor {
			continue
		}
		n := s.comparable(at, level.Window)
		least := max(float64(level.Floor), level.Times*n.voices, n.unlikely())
		if float64(mentions) < least { // there are no more voices than mentions, and these are cheap to count
			continue
		}
		if count := s.Count(from, at); float64(count.Voices) >= least {
			best, heard, usual = level, count, n
		}
	}
	if best.Severity == None {
		return Signal{}, false
	}
	onset := s.onset(at, usual)
	sig := Signal{
		Next: s.next(at, best, levels),
		Rule: b.Name(), Version: "1", Brand: s.brand, Severity: best.Severity,
		At: at.UTC(), Window: best.Window, Onset: onset,
		Count: heard, Since: s.Count(onset.Add(-1), at),
		Expected: usual.usual(), Floor: best.Floor, Times: best.Times,
		Arithmetic: arithmetic(best, heard.Voices, usual, at.In(s.loc)),
	}
	sig.Conditions = conditions(
		Condition{What: "voices at least", Needed: float64(best.Floor), Had: float64(heard.Voices)},
		Condition{What: short(best.Times) + " times " + usual.base(), Needed: best.Times * usual.voices, Had: float64(heard.Voices)},
		Condition{What: "what chance hardly reaches", Needed: usual.unlikely(), Had: float64(heard.Voices)},
	)
	sig.foresee(usual)
	return sig, true
}

// unlikely is the number of voices that chance hardly ever reaches.
func (n normal) unlikely() float64 { return n.above(noise) }

// above is so many standard deviations more voices than normal.
func (n normal) above(deviations float64) float64 {
	return n.voices + deviations*math.Sqrt(n.voices*(1+n.spread*n.voices))
}

func arithmetic(level Level, voices int, usual normal, at time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d voices in the %s to %s; normal for it is %s (%s)%s; %s needs %d and %s times %s",
		voices, span(level.Window), at.Format("Monday 15:04 MST"), short(usual.usual()), earlier(usual), usual.foreseen(),
		level.Severity, level.Floor, short(level.Times), usual.base())
	if u := usual.unlikely(); u > max(float64(level.Floor), level.Times*usual.voices) {
		fmt.Fprintf(&b, ", and %d, which chance hardly reaches", int(math.Ceil(u)))
	}
	return b.String()
}

// earlier tells the earlier weeks, latest first.
func earlier(usual normal) string {
	weeks := usual.weeks
	switch {
	case len(weeks) == 0 && usual.opened > 0:
		return "no earlier week is known of all sources; what the new ones began with tells of " + short(usual.opened)
	case len(weeks) == 0:
		return "no earlier week is known"
	case len(weeks) == 1:
		return "a week before: " + short(weeks[0])
	}
	figures := make([]string, len(weeks))
	for i, v := range weeks {
		figures[i] = short(v)
	}
	return fmt.Sprintf("the last %d weeks: %s", len(weeks), strings.Join(figures, ", "))
}

func span(d time.Duration) string {
	if d == time.Hour {
		return "hour"
	}
	return strconv.Itoa(int(d.Minutes())) + " minutes"
}

// short writes a figure with at most one decimal.
func short(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}
