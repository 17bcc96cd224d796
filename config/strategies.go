package config

import (
	"slices"
	"strings"

	"tocsin/plan"
	"tocsin/rules"
)

const everyStrategy = "*"

// strategies changes the built-in strategies and adds the file's own.
func (r *reader) strategies(v value) {
	for _, e := range r.entries(v, "a map of strategies, such as customer-service: {owner: ana}") {
		s, builtin := plan.Known(r.config.Strategies, e.key)
		if builtin && r.changed[s.ID] {
			r.report(e.at, complaint{quoted(e.key) + " stands here twice", "keep one of them"})
			continue
		}
		if !builtin {
			s = r.newStrategy(e)
		}
		fields := r.record(e.value, strategyKeys())
		r.strategy(&s, fields)
		r.changed[s.ID] = true
		if !builtin {
			r.question(s, e.at, fields)
			r.config.Strategies = append(r.config.Strategies, s)
			continue
		}
		i := slices.IndexFunc(r.config.Strategies, func(other plan.Strategy) bool { return other.ID == s.ID })
		r.config.Strategies[i] = s
	}
}

func (r *reader) newStrategy(e entry) plan.Strategy {
	id := slug(e.key)
	if id != e.key || id == plan.Unassigned {
		remedy := "use lower-case letters, digits and inner dashes"
		if id != "" && id != e.key {
			remedy = "write " + id
		}
		r.report(e.at, complaint{quoted(e.key) + " is no name for a strategy", remedy})
	}
	return plan.Strategy{ID: id}
}

// strategy reads the keys that the file gives, and leaves the others as they are.
func (r *reader) strategy(s *plan.Strategy, fields record) {
	if why := r.text(fields.get("why"), "one sentence"); why != "" {
		s.Why = why
	}
	r.owner(fields.get("owner"), func(person string) {
		i := slices.IndexFunc(r.config.Strategies, func(other plan.Strategy) bool { return other.ID == s.ID })
		r.config.Strategies[i].Owner = person
	})
	if v := fields.get("slack"); v.given() {
		s.Channel = r.channel(v)
	}
	if v := fields.get("terms"); v.given() {
		s.Terms = keysOf(r.queries(v))
	}
	if v := fields.get("links"); v.given() {
		s.Links = r.links(v)
	}
	if v := fields.get("voices"); v.given() {
		s.Voices = nil
		for _, e := range r.texts(v, "voices") {
			if r.voice(e.value) != "" {
				s.Voices = append(s.Voices, e.key)
			}
		}
	}
}

// question doubts a new strategy that cannot work, or is none.
func (r *reader) question(s plan.Strategy, at value, fields record) {
	if plan.ChannelNamed(s.ID) {
		r.warn(at, complaint{quoted(s.ID) + " is a channel, not a strategy", "name it after what the business wants there, such as customer-service"})
	}
	if s.Why == "" {
		r.warn(at, complaint{"nobody says what it is for", "add why: with one sentence"})
	}
	if len(s.Terms) == 0 && len(s.Voices) == 0 && len(s.Links) == 0 && !fields.get("terms").given() && !fields.get("links").given() {
		r.idle = append(r.idle, entry{key: s.ID, at: at})
	}
}

// strategyID finds the strategy that a text means; "" if there is none.
func (r *reader) strategyID(v value, name string) string {
	if name == everyStrategy {
		return name
	}
	if s, ok := plan.Known(r.config.Strategies, name); ok {
		return s.ID
	}
	ids := make([]string, len(r.config.Strategies))
	for i, s := range r.config.Strategies {
		ids[i] = s.ID
	}
	r.report(v, complaint{quoted(name) + " is no strategy", oneOf(name, ids)})
	return ""
}

// severity is a level that asks for people.
func (r *reader) severity(v value) rules.Severity {
	s := r.text(v, "watch, issue or crisis")
	for _, known := range []rules.Severity{rules.Watch, rules.Issue, rules.Crisis} {
		if strings.EqualFold(s, known.String()) {
			return known
		}
	}
	if s != "" {
		r.report(v, complaint{quoted(s) + " is no severity", oneOf(s, []string{"watch", "issue", "crisis"})})
	}
	return rules.None
}
