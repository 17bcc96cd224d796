package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// NamesOf answers by which names the pages may be asked at a listener: any, nil,
// where others than this machine reach it, for then its names are the operator's
// business; else localhost and what the address was configured as.
//
// A page of the web can have its own name lead to this machine, and would read
// what it finds there as if it were its own. It cannot choose what name is asked for.
func NamesOf(listener net.Addr, configured string) []string {
	at, err := netip.ParseAddrPort(listener.String())
	if err != nil || !at.Addr().Unmap().IsLoopback() {
		return nil
	}
	return []string{"localhost", hostOf(configured)}
}

// knows reports whether a request asks for a name that is served. Addresses cannot
// be made to lead elsewhere, and programs that name no host are no browsers.
func knows(names []string, r *http.Request) bool {
	host := hostOf(r.Host)
	if names == nil || host == "" || slices.Contains(names, host) {
		return true
	}
	_, err := netip.ParseAddr(host)
	return err == nil
}

// hostOf is the host of "host", "host:port" or "[::1]:port", as names are compared.
func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = strings.TrimSuffix(strings.TrimPrefix(address, "["), "]")
	}
	return strings.TrimSuffix(strings.ToLower(host), ".")
}
