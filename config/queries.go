package config

import (
	"errors"
	"slices"

	"go.yaml.in/yaml/v3"

	"tocsin/brand/query"
)

// A wish is a query of match or not, with what the file says of it in the long
// form: {query: solvo, strategy: marketing, examples: {yes: [text], no: [text]}}.
type wish struct {
	entry
	fields record
	// faulty is set where the query cannot be used; what else is said of it is read all the same.
	faulty bool
}

// sound are the wishes that can be used.
func sound(wishes []wish) []wish {
	return slices.DeleteFunc(slices.Clone(wishes), func(w wish) bool { return w.faulty })
}

func queriesOf(wishes []wish) []string {
	queries := make([]string, len(wishes))
	for i, w := range wishes {
		queries[i] = w.key
	}
	return queries
}

// wishes reads a list of queries in either form, one an item, and says where each
// one's fault stands.
func (r *reader) wishes(v value) []wish {
	var all []wish
	seen := map[string]bool{}
	for _, item := range r.items(v, "a list of queries, such as [one, two]") {
		w := r.wish(item)
		switch {
		case w.key == "":
			w.faulty = true
		case seen[w.key]:
			r.report(w.at, complaint{quoted(w.key) + " stands here twice", "keep one of them"})
			w.faulty = true
		default:
			seen[w.key] = true
			w.faulty = !r.query(w.entry)
		}
		all = append(all, w)
	}
	return all
}

// wish reads one of them; its key is "" where no query can be read.
func (r *reader) wish(item value) wish {
	if item.kind() != yaml.MappingNode {
		return wish{entry: entry{r.text(item, "queries"), item, item}}
	}
	if q, ok := splitField(item.node); ok {
		r.report(item, complaint{"a blank behind the colon makes a map of a query", "write " + quoted(q) + ", without it"})
		return wish{}
	}
	fields := r.record(item, wishKeys())
	v := fields.get("query")
	if !fields.tells("query") {
		r.report(item, complaint{"no query stands here", "add query: with what to look for"})
	}
	return wish{entry: entry{r.text(v, "a query"), v, v}, fields: fields}
}

// splitField finds the query that a blank without quotes has made a map: "title: recall".
func splitField(n *yaml.Node) (string, bool) {
	if len(n.Content) != 2 || n.Content[1].Kind != yaml.ScalarNode {
		return "", false
	}
	q := n.Content[0].Value + ":" + n.Content[1].Value
	parsed, err := query.Parse(q)
	return q, err == nil && (parsed.Root.Op == query.Field || parsed.Root.In != "")
}

// queries reads a list of queries in the short form alone.
func (r *reader) queries(v value) []entry {
	return slices.DeleteFunc(r.texts(v, "queries"), func(e entry) bool { return !r.query(e) })
}

func (r *reader) query(e entry) bool {
	_, err := query.Parse(e.key)
	if err == nil {
		return true
	}
	if fault, ok := errors.AsType[*query.Error](err); ok {
		r.report(r.placed(e, fault))
	} else {
		r.report(e.at, complaint{"is no query: " + err.Error(), "look up the query language in the manual"})
	}
	return false
}

// doubts warns of what queries say and do not seem to mean, each doubted by doubt; name
// is their brand's.
func (r *reader) doubts(wishes []wish, name string, doubt func(q *query.Query, name string, beside ...string) []*query.Error) {
	for _, w := range wishes {
		parsed, err := query.Parse(w.key)
		if err != nil {
			continue
		}
		for _, found := range doubt(parsed, name, queriesOf(wishes)...) {
			r.warn(r.placed(w.entry, found))
		}
	}
}
