package mastodon

import (
	"context"
	"fmt"
	"time"
)

// Terms are what a server says of itself, as far as it says so.
type terms struct {
	Configuration struct {
		URLs struct {
			Streaming string `json:"streaming"`
		} `json:"urls"`
		// Access says who may read which timelines: public, authenticated or disabled.
		Access struct {
			Whole access `json:"live_feeds"`
			Tags  access `json:"hashtag_feeds"`
		} `json:"timelines_access"`
	} `json:"configuration"`
}

type access struct {
	Local  string `json:"local"`
	Remote string `json:"remote"`
}

// termsFor is how long what a server said of itself is taken to be so.
const termsFor = time.Hour

// ask asks the server for its terms, once in a while. Older servers have none.
func (s *server) ask(ctx context.Context, now time.Time) (terms, error) {
	s.mu.Lock()
	said, asked := s.terms, s.asked
	s.mu.Unlock()
	if !asked.IsZero() && now.Sub(asked).Abs() < termsFor {
		return said, nil
	}
	said = terms{}
	if _, err := s.get(ctx, "/api/v2/instance", nil, now, &said); err != nil {
		return terms{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.terms, s.asked = said, now
	return said, nil
}

// hidden says what a server hides that shows an empty timeline: it answers so, without a
// word, where its owner has turned the timeline off. A part that is hidden is a note, all
// of it an error. Where nobody can tell, nothing is said.
func (s *server) hidden(ctx context.Context, t timeline, now time.Time) (string, error) {
	said, err := s.ask(ctx, now)
	if err != nil {
		return "", ctx.Err()
	}
	of := said.Configuration.Access.Tags
	if t.tag == "" {
		of = said.Configuration.Access.Whole
	}
	local, remote := s.closed(of.Local), s.closed(of.Remote)
	switch {
	case t.of != "remote" && of.Local == "disabled" && (t.of == "local" || of.Remote == "disabled"), t.of == "remote" && of.Remote == "disabled":
		return "", fmt.Errorf("%s has turned this timeline off: read another instance", s.host)
	case t.of != "remote" && local && (t.of == "local" || remote), t.of == "remote" && remote:
		return "", fmt.Errorf("%s hides this timeline; %s", s.host, s.signIn())
	case t.of == "" && remote:
		return s.host + " shows here what its own people write, and hides what comes from other servers; read another instance, too", nil
	case t.of == "" && local:
		return s.host + " hides here what its own people write", nil
	}
	return "", nil
}

// closed reports whether what has such access is closed to us.
func (s *server) closed(access string) bool {
	return access == "disabled" || access == "authenticated" && s.token == ""
}
