package config

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// quickName is what faults call a configuration that no file holds.
const quickName = "command line"

// Quick makes the configuration of one brand that is only named: its name is
// looked for in feeds, or, if there are none, in the public searches of
// publicSearches. Nobody has authority in it. A feed on a private host is taken
// as meant, as whoever types it is at the machine. Errors are Faults.
func Quick(name string, feeds []string) (*Config, error) {
	name = strings.Join(strings.Fields(name), " ")
	c := defaults()
	var faults Faults
	fault := func(path, what, remedy string) {
		faults = append(faults, Fault{File: quickName, Path: path, What: veil(what), Remedy: remedy})
	}
	match, err := quickMatch(name)
	if err != nil {
		fault("--brand", err.Error(), "name the brand as people write it, in quotes if it is several words")
	}
	b := brand.Brand{Key: brand.Key(asciiSlug(name)), Name: name, Location: time.UTC, Match: match}
	if b.Key.Validate() != nil {
		b.Key = "brand"
	}
	c.Brands = []brand.Brand{b}
	c.Slack.Digest[b.Key] = Moment{Weekday: time.Monday, Hour: defaultHour, Location: time.UTC}
	if len(feeds) == 0 {
		feeds = publicSearches(name)
	}
	seen := map[string]bool{}
	for i, feed := range feeds {
		s := SourceSpec{Kind: feedKind, URL: strings.TrimSpace(feed), Every: every(feedKind), Brands: []brand.Key{b.Key}, AllowPrivate: true}
		if judged, warning := judge(s, ""); judged != nil && !warning {
			fault(fmt.Sprintf("--feed[%d]", i), judged.what, judged.remedy)
			continue
		}
		u, _ := url.Parse(s.URL) // judged above
		s.AllowPrivate = isPrivate(u.Hostname())
		if s.ID = derivedID(s); !seen[s.ID] {
			seen[s.ID] = true
			c.Sources = append(c.Sources, s)
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return &c, nil
}

// quickMatch looks for a name as words and as a hashtag.
func quickMatch(name string) ([]string, error) {
	var tag strings.Builder
	for _, r := range text.Fold(name) {
		if text.InTag(r) {
			tag.WriteRune(r)
		}
	}
	if tag.Len() == 0 {
		return nil, errors.New("the name holds no letter or digit")
	}
	var match []string
	for _, q := range []string{name, `"` + strings.NewReplacer(`"`, " ", `\`, " ").Replace(name) + `"`} {
		if parsed, err := query.Parse(q); err == nil && parsed.Root.Op == query.Words {
			match = append(match, q)
			break
		}
	}
	if q := "#" + tag.String(); parses(q) {
		match = append(match, q)
	}
	if len(match) == 0 {
		return nil, errors.New("no query can be made of the name")
	}
	return match, nil
}

func parses(q string) bool {
	_, err := query.Parse(q)
	return err == nil
}

// publicSearches are feeds that anybody may read, of what is said about a name.
func publicSearches(name string) []string {
	return []string{
		newsSearch(name),
		"https://www.reddit.com/search.rss?sort=new&q=" + url.QueryEscape(`"`+name+`"`),
	}
}

func newsSearch(name string) string {
	return "https://news.google.com/rss/search?q=" + url.QueryEscape(`"`+name+`"`)
}
