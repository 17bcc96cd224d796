package polite

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// Spaced is a transport that keeps the requests to one host apart.
type Spaced struct {
	under http.RoundTripper
	gap   time.Duration

	mu    sync.Mutex
	hosts map[string]*pace
}

// A pace is how often one host is asked.
type pace struct {
	gap     time.Duration
	limiter *rate.Limiter
}

// maxHosts bounds how many hosts are remembered: one that was not asked for long costs
// nothing when it is forgotten.
const maxHosts = 10_000

// Space makes a transport under which two requests to one host begin at least a gap apart.
func Space(under http.RoundTripper, gap time.Duration) *Spaced {
	return &Spaced{under: under, gap: gap, hosts: map[string]*pace{}}
}

// Slow keeps the requests to a host at least a gap apart; the longest gap that was ever
// asked for holds.
func (s *Spaced) Slow(host string, gap time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.pace(host); gap > p.gap {
		p.gap = gap
		p.limiter.SetLimit(rate.Every(gap))
	}
}

// pace is how often a host is asked. The caller holds the lock.
func (s *Spaced) pace(host string) *pace {
	host = strings.ToLower(host)
	p := s.hosts[host]
	if p == nil {
		if len(s.hosts) >= maxHosts {
			clear(s.hosts)
		}
		p = &pace{gap: s.gap, limiter: rate.NewLimiter(rate.Every(s.gap), 1)}
		s.hosts[host] = p
	}
	return p
}

// A turn is a host's turn that was waited for, good for one request.
type turn struct {
	host string
	used atomic.Bool
}

type turnKey struct{}

// Await waits for a host's turn, if the transport keeps requests apart, and answers a
// context whose first request to the host need not wait any more. It is called before the
// time that a request may take begins to run: to stand in our own queue is no fault of
// the host's.
func Await(ctx context.Context, transport http.RoundTripper, host string) (context.Context, error) {
	s, keeps := transport.(*Spaced)
	if !keeps {
		return ctx, nil
	}
	if err := s.wait(ctx, host); err != nil {
		return ctx, err
	}
	return context.WithValue(ctx, turnKey{}, &turn{host: strings.ToLower(host)}), nil
}

// RoundTrip waits for the host's turn.
func (s *Spaced) RoundTrip(req *http.Request) (*http.Response, error) {
	t, _ := req.Context().Value(turnKey{}).(*turn)
	if t == nil || t.host != strings.ToLower(req.URL.Host) || t.used.Swap(true) {
		if err := s.wait(req.Context(), req.URL.Host); err != nil {
			return nil, err
		}
	}
	return s.under.RoundTrip(req)
}

func (s *Spaced) wait(ctx context.Context, host string) error {
	s.mu.Lock()
	p := s.pace(host)
	limiter, gap := p.limiter, p.gap
	s.mu.Unlock()
	if err := limiter.Wait(ctx); err != nil {
		return fmt.Errorf("too many sources wait for %s, which is asked once in %v: read them less often (every)", host, gap)
	}
	return nil
}

// CloseIdleConnections closes the connections that are kept.
func (s *Spaced) CloseIdleConnections() {
	if c, ok := s.under.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
