package config

import (
	"strings"

	"tocsin/plan"
)

// links reads what posts may point to: addresses, handles and tags.
func (r *reader) links(v value) []string {
	var links []string
	for _, e := range r.texts(v, "links") {
		if s := r.link(e.value); s != "" {
			links = append(links, s)
		}
	}
	return links
}

// link is an address, a handle or a tag; "" if the value is none of them.
func (r *reader) link(v value) string {
	s := r.text(v, `"@handle", "#tag" or an address such as shop.example/sale`)
	if s == "" {
		return ""
	}
	// Whoever uses links judges them, so that the check passes none that stops the daemon.
	err := plan.CheckLink(s)
	switch {
	case err == nil:
		return s
	case !strings.ContainsAny(s, "./@#: "):
		r.report(v, complaint{quoted(s) + " is no address, handle or tag", "write " + quoted("@"+s) + " for an account, " + quoted("#"+s) + " for a tag, in quotes"})
	default:
		what, remedy, _ := strings.Cut(err.Error(), ": ")
		r.report(v, complaint{what, remedy})
	}
	return ""
}
