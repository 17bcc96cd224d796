package config

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/rules"
)

type responder = oncall.Responder

var (
	personForm    = regexp.MustCompile(`^[\p{Ll}\p{Lo}\p{Nd}]([\p{Ll}\p{Lo}\p{M}\p{Nd}._-]{0,62}[\p{Ll}\p{Lo}\p{M}\p{Nd}])?$`)
	memberForm    = regexp.MustCompile(`^[UW][A-Z0-9]{2,20}$`)
	workspaceForm = regexp.MustCompile(`^[TE][A-Z0-9]{2,20}$`)
)

const howToPeople = "a list of people, such as - {name: Ana Ruiz, slack: U01ANA, can: [crisis]}"

// people reads who may act: as a list, or as a map by their ids.
func (r *reader) people(v value) {
	switch v.kind() {
	case 0:
	case yaml.MappingNode:
		for _, e := range r.entries(v, howToPeople) {
			r.person(responder{ID: e.key, Name: e.key}, e.at, r.record(e.value, personKeys()[1:]))
		}
	default:
		for _, item := range r.items(v, howToPeople) {
			if fields := r.record(item, personKeys()); fields.kind() == yaml.MappingNode {
				r.person(responder{}, item, fields)
			}
		}
	}
}

func (r *reader) person(p responder, at value, fields record) {
	if name := r.text(fields.get("name"), "the person's name"); name != "" {
		p.Name = name
	}
	switch id := r.text(fields.get("id"), "a short name"); {
	case id != "":
		p.ID = id
	case p.ID == "":
		p.ID = slug(p.Name)
	}
	r.identify(&p, at, fields)
	before := len(r.faults)
	p.Can = r.can(fields.get("can"))
	r.doubtful = append(r.doubtful, len(r.faults) > before || fields.meant["can"])
	p.Brands = r.brandKeys(fields.get("brands"))
	zone, tz := fields.get("timezone"), fields.get("tz")
	if zone.given() && tz.given() {
		r.report(tz, complaint{"the time zone stands here twice", "keep timezone"})
	}
	p.Location = r.place(zone, r.place(tz, r.home(p)))
	r.slackID(&p, fields)
	if len(p.Can) == 0 && !fields.tells("can") {
		r.warn(at, complaint{"may decide nothing, and is never rung", "add can: [crisis], or take the person out"})
	}
	r.config.People = append(r.config.People, p)
	r.personAt = append(r.personAt, at)
	r.personFields = append(r.personFields, fields)
}

// identify holds a person's name and id against the form and against the others'.
func (r *reader) identify(p *responder, at value, fields record) {
	if v := fields.get("id"); v.given() {
		at = v
	}
	switch {
	case p.Name == "" && p.ID == "":
		if !fields.tells("name") {
			r.report(at, complaint{"a person has no name", "add name: with the name people know"})
		}
		p.Name = "somebody"
		return
	case p.Name == "":
		p.Name = p.ID
	}
	if !personForm.MatchString(p.ID) || p.ID == alerting.System {
		r.report(at, complaint{quoted(p.ID) + " is no id of a person", "use lower-case letters, digits and inner dashes, such as ana-ruiz"})
	}
	if slices.ContainsFunc(r.config.People, func(other responder) bool { return other.ID == p.ID }) {
		r.report(at, complaint{"two people are called " + quoted(p.ID), "give one of them another id, such as id: " + p.ID + "-2"})
	}
}

// home is the time zone of somebody who names none: that of the first brand they
// are named for, else the file's, and where it names none that of its first brand.
func (r *reader) home(p responder) *time.Location {
	for _, b := range r.config.Brands {
		if len(p.Brands) > 0 && b.Key == p.Brands[0] {
			return b.Location
		}
	}
	if !r.zoned && len(r.config.Brands) > 0 {
		return r.config.Brands[0].Location
	}
	return r.zone
}

// can reads authority: a list means up to any severity, a map says up to which.
func (r *reader) can(v value) map[string]rules.Severity {
	can := map[string]rules.Severity{}
	if v.kind() == yaml.MappingNode {
		for _, e := range r.entries(v, "a map of strategies and severities") {
			level := r.severity(e.value)
			if id := r.strategyID(e.at, e.key); id != "" && level != rules.None {
				can[id] = level
			}
		}
		return can
	}
	for _, e := range r.texts(v, "strategies") {
		if id := r.strategyID(e.at, e.key); id != "" {
			can[id] = rules.Crisis
		}
	}
	return can
}

// slackID reads who the person is in Slack, and that nobody else is.
func (r *reader) slackID(p *responder, fields record) {
	v, team := fields.get("slack"), fields.get("team")
	p.Slack = r.text(v, "a Slack member id, such as U01ANA")
	if p.Slack != "" && !memberForm.MatchString(p.Slack) {
		r.report(v, complaint{quoted(p.Slack) + " is no Slack member id", "open the person's profile in Slack, choose ⋮ and Copy member ID; it begins with U or W"})
	}
	p.Team = r.text(team, "a Slack workspace id, such as T01ABC2DE")
	if p.Team != "" && !workspaceForm.MatchString(p.Team) {
		r.report(team, complaint{quoted(p.Team) + " is no Slack workspace id", "write the id that begins with T or E in the workspace's address"})
	}
	for i, other := range r.config.People {
		if p.Slack != "" && other.Slack == p.Slack && other.Team == p.Team {
			r.report(v, complaint{fmt.Sprintf("%s already has the Slack member id %s (line %d)", other.Name, p.Slack, r.personAt[i].node.Line), "give each person their own"})
		}
	}
}
