package alerting

import (
	"fmt"

	"tocsin/rules"
)

// planned names the event that a signal fell in, with what was expected because of it; ""
// where nothing is planned.
func (v view) planned() string {
	p := v.Signal.Planned
	if p == nil {
		return ""
	}
	said := fmt.Sprintf("%s, %s times normal until %s", clip(p.What, 60), decimal(p.Times), v.clock.until(p.Until))
	if p.Expected == 0 {
		return said + "; that explains none of this"
	}
	if many := multiple(v.Signal, p.Expected); many != "" {
		return fmt.Sprintf("%s: %s in %s; this is %s that", said, normal(p.Expected), length(v.Signal.Window), many)
	}
	return said
}

// awaited names the event on a lock screen; "" where nothing is planned.
func (v view) awaited() string {
	if v.Signal.Planned == nil {
		return ""
	}
	return ", planned: " + clip(v.Signal.Planned.What, 30)
}

// foreseen tells how what was expected follows from what is normal.
func (v view) foreseen() string {
	s := v.Signal
	if s.Planned == nil {
		return ""
	}
	said := fmt.Sprintf("Planned: %s, from %s until %s, %s times normal.", clip(s.Planned.What, 60), v.clock.at(s.Planned.From), v.clock.until(s.Planned.Until), decimal(s.Planned.Times))
	if s.Planned.Expected == 0 {
		return said + " That explains none of this, so it is held against what is normal."
	}
	many := foretold(s)
	if many != rounded(s.Planned.Times, 2) {
		said += fmt.Sprintf(" It covers a part of this %s, so %s times normal for that.", length(s.Window), shortest(many))
	}
	f := factors(s)
	return said + fmt.Sprintf(" Expected: %s × %s = %s voices.", shortest(many), shortest(f.usual), shortest(f.awaited))
}

// foretold is how many times normal was expected for a signal's window: 1 where nothing
// was, or an event explains none of it.
func foretold(s rules.Signal) float64 {
	switch {
	case s.Planned == nil || s.Planned.Expected == 0:
		return 1
	case s.Expected == 0:
		return rounded(s.Planned.Times, 2)
	}
	return rounded(s.Planned.Expected/s.Expected, 2)
}

// base is what a signal is held against, in a word.
func base(s rules.Signal) string {
	if s.Planned != nil && s.Planned.Expected > 0 {
		return "the expected"
	}
	return "normal"
}
