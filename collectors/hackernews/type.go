package hackernews

import (
	"fmt"
	"strings"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration. Items is the name under
// which the other half of the service is found that tells of single items.
const (
	Kind  = "hackernews"
	Items = Kind + "-items"
)

const (
	home      = "https://hn.algolia.com"
	itemsHome = "https://hacker-news.firebaseio.com"
)

// Type is the kind of source that Hacker News is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "stories and comments of Hacker News, by Algolia's search",
		Limits:   "10,000 requests an hour from one address; what Algolia takes in late is found if it was at most a quarter of an hour late; of what is posted in one second, 1,000 items a search",
		Blind:    "comments that don't name the brand, also where their story does; what was flagged before it was read; jobs",
		Searches: true, Every: 2 * time.Minute,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			base, items := with.Home(s, Kind, home), with.Home(collectors.Spec{}, Items, itemsHome)
			found := &service{home: strings.TrimRight(base, "/"), web: polite.New(polite.Options{
				Transport: with.Web(s.AllowPrivate || base != home), Agent: with.Agent, Service: "Hacker News",
			})}
			single := &shelf{home: strings.TrimRight(items, "/"), web: polite.New(polite.Options{
				Transport: with.Web(s.AllowPrivate || items != itemsHome), Agent: with.Agent, Service: "Hacker News (items)",
			})}
			var parts []collectors.Part
			for _, q := range s.Searches {
				parts = append(parts, collectors.Part{Name: q, Collector: &Collector{query: q, found: found, single: single}})
			}
			if len(parts) == 0 {
				return nil, fmt.Errorf("source %s: there is nothing to search for: give its brands a match, or the source a query", s.ID)
			}
			return collectors.Several(parts...), nil
		},
	}
}
