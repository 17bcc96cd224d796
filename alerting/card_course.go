package alerting

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"tocsin/rules"
)

// paced says how fast voices grow or fall: "doubling every 25 min (20 to 35)"; "" where that
// is unsure.
func paced(g *rules.Growth) string {
	if g == nil {
		return ""
	}
	if g.Pace == rules.Steady {
		return "neither growing nor falling"
	}
	unit, write := "min", minutes
	if g.Every > 2*time.Hour {
		unit, write = "h", halves
	}
	return fmt.Sprintf("%s every %s %s (%s to %s)", g.Pace, write(g.Every), unit, write(g.From), write(g.To))
}

// capital begins a sentence.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// minutes writes a span in minutes, of which it knows more than every fifth only while they are few.
func minutes(d time.Duration) string {
	grain := 5.0
	if d < 10*time.Minute {
		grain = 1
	}
	return strconv.Itoa(int(max(1, math.Round(d.Minutes()/grain)*grain)))
}

// halves writes a span in hours, to half of one.
func halves(d time.Duration) string { return shortest(math.Round(2*d.Hours()) / 2) }
