package query

import (
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// site makes a domain: term of a host in either of its spellings: bücher.example is
// xn--bcher-kva.example.
func (p *parser) site(n *Node) (*Node, *Error) {
	host, typed := strings.TrimSuffix(siteOf(n.value), "."), n.value
	if path, params := placeOf(typed); path != "" || len(params) > 0 {
		_, address, found := strings.Cut(n.Text, "://")
		if !found {
			address = n.Text
		}
		return nil, p.fault(n.Column, strconv.Quote(n.Text)+" is more than a site, and domain: looks at sites alone",
			"write domain:"+host+", or url:"+strconv.Quote(address)+" for what stands below that address")
	}
	if !isSite(host) {
		return nil, p.fault(n.Column, strconv.Quote(n.Text)+" is no site", "write it as domain:news.example")
	}
	n.value = host
	for _, spell := range []func(string) (string, error){idna.Lookup.ToASCII, idna.Lookup.ToUnicode} {
		if other, err := spell(host); err == nil && other != host {
			n.other = other
		}
	}
	return n, nil
}

// isSite reports whether a host has at least two names, each of letters, digits and dashes.
func isSite(host string) bool {
	names := strings.Split(host, ".")
	for _, name := range names {
		if name == "" || strings.ContainsAny(name, "*?,;!@#$%&()[]{}<>|\\/'\"+=~` :") {
			return false
		}
	}
	return len(names) > 1
}
