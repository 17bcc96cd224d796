package guard_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
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
	if _, err := guard.SignIn(t.Context(), http.DefaultTransport, "ftp://host/api/v1/access_token", nil, nil); err == nil {
		t.Error("a scheme that is not the web's was used")
	}
}

// A hub is asked for a feed; through the same door nothing else goes out.
func TestNothingButASubscriptionIsSent(t *testing.T) {
	var got []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		got = append(got, r.Method+" "+r.URL.Path+" "+r.PostForm.Get("hub.mode")+" "+r.Header.Get("Content-Type"))
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/elsewhere", http.StatusPermanentRedirect)
		}
	}))
	defer srv.Close()
	whole := func(change func(url.Values)) url.Values {
		form := url.Values{
			"hub.mode": {"subscribe"}, "hub.topic": {"https://a.example/feed"}, "hub.callback": {"https://b.example/x"}, "hub.secret": {"s"}, "hub.lease_seconds": {"60"},
		}
		change(form)
		return form
	}
	for _, tt := range []struct {
		claim, path string
		form        url.Values
		sent        string
	}{
		{"a subscription", "/hub", whole(func(url.Values) {}), "POST /hub subscribe application/x-www-form-urlencoded"},
		{"the end of one", "/hub", whole(func(f url.Values) { f.Set("hub.mode", "unsubscribe") }), "POST /hub unsubscribe application/x-www-form-urlencoded"},
		{"to a hub that moved", "/moved", whole(func(url.Values) {}), "POST /moved subscribe application/x-www-form-urlencoded"},
		{"a publication", "/hub", whole(func(f url.Values) { f.Set("hub.mode", "publish") }), ""},
		{"two things at once", "/hub", whole(func(f url.Values) { f.Add("hub.mode", "publish") }), ""},
		{"nothing to do", "/hub", whole(func(f url.Values) { f.Del("hub.mode") }), ""},
		{"no topic", "/hub", whole(func(f url.Values) { f.Del("hub.topic") }), ""},
		{"no callback", "/hub", whole(func(f url.Values) { f.Set("hub.callback", "") }), ""},
		{"a post besides", "/hub", whole(func(f url.Values) { f.Set("status", "hello") }), ""},
		{"a form of another kind", "/hub", url.Values{"status": {"hello"}}, ""},
	} {
		got = nil
		resp, err := guard.Subscribe(t.Context(), http.DefaultTransport, srv.URL+tt.path, nil, tt.form)
		if resp != nil {
			_ = resp.Body.Close()
		}
		if strings.Join(got, "; ") != tt.sent || (err == nil) != (tt.sent != "") {
			t.Errorf("%s: sent %q, %v; want %q", tt.claim, got, err, tt.sent)
		}
	}
	if _, err := guard.Subscribe(t.Context(), http.DefaultTransport, "ftp://host/hub", nil, whole(func(url.Values) {})); err == nil {
		t.Error("a scheme that is not the web's was used")
	}
}
