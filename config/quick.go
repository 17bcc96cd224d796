package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// quickName is what faults call a configuration that no file holds.
const quickName = "command line"

// Quick makes the configuration of one brand that is only named: its name is
// looked for in feeds, or, if there are none, in every kind of source that needs
// nothing but a name. Nobody has authority in it. A feed on a private host is taken
// as meant, as whoever types it is at the machine. Errors are Faults.
func Quick(name string, feeds []string, known Known) (*Config, error) {
	name = strings.Join(strings.Fields(name), " ")
	c := defaults()
	c.Named = true
	var faults Faults
	fault := func(path, what, remedy string) {
		faults = append(faults, Fault{File: quickName, Path: path, What: veil(what), Remedy: remedy})
	}
	match, err := quickMatch(name)
	if err != nil {
		fault("--brand", err.Error(), "name the brand as people write it, in quotes if it is several words")
	}
	b := brand.Brand{Key: brand.Key(asciiSlug(name)), Name: name, Location: time.UTC, Match: match}
	if b.Key.Validate() != nil || !isASCII(name) {
		// Two names that no key can be made of must not share one, and a history with it.
		sum := sha256.Sum256([]byte(name))
		b.Key = brand.Key("brand-" + hex.EncodeToString(sum[:4]))
	}
	c.Brands = []brand.Brand{b}
	c.Slack.Digest[b.Key] = Moment{Weekday: time.Monday, Hour: defaultHour, Location: time.UTC}
	seen := map[string]bool{}
	for i, feed := range feeds {
		s := SourceSpec{Kind: feedKind, URL: strings.TrimSpace(feed), Every: defaultFeedEvery, Brands: []brand.Key{b.Key}, AllowPrivate: true}
		if judged, warning := judge(s, ""); judged != nil && !warning {
			fault(fmt.Sprintf("--feed[%d]", i), judged.what, judged.remedy)
			continue
		}
		u, _ := url.Parse(s.URL) // judged above
		s.AllowPrivate = Private(u.Hostname())
		if s.ID = derivedID(s); !seen[s.ID] {
			seen[s.ID] = true
			c.Sources = append(c.Sources, s)
		}
	}
	if len(feeds) == 0 {
		c.Sources = keyless(b, known)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return &c, nil
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
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

// keyless are the sources that anybody may read, of every kind that finds a brand by
// its name. One that cannot be asked for this name is left out.
func keyless(b brand.Brand, known Known) []SourceSpec {
	var all []SourceSpec
	for _, kind := range known.specs() {
		if !kind.Keyless {
			continue
		}
		s := SourceSpec{ID: kind.Name, Kind: kind.Name, Every: kind.Every, Brands: []brand.Key{b.Key}}
		if kind.searches(s) && known.Searches != nil {
			var err error
			if s.Searches, err = known.Searches(kind.Name, []brand.Brand{b}); err != nil || len(s.Searches) == 0 {
				continue
			}
		}
		all = append(all, s)
	}
	return all
}

// newsSearch is a feed of what the press says of a name.
func newsSearch(name string) string {
	return "https://news.google.com/rss/search?q=" + url.QueryEscape(`"`+name+`"`)
}
