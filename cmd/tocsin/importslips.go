package main

import (
	"fmt"
	"slices"
	"strings"

	"tocsin/collectors/postline"
	"tocsin/config"
)

// mostPassedTold is how many columns that are not read are named.
const mostPassedTold = 6

// doubt warns of a source that is new and called almost like one of the configuration:
// its posts would be kept as another's.
func (i *importing) doubt(cfg *config.Config) {
	ids := make([]string, len(cfg.Sources))
	for n, s := range cfg.Sources {
		ids[n] = s.ID
	}
	if slices.Contains(ids, i.source.ID) {
		return
	}
	if near := config.Nearest(i.source.ID, ids); near != "" {
		i.say("warning: %q is no source of the configuration, and is taken for a new one; did you mean %s?", i.source.ID, near)
	}
}

// pass warns of a table's columns that are not read, and names the parts of a post that
// they are spelt almost like, if the table has those nowhere.
func (i *importing) pass(t postline.Table) {
	var unknown, meant []string
	missing := slices.DeleteFunc(postline.Parts(), func(part string) bool { return slices.Contains(t.Columns(), part) })
	for _, name := range t.Passed() {
		if slices.Contains(t.Columns(), strings.ToLower(name)) {
			i.say("warning: column %q is there twice, and the first is read", name)
			continue
		}
		unknown = append(unknown, fmt.Sprintf("%q", name))
		if near := config.Nearest(name, missing); near != "" && !slices.Contains(meant, near) {
			meant = append(meant, near)
		}
	}
	if len(unknown) == 0 {
		return
	}
	said := "column " + unknown[0] + " is"
	if len(unknown) > 1 {
		said = "columns " + enumerated(unknown, mostPassedTold) + " are"
	}
	said += " not known and passed over"
	if len(meant) > 0 {
		said += "; did you mean " + enumerated(meant, len(meant)) + "?"
	}
	i.say("warning: %s", said)
}

// enumerated names some things, and counts those beyond the most.
func enumerated(things []string, most int) string {
	if more := len(things) - most; more > 0 {
		things = append(slices.Clone(things[:most]), fmt.Sprintf("%d more", more))
	}
	last := len(things) - 1
	if last == 0 {
		return things[0]
	}
	return strings.Join(things[:last], ", ") + " and " + things[last]
}
