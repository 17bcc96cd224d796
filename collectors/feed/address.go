package feed

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// canonical is the one spelling of an address: host in lower case, no default
// port, no fragment, none of the parameters that trace who came from where, and
// the real address where a search engine or network wraps it. What is no
// address of the web is "".
func canonical(address string) string {
	u, err := url.Parse(strings.Trim(address, " \t\r\n"))
	if err != nil {
		return ""
	}
	// What is wrapped may be wrapped again; it gets shorter each time.
	for inner := unwrap(u); inner != nil; inner = unwrap(u) {
		u = inner
	}
	u.Host, u.User = host(u), nil
	if u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	if u.Path == "" {
		u.Path = "/"
	}
	// "#!" is the path of sites that have no other.
	if !strings.HasPrefix(u.Fragment, "!") {
		u.Fragment, u.RawFragment = "", ""
	}
	u.RawQuery, u.ForceQuery = untraced(u.RawQuery), false
	return u.String()
}

// host is the host in lower case and ASCII, with its port unless that goes without saying.
func host(u *url.URL) string {
	name := strings.ToLower(u.Hostname())
	if strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) {
		if ascii, err := idna.Lookup.ToASCII(name); err == nil {
			name = ascii
		}
	}
	name = strings.TrimRight(name, ".")
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	port := u.Port()
	if name == "" || port == "" || (u.Scheme == "http" && port == "80") || (u.Scheme == "https" && port == "443") {
		return name
	}
	return name + ":" + port
}

// unwrap is the address inside one of a site that counts clicks, nil if it is none.
func unwrap(u *url.URL) *url.URL {
	name := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	var inside []string
	switch {
	case strings.HasPrefix(name, "google.") && u.Path == "/url":
		inside = []string{"url", "q"}
	case (name == "l.facebook.com" || name == "lm.facebook.com" || name == "l.instagram.com") && strings.HasPrefix(u.Path, "/"):
		inside = []string{"u"}
	}
	query := u.Query()
	for _, key := range inside {
		inner, err := url.Parse(query.Get(key))
		if err == nil && inner.Host != "" && (inner.Scheme == "http" || inner.Scheme == "https") {
			return inner
		}
	}
	return nil
}

// untraced takes tracing parameters out of a query and leaves the rest as it is.
func untraced(query string) string {
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(pair string) bool {
		key, _, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(key); err == nil {
			key = plain
		}
		return pair == "" || traces(strings.ToLower(key))
	})
	return strings.ReplaceAll(strings.Join(kept, "&"), " ", "%20")
}

// traces reports whether a parameter only tells a site how its visitor came.
func traces(key string) bool {
	for _, prefix := range []string{"utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "oly_", "vero_", "__hs"} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	switch key {
	case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "ysclid", "ttclid", "li_fat_id",
		"igshid", "igsh", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "hsctatracking", "mkt_tok", "_openstat", "wickedid", "rb_clickid",
		"s_cid", "srsltid", "ref_src", "ref_url", "at_medium", "at_campaign", "cmpid", "_branch_match_id", "guccounter":
		return true
	}
	return false
}
