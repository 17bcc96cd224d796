package config

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mostObjections bounds how often a collector is asked again about one source.
const mostObjections = 50

// A value that an error repeats.
var quote = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// doubt warns of what a source can be read with, and seems not to mean.
func (r *reader) doubt(s SourceSpec, at value, fields record) {
	if r.known.Doubt == nil || len(fields.meant) > 0 {
		return
	}
	for _, c := range complaints(r.known.Doubt(s)) {
		r.warn(at, c)
	}
}

// objections reports what a collector has against a source, each where the value it
// quotes stands. A collector that stops at the first fault of a list is asked again
// without that item, or with the example of a key that is no list. What quotes no value
// is said where the source stands; at is the zero value where it may follow from other faults.
func (r *reader) objections(s SourceSpec, at value, fields record) {
	if r.known.Source == nil {
		return
	}
	places := placesOf(s.Settings, fields)
	said := map[complaint]bool{}
	for range mostObjections {
		var blamed []string
		for _, c := range complaints(r.known.Source(s)) {
			place := at
			for _, text := range quote.FindAllString(c.what, -1) {
				if v, known := places[text]; known {
					place, blamed = v, append(blamed, text)
					break
				}
			}
			if place.given() && !said[c] {
				r.report(place, c)
			}
			said[c] = true
		}
		if len(blamed) == 0 {
			return
		}
		s.Settings = r.known.kind(s.Kind).without(s.Settings, blamed)
		at = value{} // what is said from now on may follow from what was taken out
	}
}

// placesOf says where each value of a source's settings stands, by its quotation.
func placesOf(settings map[string][]string, fields record) map[string]value {
	places := map[string]value{}
	add := func(n *yaml.Node, path string) {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		places[strconv.Quote(strings.Join(strings.Fields(n.Value), " "))] = value{n, path}
	}
	for name := range settings {
		v := fields.get(name)
		if v.kind() == yaml.ScalarNode {
			add(v.node, v.path)
		}
		if v.kind() == yaml.SequenceNode {
			for i, n := range v.node.Content {
				add(n, fmt.Sprintf("%s[%d]", v.path, i))
			}
		}
	}
	return places
}

// without are settings without the values whose quotations are given.
func (k KindSpec) without(settings map[string][]string, quotations []string) map[string][]string {
	gone := map[string]bool{}
	for _, q := range quotations {
		gone[q] = true
	}
	rest := map[string][]string{}
	for name, values := range settings {
		rest[name] = slices.DeleteFunc(slices.Clone(values), func(s string) bool { return gone[strconv.Quote(s)] })
		i := slices.IndexFunc(k.Settings, func(s Setting) bool { return s.Name == name })
		if i >= 0 && !k.Settings[i].Many && len(rest[name]) < len(values) {
			rest[name] = []string{strings.Trim(k.Settings[i].Example, `"`)}
		}
	}
	return rest
}

// complaints are what an error says line by line; each ends in its remedy.
func complaints(err error) []complaint {
	if err == nil {
		return nil
	}
	var all []complaint
	for line := range strings.Lines(err.Error()) {
		c := complaint{strings.TrimSpace(line), "mend the source"}
		if i := strings.LastIndex(line, ": "); i > 0 {
			c = complaint{line[:i], strings.TrimSpace(line[i+2:])}
		}
		all = append(all, c)
	}
	return all
}
