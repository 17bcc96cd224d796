package mastodon

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/guard"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration.
const Kind = "mastodon"

const (
	home         = "https://mastodon.social"
	tagsName     = "tags"
	timelineName = "timelines"
	tokenName    = "token_env"
	// tokenDefault is the variable that holds the token where none is named.
	tokenDefault = "MASTODON_TOKEN"
)

// Type is the kind of source that an instance of Mastodon is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "posts of the fediverse, by hashtag, as one instance of Mastodon knows them",
		Limits: "300 requests in 5 minutes from one address, so some 60 tags a minute; 40 posts a request; posts that arrive more than a quarter of an hour late",
		Blind: "posts without one of the tags, unless timelines are read; those of servers the instance does not know: read several instances; " +
			"authors who want to be in no index (noindex), and in timelines those who don't want to be found by their words (indexable); words within pictures; boosts",
		Settings: []collectors.Setting{
			{Name: tagsName, About: "are the hashtags to read instead of those the brands' match says", Example: "[solvo, solvomoms]", Many: true},
			{Name: timelineName, About: "are whole timelines to read beside the tags: local, remote or public, which is both", Example: "[local]", Many: true},
			{
				Name: tokenName, About: "names the environment variable that holds the token of an account at this instance; then posts are heard at once, and deletions too",
				Example: tokenDefault, Env: true, Default: tokenDefault,
			},
		},
		Address: collectors.Optional, Usual: home, Searches: true, Every: time.Minute,
		Open: open,
		Judge: func(s collectors.Spec) error {
			_, err := timelines(s)
			return err
		},
	}
}

// timelines are those a source is to read, each once.
func timelines(s collectors.Spec) ([]timeline, error) {
	tags := s.Settings[tagsName]
	if len(tags) == 0 {
		tags = s.Searches
	}
	var all []timeline
	var faults []error
	add := func(read func(string) (timeline, error), names []string) {
		for _, name := range names {
			switch t, err := read(name); {
			case err != nil:
				faults = append(faults, err)
			case !slices.Contains(all, t):
				all = append(all, t)
			}
		}
	}
	add(readTag, tags)
	add(readTimeline, s.Settings[timelineName])
	if len(all) == 0 && len(faults) == 0 {
		return nil, errors.New("mastodon has no hashtag to read: give its brands a match, or the source tags or timelines")
	}
	return all, errors.Join(faults...)
}

// open makes a collector of each timeline.
func open(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
	all, err := timelines(s)
	if err != nil {
		return nil, fmt.Errorf("source %s: %w", s.ID, err)
	}
	base := with.Home(s, Kind, home)
	private := s.AllowPrivate || base != home && s.URL == ""
	token := strings.TrimSpace(with.Secret(s, tokenName))
	if strings.ContainsAny(token, " \t\r\n") {
		return nil, fmt.Errorf("source %s: %s is no token: copy the access token alone", s.ID, s.Setting(tokenName))
	}
	web := with.Web(private)
	server, err := newServer(strings.TrimRight(base, "/"), token, s.Setting(tokenName), polite.Options{Transport: web, Agent: with.Agent})
	if err != nil {
		return nil, fmt.Errorf("source %s: %w", s.ID, err)
	}
	var live streamer
	if token != "" {
		live = streamer{guard.Transport(guard.Options{AllowPrivate: private}), with.Agent}
		live.web.MaxConnsPerHost = mostStreams
	}
	elsewhere := newOrigins(server, polite.Options{Transport: web, Agent: with.Agent}, polite.Options{Transport: with.Web(false), Agent: with.Agent})
	var parts []collectors.Part
	for i, t := range all {
		c := &Collector{server: server, timeline: t, origins: elsewhere}
		if token != "" && i < mostStreams {
			c.live = newLive(c.listen(live))
		}
		parts = append(parts, collectors.Part{Name: t.name(), Collector: c})
	}
	return collectors.Several(parts...), nil
}
