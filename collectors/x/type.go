package x

import (
	"errors"
	"fmt"
	"time"

	"tocsin/collectors"
)

const (
	tokenEnv = "token_env"
	// tokenDefault is the variable that holds the token where none is named.
	tokenDefault = "X_BEARER_TOKEN" //nolint:gosec // the name of a variable
)

// Type is the kind of source that X is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "posts of X (Twitter) of the last seven days, by recent search",
		Needs:  "a developer account with credit, and its bearer token in " + tokenDefault,
		Limits: "450 searches in 15 minutes, 512 characters a query; every post costs, so set budget: 6000/day",
		Blind:  "reposts, protected accounts, polls; what was deleted before it was read",
		Settings: []collectors.Setting{{
			Name: tokenEnv, About: "names the environment variable that holds the bearer token", Example: tokenDefault, Env: true, Default: tokenDefault,
		}},
		Paid: true, Searches: true, Every: 5 * time.Minute,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			bearer := with.Secret(s, tokenEnv)
			if bearer == "" {
				return nil, fmt.Errorf("source %s: X lets nobody search without a token; set %s", s.ID, s.Setting(tokenEnv))
			}
			o := Options{
				Queries: s.Searches, Bearer: bearer, BaseURL: with.Home(s, Kind, home), BudgetPerDay: s.BudgetPerDay, UserAgent: with.Agent, Transport: with.Web(with.Base(Kind) != ""),
			}
			return New(o), o.Validate()
		},
		Judge: func(s collectors.Spec) error {
			if len(s.Searches) == 0 {
				return errors.New("x has no query: say what to search for")
			}
			return Options{Queries: s.Searches, Bearer: "no-token-judges-a-query", BudgetPerDay: s.BudgetPerDay}.Validate()
		},
	}
}
