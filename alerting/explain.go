package alerting

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"tocsin/rules"
)

// explainRunes is how long an explanation may be.
const explainRunes = 2500

// Why is the answer to "Why?": the arithmetic of the latest signal in steps
// that a tired person can redo, what it was counted from, and when each level
// was passed. All figures are those recorded.
func Why(i Incident, r Reader) string {
	v := look(i, r, latest(i))
	v.clock.personal = false // it is read out to others, so it names its clock
	paragraphs := []string{
		fmt.Sprintf("#%d %s: why it rings", i.ID.Number, v.brandName()),
		v.counted(), v.folded(), v.compared(), v.demanded(), v.rose(), v.carried(), v.evidence(), v.sounded(), v.levels(),
	}
	var out strings.Builder
	for _, p := range paragraphs {
		if p == "" || utf8.RuneCountInString(out.String())+utf8.RuneCountInString(p)+1 > explainRunes {
			continue
		}
		out.WriteString(p + "\n")
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// latest is the last moment an incident knows of.
func latest(i Incident) time.Time {
	at := i.Signal.At
	if n := len(i.Actions); n > 0 && i.Actions[n-1].At.After(at) {
		at = i.Actions[n-1].At
	}
	return at
}

func (v view) counted() string {
	s := v.Signal
	said := fmt.Sprintf("Counted: %s, from %s, in the %s to %s. Each author is one voice, however much they write; our own posts count as none.",
		voices(s.Voices), posts(s.Mentions), length(s.Window), v.clock.whose(s.At))
	if s.Late {
		said += " It is told late: these posts were read long after they were published."
	}
	return said
}

func (v view) compared() string {
	s := v.Signal
	if s.Expected < 1 {
		return fmt.Sprintf("Normal for that hour of the week: %s voices, which is about none.", decimal(s.Expected))
	}
	return fmt.Sprintf("Normal for that hour of the week: %s voices. %d / %s = %s times normal.",
		decimal(s.Expected), s.Voices, decimal(s.Expected), decimal(float64(s.Voices)/s.Expected))
}

// demanded sets the figures against the thresholds of the level.
func (v view) demanded() string {
	s := v.Signal
	product := s.Times * s.Expected
	said := fmt.Sprintf("Rule %s (version %s), level %s: at least %d voices (%d %s) and at least %s times normal, %s × %s = %s (%d %s).",
		clip(s.Rule, 40), clip(s.Version, 20), s.Severity, s.Floor, s.Voices, reached(s.Voices, float64(s.Floor)),
		decimal(s.Times), decimal(s.Times), decimal(s.Expected), decimal(product), s.Voices, reached(s.Voices, product))
	if s.Arithmetic != "" {
		said += "\nIn the rule's own words: " + clip(s.Arithmetic, 400) + "."
	}
	if v.Severity > s.Severity {
		said += fmt.Sprintf("\nThe incident stays at %s: it falls only after it has been quieter for hours.", v.Severity)
	}
	return said
}

func reached(n int, least float64) string {
	if float64(n) >= least {
		return "are"
	}
	return "are not"
}

func (v view) rose() string {
	s := v.Signal
	if s.Onset.IsZero() {
		return ""
	}
	return fmt.Sprintf("The rise began %s; from then to %s: %s, %s.", v.clock.at(s.Onset), v.clock.at(s.At), voices(s.Since.Voices), posts(s.Since.Mentions))
}

func (v view) evidence() string {
	var lines []string
	add := func(label string, parts []string) {
		if len(parts) > 0 {
			lines = append(lines, label+": "+strings.Join(parts, " · "))
		}
	}
	add("Sources, by voices", each(v.Signal.Sources, func(s rules.Share) string { return fmt.Sprintf("%s %d", clip(s.Name, 40), s.Voices) }))
	add("Tags, by voices", each(v.Signal.Tags, func(s rules.Share) string {
		said := fmt.Sprintf("#%s %d", clip(s.Name, 40), s.Voices)
		if s.New {
			said += " (new)"
		}
		return said
	}))
	if touches := v.touches(); touches != "" {
		lines = append(lines, "Touches: "+touches)
	}
	return strings.Join(lines, "\n")
}

// each writes the first eight shares.
func each(shares []rules.Share, write func(rules.Share) string) []string {
	var out []string
	for _, s := range shares[:min(len(shares), 8)] {
		out = append(out, write(s))
	}
	return out
}

// levels tells when each level was passed first.
func (v view) levels() string {
	var passed []string
	most := rules.None
	for _, a := range v.Actions {
		if a.Signal == nil || a.Signal.Severity <= most {
			continue
		}
		most = a.Signal.Severity
		passed = append(passed, fmt.Sprintf("%s %s (%s in %s)", most, v.clock.at(a.At), voices(a.Signal.Voices), length(a.Signal.Window)))
	}
	if len(passed) == 0 {
		return ""
	}
	return "Levels passed: " + strings.Join(passed, " · ")
}

// decimal writes a figure with at most two decimals.
func decimal(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}
