package guard

import (
	"fmt"
	"net/netip"
	"slices"
)

// A network is a range of addresses that are not on the web.
type network struct {
	in   netip.Prefix
	what string
	// house is set for networks that intranets are built of.
	house bool
}

// secretive lists single addresses that stand in networks of the house or on the
// web, and at which clouds hand their credentials to whoever asks.
func secretive() []netip.Addr {
	return []netip.Addr{
		netip.MustParseAddr("fd00:ec2::254"),
		netip.MustParseAddr("fd20:ce::254"),
		netip.MustParseAddr("100.100.100.200"),
		netip.MustParseAddr("168.63.129.16"),
	}
}

// networks lists what IANA has set aside, the narrower before the wider.
func networks() []network {
	list := func(house bool, what string, prefixes ...string) []network {
		var all []network
		for _, p := range prefixes {
			all = append(all, network{netip.MustParsePrefix(p), what, house})
		}
		return all
	}
	var all []network
	all = append(all, list(true, "a loopback", "127.0.0.0/8", "::1/128")...)
	all = append(all, list(true, "a private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10")...)
	all = append(all, list(true, "a carrier's inner", "100.64.0.0/10")...)
	all = append(all, list(false, "a link-local", "169.254.0.0/16", "fe80::/10")...)
	all = append(all, list(false, "a multicast", "224.0.0.0/4", "ff00::/8")...)
	all = append(all, list(false, "an unspecified", "0.0.0.0/8", "::/128")...)
	// What lies in these is another address in disguise.
	all = append(all, list(false, "a translated", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")...)
	all = append(all, list(false, "a reserved", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
		"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16")...)
	return all
}

// Check says why an address must not be dialled; nil if it may.
func (o Options) Check(addr netip.Addr) error {
	// The zone names a network card; no prefix contains an address that has one.
	addr = addr.Unmap().WithZone("")
	if slices.Contains(secretive(), addr) {
		return fmt.Errorf("%v is where a cloud keeps its secrets; no source is read there", addr)
	}
	for _, n := range networks() {
		switch {
		case !n.in.Contains(addr):
		case n.house && o.AllowPrivate:
			return nil
		case n.house:
			return fmt.Errorf("%v is %s address; set allow_private: true for the source if that is meant", addr, n.what)
		default:
			return fmt.Errorf("%v is %s address; no source is read there", addr, n.what)
		}
	}
	return nil
}
