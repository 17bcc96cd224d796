package address

import (
	"encoding/base64"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// unwrap is the address inside one of a site that counts clicks, or keeps copies
// for small screens. Only an address that is written there counts: t.co and its
// like know theirs alone.
func unwrap(p parts) (parts, bool) {
	name := strings.TrimPrefix(p.host, "www.")
	for _, inner := range []string{counted(name, p), edge(name, p), news(name, p)} {
		if !strings.HasPrefix(inner, "http://") && !strings.HasPrefix(inner, "https://") {
			continue
		}
		if found, ok := read(inner); ok {
			return found, true
		}
	}
	return parts{}, false
}

// counted is the address in the query of a click counter.
func counted(name string, p parts) string {
	names := counter(name, p.path)
	if names == nil {
		return ""
	}
	// What cannot be read of a query is left out.
	values, _ := url.ParseQuery(p.query)
	for _, n := range names {
		switch value := values.Get(n); {
		case name == "bing.com" && p.path == "/ck/a":
			inner, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(strings.TrimPrefix(value, "a1"), "="))
			if err == nil {
				return string(inner)
			}
		case name == "disq.us": // a checksum follows
			if end := strings.LastIndexByte(value, ':'); end > len("https:") {
				return value[:end]
			}
			return value
		case value != "":
			return value
		}
	}
	return ""
}

// counter is in which parameters a site writes the address it leads to, nil if
// it leads nowhere else.
func counter(name, path string) []string {
	if strings.HasSuffix(name, ".safelinks.protection.outlook.com") {
		return []string{"url"}
	}
	if google(name) && path == "/url" {
		return []string{"url", "q"}
	}
	switch name + path {
	case "l.facebook.com/l.php", "lm.facebook.com/l.php", "facebook.com/l.php", "l.messenger.com/l.php", "l.wl.co/l":
		return []string{"u"}
	case "slack-redir.net/link", "linkedin.com/redir/redirect", "linkedin.com/safety/go", "disq.us/url", "getpocket.com/redirect",
		"medium.com/r/", "bing.com/news/apiclick.aspx", "go.redirectingat.com/", "go.skimresources.com/", "exit.sc/":
		return []string{"url"}
	case "youtube.com/redirect":
		return []string{"q"}
	case "t.umblr.com/redirect":
		return []string{"z"}
	case "steamcommunity.com/linkfilter/":
		return []string{"u", "url"}
	case "vk.com/away.php":
		return []string{"to"}
	case "duckduckgo.com/l/":
		return []string{"uddg"}
	case "awin1.com/cread.php":
		return []string{"ued"}
	case "click.linksynergy.com/deeplink":
		return []string{"murl"}
	case "bing.com/ck/a":
		return []string{"u"}
	}
	switch name {
	case "l.instagram.com", "l.threads.com", "l.threads.net":
		return []string{"u"}
	case "out.reddit.com":
		return []string{"url"}
	}
	return nil
}

// google reports whether a host is Google's in some country.
func google(name string) bool {
	country, ok := strings.CutPrefix(name, "google.")
	if !ok {
		return false
	}
	suffix, known := publicsuffix.PublicSuffix(country)
	return known && suffix == country
}

// edge is the address of which a copy for small screens is kept, or through
// which a search engine leads, in its path.
func edge(name string, p parts) string {
	rest, found := "", false
	switch {
	case google(name):
		rest, found = strings.CutPrefix(p.path, "/amp/")
	case strings.HasSuffix(name, ".cdn.ampproject.org"), name == "cdn.ampproject.org", name == "bing-amp.com":
		if rest, found = strings.CutPrefix(p.path, "/c/"); !found {
			rest, found = strings.CutPrefix(p.path, "/v/")
		}
	case name == "r.search.yahoo.com":
		_, after, ok := strings.Cut(p.path, "/RU=")
		after, _, _ = strings.Cut(after, "/")
		inner, err := url.PathUnescape(after)
		if ok && err == nil {
			return inner
		}
	}
	if !found {
		return ""
	}
	scheme := "http://"
	if secure, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https://", secure
	}
	if p.query != "" {
		rest += "?" + p.query
	}
	return scheme + rest
}

// news is the address inside an article's id at Google News. Those of today are
// opaque, and stay.
func news(name string, p parts) string {
	if name != "news.google.com" {
		return ""
	}
	_, id, ok := strings.Cut(p.path, "/articles/")
	if !ok {
		return ""
	}
	message, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(id, "="))
	// A number, and then the address behind its length: of one byte up to 127, of two beyond.
	if err != nil || len(message) < 5 || string(message[:3]) != "\x08\x13\x22" {
		return ""
	}
	length, inner := int(message[3]), message[4:]
	if length >= 0x80 {
		length, inner = length&0x7f|int(message[4])<<7, message[5:]
	}
	if length > len(inner) {
		return ""
	}
	return string(inner[:length])
}
