// Package google listens to what Google finds on the web: Google News, which is
// searched, and Google Alerts, which an account has set up. Both are read as feeds;
// addresses that lead through Google are unwrapped where feeds are read.
package google

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"tocsin/collectors"
)

// The kinds of source, by their names in configuration.
const (
	News   = "googlenews"
	Alerts = "googlealerts"
)

const (
	newsHome = "https://news.google.com"
	language = "language"
	country  = "country"
	feedsEnv = "feeds_env"
	// feedsDefault is the variable that holds the addresses where none is named.
	feedsDefault = "GOOGLE_ALERTS_FEEDS"
)

// NewsType is Google News, asked for what brands want.
func NewsType() collectors.Type {
	return collectors.Type{
		Kind: News, Reads: "articles that Google News knows of",
		Limits: "100 articles a search at most; undocumented, and bots may be turned away: not more often than every 2 minutes",
		Blind:  "what Google does not count as news; the articles' text: titles alone are matched; their own address, where Google hides it",
		Settings: []collectors.Setting{
			{Name: language, About: "is the edition's language", Example: "en-US", Default: "en-US"},
			{Name: country, About: "is the edition's country", Example: "US", Default: "US"},
		},
		Address: collectors.Unused, Searches: true, Lazy: true, Every: 5 * time.Minute,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			base := with.Home(s, News, newsHome)
			var parts []collectors.Part
			for _, q := range s.Searches {
				feed, err := with.Feed(s, newsAddress(base, q, s.Setting(language), s.Setting(country)))
				if err != nil {
					return nil, fmt.Errorf("source %s: %w", s.ID, err)
				}
				parts = append(parts, collectors.Part{Name: q, Collector: feed})
			}
			if len(parts) == 0 {
				return nil, fmt.Errorf("source %s: there is nothing to search for: give its brands a match, or the source a query", s.ID)
			}
			return collectors.Several(parts...), nil
		},
	}
}

// newsAddress is the feed of a search in one edition.
func newsAddress(base, query, language, country string) string {
	language, country = cmp.Or(language, "en-US"), cmp.Or(country, "US")
	short, _, _ := strings.Cut(language, "-")
	v := url.Values{"q": {query}, "hl": {language}, "gl": {country}, "ceid": {country + ":" + short}}
	return strings.TrimRight(base, "/") + "/rss/search?" + v.Encode()
}

// AlertsType is Google Alerts: the feeds of an account's alerts, whose addresses are secrets.
func AlertsType() collectors.Type {
	return collectors.Type{
		Kind: Alerts, Reads: "pages that Google Alerts finds",
		Needs:  "alerts of a Google account that deliver to a feed, and the feeds' addresses, apart by blanks, in " + feedsDefault,
		Limits: "20 pages an alert; Google decides when",
		Blind:  "the pages' text beyond a few words; what Google finds late or never",
		Settings: []collectors.Setting{{
			Name: feedsEnv, About: "names the environment variable that holds the feeds' addresses", Example: feedsDefault, Env: true, Default: feedsDefault,
		}},
		Lazy: true, Every: 10 * time.Minute,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			var parts []collectors.Part
			for i, address := range strings.Fields(with.Secret(s, feedsEnv)) {
				u, err := url.Parse(address)
				if err != nil || u.Host == "" || !strings.Contains(u.Path, "/alerts/feeds/") {
					return nil, fmt.Errorf("source %s: address %d in %s is no feed of Google Alerts: copy it from the alert's feed icon", s.ID, i+1, s.Setting(feedsEnv))
				}
				feed, err := with.Feed(s, address)
				if err != nil {
					return nil, fmt.Errorf("source %s: %w", s.ID, err)
				}
				// The last of the path names the alert; the name stays when the list changes.
				parts = append(parts, collectors.Part{Name: "alert " + short(u.Path), Collector: feed})
			}
			if len(parts) == 0 {
				return nil, fmt.Errorf("source %s: it has no alerts; %w", s.ID, errors.New("set "+s.Setting(feedsEnv)+" to the addresses of their feeds"))
			}
			return collectors.Several(parts...), nil
		},
	}
}

// short is the end of an alert's number: enough to tell it from the account's others,
// and too little to read it.
func short(path string) string {
	last := path[strings.LastIndexByte(path, '/')+1:]
	return "…" + last[max(0, len(last)-4):]
}
