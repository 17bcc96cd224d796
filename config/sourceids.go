package config

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
)

// name gives a source without an id one, and answers false where the same source stands
// in the file already. What is searched, and what lists what it reads, is called by what
// it is, since queries and lists grow and a new id would mean a first reading.
func (r *reader) name(s *SourceSpec, at value) bool {
	kind := r.known.kind(s.Kind)
	if !kind.grows() {
		s.ID = derivedID(*s)
		return true
	}
	s.Former = derivedID(*s)
	plain := kind.plainID(*s)
	s.ID = plain
	for n := 2; r.taken(s.ID); n++ {
		s.ID = plain + "-" + strconv.Itoa(n)
	}
	for i, other := range r.config.Sources {
		if other.Former != s.Former {
			continue
		}
		if slices.Equal(other.Brands, s.Brands) {
			r.report(at, complaint{fmt.Sprintf("the same source stands in line %d already", r.config.Sources[i].Line), "take it out, or give it an id"})
			return false
		}
		s.Former = "" // its bookmark is the first one's
	}
	if s.ID != plain {
		r.warn(at, complaint{
			fmt.Sprintf("another source is called %s, so this one is %s, by its place in the file", plain, s.ID),
			"give it an id, such as id: " + s.ID + ", so that none takes the other's bookmark when one goes",
		})
	}
	return true
}

// grows reports whether a source of this kind may be asked for more one day and still
// be the same source.
func (k KindSpec) grows() bool {
	return k.Searches || slices.ContainsFunc(k.Settings, func(s Setting) bool { return s.Many })
}

// plainID is made of what a source is: its kind, its host, and what its kind cannot do without.
func (k KindSpec) plainID(s SourceSpec) string {
	id := asciiSlug(k.Name)
	add := func(part string) {
		if longer := id + "-" + part; part != "" && len(longer) <= 60 && sourceForm.MatchString(longer) {
			id = longer
		}
	}
	add(brand.Host(s.URL))
	for _, setting := range k.Settings {
		if values := s.Settings[setting.Name]; setting.Required && !setting.Many && !setting.Env && len(values) == 1 {
			add(values[0])
		}
	}
	return id
}

// taken reports whether a source has an id, or is given it further down.
func (r *reader) taken(id string) bool {
	return r.called[id] || slices.ContainsFunc(r.config.Sources, func(s SourceSpec) bool { return s.ID == id })
}

// givenIDs are those that the file itself gives sources.
func (r *reader) givenIDs(root record) map[string]bool {
	given := map[string]bool{}
	for _, fields := range append(slices.Clone(r.brandFields), root) {
		list := fields.get("sources")
		if list.kind() != yaml.SequenceNode {
			continue
		}
		for _, n := range list.node.Content {
			if n.Kind == yaml.AliasNode {
				n = n.Alias
			}
			for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == "id" {
					given[n.Content[i+1].Value] = true
				}
			}
		}
	}
	return given
}

// derivedID makes an id of all that the file says of what is read.
func derivedID(s SourceSpec) string {
	what := []string{s.Kind, s.URL, s.URLEnv, s.Query}
	for _, name := range slices.Sorted(maps.Keys(s.Settings)) {
		what = append(append(what, name), s.Settings[name]...)
	}
	if s.URL+s.URLEnv+s.Query == "" && len(s.Settings) == 0 { // it is asked for what its brands need
		for _, key := range s.Brands {
			what = append(what, string(key))
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(what, "\x00")))
	name := asciiSlug(s.Kind)
	if host := brand.Host(s.URL); sourceForm.MatchString(host) && len(host) <= 50 {
		name = host
	}
	return name + "-" + hex.EncodeToString(sum[:3])
}
