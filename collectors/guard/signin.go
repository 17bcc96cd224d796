package guard

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
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
	client := &http.Client{Transport: under, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return client.Do(req)
}
