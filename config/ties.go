package config

import (
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/plan"
)

// tie notes which of a brand's queries belong to a strategy.
func (r *reader) tie(b brand.Brand, wanted, unwanted []wish) {
	for _, w := range wanted {
		if id := r.belongs(w.fields.get("strategy")); id != "" && !w.faulty {
			r.config.Ties = append(r.config.Ties, plan.Tie{Brand: b.Key, Kind: plan.Query, To: w.key, Strategy: id})
		}
	}
	for _, w := range unwanted {
		if v := w.fields.get("strategy"); v.given() {
			r.report(v, complaint{"what not finds is no mention, so it touches no strategy", "take strategy out, or move the query to match"})
		}
	}
}

// belongs is the strategy that something is said to be for; "" if it is for none in particular.
func (r *reader) belongs(v value) string {
	name := r.text(v, "a strategy, such as customer-service")
	switch name {
	case "":
		return ""
	case everyStrategy:
		r.report(v, complaint{quoted(name) + " is no one strategy", "name one, such as customer-service"})
		return ""
	}
	return r.strategyID(v, name)
}

// An owning is a person named to answer for something, and what to do once it is known who that is.
type owning struct {
	at   value
	name string
	take func(person string)
}

// owner notes who is named to answer for something; people are read later.
func (r *reader) owner(v value, take func(person string)) {
	if name := r.text(v, "a person's id"); name != "" {
		r.owners = append(r.owners, owning{v, name, take})
	}
}

// own finds the people who answer for things.
func (r *reader) own() {
	ids := make([]string, len(r.config.People))
	for i, p := range r.config.People {
		ids[i] = p.ID
	}
	for _, o := range r.owners {
		i := slices.IndexFunc(r.config.People, func(p responder) bool { return p.ID == o.name || strings.EqualFold(p.Name, o.name) })
		if i < 0 {
			r.report(o.at, complaint{quoted(o.name) + " is nobody of people", oneOf(o.name, ids)})
			continue
		}
		o.take(ids[i])
	}
}

// doubtIdle warns of new strategies that nothing in the file ties a mention to.
func (r *reader) doubtIdle() {
	for _, e := range r.idle {
		if !slices.ContainsFunc(r.config.Ties, func(t plan.Tie) bool { return t.Strategy == e.key }) {
			r.warn(e.at, complaint{"no mention can touch it", "add terms: [word], links: [address] or voices: [press]"})
		}
	}
}
