// Package reddit listens to Reddit: searches, and the newest posts and comments of
// subreddits. Since November 2025 its API is for those whom Reddit approved; they sign in
// as an application, and read. What Reddit removes or people delete is asked for once
// more, so that it can be forgotten here too.
package reddit

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration. SignIns is the name under
// which the service is found where applications sign in.
const (
	Kind    = "reddit"
	SignIns = Kind + "-login"
)

const (
	home       = "https://oauth.reddit.com"
	signInHome = "https://www.reddit.com"
	subreddits = "subreddits"
	idEnv      = "client_id_env"
	secretEnv  = "client_secret_env"
	// The variables that are read where none are named.
	idDefault     = "REDDIT_CLIENT_ID"
	secretDefault = "REDDIT_CLIENT_SECRET" //nolint:gosec // the name of a variable
	// gap keeps to a hundred requests a minute.
	gap = 650 * time.Millisecond
)

var subredditForm = regexp.MustCompile(`^[A-Za-z0-9_]{2,21}$`)

// Type is the kind of source that Reddit is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "posts that Reddit's search finds, and new posts and comments of subreddits",
		Needs:  "an application that Reddit approved, its id and secret in " + idDefault + " and " + secretDefault,
		Limits: "100 requests a minute; a search reaches back some 1,000 posts; commercial use takes a contract",
		Blind:  "comments outside the listed subreddits; what was removed before it was read",
		Settings: []collectors.Setting{
			{Name: subreddits, About: "lists subreddits of which all new posts and comments are read", Example: "beyondthebump", Many: true},
			{Name: idEnv, About: "names the environment variable that holds the application's id", Example: idDefault, Env: true, Default: idDefault},
			{Name: secretEnv, About: "names the environment variable that holds its secret", Example: secretDefault, Env: true, Default: secretDefault},
		},
		Searches: true, Every: 2 * time.Minute,
		Judge: judge, Open: open,
	}
}

func judge(s collectors.Spec) error {
	for _, name := range s.Settings[subreddits] {
		if !subredditForm.MatchString(strings.TrimPrefix(name, "r/")) {
			return fmt.Errorf("reddit subreddits: %q is none: write its name as in its address, behind r/", name)
		}
	}
	return nil
}

func open(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
	if err := judge(s); err != nil {
		return nil, err
	}
	id, secret := strings.TrimSpace(with.Secret(s, idEnv)), strings.TrimSpace(with.Secret(s, secretEnv))
	if id == "" || secret == "" {
		return nil, fmt.Errorf("source %s: Reddit lets nobody read without an application: set %s and %s, or read a private feed of your account as kind feed, with url_env", s.ID, s.Setting(idEnv), s.Setting(secretEnv))
	}
	base, gate := strings.TrimRight(with.Home(s, Kind, home), "/"), strings.TrimRight(with.Home(collectors.Spec{}, SignIns, signInHome), "/")
	api := &api{home: base, gate: gate, id: id, secret: secret}
	api.web = polite.New(polite.Options{
		Transport: with.Web(s.AllowPrivate || base != home), Agent: with.Agent, Service: "Reddit", Gap: gap, Secrets: []string{secret}, Explain: explain,
	})
	var parts []collectors.Part
	for _, name := range s.Settings[subreddits] {
		name = strings.TrimPrefix(name, "r/")
		parts = append(parts,
			collectors.Part{Name: "r/" + name, Collector: &Collector{api: api, path: "/r/" + name + "/new"}},
			collectors.Part{Name: "comments of r/" + name, Collector: &Collector{api: api, path: "/r/" + name + "/comments"}})
	}
	for _, q := range s.Searches {
		parts = append(parts, collectors.Part{Name: "search " + q, Collector: &Collector{api: api, path: "/search", query: url.Values{"q": {q}, "sort": {"new"}, "t": {"week"}, "type": {"link"}}}})
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("source %s: there is nothing to read: list subreddits, or give its brands a match", s.ID)
	}
	return collectors.Several(parts...), nil
}

// explain knows what Reddit means by its refusals.
func explain(r *polite.Refusal, _ time.Time) (string, time.Time) {
	switch r.Status {
	case http.StatusUnauthorized:
		return "the application's id or secret is not good: check both", time.Time{}
	case http.StatusForbidden:
		return "Reddit has not approved the application for this, or the subreddit is private", time.Time{}
	case http.StatusNotFound:
		return "there is no such subreddit, or it was banned: take it out", time.Time{}
	}
	return "", time.Time{}
}

// An api is Reddit's, with an application that signs in. It is safe for use by several
// goroutines.
type api struct {
	home, gate, id, secret string
	web                    *polite.Client

	mu      sync.Mutex
	token   string
	expires time.Time
}

// get asks for a listing. A token that is not good any more is renewed once.
func (a *api) get(ctx context.Context, path string, v url.Values, now time.Time) (listing, time.Time, error) {
	for tries := 0; ; tries++ {
		token, err := a.session(ctx, now)
		if err != nil {
			return listing{}, time.Time{}, err
		}
		var said struct {
			Kind string  `json:"kind"`
			Data listing `json:"data"`
		}
		v.Set("raw_json", "1")
		answer, err := a.web.JSON(ctx, a.home+path+"?"+v.Encode(), http.Header{"Authorization": {"Bearer " + token}}, now, &said)
		if r := polite.Refused(err); r != nil && r.Status == http.StatusUnauthorized && tries == 0 {
			a.drop(token)
			continue
		}
		if err == nil && said.Kind != "Listing" {
			err = errors.New("Reddit: the answer is no listing; it is asked again later") //nolint:staticcheck // its name
		}
		return said.Data, answer.Wait, err
	}
}

// session is the token to read with.
func (a *api) session(ctx context.Context, now time.Time) (string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.token != "" && now.Before(a.expires) {
		return a.token, nil
	}
	var said struct {
		Token   string `json:"access_token"`
		Seconds int    `json:"expires_in"`
	}
	header := http.Header{
		"Authorization": {"Basic " + base64.StdEncoding.EncodeToString([]byte(a.id+":"+a.secret))}, "Content-Type": {"application/x-www-form-urlencoded"},
	}
	if err := a.web.SignIn(ctx, a.gate+"/api/v1/access_token", header, []byte("grant_type=client_credentials"), now, &said); err != nil {
		return "", err
	}
	if said.Token == "" {
		return "", errors.New("Reddit: it gives no token; check the application's id and secret") //nolint:staticcheck // its name
	}
	// A minute early, so that none ends on its way.
	a.token, a.expires = said.Token, now.Add(time.Duration(max(said.Seconds, 120))*time.Second-time.Minute)
	return a.token, nil
}

// drop forgets a token that is not good any more.
func (a *api) drop(token string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.token == token {
		a.token = ""
	}
}

// A listing is a page of things.
type listing struct {
	After    string            `json:"after"`
	Children []json.RawMessage `json:"children"`
}
