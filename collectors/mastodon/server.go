package mastodon

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// gap is the least time between two requests to a server: three hundred in five minutes
// is what one gives an address.
const gap = time.Second

// A server is one instance of Mastodon. All timelines of a source share it.
type server struct {
	home, host string
	web        *polite.Client
	// token is that of an account there, "" for none; tokenEnv is where it is looked for.
	token, tokenEnv string

	mu sync.Mutex
	// quiet is until when the server wants to be left alone.
	quiet time.Time
	// terms are what the server says of itself, as of asked.
	terms terms
	asked time.Time
}

// newServer makes a server; it asks nobody yet.
func newServer(home, token, tokenEnv string, o polite.Options) (*server, error) {
	u, err := url.Parse(home)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("%q is no address of an instance: write one such as https://mastodon.social", shown(home))
	}
	s := &server{home: u.Scheme + "://" + u.Host, host: u.Host, token: token, tokenEnv: tokenEnv}
	o.Service, o.Gap, o.Secrets, o.Explain = u.Host, gap, []string{token}, s.explain
	s.web = polite.New(o)
	return s, nil
}

// alias is what the server names when it says that a post was deleted: its own id of it.
// Whoever has no account there is not told.
func (s *server) alias(of id) brand.Identity {
	if s.token == "" {
		return 0
	}
	return brand.NewIdentity("status", strings.ToLower(s.host), string(of))
}

// header is what every request carries.
func (s *server) header() http.Header {
	if s.token == "" {
		return nil
	}
	return http.Header{"Authorization": {"Bearer " + s.token}}
}

// get asks for something, unless the server wants to be left alone: its limit is one for
// all timelines. The moment it answers is when it may be asked again, zero if now.
func (s *server) get(ctx context.Context, path string, query url.Values, now time.Time, into any) (time.Time, error) {
	if quiet := s.resting(); now.Before(quiet) {
		return quiet, &collectors.WaitError{Until: quiet, Err: fmt.Errorf("%s answers no more for now", s.host)}
	}
	address := s.home + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	answer, err := s.web.JSON(ctx, address, s.header(), now, into)
	if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
		s.rest(wait.Until)
	}
	s.rest(answer.Wait)
	return answer.Wait, err
}

func (s *server) resting() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.quiet
}

func (s *server) rest(until time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if until.After(s.quiet) {
		s.quiet = until
	}
}

// explain says what to do about a refusal. Mastodon says 422 where it means 401.
func (s *server) explain(r *polite.Refusal, _ time.Time) (string, time.Time) {
	switch r.Status {
	case http.StatusUnauthorized, http.StatusUnprocessableEntity, http.StatusForbidden:
		return s.signIn(), time.Time{}
	case http.StatusNotFound:
		return "there is no such timeline: check that the source's url is an instance of Mastodon", time.Time{}
	}
	return "", time.Time{}
}

// signIn says what whoever is not let in should do.
func (s *server) signIn() string {
	if s.token == "" {
		return fmt.Sprintf("%s shows this to those alone who have signed in: set %s to the token of an account there, or read another instance", s.host, s.tokenEnv)
	}
	return fmt.Sprintf("%s does not take the token in %s: make one there, under Preferences, Development, with the scope read", s.host, s.tokenEnv)
}
