package alerting

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/brand/text"
)

// A Blindness is a source that is not heard, or one that is heard again.
type Blindness struct {
	// Source and Kind are its names.
	Source, Kind string
	// Since is when it was last heard, zero if never.
	Since time.Time
	// Why says what is wrong.
	Why string
	// Failing is set where it cannot be read; else it is read and shows nothing new.
	Failing bool
	// Lost is set where its host is not found from here.
	Lost bool
	// Came is how many posts came since it was told blind, if they were Counted.
	Came    int
	Counted bool
}

// mostNamed is how many sources a card names; of more it tells the number.
const mostNamed = 8

// maxWhy bounds what is told of a reason, in characters.
const maxWhy = 200

// BlindCard tells those who can mend sources which are not heard any more, and which
// are heard again. Of whom tells whose sources they are.
func BlindCard(whose string, lost, healed []Blindness, now time.Time, zone *time.Location) Card {
	// What worked before is what somebody can mend; what never did was told at the start.
	slices.SortStableFunc(lost, func(a, b Blindness) int { return b.Since.Compare(a.Since) })
	c := Card{When: now.In(zone).Format("Mon 2 Jan 15:04 MST")}
	if len(lost) > 0 {
		c.Title = "BLIND · " + whose + " · " + sources(len(lost))
		c.Push = text.Clip("BLIND "+whose+": "+names(lost)+" not heard · no alert can come from there", 120)
		c.Lines = append(c.Lines, lostLines(lost, zone)...)
		c.Lines = append(c.Lines,
			Line{Label: "MEANS", Text: "Silence there is not calm. What is said there raises no alert until it is mended; what was missed is then read as far as the source goes back, and told as late."},
			Line{Label: "NEXT", Text: "tocsin source try " + lost[0].Source + " shows what it answers; tocsin doctor tries all of them."})
	} else {
		c.Title = "HEARD AGAIN · " + whose + " · " + sources(len(healed))
		c.Push = text.Clip("Heard again, "+whose+": "+names(healed), 120)
	}
	c.Lines = append(c.Lines, blindLines("HEARD", healed, func(b Blindness) string {
		return b.name() + " is heard again, " + length(now.Sub(b.Since)) + " after it was told blind" + b.caughtUp()
	})...)
	return c
}

// AlsoFailing tells of sources whose last reading failed, beside those that a card tells to be
// blind: what takes one down takes others, and these are told as blind only minutes later.
func AlsoFailing(names []string) []Line {
	if len(names) == 0 {
		return nil
	}
	some := strings.Join(names[:min(len(names), mostNamed)], ", ")
	if more := len(names) - mostNamed; more > 0 {
		some += fmt.Sprintf(" and %d more", more)
	}
	verb := "failed its"
	if len(names) > 1 {
		verb = "failed their"
	}
	return []Line{{Label: "ALSO", Text: fmt.Sprintf("%d more %s last reading, and may be next: %s", len(names), verb, some)}}
}

// lostLines tell why each source is not heard. Those whose hosts this machine does not
// find are told together: it is one fault, and most likely one place to mend it.
func lostLines(lost []Blindness, zone *time.Location) []Line {
	var away, others []Blindness
	for _, b := range lost {
		if b.Lost {
			away = append(away, b)
		} else {
			others = append(others, b)
		}
	}
	label := "LOST"
	var lines []Line
	if len(away) > 1 {
		lines = append(lines, Line{Label: label, Text: fmt.Sprintf("%d sources cannot be read, for this machine does not find the way to their hosts: check that it reaches the internet and its name server; they are %s", len(away), sinceWhen(away, zone))})
		label = ""
	} else {
		others = lost
	}
	return append(lines, blindLines(label, others, func(b Blindness) string {
		return b.name() + " · " + b.last(zone) + ": " + text.Clip(b.Why, maxWhy)
	})...)
}

// sinceWhen names sources, and when they were last read: "a, b (never read)".
func sinceWhen(all []Blindness, zone *time.Location) string {
	var some []string
	for i, b := range all[:min(len(all), mostNamed)] {
		name, last := b.Source, b.last(zone)
		if i+1 == min(len(all), mostNamed) || all[i+1].last(zone) != last {
			name += " (" + last + ")"
		}
		some = append(some, name)
	}
	if more := len(all) - mostNamed; more > 0 {
		some = append(some, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(some, ", ")
}

// caughtUp says what came of a source since it was told blind.
func (b Blindness) caughtUp() string {
	switch {
	case !b.Counted:
		return ""
	case b.Came == 0:
		return "; no post of a brand was found for that time"
	case b.Came == 1:
		return "; 1 post caught up"
	}
	return fmt.Sprintf("; %d posts caught up", b.Came)
}

func blindLines(label string, all []Blindness, say func(Blindness) string) []Line {
	var lines []Line
	for i, b := range all {
		if i == mostNamed {
			return append(lines, Line{Text: fmt.Sprintf("and %d more", len(all)-mostNamed)})
		}
		lines = append(lines, Line{Label: label, Text: say(b)})
		label = ""
	}
	return lines
}

func (b Blindness) name() string { return b.Source + " (" + b.Kind + ")" }

func (b Blindness) last(zone *time.Location) string {
	switch {
	case b.Since.IsZero():
		return "never read"
	case b.Failing:
		return "not read since " + b.Since.In(zone).Format("Mon 15:04")
	}
	return "nothing new since " + b.Since.In(zone).Format("Mon 15:04")
}

func sources(n int) string {
	if n == 1 {
		return "1 source"
	}
	return fmt.Sprintf("%d sources", n)
}

func names(all []Blindness) string {
	var some []string
	for i, b := range all {
		if i == 3 {
			return strings.Join(some, ", ") + fmt.Sprintf(" and %d more", len(all)-3)
		}
		some = append(some, b.Source)
	}
	return strings.Join(some, ", ")
}
