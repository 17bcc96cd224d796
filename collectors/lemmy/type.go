package lemmy

import (
	"fmt"
	"strings"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration.
const Kind = "lemmy"

const home = "https://lemmy.world"

// Type is the kind of source that an instance of Lemmy is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "posts and comments of Lemmy's communities, as one instance knows them",
		Limits:  "60 searches in 10 minutes from one address, two for each thing that is searched for; what arrives more than a quarter of an hour late",
		Blind:   "communities that nobody of the instance follows: read several instances; posts marked not safe for work; words within pictures",
		Address: collectors.Optional, Usual: home, Searches: true, Every: 5 * time.Minute,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			base := with.Home(s, Kind, home)
			private := s.AllowPrivate || base != home && s.URL == ""
			instance, err := newInstance(base, polite.Options{Transport: with.Web(private), Agent: with.Agent})
			if err != nil {
				return nil, fmt.Errorf("source %s: %w", s.ID, err)
			}
			// A stranger's address must not lead into the house.
			origins := newOrigins(polite.Options{Transport: with.Web(false), Agent: with.Agent})
			rest := time.Duration(2*len(s.Searches)) * share
			var parts []collectors.Part
			for _, q := range s.Searches {
				if q = strings.TrimSpace(q); q == "" {
					continue
				}
				for _, sort := range []sort{posts, comments} {
					parts = append(parts, collectors.Part{
						Name:      q + " (" + strings.ToLower(string(sort)) + ")",
						Collector: &Collector{instance: instance, origins: origins, query: q, sort: sort, rest: rest},
					})
				}
			}
			if len(parts) == 0 {
				return nil, fmt.Errorf("source %s: there is nothing to search for: give its brands a match, or the source a query", s.ID)
			}
			return collectors.Several(parts...), nil
		},
	}
}
