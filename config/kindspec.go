package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// A KindSpec is what a source of one kind has in the file, beside what all have.
type KindSpec struct {
	// Name is what stands under kind:.
	Name string
	// Address says whether the source has an address of its own.
	Address Use
	// Searches is set where the source is asked for what brands want, or for its query.
	Searches bool
	// Asks narrows Searches to sources with some settings; nil means all.
	Asks func(settings map[string][]string) bool
	// Budget is set where reading costs something that can be bounded.
	Budget bool
	// Whole is set where such a source is about its brands, whatever it says.
	Whole bool
	// Keyless is set where a brand's name is all that it takes.
	Keyless bool
	// Settings are the keys of its own.
	Settings []Setting
	// Every is the pace where the file sets none; Pace is that of sources with some
	// settings, 0 for Every; nil means that all have the same.
	Every time.Duration
	Pace  func(settings map[string][]string) time.Duration
}

// pace is that of a source of which the file does not say it.
func (k KindSpec) pace(settings map[string][]string) time.Duration {
	if k.Pace == nil {
		return k.Every
	}
	return cmp.Or(k.Pace(settings), k.Every)
}

// A Use says how a key is used by a kind of source.
type Use uint8

// How a kind of source uses its address.
const (
	Unused Use = iota
	Optional
	Required
)

// A Setting is a key of one kind of source.
type Setting struct {
	Name string
	// About says what it is, Example is a value of it.
	About, Example string
	// Required settings have no default, Many are lists, and Env name an environment variable.
	Required, Many, Env bool
}

// builtIn are the kinds where nobody says which there are.
func builtIn() []KindSpec {
	return []KindSpec{
		{Name: feedKind, Address: Required, Every: defaultFeedEvery},
		{Name: "x", Searches: true, Budget: true, Every: defaultAPIEvery},
	}
}

func (k Known) specs() []KindSpec {
	if len(k.Kinds) == 0 {
		return builtIn()
	}
	return k.Kinds
}

func (k Known) kinds() []string {
	names := make([]string, len(k.specs()))
	for i, s := range k.specs() {
		names[i] = s.Name
	}
	return names
}

func (k Known) kind(name string) KindSpec {
	all := k.specs()
	if i := slices.IndexFunc(all, func(s KindSpec) bool { return s.Name == name }); i >= 0 {
		return all[i]
	}
	return KindSpec{Name: name}
}

// searches reports whether a source is asked something.
func (k KindSpec) searches(s SourceSpec) bool {
	return k.Searches && (k.Asks == nil || k.Asks(s.Settings))
}

// settingKeys are the keys that only sources of some kinds have.
func (k Known) settingKeys() []string {
	var keys []string
	for _, s := range k.specs() {
		for _, setting := range s.Settings {
			if !slices.Contains(keys, setting.Name) && !slices.Contains(sourceKeys(), setting.Name) {
				keys = append(keys, setting.Name)
			}
		}
	}
	return keys
}

// settings reads the keys that are a kind's own, and refuses those of others.
func (r *reader) settings(kind KindSpec, at value, fields record) map[string][]string {
	found := map[string][]string{}
	for _, s := range kind.Settings {
		if slices.Contains(sourceKeys(), s.Name) {
			continue
		}
		v := fields.get(s.Name)
		switch {
		case !v.given():
			if s.Required && !fields.meant[s.Name] {
				r.report(at, complaint{fmt.Sprintf("a source of kind %s has no %s", kind.Name, s.Name), fmt.Sprintf("add %s: %s, which %s", s.Name, s.Example, s.About)})
			}
		case s.Many && v.kind() == yaml.SequenceNode:
			for _, e := range r.texts(v, s.Name) {
				found[s.Name] = append(found[s.Name], e.key)
			}
		case s.Env:
			if name := r.variable(v, s.Example); name != "" {
				found[s.Name] = []string{name}
			}
		default:
			if text := r.text(v, "a text such as "+s.Example); text != "" {
				found[s.Name] = []string{text}
			}
		}
	}
	for _, key := range r.known.settingKeys() {
		if v := fields.get(key); v.given() && !slices.ContainsFunc(kind.Settings, func(s Setting) bool { return s.Name == key }) {
			r.report(v, complaint{fmt.Sprintf("a source of kind %s has no %s", kind.Name, key), "take it out; " + r.known.owners(key)})
		}
	}
	if len(found) == 0 {
		return nil
	}
	return found
}

// keys are those that a source of this kind may have.
func (k KindSpec) keys() []string {
	unused := map[string]bool{
		"url_env": k.Name != feedKind, "url": k.Address == Unused && k.Name != feedKind, "allow_private": k.Address == Unused && k.Name != feedKind,
		"query": !k.Searches, "budget": !k.Budget,
	}
	keys := slices.DeleteFunc(sourceKeys(), func(key string) bool { return unused[key] })
	for _, s := range k.Settings {
		if !slices.Contains(keys, s.Name) {
			keys = append(keys, s.Name)
		}
	}
	return keys
}

// owners say which kinds have a setting.
func (k Known) owners(setting string) string {
	var names []string
	for _, kind := range k.specs() {
		if slices.ContainsFunc(kind.Settings, func(s Setting) bool { return s.Name == setting }) {
			names = append(names, kind.Name)
		}
	}
	return "it belongs to " + strings.Join(names, ", ")
}
