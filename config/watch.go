package config

import (
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/rules"
)

// A watching is an entry of a watch-list that means a source, and where it stands.
type watching struct {
	source string
	at     value
}

// watch reads whose every post a brand wants to look at. Sources are looked for later, when
// all are known.
func (r *reader) watch(b brand.Brand, v value) []string {
	own := query.NewPlaces(b.Own)
	var watched []string
	for _, e := range r.texts(v, `sites, "@handles" and sources, such as source:press`) {
		name, bySource := strings.CutPrefix(e.key, rules.BySource)
		switch {
		case bySource:
			r.watchings = append(r.watchings, watching{strings.TrimSpace(name), e.value})
			watched = append(watched, rules.BySource+strings.TrimSpace(name))
		case strings.HasPrefix(e.key, "#"):
			r.report(e.value, complaint{quoted(e.key) + " is a tag, and anybody may use it", "put it among match, or take it out"})
		case r.link(e.value) == "": // which says what is wrong
		case own.Wrote(brand.Post{Author: e.key, URL: "https://" + strings.TrimPrefix(e.key, "https://")}) != "":
			r.report(e.value, complaint{quoted(e.key) + " is the brand's own, whose posts never count", "take it out here, or out of own and properties"})
		default:
			watched = append(watched, e.key)
		}
	}
	return watched
}

// watchedSources demands that the sources of watch-lists are there.
func (r *reader) watchedSources() {
	ids := make([]string, len(r.config.Sources))
	for i, s := range r.config.Sources {
		ids[i] = s.ID
	}
	for _, w := range r.watchings {
		if !slices.Contains(ids, w.source) {
			r.report(w.at, complaint{quoted(w.source) + " is no source of this file", oneOf(w.source, ids)})
		}
	}
}
