// Package guard is the way out to the web for collectors. Addresses of sources
// come from a file, and redirects from anybody; a guarded connection is refused
// where it would end inside the house rather than on the web. It reads and never
// writes: requests other than GET and HEAD are not sent.
package guard

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Options say where a Transport may lead.
type Options struct {
	// AllowPrivate lets it lead to loopback and to private networks, for the
	// sources of an intranet. Addresses at which clouds keep their secrets stay
	// out of reach.
	AllowPrivate bool
}

const (
	dialWithin   = 10 * time.Second
	answerWithin = 15 * time.Second
	// idleFor outlasts the usual pause between two readings: a new TLS
	// connection costs ten times what a kept one does.
	idleFor = 4 * time.Minute
	// perHost is two, so that one answer that hangs does not hold up the host's other feeds.
	perHost   = 2
	maxHeader = 64 << 10
)

// Transport makes a guarded transport. One is shared by all sources, so that
// connections are kept and few are opened to a host. It knows no proxy: a proxy
// would dial in its stead, unguarded.
func Transport(o Options) *http.Transport {
	dialer := &net.Dialer{
		Timeout: dialWithin,
		// Control runs once the name is resolved, for each address that is tried:
		// a name that changes its mind between check and use cannot slip through.
		ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
			return o.check(network, address)
		},
	}
	return &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    dialWithin,
		ResponseHeaderTimeout:  answerWithin,
		MaxResponseHeaderBytes: maxHeader,
		MaxConnsPerHost:        perHost,
		MaxIdleConnsPerHost:    perHost,
		MaxIdleConns:           256,
		IdleConnTimeout:        idleFor,
		// Bodies are unpacked by who reads them, under a cap.
		DisableCompression: true,
	}
}

// Client makes a client that reads through a transport: it sends nothing but GET
// and HEAD, and follows at most five redirects, none of which takes credentials
// along.
func Client(under http.RoundTripper) *http.Client {
	return &http.Client{Transport: reader{under}, CheckRedirect: follow}
}

// A reader passes on requests that read.
type reader struct{ under http.RoundTripper }

// RoundTrip refuses whatever would write.
func (r reader) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method != http.MethodGet && req.Method != http.MethodHead {
		return nil, fmt.Errorf("%s is not sent: collectors only read", req.Method)
	}
	if req.URL.Scheme != "https" && req.URL.Scheme != "http" {
		return nil, fmt.Errorf("%q is no scheme of the web: use https or http", req.URL.Scheme)
	}
	return r.under.RoundTrip(req)
}

// CloseIdleConnections closes the connections that are kept.
func (r reader) CloseIdleConnections() {
	if c, ok := r.under.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// check decides on an address that is about to be dialled.
func (o Options) check(network, address string) error {
	if network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("%s is not the network of the web", network)
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return errors.New("the address that was resolved is none")
	}
	return o.Check(to.Addr())
}
