package web_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/web"
)

// A page of the web whose name was made to lead to this machine reads nothing of
// the daemon.
func TestPagesAnswerToTheirOwnNameOnly(t *testing.T) {
	door := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	h := web.New(web.Options{Names: []string{"localhost", "tocsin.example"}, Metrics: web.NewMetrics(), SlackActions: door, SlackCommands: door})
	for _, tt := range []struct {
		host  string
		knows bool
	}{
		{"localhost", true},
		{"localhost:8080", true},
		{"LocalHost.:8080", true},
		{"127.0.0.1:8080", true},
		{"127.0.0.1", true},
		{"[::1]:8080", true},
		{"[::1]", true},
		{"192.0.2.7:80", true},
		{"tocsin.example", true},
		{"", true},
		{"evil.example", false},
		{"evil.example:8080", false},
		{"localhost.evil.example", false},
		{"127.0.0.1.evil.example", false},
		{"evil.example:80:80", false},
		{"tocsin.example.", true},
	} {
		for _, path := range []string{"/", "/status", "/metrics", "/readyz", "/healthz"} {
			if got := asked(t, h, http.MethodGet, path, tt.host); (got == http.StatusOK) != tt.knows || !tt.knows && got != http.StatusMisdirectedRequest {
				t.Errorf("%s asked of %q: %d; want that it answers: %v", path, tt.host, got, tt.knows)
			}
		}
		for _, path := range []string{"/slack/actions", "/slack/commands"} {
			if got := asked(t, h, http.MethodPost, path, tt.host); got != http.StatusTeapot {
				t.Errorf("%s asked of %q: %d; a proxy brings Slack under a name of its own", path, tt.host, got)
			}
		}
	}
}

func asked(t *testing.T, h http.Handler, method, path, host string) int {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(""))
	r.Host = host
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

func TestOnlyALoopbackListenerMindsItsName(t *testing.T) {
	for _, tt := range []struct {
		at, configured string
		want           []string
	}{
		{"127.0.0.1:8080", "127.0.0.1:8080", []string{"localhost", "127.0.0.1"}},
		{"127.0.0.1:8080", "Tocsin.Example:8080", []string{"localhost", "tocsin.example"}},
		{"[::1]:8080", "localhost:8080", []string{"localhost", "localhost"}},
		{"0.0.0.0:8080", "0.0.0.0:8080", nil},
		{"[::]:8080", ":8080", nil},
		{"192.0.2.7:8080", "192.0.2.7:8080", nil},
	} {
		addr, err := net.ResolveTCPAddr("tcp", tt.at)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, web.NamesOf(addr, tt.configured)); diff != "" {
			t.Errorf("NamesOf(%s, %q) (-want +got):\n%s", tt.at, tt.configured, diff)
		}
	}
	if got := asked(t, web.New(web.Options{}), http.MethodGet, "/status", "tocsin.corp.example"); got != http.StatusOK {
		t.Errorf("where any name will do, /status answers %d", got)
	}
}
