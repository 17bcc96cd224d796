package guard_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tocsin/collectors/guard"
)

func TestNothingButASignInIsSent(t *testing.T) {
	var got []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = append(got, r.Method+" "+r.URL.Path+" "+string(body))
		if strings.HasSuffix(r.URL.Path, "refreshSession") {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		}
	}))
	defer srv.Close()
	for path, sent := range map[string]bool{
		"/api/v1/access_token":                    true,
		"/xrpc/com.atproto.server.createSession":  true,
		"/xrpc/com.atproto.server.refreshSession": true,
		"/xrpc/com.atproto.repo.createRecord":     false,
		"/api/v1/access_token/../submit":          false,
		"/api/submit?then=/api/v1/access_token":   false,
		"/api/submit#/api/v1/access_token":        false,
		"/2/tweets":                               false,
	} {
		got = nil
		resp, err := guard.SignIn(t.Context(), http.DefaultTransport, srv.URL+path, http.Header{}, []byte("who=me"))
		if resp != nil {
			_ = resp.Body.Close()
		}
		if (err == nil) != sent || len(got) > 0 != sent {
			t.Errorf("%s: sent %q, %v; want it sent: %v", path, got, err, sent)
		}
		if len(got) > 1 {
			t.Errorf("%s: the credentials went on to another place: %q", path, got)
		}
	}
	if _, err := guard.SignIn(t.Context(), http.DefaultTransport, "ftp://host/api/v1/access_token", nil, nil); err == nil { //nolint:bodyclose // there is none
		t.Error("a scheme that is not the web's was used")
	}
}
