package address

import (
	"slices"
	"strings"
)

// Key is what the addresses of one post or article have in common, whether they
// were copied from a phone, from a feed or from a search engine, "" if an address
// is none. It is no address: it may lead nowhere.
func Key(address string) string {
	p, ok := canonical(address)
	if !ok {
		return ""
	}
	return key(p)
}

// Both are Canonical and Key of an address, for the price of one.
func Both(address string) (string, string) {
	p, ok := canonical(address)
	if !ok {
		return "", ""
	}
	return p.String(), key(p)
}

func key(p parts) string {
	name := site(p.host)
	if post := networked(name, p); post != "" {
		return post
	}
	k := name + full(p.path)
	var pairs []string
	if p.query != "" {
		pairs = strings.Split(p.query, "&")
	}
	pairs = slices.DeleteFunc(pairs, func(pair string) bool {
		switch strings.ToLower(pair) {
		case "", "amp", "amp=", "amp=1", "amp=true", "outputtype=amp":
			return true
		}
		return false
	})
	if len(pairs) > 0 {
		k += "?" + strings.Join(pairs, "&")
	}
	if p.fragment != "" {
		k += "#" + p.fragment
	}
	return k
}

// full is the path of the whole article where it is that of its edition for
// small screens: /2026/a-long-story/amp, /amp/2026/a-long-story and
// a-long-story.amp.html. "amp" may as well be what a page is about, so that the
// path must be an article's without it.
func full(path string) string {
	slash := ""
	bare := strings.TrimSuffix(path, "/")
	if bare != path {
		slash = "/"
	}
	var without string
	switch {
	case strings.HasSuffix(bare, "/amp"):
		without = strings.TrimSuffix(bare, "/amp") + slash
	case strings.HasPrefix(bare, "/amp/"):
		without = strings.TrimPrefix(path, "/amp")
	case strings.HasSuffix(bare, ".amp.html"):
		without = strings.TrimSuffix(bare, ".amp.html") + ".html"
	case strings.HasSuffix(bare, ".amp"):
		without = strings.TrimSuffix(bare, ".amp")
	}
	if without == "" || !storied(without) {
		return path
	}
	return without
}

// storied reports whether a path is an article's beyond doubt.
func storied(path string) bool {
	return particularPath(path) && !strings.HasSuffix(strings.TrimSuffix(path, "/"), "/amp")
}
