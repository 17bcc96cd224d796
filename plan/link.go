package plan

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"tocsin/brand/address"
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// A link is an address, a handle or a tag that belongs to a strategy: one of its
// three fields is set, beside shown, which is how people write it.
type link struct {
	shown  string
	site   site
	handle string // folded, without its "@"
	tag    string // as a query
}

// CheckLink says what is wrong with an address, a handle or a tag, and how to mend it.
func CheckLink(entry string) error {
	_, err := parseLink(entry)
	return err
}

func parseLink(entry string) (link, error) {
	entry = strings.TrimSpace(entry)
	l := link{shown: entry}
	if strings.HasPrefix(entry, "#") {
		l.tag = entry
		if q, err := query.Parse(entry); err != nil || q.Root.Op != query.Tag {
			return l, noLink(entry)
		}
		return l, nil
	}
	if handle, marked := strings.CutPrefix(entry, "@"); marked || strings.Contains(entry, "@") && !strings.Contains(entry, "/") {
		l.shown, l.handle = "@"+handle, text.Fold(handle)
		if q, err := query.Parse(l.shown); err != nil || q.Root.Op != query.Handle || q.Root.Prefix || strings.Count(handle, "@") > 1 {
			return l, noLink(entry)
		}
		return l, nil
	}
	if l.site = newSite(entry); l.site.host == "" || strings.ContainsAny(entry, " \t\n") {
		return l, noLink(entry)
	}
	if tracker := l.site.lacks(entry); tracker != "" {
		return l, fmt.Errorf("%q is told apart by %s, which only traces visitors and is dropped from addresses: give the campaign a page, a tag or a query of its own", entry, tracker)
	}
	if _, rest, ok := strings.Cut(entry, "://"); ok {
		l.shown = rest
	}
	if len(l.shown) > len("www.") && strings.EqualFold(l.shown[:len("www.")], "www.") {
		l.shown = l.shown[len("www."):]
	}
	l.shown = strings.TrimRight(l.shown, "/")
	return l, nil
}

func noLink(entry string) error {
	return fmt.Errorf("%q is no address, handle or tag: write it like solvo.example/sling, @solvocare or #slingad", entry)
}

// A site is a host with all below it, or a part of one: "shop.example/solvo",
// "video.example/watch?v=7". All is folded.
type site struct {
	host, path string
	params     []string
}

// newSite reads an address, which may lack its scheme; its host is "" if it has none.
func newSite(written string) site {
	before, _, schemed := strings.Cut(written, "://")
	if !schemed {
		host, _, _ := strings.Cut(before, "/")
		if strings.Contains(host, "@") {
			return site{} // an e-mail address
		}
		written = "https://" + written
	}
	_, rest, _ := strings.Cut(text.Fold(address.Canonical(written)), "://")
	rest, _, _ = strings.Cut(rest, "#")
	rest, params, _ := strings.Cut(rest, "?")
	host, path, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, ":")
	if !strings.Contains(host, ".") {
		return site{}
	}
	s := site{host: strings.TrimPrefix(host, "www."), path: strings.Trim(path, "/")}
	if plain, err := url.PathUnescape(s.path); err == nil {
		s.path = text.Fold(plain)
	}
	if params != "" {
		s.params = strings.Split(params, "&")
	}
	return s
}

// lacks is the first parameter of an address that its one spelling has not, "" if none.
func (s site) lacks(written string) string {
	written, _, _ = strings.Cut(written, "#")
	_, params, _ := strings.Cut(written, "?")
	for pair := range strings.SplitSeq(params, "&") {
		name, _, _ := strings.Cut(text.Fold(pair), "=")
		if !slices.ContainsFunc(s.params, func(p string) bool { kept, _, _ := strings.Cut(p, "="); return kept == name }) && name != "" {
			return pair
		}
	}
	return ""
}

// below reports whether a place whose host is known to lie in a site lies in the
// site's path as well, and has its parameters.
func (s site) below(in site) bool {
	rest, ok := strings.CutPrefix(s.path, in.path)
	if !ok || rest != "" && rest[0] != '/' && in.path != "" {
		return false
	}
	return !slices.ContainsFunc(in.params, func(p string) bool { return !slices.Contains(s.params, p) })
}

// accounts are the names under which the pages of accounts lie, as far as an address
// tells: in social.example/@ana/7 it is "ana", in x.com/ana too.
func (s site) accounts() []string {
	var names []string
	before := ""
	for i, segment := range strings.Split(s.path, "/") {
		name, marked := strings.CutPrefix(segment, "@")
		switch before {
		case "profile", "user", "users", "u", "company", "channel":
			marked = true
		}
		if marked || i == 0 && namesFirst(s.host) {
			names = append(names, name, name+"@"+s.host)
		}
		before = segment
	}
	return names
}

// namesFirst reports whether the pages of a host begin with the name of an account.
func namesFirst(host string) bool {
	switch strings.TrimPrefix(strings.TrimPrefix(host, "m."), "mobile.") {
	case "x.com", "twitter.com", "instagram.com", "facebook.com", "t.me", "twitch.tv", "pinterest.com":
		return true
	}
	return false
}
