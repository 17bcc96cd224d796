package guard_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tocsin/collectors/guard"
)

// An outside is the web, where a server redirects to what it likes; whatever it
// redirects to is fetched as always.
type outside struct {
	to    string
	under http.RoundTripper
}

func (o outside) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Host != "web.example" {
		return o.under.RoundTrip(req)
	}
	return &http.Response{
		StatusCode: http.StatusFound, Header: http.Header{"Location": {o.to}}, Body: io.NopCloser(strings.NewReader("")), Request: req,
	}, nil
}

// hostile are addresses that a file or a redirect could name, to have the daemon fetch
// what only this machine, its network or its cloud should. PORT is a server's of this
// machine that must not hear of it.
func hostile() []string {
	return []string{
		"http://127.0.0.1:PORT/", "http://127.1:PORT/", "http://127.0.1:PORT/", "http://127.255.255.254:PORT/", "http://2130706433:PORT/", "http://0x7f000001:PORT/",
		"http://0x7f.0.0.1:PORT/", "http://0177.0.0.1:PORT/", "http://017700000001:PORT/", "http://127.0.0.1.:PORT/", "http://localhost:PORT/", "http://LOCALHOST:PORT/",
		"http://localhost.:PORT/", "http://sub.localhost:PORT/", "http://[::1]:PORT/", "http://[0:0:0:0:0:0:0:1]:PORT/", "http://[::ffff:127.0.0.1]:PORT/",
		"http://[::ffff:7f00:1]:PORT/", "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/", "http://[::127.0.0.1]:PORT/", "http://[::1%25lo]:PORT/", "http://0.0.0.0:PORT/",
		"http://0:PORT/", "http://[::]:PORT/", "http://127.0.0.1:PORT@127.0.0.1:PORT/", "http://web.example@127.0.0.1:PORT/", "http://127.0.0.1:PORT#@web.example/",
		"http://①②⑦.0.0.1:PORT/", "http://127。0。0。1:PORT/", "http://ⓛocalhost:PORT/", "https://127.0.0.1:PORT/", "HTTP://127.0.0.1:PORT/",
		"http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/latest/meta-data/", "http://2852039166/latest/meta-data/", "http://0xa9fea9fe/",
		"http://[fd00:ec2::254]/latest/meta-data/", "http://100.100.100.200/latest/meta-data/", "http://168.63.129.16/", "http://[fe80::1]/", "http://[fe80::a9fe:a9fe]/",
		"http://10.0.0.1/", "http://10.255.255.255/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.0.1/", "http://192.168.255.255/",
		"http://100.64.0.1/", "http://[fc00::1]/", "http://[fd12:3456:789a::1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[2002:7f00:1::]/",
		"http://[2002:a9fe:a9fe::]/", "http://198.18.0.1/", "http://192.0.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/", "http://[ff02::1]/",
		"file:///etc/passwd", "ftp://127.0.0.1:PORT/", "gopher://127.0.0.1:PORT/_GET", "dict://127.0.0.1:PORT/", "ldap://127.0.0.1:PORT/", "unix:///run/redis.sock",
		"data:text/plain,hello", "javascript:alert(1)", "//127.0.0.1:PORT/", "http:///", "http://", "http://:PORT/", "http://%31%32%37.0.0.1:PORT/", "http://127.0.0.1:PORT\\@web.example/",
	}
}

func TestNothingHostileIsFetched(t *testing.T) {
	var heard atomic.Int64
	inside := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		heard.Add(1)
		_, _ = io.WriteString(w, "secret")
	}))
	all, err := new(net.ListenConfig).Listen(t.Context(), "tcp", ":0") // at every address of this machine
	if err != nil {
		t.Fatal(err)
	}
	_ = inside.Listener.Close()
	inside.Listener = all
	inside.Start()
	t.Cleanup(inside.Close)
	_, port, _ := net.SplitHostPort(all.Addr().String())
	transport := guard.Transport(guard.Options{})
	defer transport.CloseIdleConnections()
	fetch := func(address, to string) (string, error) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return "", err
		}
		resp, err := guard.Client(outside{to, transport}).Do(req)
		if err != nil {
			return "", err
		}
		defer func() { _ = resp.Body.Close() }()
		body, err := io.ReadAll(resp.Body)
		if err == nil && resp.StatusCode == http.StatusFound {
			return "", http.ErrNoLocation // it names no address to go on to
		}
		return string(body), err
	}
	tried := 0
	for _, pattern := range hostile() {
		address := strings.ReplaceAll(pattern, "PORT", port)
		for name, try := range map[string]func() (string, error){
			"named in a file": func() (string, error) { return fetch(address, "") },
			"redirected to":   func() (string, error) { return fetch("http://web.example/feed", address) },
		} {
			tried++
			if body, err := try(); err == nil {
				t.Errorf("%s, %s is fetched: %q", name, address, body)
			}
		}
	}
	if n := heard.Load(); n > 0 {
		t.Errorf("a server of this machine heard %d requests", n)
	}
	if body, err := get(t.Context(), guard.Options{AllowPrivate: true}, "http://127.0.0.1:"+port+"/"); err != nil || body != "secret" || heard.Load() != 1 {
		t.Errorf("a source that may read this machine reads %q, %v: the test tries nothing", body, err)
	}
	if tried < 120 {
		t.Errorf("%d were tried, want twice 60 at least", tried)
	}
}
