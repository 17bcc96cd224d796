package config

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
	"tocsin/rules"
)

// crisisStrategy is the one whose authorities act where a strategy has none of its own.
const crisisStrategy = "crisis"

// check holds the parts of the file against each other.
func (r *reader) check(root record) {
	people := root.get("people")
	if !people.given() {
		people = value{root.node, "people"}
	}
	unread := root.meant["people"]
	for i, b := range r.config.Brands {
		if !r.heard(root, i) {
			r.report(r.brandAt[i], complaint{"no source is read for it", `add feeds: ["` + newsSearch(b.Name) + `"]`})
		}
		if !unread {
			r.authorities(people, b)
		}
	}
	if !unread {
		r.orphans(people)
	}
	r.watchedSources()
	if r.config.talks() {
		r.reachable()
	}
	r.unknownSources(root)
}

// heard reports whether a source is read for a brand, or would be but for its faults.
func (r *reader) heard(root record, i int) bool {
	for _, fields := range []record{root, r.brandFields[i]} {
		for _, key := range []string{"feeds", "sources"} {
			if fields.meant[key] {
				return true
			}
			if v := fields.get(key); v.given() && (len(v.node.Content) > 0 || v.kind() == yaml.ScalarNode) && !r.elsewhere(v, i) {
				return true
			}
		}
	}
	return false
}

// elsewhere reports whether all sources of a list are for other brands.
func (r *reader) elsewhere(v value, i int) bool {
	key, others := r.config.Brands[i].Key, 0
	for s, at := range r.sourceAt {
		if len(v.node.Content) > 0 && slices.Contains(v.node.Content, at.node) && !r.config.Sources[s].hears(key) {
			others++
		}
	}
	return others > 0 && others == len(v.node.Content)
}

// authorities demands that enough people may decide a crisis of a brand. People
// whose authority has a fault are given the benefit of the doubt.
func (r *reader) authorities(people value, b brand.Brand) {
	if people.given() && people.kind() == yaml.ScalarNode {
		return
	}
	var able []string
	for i, p := range r.config.People {
		if r.doubtful[i] || p.May(b.Key, crisisStrategy, rules.Crisis) {
			able = append(able, p.Name)
		}
	}
	if len(able) >= r.config.MinAuthorities {
		return
	}
	who := "nobody"
	if len(able) > 0 {
		who = "only " + allOf(able)
	}
	r.report(people, complaint{
		fmt.Sprintf("%s may decide a crisis of %s, and %d people must be able to", who, b.Name, r.config.MinAuthorities),
		moreAuthorities(len(r.config.People), len(able), r.config.MinAuthorities),
	})
}

// moreAuthorities says how so many people, of whom some are able, become enough.
func moreAuthorities(people, able, need int) string {
	const why = ", so that none is a bottleneck"
	missing := need - people
	switch {
	case missing <= 0:
		return "give more people can: [crisis]" + why
	case people == 0:
		return fmt.Sprintf("add people: with %d of them who have can: [crisis]", need) + why
	}
	remedy := fmt.Sprintf("add %d more people", missing)
	switch {
	case need == 2:
		remedy = "add a second person"
	case missing == 1:
		remedy = "add one more person"
	}
	if able < people {
		return remedy + ", and give everybody can: [crisis]" + why
	}
	return remedy + " with can: [crisis]" + why
}

// orphans warns, in one line, of strategies nobody has authority in, and says who gets their incidents.
func (r *reader) orphans(people value) {
	var heirs []string
	for _, p := range r.config.People {
		if max(p.Can[crisisStrategy], p.Can[everyStrategy]) >= rules.Crisis {
			heirs = append(heirs, p.Name)
		}
	}
	if len(heirs) == 0 || slices.Contains(r.doubtful, true) {
		return
	}
	var orphaned []string
	for _, s := range r.config.Strategies {
		if !slices.ContainsFunc(r.config.People, func(p responder) bool { return max(p.Can[s.ID], p.Can[everyStrategy]) > rules.None }) {
			orphaned = append(orphaned, s.ID)
		}
	}
	if len(orphaned) == 0 {
		return
	}
	whose := "their"
	if len(orphaned) == 1 {
		whose = "its"
	}
	r.warn(people, complaint{
		"nobody has authority in " + allOf(orphaned) + ", so " + whose + " incidents go to those who may decide a crisis (" + allOf(heirs) + ")",
		"add " + allOf(orphaned) + " to somebody's can, or leave it so",
	})
}

// reachable demands that Slack can ring everybody, and that every brand has a channel.
func (r *reader) reachable() {
	for i, p := range r.config.People {
		if p.Slack == "" && !r.personFields[i].tells("slack") {
			r.report(r.personAt[i], complaint{p.Name + " has no Slack member id, and could neither be rung nor answer", "add slack: with the id from their profile"})
		}
	}
	for i, b := range r.config.Brands {
		if r.config.Slack.Channel[b.Key] == "" {
			r.warn(r.brandAt[i], complaint{"its cards go to no channel of its own", `add slack: {channel: "#` + string(b.Key) + `-listening"}`})
		}
	}
}
