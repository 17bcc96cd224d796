package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"tocsin/brand"
	"tocsin/collectors/appstore"
	"tocsin/collectors/websub"
	"tocsin/collectors/youtube"
	"tocsin/config"
)

// slips are faults of a source that its service would answer as if there were nothing to read.
func slips(s config.SourceSpec) error {
	if s.Kind == appstore.Kind && slices.Contains(s.Settings["countries"], "uk") {
		return errors.New(`appstore countries: "uk" is no store of Apple's: write gb`)
	}
	return nil
}

// doubts are what can be read of a source, and hardly as it was meant.
func doubts(env func(string) string) func(config.SourceSpec) error {
	return func(s config.SourceSpec) error {
		switch s.Kind {
		case websub.Kind:
			if host := brand.Host(first(s.Settings["callback"])); config.Private(host) && !s.AllowPrivate {
				return fmt.Errorf("no hub on the web reaches %s, so the feed is only read as any other: write the address under which the web reaches this daemon", host)
			}
		case youtube.Kind:
			variable := cmp.Or(first(s.Settings["key_env"]), "YOUTUBE_KEY")
			if len(s.Settings["channels"]) == 0 && env(variable) == "" {
				return fmt.Errorf("it follows no channels, and what is searched for or stands below videos takes a key, which %s does not hold here: list channels: [UC…], or set %s where the daemon runs", variable, variable)
			}
		}
		return nil
	}
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
