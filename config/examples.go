package config

import (
	"cmp"
	"strings"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
)

// Examples are posts with the answer that a query, or all of a brand's together, must give.
type Examples struct {
	Brand brand.Key
	// Query is the one that is held to them, In the list it stands in, "match" or "not".
	// Without one it is the brand that is held to them, by all of its queries.
	Query, In string
	// Yes must be found, No must not.
	Yes, No []Example
}

// An Example is a post as somebody writes it down to show what they mean.
type Example struct {
	brand.Post
	// Source is the ID of the source it is from, "" for none.
	Source string
}

// shown is the text by which a fault tells an example from others.
func (e Example) shown() string {
	return quoted(cmp.Or(e.Text, e.Title, e.URL, e.Author, e.Source, e.Lang))
}

// A label is an example, and where the file has it.
type label struct {
	Example
	at value
}

// label reads the examples of a brand and of each of its queries, and holds them
// against the real matcher.
func (r *reader) label(b brand.Brand, fields record, wanted, unwanted []wish) {
	for _, list := range []struct {
		in     string
		wishes []wish
	}{{"match", wanted}, {"not", unwanted}} {
		for _, w := range list.wishes {
			j := jury{match: []string{w.key}, blind: w.faulty}
			r.examples(w.fields.get("examples"), Examples{Brand: b.Key, Query: w.key, In: list.in}, j)
		}
	}
	j := jury{match: b.Match, not: b.Not, lacksMatch: len(b.Match) < len(wanted), lacksNot: len(b.Not) < len(unwanted)}
	j.blind = !fields.tells("match")
	if v := fields.get("examples"); v.given() && (j.lacksMatch || j.lacksNot) {
		r.warn(v, complaint{"are held only against those queries that have no fault", "mend the others, and check again"})
	}
	r.examples(fields.get("examples"), Examples{Brand: b.Key}, j)
}

// examples reads the examples of one map, with which the queries of a jury must agree.
func (r *reader) examples(v value, e Examples, j jury) {
	if !v.given() {
		return
	}
	fields := r.record(v, labelKeys())
	yes, no := r.labels(fields.get("yes")), r.labels(fields.get("no"))
	if len(yes)+len(no) == 0 {
		return
	}
	for _, l := range yes {
		e.Yes = append(e.Yes, l.Example)
		if why := j.misses(l.Example); why != "" {
			r.disagree(l.at, l.shown()+" is "+why, "widen the query, or move the text to no")
		}
	}
	for _, l := range no {
		e.No = append(e.No, l.Example)
		if why := j.finds(l.Example); why != "" {
			r.disagree(l.at, l.shown()+" is found ("+why+")", "narrow the query, or move the text to yes")
		}
	}
	r.config.Examples = append(r.config.Examples, e)
}

// disagree reports that the matcher and an example disagree. A daemon that hears
// a little wrong is better than none, so only whoever asks is stopped by it.
func (r *reader) disagree(at value, what, remedy string) {
	if r.known.Strict {
		r.report(at, complaint{what, remedy})
		return
	}
	r.warn(at, complaint{what, remedy})
}

// labels reads a list of posts: texts, or maps of their parts.
func (r *reader) labels(v value) []label {
	var all []label
	seen := map[string]bool{}
	for _, item := range r.items(v, "a list of posts, such as [one text, another text]") {
		l := label{at: item}
		if item.kind() == yaml.MappingNode {
			l.Example = r.example(r.record(item, exampleKeys()))
		} else {
			l.Text = r.text(item, "a post's text")
		}
		name := strings.Join([]string{l.Text, l.Title, l.Author, l.URL, l.Lang, l.Source}, "\x00")
		switch {
		case l.shown() == `""`:
		case seen[name]:
			r.report(item, complaint{l.shown() + " stands here twice", "keep one of them"})
		default:
			seen[name] = true
			all = append(all, l)
		}
	}
	return all
}

func (r *reader) example(fields record) Example {
	part := func(key string) string { return r.text(fields.get(key), "the post's "+key) }
	return Example{
		Post:   brand.Post{Text: part("text"), Title: part("title"), Author: part("author"), URL: part("url"), Lang: part("lang")},
		Source: part("source"),
	}
}
