package bluesky

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

const (
	way        = "way"
	streaming  = "stream"
	searching  = "search"
	identifier = "identifier"
	server     = "pds"

	passwordEnv     = "password_env"
	passwordDefault = "BLUESKY_APP_PASSWORD"
)

// Type is the kind of source that Bluesky is. A stream is asked nothing; a source whose way
// is search is asked what Spec.Searches say.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "every post of Bluesky as it is written, over Jetstream; or, with way: search, what its search finds",
		Limits: "Jetstream remembers about 36 hours: of an outage longer than that the rest is lost, unless way: search is read beside it; " +
			"some 100 posts a second come in, up to 5,000 are kept pace with; a search is asked every two minutes at most",
		Blind: "reposts, likes, messages; handles, but of those who changed theirs since: an author is shown by the id of the account, " +
			"and your own accounts are known by did:plc:… under own; accounts that were suspended or deactivated stay until they are deleted",
		Settings: []collectors.Setting{
			{Name: way, About: "is stream for every post as it is written, or search for what the brands' queries find", Example: searching, Default: streaming},
			{Name: identifier, About: "is the handle or e-mail address of the account that searches", Example: "solvo.bsky.social"},
			{Name: passwordEnv, About: "names the environment variable that holds an app password of that account", Example: passwordDefault, Env: true, Default: passwordDefault},
			{Name: server, About: "is the address of the server that holds that account", Example: pdsHome, Default: pdsHome},
		},
		// A Jetstream gives up a reader that takes nothing for five seconds; a search has its
		// own pace.
		Address: collectors.Optional, Usual: "the public Jetstreams at bsky.network; with way: search, pds says where", Every: 5 * time.Second, Searches: true,
		Asks: func(settings map[string][]string) bool { return searched(collectors.Spec{Settings: settings}) },
		Open: open, Judge: judge,
	}
}

// searched reports whether a source is asked for what brands want, rather than read whole.
func searched(s collectors.Spec) bool { return s.Setting(way) == searching }

func judge(s collectors.Spec) error {
	switch s.Setting(way) {
	case "", streaming:
		if len(s.Searches) > 0 {
			return errors.New("the stream has every post and is asked nothing: take query out, or add way: search")
		}
		return nil
	case searching:
	default:
		return fmt.Errorf("%q is no way to listen to Bluesky: write way: stream or way: search", s.Setting(way))
	}
	switch {
	case s.Setting(identifier) == "":
		return errors.New("Bluesky lets nobody search without an account: add identifier: with its handle") //nolint:staticcheck // its name
	case s.URL != "":
		return errors.New("a Jetstream is not searched: write the address of the account's server under pds, and take url out")
	case len(s.Searches) == 0:
		return errors.New("there is nothing to search for: give its brands a match, or the source a query")
	}
	return nil
}

func open(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
	if err := judge(s); err != nil {
		return nil, fmt.Errorf("source %s: %w", s.ID, err)
	}
	if searched(s) {
		return openSearches(s, with)
	}
	return openStream(s, with), nil
}

// openStream listens where the source says, else where the kind is to be found, else at
// all of Bluesky's own hosts.
func openStream(s collectors.Spec, with collectors.Means) *Stream {
	o := Options{Transport: with.Web(private(s, with)), Agent: with.Agent}
	if home := with.Home(s, Kind, ""); home != "" {
		o.Hosts = []string{strings.TrimRight(home, "/")}
	}
	return NewStream(o)
}

// openSearches searches for one query after the other, with one session.
func openSearches(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
	password := with.Secret(s, passwordEnv)
	if password == "" {
		return nil, fmt.Errorf("source %s: Bluesky lets nobody search without an account; set %s to an app password of %s", s.ID, s.Setting(passwordEnv), s.Setting(identifier))
	}
	home := with.Home(collectors.Spec{}, Kind, pdsHome)
	if own := s.Setting(server); own != "" && own != pdsHome {
		home = own
	}
	one := &session{
		home: strings.TrimRight(home, "/"), account: s.Setting(identifier), password: password, variable: s.Setting(passwordEnv),
		polite: polite.Options{Transport: with.Web(private(s, with)), Agent: with.Agent, Service: "Bluesky"},
	}
	var parts []collectors.Part
	for _, q := range s.Searches {
		parts = append(parts, collectors.Part{Name: q, Collector: &search{query: q, session: one}})
	}
	return collectors.Several(parts...), nil
}

// private reports whether a source may lead to private networks.
func private(s collectors.Spec, with collectors.Means) bool {
	return s.AllowPrivate || with.Base != nil && with.Base(Kind) != ""
}
