package config

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
	"tocsin/plan"
)

// pilots reads what is tried under strategies. Brands and strategies are known by then.
func (r *reader) pilots(v value) {
	for _, item := range r.items(v, "a list of pilots, each a map of "+allOf(pilotKeys())) {
		fields := r.record(item, pilotKeys())
		if fields.kind() != yaml.MappingNode {
			continue
		}
		measure := r.record(fields.get("measure"), measureKeys())
		p := r.pilot(fields, measure)
		r.unsound(p, fields, measure)
		if p.ID != "" && slices.ContainsFunc(r.config.Pilots, func(other plan.Pilot) bool { return other.ID == p.ID }) {
			r.report(fields.get("id"), complaint{"two pilots are called " + quoted(p.ID), "give one of them another id"})
		}
		r.config.Pilots = append(r.config.Pilots, p)
		if i := slices.IndexFunc(r.config.Brands, func(b brand.Brand) bool { return b.Key == p.Brand }); i >= 0 {
			r.config.Ties = append(r.config.Ties, p.Ties(r.config.Brands[i].Location)...)
		}
	}
}

func (r *reader) pilot(fields, measure record) plan.Pilot {
	return plan.Pilot{
		ID:         r.text(fields.get("id"), "a short name, such as sling-ad"),
		Brand:      r.ofBrand(fields.get("brand")),
		Strategy:   r.belongs(fields.get("strategy")),
		Kind:       r.text(fields.get("kind"), anyOf(plan.PilotKinds())),
		Thing:      r.link(fields.get("thing")),
		Hypothesis: r.text(fields.get("hypothesis"), "one sentence"),
		Measure: plan.Measure{
			Name:      r.text(measure.get("name"), "what is measured, such as positive_share"),
			Match:     keysOf(r.queries(measure.get("match"))),
			Target:    r.text(measure.get("target"), `a bound, such as ">=60%"`),
			MinVoices: r.voices(measure.get("min_voices")),
		},
		From:   r.day(fields.get("from")),
		To:     r.day(fields.get("to")),
		StopIf: r.text(fields.get("stop_if"), "a rule, such as negative_share >= 50% over 24h"),
		Feeds:  r.text(fields.get("feeds"), "the id of an item of the roadmap, such as R-7"),
	}
}

// unsound says what a pilot has against it by itself, each fault where it stands.
func (r *reader) unsound(p plan.Pilot, fields, measure record) {
	for _, fault := range p.Check() {
		in, whose := fields, "a pilot"
		key, nested := strings.CutPrefix(fault.Field, "measure.")
		if nested {
			in, whose = measure, "a pilot's measure"
		}
		v := in.get(key)
		hollow := v.kind() == yaml.SequenceNode && len(v.node.Content) == 0
		switch {
		case fault.Missing && in.kind() != yaml.MappingNode:
			// It is said of the measure as a whole.
		case fault.Missing && in.tells(key) && !hollow:
			// What stands there has a fault of its own, which is said already.
		case fault.Missing && hollow:
			r.report(v, complaint{"is empty", fault.Remedy})
		case fault.Missing:
			r.report(in.value, complaint{whose + " has no " + key, "add " + key + ": " + fault.Remedy})
		case key == "kind":
			r.report(v, complaint{fault.What, oneOf(p.Kind, plan.PilotKinds())})
		case v.given():
			r.report(v, complaint{fault.What, fault.Remedy})
		}
	}
	if !fields.tells("measure") {
		r.report(fields.value, complaint{"a pilot has no measure", `add measure: with name, match and target, such as {name: positive_share, match: [word], target: ">=60%"}`})
	}
}

// ofBrand finds the brand that a text means, by its key or its name; "" if there is none.
func (r *reader) ofBrand(v value) brand.Key {
	s := r.text(v, "a brand of this file")
	if s == "" || len(r.config.Brands) == 0 {
		return brand.Key(s)
	}
	known := make([]string, len(r.config.Brands))
	for i, b := range r.config.Brands {
		known[i] = string(b.Key)
		if s == known[i] {
			return b.Key
		}
	}
	for _, b := range r.config.Brands {
		if strings.EqualFold(s, b.Name) {
			return b.Key
		}
	}
	r.report(v, complaint{quoted(s) + " is no brand of this file", oneOf(s, known)})
	return ""
}

// day is a day of the calendar; the zero value where the value has a fault or is not there.
func (r *reader) day(v value) plan.Day {
	s := r.text(v, "a day, such as 2026-11-20")
	if s == "" {
		return plan.Day{}
	}
	day, err := plan.ParseDay(s)
	if err != nil {
		what, remedy, _ := strings.Cut(err.Error(), ": ")
		r.report(v, complaint{what, remedy})
	}
	return day
}

// mostVoices bounds the voices that a pilot may ask for: more than there are people to speak.
const mostVoices = 1_000_000_000

// voices is a number of them, 0 where the value has a fault or is not there.
func (r *reader) voices(v value) int {
	s := r.text(v, "a number of voices, such as 200")
	if s == "" {
		return 0
	}
	var n int
	if v.node.ShortTag() != "!!int" || v.node.Decode(&n) != nil || n < 1 || n > mostVoices {
		r.report(v, complaint{quoted(s) + " is no number of voices", "write a whole number from 1 to " + strconv.Itoa(mostVoices) + ", such as 200"})
		return 0
	}
	return n
}
