package guard

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// signIns are the ends of the paths to which more than a reading may be sent: there an
// account asks for the session it reads with, and nothing is published.
func signIns() []string {
	return []string{
		"/api/v1/access_token",                   // Reddit
		"/xrpc/com.atproto.server.createSession", // Bluesky
		"/xrpc/com.atproto.server.refreshSession",
	}
}

// SignIn sends a request for a session. Any other address than one of a sign-in is
// refused, and no redirect is followed: credentials go where they were meant to or nowhere.
func SignIn(ctx context.Context, under http.RoundTripper, address string, header http.Header, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	switch {
	case !slices.ContainsFunc(signIns(), func(end string) bool { return strings.HasSuffix(req.URL.Path, end) }):
		return nil, fmt.Errorf("nothing is sent to %s: it is no sign-in, and collectors only read", Show(req.URL))
	case req.URL.Scheme != "https" && req.URL.Scheme != "http":
		return nil, fmt.Errorf("%q is no scheme of the web: use https or http", req.URL.Scheme)
	}
	req.Header = header
	return straight(under).Do(req)
}

// Subscribe asks a hub to send what is published under a topic, or to stop, and sends
// nothing else: whatever else a form may ask of somebody is refused. No redirect is
// followed, so that the secret in it goes to the hub it is meant for or nowhere.
func Subscribe(ctx context.Context, under http.RoundTripper, hub string, header http.Header, form url.Values) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, hub, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	switch mode := form["hub.mode"]; {
	case len(mode) != 1 || mode[0] != "subscribe" && mode[0] != "unsubscribe", form.Get("hub.topic") == "", form.Get("hub.callback") == "":
		return nil, fmt.Errorf("nothing is sent to %s: it is no subscription, and collectors only read", Show(req.URL))
	case req.URL.Scheme != "https" && req.URL.Scheme != "http":
		return nil, fmt.Errorf("%q is no scheme of the web: use https or http", req.URL.Scheme)
	}
	for name := range form {
		if !strings.HasPrefix(name, "hub.") {
			return nil, errors.New("a subscription has no part " + name)
		}
	}
	req.Header = header.Clone()
	if req.Header == nil {
		req.Header = http.Header{}
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return straight(under).Do(req)
}

// SetRules changes what a filtered stream carries, and sends nothing else: the path is
// that of the rules, without parameters, one of which would delete the rules of others.
// No redirect is followed.
func SetRules(ctx context.Context, under http.RoundTripper, address string, header http.Header, c Change) (*http.Response, error) {
	body, err := c.body()
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	switch {
	case !strings.HasSuffix(req.URL.Path, rulesEnd) || req.URL.RawQuery != "" || req.URL.Fragment != "":
		return nil, fmt.Errorf("nothing is sent to %s: there are no rules of a stream, and collectors only read", Show(req.URL))
	case req.URL.Scheme != "https" && req.URL.Scheme != "http":
		return nil, fmt.Errorf("%q is no scheme of the web: use https or http", req.URL.Scheme)
	}
	if header != nil {
		req.Header = header.Clone()
	}
	req.Header.Set("Content-Type", "application/json")
	return straight(under).Do(req)
}

// straight is a client that follows no redirect.
func straight(under http.RoundTripper) *http.Client {
	return &http.Client{Transport: under, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}
