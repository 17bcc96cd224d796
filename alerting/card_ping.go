package alerting

import (
	"fmt"
	"slices"
	"time"
)

// pingText is what a new alert about a card says: why it rings again, how big it
// is, who has it.
func pingText(i Incident, r Reader, now time.Time) string {
	v := look(i, r, now)
	head := fmt.Sprintf("%s #%d %s", clip(v.brandName(), 24), i.ID.Number, v.again())
	return v.fitted(head)
}

// again is why the reader was alerted last.
func (v view) again() string {
	if !v.State.Live() {
		return "is " + string(v.State)
	}
	for _, a := range slices.Backward(v.Alerts) {
		if v.reader.Person != "" && !slices.Contains(a.Who, v.reader.Person) {
			continue
		}
		switch a.Cause {
		case Louder:
			return "is now " + v.level()
		case Unclaimed:
			if v.State == Open {
				return "still has nobody after " + length(a.At.Sub(v.OpenedAt))
			}
		case Rising:
			return "is rising again"
		case Again:
			return "has a " + nth(v.Wave.Number) + " wave"
		case Returned:
			return "is back"
		case Forgotten:
			return "waits for its lead"
		}
		break
	}
	return "needs you: " + v.level()
}
