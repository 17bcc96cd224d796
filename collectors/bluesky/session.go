package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// pdsHome is the server of most accounts, which speaks for those of its others too.
const pdsHome = "https://bsky.social"

// refusedFor is how long an account is left alone whose password was refused: a server
// takes a hundred sign-ins a day, and locks out who tries on.
const refusedFor = time.Hour

// A session is what an account searches with. Its tokens live for some hours, and one of
// them gets the next; a password is sent once for as long as that goes well.
type session struct {
	home     string
	account  string
	password string
	// variable holds the password, and is named where it is refused.
	variable string
	polite   polite.Options

	mu sync.Mutex
	tokens
	web *polite.Client
	// shut is why no session is to be had, and until when that is not asked again.
	shut *collectors.WaitError
}

type tokens struct {
	Access  string `json:"accessJwt"`
	Refresh string `json:"refreshJwt"`
}

// get asks the account's server, signing in if need be, and decodes its JSON.
func (s *session) get(ctx context.Context, method string, q url.Values, now time.Time, into any) (polite.Answer, error) {
	address := s.home + "/xrpc/" + method + "?" + q.Encode()
	token, web, err := s.enter(ctx, "", now)
	if err != nil {
		return polite.Answer{}, err
	}
	answer, err := web.JSON(ctx, address, bearer(token), now, into)
	if !expired(err) {
		return answer, err
	}
	if token, web, err = s.enter(ctx, token, now); err != nil {
		return polite.Answer{}, err
	}
	return web.JSON(ctx, address, bearer(token), now, into)
}

// enter is the session's token, another than the spent one, and the client that conceals it.
func (s *session) enter(ctx context.Context, spent string, now time.Time) (string, *polite.Client, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Access != spent && s.Access != "" {
		return s.Access, s.web, nil
	}
	if s.shut != nil && now.Before(s.shut.Until) {
		return "", nil, s.shut
	}
	s.shut = nil
	fresh, err := s.signIn(ctx, now)
	if err != nil {
		if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
			s.shut = wait
		}
		return "", nil, err
	}
	s.tokens = fresh
	s.web = s.client(fresh)
	return s.Access, s.web, nil
}

// signIn gets tokens for the token that is there for that, or for the password.
func (s *session) signIn(ctx context.Context, now time.Time) (tokens, error) {
	var fresh tokens
	if s.Refresh != "" {
		err := s.client(s.tokens).SignIn(ctx, s.home+"/xrpc/com.atproto.server.refreshSession", bearer(s.Refresh), nil, now, &fresh)
		if err == nil && fresh.Access != "" {
			return fresh, nil
		}
		if r := polite.Refused(err); err != nil && (r == nil || r.Status != http.StatusBadRequest && r.Status != http.StatusUnauthorized) {
			return tokens{}, err
		}
		s.tokens, fresh = tokens{}, tokens{}
	}
	body, err := json.Marshal(map[string]string{"identifier": s.account, "password": s.password})
	if err != nil {
		return tokens{}, fmt.Errorf("write the sign-in: %w", err)
	}
	typed := http.Header{"Content-Type": {"application/json"}}
	err = s.client(tokens{}).SignIn(ctx, s.home+"/xrpc/com.atproto.server.createSession", typed, body, now, &fresh)
	if r := polite.Refused(err); r != nil && r.Status == http.StatusUnauthorized {
		return tokens{}, &collectors.WaitError{Until: now.Add(refusedFor), Ours: true, Err: err}
	}
	if err == nil && fresh.Access == "" {
		err = errors.New("Bluesky: the answer to the sign-in is no session; check that pds is the address of the account's server") //nolint:staticcheck // its name
	}
	return fresh, err
}

// client asks, and shows neither the password nor tokens.
func (s *session) client(t tokens) *polite.Client {
	o := s.polite
	o.Secrets = []string{s.password, t.Access, t.Refresh}
	o.Explain = s.explain
	return polite.New(o)
}

func bearer(token string) http.Header { return http.Header{"Authorization": {"Bearer " + token}} }

// fault is the name a server gives to what it has against a request.
func fault(r *polite.Refusal) string {
	var said struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(r.Said, &said) != nil {
		return "" // what is no JSON has no name
	}
	return said.Error
}

// expired reports whether an error says that a token is not good any more.
func expired(err error) bool {
	r := polite.Refused(err)
	return r != nil && (r.Status == http.StatusUnauthorized || r.Status == http.StatusBadRequest && (fault(r) == "ExpiredToken" || fault(r) == "InvalidToken"))
}

// explain says what to do about a refusal, "" if what polite says of it will do. When the
// server answers again stands in its headers, which polite reads.
func (s *session) explain(r *polite.Refusal, _ time.Time) (string, time.Time) {
	switch fault(r) {
	case "AuthFactorTokenRequired":
		return "put an app password into " + s.variable + ", which asks for no second factor: Bluesky makes one under Settings, Privacy and security", time.Time{}
	case "AuthenticationRequired", "AuthMissing":
		return "check the source's identifier, and that " + s.variable + " holds an app password of that account", time.Time{}
	case "AccountTakedown":
		return "the account was taken down: use another", time.Time{}
	case "BadQueryString":
		return "mend the source's query", time.Time{}
	}
	return "", time.Time{}
}
