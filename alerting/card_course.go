package alerting

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/rules"
)

// course says what the rise does: which wave it is, that it is past its peak, how many speak
// where that is newer than the signal, how fast that changes.
func (v view) course() []string {
	var said []string
	if w := v.Wave; w.Number > 1 {
		said = append(said, capital(nth(w.Number))+" wave since "+v.clock.at(w.Since))
	}
	if v.Wave.hasTurned() {
		said = append(said, "Past its peak of "+v.peak())
	}
	growth := v.Signal.Growth
	if v.stale() {
		growth = v.Course.Growth
		said = append(said, fmt.Sprintf("At %s: %s/h", v.clock.at(v.Course.Now.At), voices(v.Course.Now.Voices)))
	}
	if pace := paced(growth); pace != "" {
		said = append(said, capital(pace))
	}
	return said
}

// peak is the loudest hour: "640 voices/h since 15:00", from when on fewer spoke.
func (v view) peak() string {
	peak := v.Wave.Turned.Peak
	return fmt.Sprintf("%s/h since %s", voices(peak.Voices), v.clock.at(peak.At))
}

// stale reports whether what is known of the course is newer than the signal.
func (v view) stale() bool { return v.Course.Now.At.After(v.Signal.At) }

// threadText is the line that tells a thread how it goes on; "" where there is none, or
// where it is so old that the next one is due.
func threadText(i Incident, r Reader, now time.Time) string {
	v := look(i, r, now)
	for _, a := range slices.Backward(i.Actions) {
		if a.Course == nil || a.Verb == Eased {
			continue
		}
		if now.Sub(a.At) >= movesAfter {
			return ""
		}
		switch a.Verb {
		case Turned:
			said := fmt.Sprintf("The tide has turned: past its peak of %s, now %s/h", v.peak(), voices(a.Course.Now.Voices))
			if pace := paced(a.Course.Growth); pace != "" {
				said += ", " + pace
			}
			return said + v.kinder()
		case Surged:
			return fmt.Sprintf("A %s wave: now %s", nth(i.Wave.Number), a.Text)
		default:
			return "Now " + a.Text
		}
	}
	return ""
}

// kinder says that more of those who speak now are kind than at the peak, beyond chance: a
// tide turns for two reasons, and this is the better one.
func (v view) kinder() string {
	const enough = 20
	before, after := v.Peak.Moods, v.Signal.Moods
	m, n := float64(before.Known()), float64(after.Known())
	if m < enough || n < enough || ratedBy(v.Peak) == 0 || ratedBy(v.Signal) == 0 {
		return ""
	}
	was, is := float64(before.Positive)/m, float64(after.Positive)/n
	if is-was < chance*math.Sqrt(was*(1-was)/m+is*(1-is)/n) || is <= was {
		return ""
	}
	return fmt.Sprintf("; positive %d%% → %d%% (word list, unchecked)", before.Percent(before.Positive), after.Percent(after.Positive))
}

// nth counts waves.
func nth(n int) string {
	if words := []string{"first", "second", "third"}; n >= 1 && n <= len(words) {
		return words[n-1]
	}
	ending := "th"
	if endings := []string{"st", "nd", "rd"}; n%10 >= 1 && n%10 <= 3 && n/10%10 != 1 {
		ending = endings[n%10-1]
	}
	return strconv.Itoa(n) + ending
}

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
