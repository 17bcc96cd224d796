package stackexchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration.
const Kind = "stackexchange"

const (
	home   = "https://api.stackexchange.com"
	sites  = "sites"
	keyEnv = "key_env"
	// keyDefault is the variable that holds the key where none is named.
	keyDefault = "STACKEXCHANGE_KEY"
	// mostSites bounds the sites of a source: each costs a request for every search.
	mostSites = 20
)

// Type is the kind of source that the sites of Stack Exchange are. Its collectors share
// what is left of a day's requests.
func Type() collectors.Type {
	quotas := &quotas{of: map[string]*meter{}}
	return collectors.Type{
		Kind: Kind, Reads: "questions of Stack Overflow and its sister sites",
		Limits: "300 requests a day from one address, 10,000 with a free key in " + keyDefault +
			"; they are spread over the day, so that each search of each site is read every 5 minutes times their number, or with a key as often as is said",
		Blind: "answers and comments; what was deleted before it was read, or later where the day's requests leave none to ask for it",
		Settings: []collectors.Setting{
			{Name: sites, About: "are the sites that are searched, by the names the API has for them", Example: "superuser", Many: true, Default: "stackoverflow"},
			{Name: keyEnv, About: "names the environment variable that holds a key of stackapps.com, if there is one", Example: keyDefault, Env: true, Default: keyDefault},
		},
		Searches: true, Every: 5 * time.Minute,
		Judge: judge,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			if err := judge(s); err != nil {
				return nil, fmt.Errorf("source %s: %w", s.ID, err)
			}
			if len(s.Searches) == 0 {
				return nil, fmt.Errorf("source %s: there is nothing to search for: give its brands a match, or the source a query", s.ID)
			}
			base, key := with.Home(s, Kind, home), strings.TrimSpace(with.Secret(s, keyEnv))
			return &Collector{
				home: strings.TrimRight(base, "/"), key: key, parts: parts(named(s), s.Searches), meter: quotas.meter(base, key),
				web: polite.New(polite.Options{
					Transport: with.Web(s.AllowPrivate || base != home), Agent: with.Agent, Service: "Stack Exchange", Gap: time.Second,
					Secrets: []string{key}, Explain: explainer(s.Setting(keyEnv)),
				}),
			}, nil
		},
	}
}

// named are the sites of a source.
func named(s collectors.Spec) []string {
	var all []string
	for _, site := range s.Settings[sites] {
		if site = strings.ToLower(strings.TrimSpace(site)); site != "" && !slices.Contains(all, site) {
			all = append(all, site)
		}
	}
	if len(all) == 0 {
		return []string{"stackoverflow"}
	}
	return all
}

func judge(s collectors.Spec) error {
	all := named(s)
	if len(all) > mostSites {
		return fmt.Errorf("%d sites are more than the day's requests serve: name at most %d", len(all), mostSites)
	}
	for _, site := range all {
		if strings.Trim(site, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" {
			return errors.New("\"" + site + "\" is no site of Stack Exchange: use its short name, such as superuser or askubuntu")
		}
	}
	return nil
}
