package alerting

import (
	"fmt"
	"strings"
	"time"

	"tocsin/rules"
)

// tightest is the condition that nearly kept the signal from what it is.
func (v view) tightest() string {
	if len(v.Signal.Conditions) == 0 {
		return ""
	}
	c := v.Signal.Conditions[0]
	if c.Fewer == 0 {
		return ""
	}
	if !c.Days || v.Signal.Rarity == nil {
		return fmt.Sprintf("Nearest to not being met: %s. With %d fewer it would have been no %s.", condition(c), c.Fewer, v.Signal.Severity)
	}
	return fmt.Sprintf("Nearest to not being met: %s. With about %d fewer %s in the last %s it would have been no %s.",
		condition(c), c.Fewer, v.Signal.Rarity.Channel, length(time.Duration(v.Signal.Rarity.Minutes)*time.Minute), v.Signal.Severity)
}

// asked lists all that the level asks for.
func (v view) asked() []string {
	var lines []string
	for _, c := range v.Signal.Conditions {
		line := condition(c)
		switch {
		case c.Fewer == 0:
		case c.Days:
			line += fmt.Sprintf("; about %d fewer would have broken it", c.Fewer)
		default:
			line += fmt.Sprintf("; %d fewer would have broken it", c.Fewer)
		}
		lines = append(lines, line)
	}
	return lines
}

func condition(c rules.Condition) string {
	return fmt.Sprintf("%s: %s needed, %s there", clip(c.What, 80), decimal(c.Needed), decimal(c.Had))
}

// others lists what the other rules saw at the same moment.
func (v view) others() []string {
	var lines []string
	for _, o := range v.Signal.Others {
		line := clip(o.Rule, 40) + ": " + clip(o.Saw, 160)
		if o.Severity > rules.None {
			line += ", as " + o.Severity.String()
		}
		lines = append(lines, line)
	}
	return lines
}

// heardThen tells how well the sources were heard when it was found: not how they are now.
func (v view) heardThen() string {
	h := v.Signal.Hearing
	if h == nil {
		return ""
	}
	said := fmt.Sprintf("Sources then: %d of %d heard", h.Fresh, h.Sources)
	if !h.Oldest.IsZero() {
		said += ", the oldest reading of " + v.clock.at(h.Oldest)
	}
	var blind []string
	for _, b := range h.Blind {
		name := clip(b.Source, 40)
		if b.Since.IsZero() {
			name += " (never heard)"
		} else {
			name += " (last heard " + v.clock.at(b.Since) + ")"
		}
		blind = append(blind, name)
	}
	if h.More > 0 {
		blind = append(blind, fmt.Sprintf("and %d more", h.More))
	}
	if len(blind) > 0 {
		said += "; blind, so nothing of theirs is counted: " + strings.Join(blind, ", ")
	}
	return said + "."
}

// Explained is all that "Why?" has to say: what anybody understands first, and then each
// figure and what it was reckoned from. Of a record of before figures were kept it tells what there is.
func Explained(i Incident, r Reader) string {
	v := look(i, r, latest(i))
	v.clock.personal = false
	var out, rest strings.Builder
	for n, s := range v.steps() {
		switch {
		case n == 0:
			out.WriteString(s.text + "\n")
		case s.about == formula || s.about == otherRules:
		case strings.Contains(shortForm, "|"+s.about+"|"):
			out.WriteString(s.text + "\n")
		default:
			rest.WriteString(s.text + "\n")
		}
	}
	section := func(heading, body string) {
		if body = strings.TrimSpace(body); body != "" {
			out.WriteString("\n" + heading + "\n" + body + "\n")
		}
	}
	section("HOW IT WAS COUNTED", rest.String())
	section("WHAT THE LEVEL ASKS FOR", strings.Join(v.asked(), "\n"))
	section("WHAT THE OTHER RULES SAW", strings.Join(v.others(), "\n"))
	section("HOW RARE, TO BE REDONE", v.reckoned())
	return strings.TrimSuffix(out.String(), "\n")
}

const (
	formula    = "the formula"
	otherRules = "the other rules"
	// shortForm are the steps that anybody understands.
	shortForm = "|what was counted|what is normal|the level|the tightest condition|the page budget|the sources then|"
)
