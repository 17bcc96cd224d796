package address

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// host is the host in lower case and ASCII, with its port unless that goes
// without saying; "" if it can be nobody's.
func host(u *url.URL) string {
	name := strings.TrimRight(strings.ToLower(u.Hostname()), ".")
	switch {
	case strings.Contains(name, ":"):
		ip, err := netip.ParseAddr(name)
		if err != nil || ip.Zone() != "" {
			return ""
		}
		name = "[" + ip.String() + "]"
	case strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }):
		ascii, err := idna.Lookup.ToASCII(name)
		if err != nil {
			return ""
		}
		if name = strings.TrimRight(strings.ToLower(ascii), "."); !named(name) {
			return ""
		}
	case !named(name):
		return ""
	}
	port := u.Port()
	if port == "" {
		return name
	}
	n, err := strconv.ParseUint(port, 10, 16)
	switch {
	case err != nil:
		return ""
	case u.Scheme == "http" && n == 80, u.Scheme == "https" && n == 443:
		return name
	}
	return name + ":" + strconv.FormatUint(n, 10)
}

// named reports whether a name is made of what hosts' names are made of.
func named(name string) bool {
	return name != "" && name[0] != '.' && !strings.Contains(name, "..") &&
		!strings.ContainsFunc(name, func(r rune) bool {
			return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
		})
}

// site is a host without what tells its editions for screens of different sizes
// apart: www.a.example, m.a.example and amp.a.example are a.example, and
// en.m.a.example is en.a.example. A name under which everybody may register one,
// such as co.uk, is nobody's site, so that m.co.uk stays.
func site(host string) string {
	if host[0] == '[' || !strings.ContainsFunc(host, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
		return host // a number
	}
	for {
		label, rest, _ := strings.Cut(host, ".")
		if !edition(label) || !registered(rest) {
			break
		}
		host = rest
	}
	first, rest, _ := strings.Cut(host, ".")
	if second, rest, _ := strings.Cut(rest, "."); (second == "m" || second == "mobile") && registered(rest) {
		return first + "." + rest
	}
	return host
}

func edition(label string) bool {
	switch label {
	case "www", "m", "mobile", "amp":
		return true
	}
	return false
}

// registered reports whether a name is somebody's.
func registered(name string) bool {
	name, _, _ = strings.Cut(name, ":")
	if !strings.Contains(name, ".") {
		return false
	}
	suffix, _ := publicsuffix.PublicSuffix(name)
	return suffix != name
}
