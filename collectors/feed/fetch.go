package feed

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"tocsin/collectors/guard"
	"tocsin/collectors/polite"
)

const wanted = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"

// An answer is what a server said that has the document.
type answer struct {
	header http.Header
	body   polite.Body
	// digest is the body's.
	digest string
	// unchanged is set where the server says that the document is the one known.
	unchanged bool
	// at is where the document was in the end, moved where it is to be looked
	// for from now on, "" if that is where it was asked for.
	at, moved string
}

// fetch asks for the document, unless it is still the one of the bookmark.
func (c *Collector) fetch(ctx context.Context, address string, b bookmark, with *polite.Unpacker, now time.Time) (answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return answer{}, errors.New("the address cannot be used")
	}
	req.Header.Set("User-Agent", c.options.UserAgent)
	req.Header.Set("Accept", wanted)
	req.Header.Set("Accept-Encoding", polite.Packings)
	if b.ETag != "" {
		req.Header.Set("If-None-Match", b.ETag)
	}
	if b.Modified != "" {
		req.Header.Set("If-Modified-Since", b.Modified)
	}
	a, err := c.ask(req, b, with, now)
	if err != nil {
		return answer{}, c.conceal(fmt.Errorf("get %s: %w", guard.Show(req.URL), err))
	}
	return a, nil
}

func (c *Collector) ask(req *http.Request, b bookmark, with *polite.Unpacker, now time.Time) (answer, error) {
	resp, err := c.client.Do(req)
	if err != nil {
		return answer{}, guard.Plain(err)
	}
	defer func() { _ = resp.Body.Close() }()
	conditional := b.ETag != "" || b.Modified != ""
	a := answer{header: resp.Header, at: resp.Request.URL.String(), moved: movedTo(resp)}
	switch {
	case resp.StatusCode == http.StatusNotModified && conditional:
		a.unchanged = true
		return a, nil
	case resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNonAuthoritativeInfo:
		return answer{}, refusal(resp, now)
	}
	if a.body, err = with.Unpack(resp, c.options.MaxBytes); err != nil {
		return answer{}, err
	}
	a.digest = digest(a.body.Text)
	return a, nil
}

// movedTo is the end of the permanent redirects an answer came by, up to the
// first that is for now only; "" if there were none.
func movedTo(resp *http.Response) string {
	var hops []*http.Request
	for req := resp.Request; req.Response != nil; req = req.Response.Request {
		hops = append(hops, req)
	}
	to := ""
	for _, hop := range slices.Backward(hops) {
		status := hop.Response.StatusCode
		if status != http.StatusMovedPermanently && status != http.StatusPermanentRedirect {
			break
		}
		to = hop.URL.String()
	}
	return to
}

// conceal takes what is secret in the source's address out of an error.
func (c *Collector) conceal(err error) error { return polite.Conceal(err, c.secrets) }

// secrets are the parts of an address that may be a token.
func secrets(u *url.URL) []string {
	var all []string
	if password, ok := u.User.Password(); ok && password != "" {
		all = append(all, password)
	}
	if u.RawQuery != "" {
		all = append(all, u.RawQuery)
	}
	// A private feed's secret may as well be a part of its path; a short one is a word.
	for segment := range strings.SplitSeq(u.Path, "/") {
		if len(segment) >= 8 {
			all = append(all, segment, url.PathEscape(segment))
		}
	}
	for _, values := range u.Query() {
		for _, v := range values {
			if len(v) >= 6 {
				all = append(all, v, url.QueryEscape(v))
			}
		}
	}
	return all
}
