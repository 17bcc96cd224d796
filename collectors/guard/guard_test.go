package guard_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"tocsin/collectors/guard"
)

func TestAddresses(t *testing.T) {
	for _, tt := range []struct {
		addr string
		// web may be read by all sources, house by those that allow private addresses.
		web, house bool
	}{
		{"93.184.215.14", true, true},
		{"2606:4700::6810:84e5", true, true},
		{"::ffff:93.184.215.14", true, true},
		{"172.32.0.1", true, true},
		{"100.128.0.1", true, true},

		{"127.0.0.1", false, true},
		{"127.255.255.254", false, true},
		{"::1", false, true},
		{"::ffff:127.0.0.1", false, true},
		{"10.0.0.1", false, true},
		{"172.16.0.1", false, true},
		{"172.31.255.255", false, true},
		{"192.168.1.1", false, true},
		{"::ffff:192.168.1.1", false, true},
		{"100.64.0.1", false, true},
		{"100.127.255.255", false, true},
		{"fd12:3456::1", false, true},
		{"fec0::1", false, true},

		{"169.254.169.254", false, false},
		{"::ffff:169.254.169.254", false, false},
		{"fe80::1", false, false},
		{"fe80::1%eth0", false, false},
		{"fd00:ec2::254", false, false},
		{"100.100.100.200", false, false},
		{"168.63.129.16", false, false},
		{"168.63.129.17", true, true},
		{"0.0.0.0", false, false},
		{"0.1.2.3", false, false},
		{"::", false, false},
		{"::7f00:1", false, false},
		{"192.0.0.192", false, false},
		{"192.0.2.1", false, false},
		{"198.18.0.1", false, false},
		{"198.19.255.255", false, false},
		{"203.0.113.9", false, false},
		{"224.0.0.1", false, false},
		{"ff02::1", false, false},
		{"240.0.0.1", false, false},
		{"255.255.255.255", false, false},
		{"64:ff9b::a00:1", false, false},
		{"64:ff9b::5db8:d70e", false, false},
		{"64:ff9b:1::1", false, false},
		{"2002:a00:1::1", false, false},
		{"2001:0:1::1", false, false},
		{"2001:db8::1", false, false},
	} {
		addr := netip.MustParseAddr(tt.addr)
		if err := (guard.Options{}).Check(addr); (err == nil) != tt.web {
			t.Errorf("Check(%s) = %v; is it on the web? %v", tt.addr, err, tt.web)
		}
		if err := (guard.Options{AllowPrivate: true}).Check(addr); (err == nil) != tt.house {
			t.Errorf("Check(%s) for a source that allows private = %v; may it be read? %v", tt.addr, err, tt.house)
		}
	}
}

// get reads an address, and answers the body.
func get(ctx context.Context, o guard.Options, address string, header ...string) (string, error) {
	transport := guard.Transport(o)
	defer transport.CloseIdleConnections()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := guard.Client(transport).Do(req)
	if err != nil {
		return "", guard.Plain(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

func TestTheHouseIsClosedUnlessOpened(t *testing.T) {
	house := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "inside") }))
	t.Cleanup(house.Close)
	byName := strings.Replace(house.URL, "127.0.0.1", "localhost", 1)
	for _, address := range []string{house.URL, byName} {
		if _, err := get(t.Context(), guard.Options{}, address); err == nil || !strings.Contains(err.Error(), "is a loopback address; set allow_private: true") {
			t.Errorf("get %s: %v; want a refusal that says what to do", address, err)
		}
	}
	if body, err := get(t.Context(), guard.Options{AllowPrivate: true}, house.URL); body != "inside" {
		t.Errorf("a source that allows private reads %q, %v", body, err)
	}
}

func TestTheEnvironmentChoosesNoProxy(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	if guard.Transport(guard.Options{}).Proxy != nil {
		t.Error("the transport asks for a proxy")
	}
}

func TestRedirects(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /end", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "end "+r.Header.Get("Authorization")+r.Header.Get("Cookie")+r.Header.Get("Referer"))
	})
	mux.HandleFunc("GET /to", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.Query().Get("at"))
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("GET /circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle", http.StatusFound) })
	mux.HandleFunc("GET /down/{n}", func(w http.ResponseWriter, r *http.Request) {
		n := r.PathValue("n")
		http.Redirect(w, r, map[string]string{"6": "5", "5": "4", "4": "3", "3": "2", "2": "1", "1": "/end"}[n], http.StatusMovedPermanently)
	})
	first, second := httptest.NewServer(mux), httptest.NewServer(mux)
	secure := httptest.NewTLSServer(mux)
	t.Cleanup(func() { first.Close(); second.Close(); secure.Close() })

	to := func(base, at string) string { return base + "/to?token=secret&at=" + url.QueryEscape(at) }
	for _, tt := range []struct {
		claim, address, body, err string
	}{
		{"five in a row are followed", first.URL + "/down/5", "end ", ""},
		{"six are not", first.URL + "/down/6", "", "redirects more than 5 times"},
		{"a circle ends", first.URL + "/circle", "", "redirects more than 5 times"},
		{"on the same host credentials stay", to(first.URL, "/end"), "end Bearer secretsecret=1", ""},
		{"to another host nothing goes along", to(first.URL, second.URL+"/end"), "end ", ""},
		{"clouds' secrets stay out of reach", to(first.URL, "http://169.254.169.254/latest"), "", "169.254.169.254 is a link-local address; no source is read there"},
		{"so they do behind another spelling", to(first.URL, "http://[::ffff:a9fe:a9fe]/latest"), "", "169.254.169.254 is a link-local address"},
		{"files are not the web's", to(first.URL, "file:///etc/passwd"), "", `the scheme "file"`},
		{"a redirect brings no password", to(first.URL, strings.Replace(second.URL, "http://", "http://ana:secret@", 1)+"/end"), "", "name and password of its own"},
		{"what is no address is not shown", to(first.URL, "http://[secret/"), "", "redirects to what is no address"},
	} {
		header := []string{"Authorization", "Bearer secret", "Cookie", "secret=1"}
		if !strings.Contains(tt.address, "/to?") {
			header = nil
		}
		body, err := get(t.Context(), guard.Options{AllowPrivate: true}, tt.address, header...)
		switch {
		case tt.err == "" && (err != nil || body != tt.body):
			t.Errorf("%s: get %s = %q, %v; want %q", tt.claim, tt.address, body, err, tt.body)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), "secret")):
			t.Errorf("%s: get %s: error %v; want %q, and no secret", tt.claim, tt.address, err, tt.err)
		}
	}

	transport := guard.Transport(guard.Options{AllowPrivate: true})
	transport.TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig
	t.Cleanup(transport.CloseIdleConnections)
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, to(secure.URL, first.URL+"/end"), nil)
	resp, err := guard.Client(transport).Do(req)
	if err == nil {
		_ = resp.Body.Close()
	}
	if err = guard.Plain(err); err == nil || !strings.Contains(err.Error(), "from https to http") || strings.Contains(err.Error(), "secret") {
		t.Errorf("from https to http: %v; want a refusal without the secret", err)
	}
}

func TestCollectorsOnlyRead(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s arrived", r.Method) }))
	t.Cleanup(server.Close)
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodConnect, "post", "PROPFIND"} {
		req, err := http.NewRequestWithContext(t.Context(), method, server.URL, strings.NewReader("hello"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := guard.Client(guard.Transport(guard.Options{AllowPrivate: true})).Do(req)
		if err == nil {
			_ = resp.Body.Close()
			t.Errorf("%s was sent", method)
		}
	}
}

func TestAHeaderWithoutEndIsNotRead(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
	}))
	t.Cleanup(server.Close)
	if _, err := get(t.Context(), guard.Options{AllowPrivate: true}, server.URL); err == nil || !strings.Contains(err.Error(), "header") {
		t.Errorf("a header of 1 MiB: %v", err)
	}
}

func TestShow(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example":                 "https://a.example",
		"https://a.example/":                "https://a.example",
		"https://ana:secret@a.example:81/x": "https://a.example:81/…",
		"https://a.example/alerts/secret":   "https://a.example/…",
		"https://a.example/?feed=secret":    "https://a.example/…",
		"mailto:ana@a.example":              "an address without a host",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := guard.Show(u); got != want {
			t.Errorf("Show(%s) = %q, want %q", address, got, want)
		}
	}
}
