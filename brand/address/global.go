package address

import (
	"net/netip"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// maxID is how long an id may be, in bytes, that is taken for the whole world's.
const maxID = 2 << 10

// Global is the one spelling of an id that names the same thing wherever it is
// met: an address with a path, an at: or tag: URI, a URN of a space in which names
// are given once, or a UUID. "" says that an id is good at its source alone, as
// "712" is, and what was named on a host that every network or manual has.
func Global(id string) string {
	id = strings.TrimSpace(id)
	if len(id) > maxID || strings.ContainsAny(id, " \t\r\n") {
		return ""
	}
	scheme, rest, _ := strings.Cut(id, ":")
	switch scheme = strings.ToLower(scheme); scheme {
	case "http", "https":
		p, ok := canonical(id)
		if !ok || p.path == "/" && p.query == "" && p.fragment == "" || everywhere(p.host) {
			return "" // everybody's front page, or everybody's host
		}
		return keyOfID(p, id)
	case "at":
		// An account, a collection and a record. A handle for the account may change hands.
		if strings.HasPrefix(rest, "//did:") && strings.Count(rest, "/") == 4 {
			return "at:" + rest
		}
	case "tag":
		// An authority, a date since which it is theirs, and a name.
		owner, name, _ := strings.Cut(rest, ":")
		authority, date, ok := strings.Cut(strings.ToLower(owner), ",")
		if ok && date != "" && name != "" && !everywhere(authority[strings.LastIndexByte(authority, '@')+1:]) {
			return "tag:" + strings.ToLower(owner) + ":" + name
		}
	case "urn":
		space, name, _ := strings.Cut(rest, ":")
		switch space = strings.ToLower(space); {
		case space == "uuid":
			return uuid(name)
		case (space == "isbn" || space == "nbn") && name != "":
			return "urn:" + space + ":" + name
		}
	}
	return uuid(id)
}

// Owner is the site whose owner gave an id that is a URI, as far as somebody may
// register one: a.example for https://www.a.example/7 and tag:a.example,2026:7;
// "" where nobody can tell.
func Owner(id string) string {
	id = strings.TrimSpace(id)
	if rest, ok := cutScheme(id, "tag:"); ok {
		authority, _, _ := strings.Cut(rest, ",")
		return domain(strings.ToLower(authority[strings.LastIndexByte(authority, '@')+1:]))
	}
	p, ok := canonical(id)
	if !ok {
		return ""
	}
	return domain(p.host)
}

func cutScheme(id, scheme string) (string, bool) {
	if len(id) < len(scheme) || !strings.EqualFold(id[:len(scheme)], scheme) {
		return "", false
	}
	return id[len(scheme):], true
}

// domain is the part of a host's name that is registered, or all of what isn't.
func domain(host string) string {
	name := portless(host)
	if numeric(name) {
		return name
	}
	if registrable, err := publicsuffix.EffectiveTLDPlusOne(name); err == nil {
		return registrable
	}
	return name
}

func portless(host string) string {
	if strings.HasPrefix(host, "[") {
		name, _, _ := strings.Cut(host[1:], "]")
		return name
	}
	name, _, _ := strings.Cut(host, ":")
	return name
}

func numeric(name string) bool {
	if !strings.Contains(name, ":") && (name == "" || digits(name[len(name)-1:]) == 0) {
		return false // which costs more to be told by an error
	}
	_, err := netip.ParseAddr(name)
	return err == nil
}

// everywhere reports whether a host is another one wherever it is named: a number
// of a private network, a name that nobody registers, or one that manuals use.
func everywhere(host string) bool {
	name := portless(host)
	if ip, err := netip.ParseAddr(name); err == nil {
		return !ip.IsGlobalUnicast() || ip.IsPrivate()
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return true
	}
	switch name[dot+1:] {
	case "local", "localhost", "localdomain", "test", "invalid", "internal", "intranet", "lan", "home", "corp", "private":
		return true
	}
	switch domain(name) {
	case "example.com", "example.org", "example.net", "example.edu", "home.arpa":
		return true
	}
	return name == "home.arpa" || strings.HasSuffix(name, ".home.arpa")
}

// uuid is the URN of a UUID that was made of chance, of the time, or of a name,
// "" if it is none. One of few different digits was made by hand, and is nobody's.
func uuid(s string) string {
	s = strings.ToLower(strings.Trim(s, "{}"))
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return ""
	}
	hex := strings.ReplaceAll(s, "-", "")
	if len(hex) != 32 || strings.Trim(hex, "0123456789abcdef") != "" {
		return ""
	}
	if s[14] < '1' || s[14] > '8' || strings.IndexByte("89ab", s[19]) < 0 {
		return ""
	}
	different := 0
	for _, digit := range "0123456789abcdef" {
		if strings.ContainsRune(hex, digit) {
			different++
		}
	}
	if different < 6 {
		return ""
	}
	return "urn:uuid:" + s
}
