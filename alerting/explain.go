package alerting

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/rules"
)

const (
	// explainRunes and explainLines are how long an explanation may be: it is read on a phone.
	explainRunes = 2500
	explainLines = 14
)

// Why is the answer to "Why?": the arithmetic of the latest signal in steps
// that a tired person can redo, what it was counted from, and when each level
// was passed. All figures are those recorded. Where that is too much, what tells
// least is left out, and it says where that is.
func Why(i Incident, r Reader) string {
	v := look(i, r, latest(i))
	v.clock.personal = false // it is read out to others, so it names its clock
	steps := v.steps()
	kept := chosen(steps, explainLines, explainRunes)
	var left []string
	if len(kept) < len(steps) {
		// What tells where the rest is takes a line of its own.
		kept = chosen(steps, explainLines-1, explainRunes-restRunes)
	}
	var out strings.Builder
	for n, s := range steps {
		switch {
		case slices.Contains(kept, n):
			out.WriteString(s.text + "\n")
		case !slices.Contains(left, s.about):
			left = append(left, s.about)
		}
	}
	if len(left) > 0 {
		fmt.Fprintf(&out, "Left out: %s. In full: %s\n", strings.Join(left, ", "), r.Shell.Line("explain", i.ID.String()))
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
		voices(s.Voices)+v.on(), posts(s.Mentions), length(s.Window), v.clock.whose(s.At))
	if s.Late {
		said += " It is told late: these posts were read long after they were published."
	}
	return said
}

func (v view) compared() string {
	s := v.Signal
	if s.Item != nil || s.Trend != nil {
		return "" // one post is enough, and a trend is held against itself
	}
	normal := factors(s).usual
	if s.Strategy != "" {
		return fmt.Sprintf("Usual%s, given how many spoke at all: %s voices.", v.on(), shortest(normal))
	}
	if s.Expected < 1 {
		return fmt.Sprintf("Normal for that hour of the week: %s voices, which is about none.", shortest(normal))
	}
	return fmt.Sprintf("Normal for that hour of the week: %s voices. %d / %s = %s times normal.",
		shortest(normal), s.Size(), shortest(normal), decimal(float64(s.Size())/normal))
}

// demanded sets the figures against the thresholds of the level.
func (v view) demanded() string {
	s := v.Signal
	switch {
	case s.Rarity != nil && s.Strategy != "":
		return v.rareTalk()
	case s.Rarity != nil:
		return v.rare()
	}
	if s.Needs != "" {
		return fmt.Sprintf("Rule %s (version %s), level %s: %s.", clip(s.Rule, 40), clip(s.Version, 20), s.Severity, clip(s.Needs, 200))
	}
	f := factors(s)
	what := "voices"
	if s.Carried > 0 {
		what = "authors of one text"
	}
	return fmt.Sprintf("Rule %s (version %s), level %s: at least %d %s (%d %s) and at least %s times %s, %s × %s = %s (%d %s).",
		clip(s.Rule, 40), clip(s.Version, 20), s.Severity, s.Floor, what, s.Size(), reached(s.Size(), float64(s.Floor)),
		decimal(s.Times), base(s), decimal(s.Times), shortest(f.awaited), shortest(f.product), s.Size(), reached(s.Size(), f.product))
}

// rare sets a rise against the promise: how rarely this brand's days rise so far.
func (v view) rare() string {
	s := v.Signal
	said := fmt.Sprintf("Rule %s (version %s), level %s: at least %d voices (%d %s)", clip(s.Rule, 40), clip(s.Version, 20), s.Severity, s.Floor, s.Voices, reached(s.Voices, float64(s.Floor)))
	if s.Times > 0 {
		f := factors(s)
		said += fmt.Sprintf(", at least %s times %s, %s × %s = %s (%d %s)",
			decimal(s.Times), base(s), decimal(s.Times), shortest(f.awaited), shortest(f.product), s.Voices, reached(s.Voices, f.product))
	}
	said += fmt.Sprintf(", and rare: a rise in %s like that of the last %s comes %s, as this brand's own days tell. A page is to come once in %s days at most though nothing is the matter.",
		s.Rarity.Channel, length(time.Duration(s.Rarity.Minutes)*time.Minute), s.Rarity.Often(), decimal(s.Rarity.Budget))
	if s.Rarity.Highest > 1 {
		said += fmt.Sprintf(" The last quarter of an hour is %s times the second highest of the weeks before.", decimal(s.Rarity.Highest))
	}
	return said
}

// A factored is what is normal, as it is shown, what is expected, which is the same unless
// an event is planned, and so many times that: whoever multiplies what is shown comes to the
// products shown.
type factored struct{ usual, awaited, product float64 }

// factors are those of a signal. There are two decimals, and more where the voices would
// otherwise be told to lie on the other side of the product.
func factors(s rules.Signal) factored {
	many, event, least := rounded(s.Times, 2), foretold(s), s.Times*s.Expected
	if event > 1 {
		least = s.Times * s.Planned.Expected
	}
	for places := 2; ; places++ {
		f := factored{usual: rounded(s.Expected, places)}
		f.awaited = rounded(event*f.usual, places+2)
		f.product = rounded(many*f.awaited, places+4)
		if places == 6 || float64(s.Size()) >= f.product == (float64(s.Size()) >= least) {
			return f
		}
	}
}

// notMore says why the level is no higher.
func (v view) notMore() string {
	if v.Signal.Next == "" || v.Severity > v.Signal.Severity {
		return ""
	}
	return "Why no higher: " + clip(v.Signal.Next, 200) + "."
}

func (v view) inItsWords() string {
	if v.Signal.Arithmetic == "" {
		return ""
	}
	return "In the rule's own words: " + clip(v.Signal.Arithmetic, 400) + "."
}

func (v view) stays() string {
	if v.Severity <= v.Signal.Severity {
		return ""
	}
	return fmt.Sprintf("The incident stays at %s: it falls once nothing so grave was heard for %s, and a fifth less than what last was.", v.Severity, length(lull))
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
	said := fmt.Sprintf("The rise began %s; from then to %s: %s, %s.", v.clock.at(s.Onset), v.clock.at(s.At), voices(s.Since.Voices), posts(s.Since.Mentions))
	if pace := paced(s.Growth); pace != "" {
		said += " Voices per 5 minutes: " + pace
		if s.Growth.Every > 0 {
			said += ", where the brackets hold the truth four times in five"
		}
		said += "."
	}
	return said
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
		passed = append(passed, fmt.Sprintf("%s %s (%s in %s)", most, v.clock.at(a.At), carrying(*a.Signal), length(a.Signal.Window)))
	}
	if len(passed) == 0 {
		return ""
	}
	return "Levels passed: " + strings.Join(passed, " · ")
}

// decimal writes a figure with at most two decimals.
func decimal(f float64) string { return shortest(rounded(f, 2)) }

// shortest writes a figure with as many decimals as it has.
func shortest(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// rounded is a figure to so many decimals.
func rounded(f float64, places int) float64 {
	said, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', places, 64), 64)
	if err != nil {
		return f
	}
	return said
}
