package plan

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tocsin/brand/query"
	"tocsin/brand/text"
)

// A PilotFault is something wrong with a pilot.
type PilotFault struct {
	// Field is the key in configuration that has the fault: "to", "measure.target".
	Field string
	// Missing is set where the field is empty and must not be.
	Missing bool
	// What is wrong, and the Remedy.
	What, Remedy string
}

func (f PilotFault) String() string { return f.Field + ": " + f.What + ": " + f.Remedy }

const (
	howToBound = `write a sign and a number, such as ">=60%" or "> 200"`
	howToStop  = `write what is measured, a bound and a time, such as negative_share >= 50% over 24h`
)

var (
	pilotForm   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	measureForm = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	boundForm   = regexp.MustCompile(`^(?:>=|<=|>|<) ?([0-9]{1,9}(?:\.[0-9]{1,3})?)(%?)$`)
	stopForm    = regexp.MustCompile(`^([^<>\s]+) ?([<>].*) over [1-9][0-9]{0,3}[mhdw]$`)
)

// longestPilotID bounds the id, which stands in every reason: cards show 40 characters of those.
const longestPilotID = 32

// Check is all that is wrong with the pilot by itself. Whether its brand and its
// strategy are there is known by who has the others.
func (p Pilot) Check() []PilotFault {
	var faults []PilotFault
	add := func(field, what, remedy string) {
		faults = append(faults, PilotFault{Field: field, What: what, Remedy: remedy})
	}
	for _, field := range p.required() {
		if field.empty {
			faults = append(faults, PilotFault{Field: field.name, Missing: true, What: "is missing", Remedy: field.remedy})
		}
	}
	if p.ID != "" && (!pilotForm.MatchString(p.ID) || len(p.ID) > longestPilotID) {
		add("id", fmt.Sprintf("%q is no id of a pilot", p.ID), fmt.Sprintf("use at most %d lower-case letters a to z, digits and inner dashes, such as sling-ad", longestPilotID))
	}
	if p.Kind != "" && !slices.Contains(PilotKinds(), p.Kind) {
		add("kind", fmt.Sprintf("%q is no kind of pilot", p.Kind), "use one of "+strings.Join(PilotKinds(), ", "))
	}
	if p.Thing != "" {
		if err := CheckLink(p.Thing); err != nil {
			what, remedy, _ := strings.Cut(err.Error(), ": ")
			add("thing", what, remedy)
		}
	}
	for i, q := range p.Measure.Match {
		if _, err := query.Parse(q); err != nil {
			add(fmt.Sprintf("measure.match[%d]", i), err.Error(), "mend the query")
		}
	}
	if p.From != (Day{}) && p.To != (Day{}) && p.To.Compare(p.From) < 0 {
		add("to", fmt.Sprintf("the pilot ends on %s, before it begins on %s", p.To, p.From), "write its last day, which may be its first")
	}
	return append(faults, p.figures()...)
}

// A need is a field that a pilot must have, and what to do where it is empty.
type need struct {
	name   string
	empty  bool
	remedy string
}

// required are those fields, in the order in which people write them.
func (p Pilot) required() []need {
	return []need{
		{"id", p.ID == "", "give it a short name, such as sling-ad"},
		{"brand", p.Brand == "", "name the brand it is tried for"},
		{"strategy", p.Strategy == "", "name the strategy it is tried for, such as marketing"},
		{"kind", p.Kind == "", "use one of " + strings.Join(PilotKinds(), ", ")},
		{"hypothesis", p.Hypothesis == "", "write the sentence that it proves or disproves"},
		{"measure.name", p.Measure.Name == "", "write what is measured, such as positive_share"},
		{"measure.match", len(p.Measure.Match) == 0, `write the words of what speaks of it, such as [sling, "#slingad"]`},
		{"measure.target", p.Measure.Target == "", `write what it must reach, such as ">=60%"`},
		{"from", p.From == Day{}, "write its first day, such as 2026-11-20"},
		{"to", p.To == Day{}, "write its last day, such as 2026-12-18: a pilot has an end"},
	}
}

// figures is what is wrong with the numbers that the pilot is to be judged by.
func (p Pilot) figures() []PilotFault {
	var faults []PilotFault
	add := func(field, what, remedy string) {
		if what != "" {
			faults = append(faults, PilotFault{Field: field, What: what, Remedy: remedy})
		}
	}
	if m := p.Measure; m.Name != "" {
		add("measure.name", unnamed(m.Name), "use lower-case letters, digits and inner underscores, such as positive_share")
	}
	if m := p.Measure; m.Target != "" {
		add("measure.target", unbound(m.Name, m.Target), howToBound)
	}
	if p.Measure.MinVoices < 0 {
		add("measure.min_voices", fmt.Sprintf("%d is less than nobody", p.Measure.MinVoices), "write a whole number, such as 200")
	}
	if p.StopIf == "" {
		return faults
	}
	stop := stopForm.FindStringSubmatch(p.StopIf)
	if stop == nil {
		add("stop_if", fmt.Sprintf("%q is no rule to stop by", text.Clip(p.StopIf, queryShown)), howToStop)
		return faults
	}
	add("stop_if", unnamed(stop[1]), howToStop)
	add("stop_if", unbound(stop[1], stop[2]), howToStop)
	return faults
}

// unnamed says why a text names no measure, "" if it does.
func unnamed(name string) string {
	if measureForm.MatchString(name) {
		return ""
	}
	return fmt.Sprintf("%q is no name of a measure", text.Clip(name, queryShown))
}

// unbound says why a text is no bound of a measure, "" if it is one.
func unbound(measure, bound string) string {
	parts := boundForm.FindStringSubmatch(bound)
	if parts == nil {
		return fmt.Sprintf("%q is no bound", text.Clip(bound, queryShown))
	}
	percent := parts[2] == "%"
	switch n, err := strconv.ParseFloat(parts[1], 64); {
	case err != nil:
		return fmt.Sprintf("%q is no bound", bound)
	case percent && n > 100:
		return fmt.Sprintf("%q is more than all there is", bound)
	case !percent && strings.HasSuffix(measure, "_share"):
		return fmt.Sprintf("%s is a share, and %q is no percentage", measure, bound)
	}
	return ""
}
