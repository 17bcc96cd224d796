// Package address tells which addresses of the web are one. Canonical is an
// address in its one spelling, freed of what traces visitors and of the click
// counters around it; it leads where the original leads. Key goes further, and is
// no address any more: it is what all addresses of one article have in common,
// and different articles have not. Where the two pull apart, a key would rather
// be one too many than make two articles one, because that loses a post.
//
// Nothing is looked up: what only the network knows, such as where a short link
// leads, stays as it is.
package address

import (
	"net/url"
	"strings"
)

const (
	// Longest is how long an address may be, in bytes. A longer one is none.
	Longest = 8 << 10
	// maxWraps is how many click counters may stand around an address; who needs
	// more has something to hide.
	maxWraps = 8
)

// parts are those of an address of the web, each in its one spelling.
type parts struct {
	scheme, host, path, query, fragment string
}

func (p parts) String() string {
	s := p.scheme + "://" + p.host + p.path
	if p.query != "" {
		s += "?" + p.query
	}
	if p.fragment != "" {
		s += "#" + p.fragment
	}
	return s
}

// size is how long String is, in bytes.
func (p parts) size() int {
	size := len(p.scheme) + len("://") + len(p.host) + len(p.path)
	if p.query != "" {
		size += len("?") + len(p.query)
	}
	if p.fragment != "" {
		size += len("#") + len(p.fragment)
	}
	return size
}

// Canonical is the one spelling of an address: host in lower case and ASCII, no
// user, no default port, no dots for segments, escapes where they are needed, the
// query in order and without what only traces visitors, no fragment unless it
// leads to another post, and the real address where a site wraps it to count
// clicks. What is no address of the web is "". Canonical of its own answer is the
// same again.
func Canonical(address string) string {
	p, ok := canonical(address)
	if !ok {
		return ""
	}
	return p.String()
}

func canonical(address string) (parts, bool) {
	p, ok := read(address)
	for range maxWraps {
		if !ok {
			return parts{}, false
		}
		inner, wrapped := unwrap(p)
		if !wrapped {
			return p, p.size() <= Longest
		}
		p, ok = inner, true
	}
	return parts{}, false
}

// read takes an address apart, and answers whether it is one of the web.
func read(address string) (parts, bool) {
	if len(address) > Longest {
		return parts{}, false
	}
	u, err := url.Parse(mend(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return parts{}, false
	}
	p := parts{scheme: u.Scheme, host: host(u)}
	if p.host == "" {
		return parts{}, false
	}
	// EscapedPath would decode "%2F" where anything else needs an escape.
	raw := u.RawPath
	if raw == "" {
		raw = u.EscapedPath()
	}
	p.path = path(raw)
	p.query = query(u.RawQuery, p)
	raw = u.RawFragment
	if raw == "" {
		raw = u.EscapedFragment()
	}
	p.fragment = fragment(raw)
	return p, true
}

// mend does what browsers do with an address before they read it: spaces around
// it and line breaks in it go, and a "%" that escapes nothing means itself.
func mend(address string) string {
	address = strings.TrimSpace(address)
	if strings.ContainsAny(address, "\t\r\n") {
		address = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(address)
	}
	if !strings.Contains(address, "%") {
		return address
	}
	var out strings.Builder
	for i := range len(address) {
		out.WriteByte(address[i])
		if _, ok := escape(address[i:]); address[i] == '%' && !ok {
			out.WriteString("25")
		}
	}
	return out.String()
}
