package config

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// unknownSources warns of queries that ask for a source which the file does not have.
func (r *reader) unknownSources(root record) {
	if root.meant["sources"] || root.meant["feeds"] {
		return
	}
	for i, b := range r.config.Brands {
		var ids []string
		for _, s := range r.config.Sources {
			if s.hears(b.Key) {
				ids = append(ids, s.ID)
			}
		}
		for _, key := range []string{"match", "not", "danger_words"} {
			v := r.brandFields[i].get(key)
			if v.kind() != yaml.SequenceNode {
				continue
			}
			for k, n := range v.node.Content {
				r.unknownSource(queryAt(n, v.path+"["+strconv.Itoa(k)+"]"), b, ids)
			}
		}
	}
}

// queryAt is a query of a list, in either form.
func queryAt(n *yaml.Node, path string) entry {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "query" {
			n, path = n.Content[i+1], path+".query"
			break
		}
	}
	v := value{n, path}
	return entry{n.Value, v, v}
}

func (r *reader) unknownSource(e entry, b brand.Brand, ids []string) {
	parsed, err := query.Parse(e.key)
	if err != nil {
		return
	}
	for _, n := range parsed.Root.Asked("source") {
		id := text.Fold(n.Plain())
		if slices.Contains(ids, id) {
			continue
		}
		remedy := "write the id of one, or leave it so, if posts of it are imported"
		if near := Nearest(id, ids); near != "" {
			remedy = didYouMean(near)
		}
		r.warn(r.placed(e, &query.Error{
			Query: e.key, Column: n.Column, Problem: "no source of " + b.Name + " has the id " + quoted(id), Remedy: remedy,
		}))
	}
}
