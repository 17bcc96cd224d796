package form

import (
	"fmt"
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/query"
)

// A Form is what a source is asked so that it gives all that a brand's queries want.
type Form struct {
	Source string
	// Whole is set where the source is asked nothing, for it hands over all it has.
	Whole bool
	// Queries are asked one by one, and what they find is taken together.
	Queries []string
	// Wider says what they let through that is not wanted. It is matched, and
	// dropped, once it is here.
	Wider []string
	// Deaf says what is wanted and not found by them.
	Deaf []string
	// Fault says why the source cannot be asked at all, and what to do; "" if it can.
	Fault string
}

// Sources lists every source there is a form for.
func Sources() []string {
	var names []string
	for _, d := range dialects() {
		names = append(names, d.source)
	}
	return names
}

// For is the form that a source takes for the queries of brands. Its error is a
// fault in a query, or a source that cannot be asked for them.
func For(source string, brands ...brand.Brand) (Form, error) {
	all := dialects()
	at := slices.IndexFunc(all, func(d dialect) bool { return d.source == source })
	if at < 0 {
		return Form{}, fmt.Errorf("no search syntax is known of a source %q: use one of %s", source, strings.Join(Sources(), ", "))
	}
	root, err := wanted(brands)
	if err != nil {
		return Form{}, err
	}
	form := all[at].form(root)
	if form.Fault != "" {
		return form, fmt.Errorf("%s", form.Fault)
	}
	return form, nil
}

// All is the form of every source, those too that cannot be asked. Its error is a
// fault in a query.
func All(brands ...brand.Brand) ([]Form, error) {
	root, err := wanted(brands)
	if err != nil {
		return nil, err
	}
	var forms []Form
	for _, d := range dialects() {
		forms = append(forms, d.form(root))
	}
	return forms, nil
}

// wanted is one tree for all queries of all brands.
func wanted(brands []brand.Brand) (*query.Node, error) {
	whole := &query.Node{Op: query.Or}
	for _, b := range brands {
		match, not := &query.Node{Op: query.Or}, &query.Node{Op: query.Or}
		for _, list := range []struct {
			queries []string
			node    *query.Node
		}{{b.Match, match}, {b.Not, not}} {
			for _, q := range list.queries {
				parsed, err := query.Parse(q)
				if err != nil {
					return nil, fmt.Errorf("brand %s: %w", b.Key, err)
				}
				list.node.Nodes = append(list.node.Nodes, parsed.Root)
			}
		}
		whole.Nodes = append(whole.Nodes, &query.Node{Op: query.And, Nodes: []*query.Node{match, {Op: query.Not, Nodes: []*query.Node{not}}}})
	}
	return whole, nil
}

// form writes a tree in a dialect.
func (d dialect) form(root *query.Node) Form {
	form := Form{Source: d.source, Whole: d.whole}
	if d.whole {
		return form
	}
	a := d.ask(root)
	queries, notes := d.queries(a.lines)
	a.notes = append(a.notes, notes...)
	form.Wider, form.Deaf = d.say(a.notes)
	if len(queries) == 0 {
		form.Fault = d.name + " cannot be asked for this: give the brand a word or a hashtag to match, or take the source out"
		return form
	}
	form.Queries, form.Deaf = queries, append(form.Deaf, d.always...)
	return form
}
