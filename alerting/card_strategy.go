package alerting

import (
	"fmt"
	"time"
)

// on names the strategy whose talk a signal is about; "" of one that is about all.
func (v view) on() string {
	if v.Signal.Strategy == "" {
		return ""
	}
	return " on " + clip(v.Signal.Strategy, 40)
}

// talk begins what such a signal is about.
func (v view) talk() string {
	if v.Signal.Strategy == "" {
		return ""
	}
	return "More than usual touches " + clip(v.Signal.Strategy, 40) + ". "
}

// rareTalk sets the rise in a strategy's talk against what it is to be shown for.
func (v view) rareTalk() string {
	s := v.Signal
	return fmt.Sprintf("Rule %s (version %s), level %s: at least %d voices%s (%d %s), and rare: a rise in them like that of the last %s, beyond what all voices explain, comes %s, as this brand's own days tell. It is shown if it comes once in %s days, which gives all strategies together one such in a page's budget.",
		clip(s.Rule, 40), clip(s.Version, 20), s.Severity, s.Floor, v.on(), s.Voices, reached(s.Voices, float64(s.Floor)),
		length(time.Duration(s.Rarity.Minutes)*time.Minute), s.Rarity.Often(), decimal(s.Rarity.Budget))
}
