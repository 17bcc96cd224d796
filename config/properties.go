package config

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
	"tocsin/brand/text"
	"tocsin/plan"
)

// A Property is an account, a site or a tag that a brand runs.
type Property struct {
	Brand brand.Key
	// ID is a handle ("@helpdesk"), an address ("solvo.example/sling") or a tag ("#slingad").
	ID string
	// Kind is what people call such a thing, "help desk" or "ad"; "" if unsaid.
	Kind string
	// Strategy is what it is run for, Owner the person who answers for it; "" if unsaid.
	Strategy, Owner string
	Status          Status
}

// A Status says whether a property is in use.
type Status string

// The statuses. A property is active unless the file says otherwise.
const (
	Active  Status = "active"
	Planned Status = "planned"
	Dormant Status = "dormant"
)

const howToProperties = `a list of accounts and sites, such as - {id: "@helpdesk", strategy: customer-service}`

// properties reads what a brand runs. Each is the brand's own, but for tags: anybody may use those.
func (r *reader) properties(b *brand.Brand, v value) {
	own := map[string]bool{}
	for _, entry := range b.Own {
		own[text.Fold(entry)] = true
	}
	seen := map[string]bool{}
	for _, item := range r.items(v, howToProperties) {
		p, at := r.property(b.Key, item)
		name := text.Fold(p.ID)
		switch {
		case p.ID == "":
			continue
		case seen[name]:
			r.report(at, complaint{quoted(p.ID) + " stands here twice", "keep one of them"})
			continue
		}
		seen[name] = true
		if !own[name] && !strings.HasPrefix(p.ID, "#") {
			b.Own = append(b.Own, p.ID)
		}
		r.config.Properties = append(r.config.Properties, p)
		if p.Strategy != "" {
			r.config.Ties = append(r.config.Ties, plan.Tie{Brand: b.Key, Kind: plan.Property, To: p.ID, Strategy: p.Strategy, Name: p.Kind})
		}
	}
}

// property reads one property; its ID is "" where that has a fault. The other answer
// is where the ID stands.
func (r *reader) property(key brand.Key, item value) (Property, value) {
	p, fields, at := Property{Brand: key, Status: Active}, record{}, item
	if item.kind() == yaml.MappingNode {
		fields = r.record(item, propertyKeys())
		if at = fields.get("id"); !fields.tells("id") {
			r.report(item, complaint{"a property has no id", `add id: with its account or site, such as "@helpdesk"`})
		}
	}
	p.ID = r.link(at)
	p.Kind = r.text(fields.get("kind"), "what it is, such as help desk")
	p.Strategy = r.belongs(fields.get("strategy"))
	if status := r.status(fields.get("status")); status != "" {
		p.Status = status
	}
	r.owner(fields.get("owner"), func(person string) {
		for i := range r.config.Properties {
			if other := &r.config.Properties[i]; other.Brand == key && other.ID == p.ID {
				other.Owner = person
			}
		}
	})
	return p, at
}

func (r *reader) status(v value) Status {
	known := []string{string(Active), string(Planned), string(Dormant)}
	s := r.text(v, anyOf(known))
	if s != "" && !slices.Contains(known, s) {
		r.report(v, complaint{quoted(s) + " is no status", oneOf(s, known)})
		return ""
	}
	return Status(s)
}
