package config

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
	"tocsin/brand/query"
)

// brands reads the map of brands, or the one brand of the short form.
func (r *reader) brands(root record) {
	many := root.get("brands")
	if !many.given() {
		r.oneBrand(root)
		return
	}
	for _, key := range oneBrandKeys() {
		if v := root.get(key); v.given() {
			r.report(v, complaint{quoted(key) + " belongs to the form for one brand, and this file has brands", "move it under brands.NAME"})
		}
	}
	entries := r.entries(many, "a map of brands, such as my-brand: {match: [my brand], feeds: [address]}")
	if len(entries) == 0 && many.kind() == yaml.MappingNode {
		r.report(many, complaint{"holds no brand", "add one, such as my-brand: {match: [my brand], feeds: [address]}"})
	}
	for _, e := range entries {
		key := brand.Key(e.key)
		if key.Validate() != nil {
			r.report(e.at, complaint{quoted(e.key) + " is no key of a brand", keyRemedy(e.key)})
			key = brand.Key(keyOf(e.key))
		}
		fields := r.record(e.value, brandKeys())
		b := brand.Brand{Key: key, Name: e.key}
		if name := r.text(fields.get("name"), "the brand's name"); name != "" {
			b.Name = name
		}
		r.brand(b, e.at, fields)
	}
}

func keyRemedy(name string) string {
	const form = "1 to 40 lower-case letters a to z, digits and inner dashes"
	if s := keyOf(name); s != "" {
		return "write " + s + ", and the name with name: " + quoted(name) + "; a key is " + form
	}
	return "write " + form + ", such as brand-1, and the name with name: " + quoted(name)
}

// oneBrand reads the short form, in which the brand's keys stand at the root.
func (r *reader) oneBrand(root record) {
	v := root.get("brand")
	if !v.given() {
		if root.meant["brand"] || root.meant["brands"] {
			return
		}
		r.report(root.value, complaint{"names no brand", "write brand: NAME, or brands: with a map of them"})
		return
	}
	b := brand.Brand{Name: r.text(v, "the brand's name")}
	switch key := root.get("key"); {
	case key.given():
		b.Key = brand.Key(r.text(key, "a short name for keys, such as "+cmp.Or(keyOf(b.Name), "my-brand")))
		if b.Key != "" && b.Key.Validate() != nil {
			r.report(key, complaint{quoted(string(b.Key)) + " is no key of a brand", "use 1 to 40 lower-case letters a to z, digits and inner dashes"})
		}
	case b.Name != "":
		b.Key = brand.Key(asciiSlug(b.Name))
		if b.Key == "" {
			b.Key = brand.Key(cmp.Or(keyOf(b.Name), "brand-1"))
			r.report(v, complaint{"no key can be made of " + quoted(b.Name) + ", which holds other letters than a to z", "add a line such as key: " + string(b.Key)})
		}
	}
	r.brand(b, v, root)
}

// A page a day is no alert any more, and no brand is known for longer than a year.
const (
	shortestBudget = 24 * time.Hour
	longestBudget  = 365 * 24 * time.Hour
)

// brand reads what both forms share.
func (r *reader) brand(b brand.Brand, at value, fields record) {
	b.Location = r.zone
	if fields.path != "" {
		b.Location = r.place(fields.get("timezone"), r.zone)
	}
	match := fields.get("match")
	wanted, unwanted := r.wishes(match), r.wishes(fields.get("not"))
	b.Match, b.Not = queriesOf(sound(wanted)), queriesOf(sound(unwanted))
	r.doubts(sound(wanted), b.Name, (*query.Query).Doubts)
	r.doubts(sound(unwanted), b.Name, (*query.Query).DoubtsOfNot)
	r.deaf(b, fields.get("not"), wanted)
	b.Own = keysOf(r.texts(fields.get("own"), "accounts and sites"))
	if danger := fields.get("danger_words"); danger.given() {
		b.Danger = keysOf(r.queries(danger))
	}
	b.Moods = r.moods(fields.get("tone"))
	r.properties(&b, fields.get("properties"))
	b.Watch = r.watch(b, fields.get("watch"))
	if budget := fields.get("page_budget"); budget.given() {
		b.Budget = r.period(budget, shortestBudget, longestBudget)
	}
	r.label(b, fields, wanted, unwanted)
	r.tie(b, wanted, unwanted)
	if !fields.tells("match") || match.kind() == yaml.SequenceNode && len(match.node.Content) == 0 {
		r.report(at, complaint{"nothing is looked for", "add match: [" + strings.ToLower(b.Name) + "]"})
	}
	if slices.ContainsFunc(r.config.Brands, func(other brand.Brand) bool { return other.Key == b.Key && b.Key != "" }) {
		r.report(at, complaint{"the key " + quoted(string(b.Key)) + " stands here twice", "give one of the brands another key"})
	}
	r.config.Brands = append(r.config.Brands, b)
	r.brandAt = append(r.brandAt, at)
	r.brandFields = append(r.brandFields, fields)
}

// brandKeys reads a list of brands by their keys.
func (r *reader) brandKeys(v value) []brand.Key {
	known := make([]string, len(r.config.Brands))
	for i, b := range r.config.Brands {
		known[i] = string(b.Key)
	}
	var keys []brand.Key
	for _, e := range r.texts(v, "brands") {
		if !slices.Contains(known, e.key) {
			r.report(e.at, complaint{quoted(e.key) + " is no brand of this file", oneOf(e.key, known)})
			continue
		}
		keys = append(keys, brand.Key(e.key))
	}
	return keys
}
