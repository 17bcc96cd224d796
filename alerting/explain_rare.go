package alerting

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"tocsin/rules"
)

// reckoned is the formula behind "once in so many days", a step a line: each figure is of the
// lines above, and a pocket calculator comes to the last.
func (v view) reckoned() string {
	r := v.Signal.Rarity
	if r == nil || r.Working == nil {
		return ""
	}
	w, span := *r.Working, length(time.Duration(r.Minutes)*time.Minute)
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if w.Expected > 0 {
		say("Heard in the last %s: %d %s, where %s were to be expected. Who spoke within six hours before is not new.", span, w.Count, r.Channel, decimal(w.Expected))
	}
	say("Each 5 minutes count ln(1 + r / 1.5), r being how many standard deviations they lie above the expected. Their mean in the last %s: %s. It is usually %s, give or take %s.",
		span, places(w.Residual, 6), places(w.Usual, 6), places(w.Deviation, 6))
	say("z = (%s − %s) / %s = %s", places(w.Residual, 6), signed(w.Usual, 6), places(w.Deviation, 6), places(w.Z(), 4))
	say("u = ln(1 + z / %s) = %s", shortest(w.Unit), places(w.Height(), 6))
	say("By Gumbel's law of the highest u of this brand's days: x = (u − %s) / %s = %s; once in 1 / (1 − e^(−e^(−x))) = %s days",
		signed(w.Location, 6), places(w.Scale, 6), places((w.Height()-w.Location)/w.Scale, 4), six(w.Own()))
	say("A window of %s has %s of the days promised: %s × %s = %s; its log10 is %s", span, shortest(w.Window), six(w.Own()), shortest(w.Window),
		six(w.Own()*w.Window), places(math.Log10(w.Own()*w.Window), 4))
	say("Held to what many brands showed, and to this one's promise: 10^(%s + %s × log10 − %s) = %s days", shortest(w.Plus), shortest(w.Times), signed(w.Off, 6), six(w.Promised()))
	say("The channel of %s has %s of the budget: %s × %s = %s days, which is %s.", r.Channel, shortest(w.Channel), six(w.Promised()), shortest(w.Channel), six(w.Days()), r.Often())
	return strings.Join(lines, "\n")
}

// places writes a figure with so many decimals at most.
func places(f float64, decimals int) string { return shortest(rounded(f, decimals)) }

// signed is what is subtracted: a negative figure stands in brackets.
func signed(f float64, decimals int) string {
	if rounded(f, decimals) < 0 {
		return "(" + strings.Replace(places(f, decimals), "-", "−", 1) + ")"
	}
	return places(f, decimals)
}

// six writes a figure with six digits that count, or as many as a whole number has.
func six(f float64) string {
	if f >= 1e6 {
		return strconv.FormatFloat(f, 'f', 0, 64)
	}
	return shortest(rounded(f, max(0, 5-int(math.Floor(math.Log10(max(f, 1e-9)))))))
}

// budgeted says at which page_budget it would not have been told.
func (v view) budgeted() string {
	s := v.Signal
	r := s.Rarity
	if r == nil || s.Rule != (rules.Burst{}).Name() {
		return ""
	}
	rings, shown := r.Days, 4*r.Days
	if s.Word != nil {
		rings = shown // beside a new word the fourth part of a budget will do
	}
	budget := fmt.Sprintf("(page_budget is %sd)", decimal(r.Budget))
	switch {
	case rings >= longestTold:
		return fmt.Sprintf("It would have rung at any page_budget up to a year %s.", budget)
	case s.Severity == rules.Watch:
		return fmt.Sprintf("It would have rung somebody at a page_budget of %dd or less, and would not have been shown above %dd %s.", int(rings), int(shown), budget)
	}
	return fmt.Sprintf("At a page_budget above %dd it would have rung nobody, and above %dd not been shown %s.", int(rings), int(shown), budget)
}

// longestTold is from how many days on a budget is not reckoned with: none is longer.
const longestTold = 365
