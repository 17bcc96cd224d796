package alerting

import "fmt"

// trend says of a signal of a rise over days what rises; "" of any other.
func (v view) trend() string {
	t := v.Signal.Trend
	if t == nil {
		return ""
	}
	what := "More speak, day by day, and nothing burst"
	if t.Of != "voices" {
		what = "It sounds worse, day by day, and nothing burst"
	}
	return fmt.Sprintf("%s: %s from %s to %s in %s", what, clip(t.Of, 40), t.Level(t.From), t.Level(t.To), count(t.Days, "day", "days"))
}

// grown is a rise over days in a few words.
func (v view) grown() string {
	t := v.Signal.Trend
	return fmt.Sprintf("%s %s to %s in %s", clip(t.Of, 40), t.Level(t.From), t.Level(t.To), count(t.Days, "day", "days"))
}
