package feed

import (
	"fmt"
	"time"

	"tocsin/collectors"
)

// urlEnv is the setting that names the variable which holds a secret address.
const urlEnv = "url_env"

// Type is the kind of source that a feed is. Its collectors share one turn to read a
// document, so that the memory holds one however many come at once.
func Type() collectors.Type {
	turn := NewTurn()
	return collectors.Type{
		Kind: Kind, Reads: "items of RSS, Atom, RDF and JSON Feed",
		Needs:   "a feed's address",
		Limits:  "what the document shows, often its newest 10 to 100 items; 5 MiB; as often as its site wishes",
		Blind:   "whatever leaves the document between two readings; comments, unless they have a feed",
		Address: collectors.Required,
		Settings: []collectors.Setting{{
			Name: urlEnv, About: "names the environment variable that holds the address, where it is a secret", Example: "ALERTS_FEED", Env: true,
		}},
		Lazy: true, Every: 2 * time.Minute,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			address := s.URL
			if secret := with.Secret(s, urlEnv); secret != "" {
				address = secret
			}
			if address == "" {
				return nil, fmt.Errorf("source %s: its address is empty; set the environment variable %s", s.ID, s.Setting(urlEnv))
			}
			return New(Options{URL: address, Every: s.Every, UserAgent: with.Agent, Transport: with.Web(s.AllowPrivate), Turn: turn})
		},
	}
}
