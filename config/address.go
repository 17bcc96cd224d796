package config

import (
	"errors"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"tocsin/brand"
)

const feedKind = "feed"

// fits reports whether a source has what its kind is read by, and nothing else.
func (r *reader) fits(s *SourceSpec, at value, fields record) bool {
	before := len(r.faults)
	refuse := func(keys, why, remedy string) {
		for key := range strings.FieldsSeq(keys) {
			if v := fields.get(key); v.given() {
				r.report(v, complaint{why, remedy})
			}
		}
	}
	given := func(key string) bool { return fields.get(key).given() }
	s.Settings = r.settings(r.known.kind(s.Kind), at, fields)
	switch s.Kind {
	case feedKind:
		refuse("query", "a feed is read whole and asked nothing", "take query out; the brand's match says what counts")
		refuse("budget", "a feed costs nothing", "take budget out")
		switch {
		case given("url") && given("url_env"):
			r.report(fields.get("url_env"), complaint{"the address stands here twice", "keep url or url_env"})
		case s.URL != "":
			r.address(fields.get("url"), *s, "add allow_private: true, if that is meant")
		case fields.meant["url"], fields.meant["url_env"]:
			return false
		case !given("url") && !given("url_env"):
			r.report(at, complaint{"a feed has no address", "add url: with where it is read"})
		}
	case "x":
		// Without a query, X is asked for all that the brands' own queries may find.
		refuse("url url_env allow_private", "X is searched, not read from an address", "take it out")
	default:
		r.fitsKind(r.known.kind(s.Kind), s, at, fields, refuse)
	}
	return len(r.faults) == before || !r.faults[before:].Fatal()
}

// fitsKind holds a source against what its kind says of itself.
func (r *reader) fitsKind(kind KindSpec, s *SourceSpec, at value, fields record, refuse func(keys, why, remedy string)) {
	refuse("url_env", "the address of a source of kind "+kind.Name+" is no secret", "write it under url")
	if !kind.searches(*s) {
		refuse("query", "a source of kind "+kind.Name+" is asked nothing", "take query out; the brand's match says what counts")
	}
	if !kind.Budget {
		refuse("budget", "a source of kind "+kind.Name+" costs nothing", "take budget out")
	}
	switch {
	case kind.Address == Unused:
		refuse("url allow_private", "a source of kind "+kind.Name+" has its own address", "take it out")
	case s.URL != "":
		r.address(fields.get("url"), *s, "add allow_private: true, if that is meant")
	case kind.Address == Required && !fields.meant["url"]:
		r.report(at, complaint{"a source of kind " + kind.Name + " has no address", "add url: with where it is read"})
	}
}

// address holds a feed's address against what may be fetched; private says what
// to do about an address in a private network.
func (r *reader) address(v value, s SourceSpec, private string) bool {
	c, warning := judge(s, private)
	switch {
	case addressWord.MatchString(s.URL):
		return false // reported with the other secrets
	case c == nil:
		return true
	case warning:
		r.warn(v, *c)
		return true
	}
	r.report(v, *c)
	return false
}

// judge is what speaks against a feed's address; the second answer is true for a mere warning.
func judge(s SourceSpec, private string) (*complaint, bool) {
	u, err := url.Parse(s.URL)
	if fault, ok := errors.AsType[*url.Error](err); ok {
		// Its text repeats the address, which may hold a secret.
		return &complaint{"is no address (" + fault.Err.Error() + ")", "write an address that begins with https://"}, false
	}
	switch host := u.Hostname(); {
	case u.Scheme != "http" && u.Scheme != "https", host == "":
		return &complaint{quoted(hostOnly(s.URL)) + " is no web address", "write one that begins with https://"}, false
	case u.User != nil:
		return &complaint{"the address names a user", "put the whole address in an environment variable and name that in the source's url_env"}, false
	case !goodPort(u.Port()):
		return &complaint{"port " + quoted(u.Port()) + " is out of bounds", "use one from 1 to 65535"}, false
	case oddNumber(host):
		return &complaint{quoted(host) + " is neither a name nor an address of a host", "write it as it is usually written, such as 192.0.2.7"}, false
	case Private(host) && !s.AllowPrivate:
		return &complaint{quoted(host) + " lies in a private network", private}, false
	case tellsSecret(u):
		return &complaint{"the address of " + host + " seems to hold a secret", "put the whole address in an environment variable and name that in the source's url_env"}, true
	}
	return nil, false
}

// hostOnly is what can be repeated of an address: nothing behind "?".
func hostOnly(address string) string {
	before, _, _ := strings.Cut(address, "?")
	return before
}

func goodPort(port string) bool {
	n, err := strconv.Atoi(port)
	return port == "" || err == nil && n > 0 && n < 1<<16
}

// Private reports whether a host, as it is written, lies in a private network.
// Where a name leads is seen only when it is looked up, and checked there again.
func Private(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	a, err := netip.ParseAddr(host)
	if err != nil {
		last := host[strings.LastIndexByte(host, '.')+1:]
		return last == "localhost" || last == "local" || last == "internal" || brand.Host("http://"+host) == "ip6-localhost"
	}
	a = a.Unmap()
	shared := netip.MustParsePrefix("100.64.0.0/10")
	return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsLinkLocalMulticast() || a.IsMulticast() ||
		a.IsUnspecified() || a.IsInterfaceLocalMulticast() || shared.Contains(a)
}

// oddNumber reports whether a host is a number that some resolvers take for an
// address: 127.1, 2130706433, 0x7f000001.
func oddNumber(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	last := strings.TrimSuffix(host, ".")
	last = last[strings.LastIndexByte(last, '.')+1:]
	_, err := strconv.ParseUint(last, 0, 64)
	return err == nil || strings.Trim(last, "0123456789") == ""
}
