package guard

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// maxRedirects is how many redirects in a row are followed.
const maxRedirects = 5

// follow decides on a redirect, and takes off the request what is not the next
// host's business.
func follow(next *http.Request, before []*http.Request) error {
	last := before[len(before)-1]
	switch {
	case len(before) > maxRedirects:
		return fmt.Errorf("it redirects more than %d times, last to %s; use the address it should end at", maxRedirects, Show(next.URL))
	case next.URL.Scheme != "https" && next.URL.Scheme != "http":
		return fmt.Errorf("it redirects to the scheme %q, which is not the web's", next.URL.Scheme)
	case last.URL.Scheme == "https" && next.URL.Scheme == "http":
		return fmt.Errorf("it redirects from https to http, to %s; what comes from there could be anybody's", Show(next.URL))
	}
	// The referrer would hand a secret address on.
	next.Header.Del("Referer")
	if !strings.EqualFold(next.URL.Host, last.URL.Host) {
		if next.URL.User != nil {
			return fmt.Errorf("it redirects to %s with a name and password of its own", Show(next.URL))
		}
		for _, name := range []string{"Authorization", "Cookie", "Cookie2", "Proxy-Authorization", "Www-Authenticate"} {
			next.Header.Del(name)
		}
	}
	return nil
}

// Show is an address as it may be shown: its scheme and host, and "…" for the
// rest, since private feeds carry their secret in the path or the query.
func Show(u *url.URL) string {
	if u == nil || u.Host == "" {
		return "an address without a host"
	}
	shown := u.Scheme + "://" + u.Host
	if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		shown += "/…"
	}
	return shown
}
