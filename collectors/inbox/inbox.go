// Package inbox is a source that nobody asks: whoever has posts sends them. A delivery
// is a POST of the project's own shape of posts (package postline), proved by a signature
// or a bearer token, and acknowledged once everything in it that concerns a brand is kept.
// Sent again, it is nothing new.
package inbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tocsin/collectors"
)

// Kind is the kind's name in configuration.
const Kind = "inbox"

const (
	secretEnv = "secret_env"
	tokenEnv  = "token_env"
	// The variables that are read where none are named.
	signWith = "TOCSIN_INBOX_SECRET"
	comeWith = "TOCSIN_INBOX_TOKEN"
	// leastSecret is how short a secret may be, in bytes: what is shorter can be guessed.
	leastSecret = 16
)

// Type is the kind of source that an inbox is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "posts that others send, to /ingest/ and the source's id",
		Needs:  "whoever sends them, and a secret to sign with in " + signWith + " or a bearer token in " + comeWith,
		Limits: "5 MiB and 10,000 posts a delivery; a few deliveries at once; a secret or token of 16 characters at least; every asks nobody: deliveries are taken as they come",
		Blind:  "whatever is not sent",
		Settings: []collectors.Setting{
			{Name: secretEnv, About: "names the environment variable that holds the secret deliveries are signed with", Example: "CRM_SECRET", Env: true, Default: signWith},
			{Name: tokenEnv, About: "names the environment variable that holds the bearer token of senders that cannot sign", Example: "CRM_TOKEN", Env: true, Default: comeWith},
		},
		Every: 5 * time.Minute,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			c := &Collector{secret: with.Secret(s, secretEnv), token: with.Secret(s, tokenEnv)}
			if c.secret == "" && c.token == "" {
				return nil, fmt.Errorf("source %s: without a secret anybody could send: set %s, or %s for a sender that cannot sign, such as to the output of openssl rand -hex 32",
					s.ID, s.Setting(secretEnv), s.Setting(tokenEnv))
			}
			for variable, secret := range map[string]string{s.Setting(secretEnv): c.secret, s.Setting(tokenEnv): c.token} {
				if secret != "" && len(secret) < leastSecret {
					return nil, fmt.Errorf("source %s: what %s holds is short enough to be guessed: set it to at least %d characters, such as the output of openssl rand -hex 32", s.ID, variable, leastSecret)
				}
			}
			return c, nil
		},
		Judge: func(s collectors.Spec) error {
			if secret := s.Setting(secretEnv); secret != "" && secret == s.Setting(tokenEnv) {
				return errors.New("the inbox signs with what it sends as a token: name two variables")
			}
			return nil
		},
	}
}

// A Collector is one inbox. It knows who may send.
type Collector struct{ secret, token string }

var _ collectors.Collector = (*Collector)(nil)

// Collect has nothing to ask: what there was has been delivered.
func (c *Collector) Collect(context.Context, collectors.Cursor, time.Time) (collectors.Page, error) {
	return collectors.Page{Unchanged: true}, nil
}
