package rules

import (
	"strings"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// BySource begins an entry of a watch-list that means all of a source.
const BySource = "source:"

// A watchlist is whose every post of a brand is worth a look.
type watchlist struct {
	places  query.Places
	sources map[string]string
}

// Watch tells the series whose every post is worth a look: sites, handles, and sources as
// "source:press". It is told before mentions are added.
func (s *Series) Watch(entries []string) {
	var places []string
	s.watched = watchlist{sources: map[string]string{}}
	for _, entry := range entries {
		if name, is := strings.CutPrefix(entry, BySource); is {
			s.watched.sources[text.Fold(name)] = entry
			continue
		}
		places = append(places, entry)
	}
	s.watched.places = query.NewPlaces(places)
}

// of is the entry that a mention falls under, "" if none.
func (w watchlist) of(m brand.Mention) string {
	if len(w.sources) > 0 {
		if entry := w.sources[text.Fold(m.Source)]; entry != "" {
			return entry
		}
	}
	return w.places.Wrote(m.Post)
}
