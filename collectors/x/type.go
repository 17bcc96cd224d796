package x

import (
	"errors"
	"fmt"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/guard"
)

const (
	tokenEnv = "token_env"
	// tokenDefault is the variable that holds the token where none is named.
	tokenDefault = "X_BEARER_TOKEN" //nolint:gosec // the name of a variable

	way       = "way"
	searching = "search"
	streaming = "stream"
)

// Type is the kind of source that X is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "posts of X (Twitter) of the last seven days, by recent search; or, with way: stream, as they are written",
		Needs: "a developer account with credit, and its bearer token in " + tokenDefault,
		Limits: "450 searches in 15 minutes, 512 characters a query; every post costs, so set budget: 6000/day; " +
			"a token has one stream, whose posts cost the same",
		Blind: "reposts, protected accounts, polls; what was deleted before it was read, and that something was deleted or edited later: " +
			"posts are not looked at again, because X has every look paid; tocsin forget takes out what is known to be gone",
		Settings: []collectors.Setting{
			{Name: tokenEnv, About: "names the environment variable that holds the bearer token", Example: tokenDefault, Env: true, Default: tokenDefault},
			{Name: way, About: "is search for what is found every few minutes, or stream for posts as they are written, read every 10 seconds if every is not given; what a stream misses is searched for", Example: streaming, Default: searching},
		},
		Paid: true, Searches: true, Every: 5 * time.Minute, Pace: pace,
		Open: openSource, Judge: judgeSource,
	}
}

// pace is quick for a stream: to read what came over it costs no request.
func pace(settings map[string][]string) time.Duration {
	if (collectors.Spec{Settings: settings}).Setting(way) == streaming {
		return 10 * time.Second
	}
	return 0
}

func openSource(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
	bearer := with.Secret(s, tokenEnv)
	if bearer == "" {
		return nil, fmt.Errorf("source %s: X lets nobody search without a token; set %s", s.ID, s.Setting(tokenEnv))
	}
	private := with.Base(Kind) != ""
	o := Options{
		Queries: s.Searches, Bearer: bearer, BaseURL: with.Home(s, Kind, home), BudgetPerDay: s.BudgetPerDay,
		Transport: with.Web(private), UserAgent: with.Agent, Stream: s.Setting(way) == streaming,
	}
	if o.Stream {
		// What is kept open has connections of its own: of those that are shared a host
		// has two, and one would be left.
		o.Streams = guard.Transport(guard.Options{AllowPrivate: private})
	}
	return New(o), o.Validate()
}

func judgeSource(s collectors.Spec) error {
	if len(s.Searches) == 0 {
		return errors.New("x has no query: say what to search for")
	}
	if w := s.Setting(way); w != "" && w != searching && w != streaming {
		return fmt.Errorf("%q is no way to listen to X: write way: search or way: stream", w)
	}
	return Options{Queries: s.Searches, Bearer: "no-token-judges-a-query", BudgetPerDay: s.BudgetPerDay}.Validate()
}
