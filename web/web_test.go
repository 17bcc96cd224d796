package web_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tocsin/web"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// ask sends one request and answers what came back.
func ask(t *testing.T, h http.Handler, method, path string) (*http.Response, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader("payload=x")))
	resp := w.Result()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	return resp, string(body)
}

func TestEachPageAnswersItsOwnMethodsOnly(t *testing.T) {
	door := func(name string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			_, _ = io.WriteString(w, name+" got "+string(body))
		})
	}
	open := web.New(web.Options{Metrics: web.NewMetrics(), SlackActions: door("actions"), SlackCommands: door("commands")})
	shut := web.New(web.Options{})
	for _, tt := range []struct {
		claim, method, path string
		handler             http.Handler
		status              int
		words               string
	}{
		{"health answers", "GET", "/healthz", shut, 200, "ok"},
		{"health answers HEAD", "HEAD", "/healthz", shut, 200, ""},
		{"nothing to check is ready", "GET", "/readyz", shut, 200, "ok"},
		{"the front page answers", "GET", "/", shut, 200, "<h1>Tocsin</h1>"},
		{"the status answers", "GET", "/status", shut, 200, `"ready": true`},
		{"metrics answer", "GET", "/metrics", open, 200, "tocsin_store_up"},
		{"metrics that are not kept say so", "GET", "/metrics", shut, 404, "not kept"},
		{"Slack's actions reach their handler", "POST", "/slack/actions", open, 200, "actions got payload=x"},
		{"Slack's commands reach theirs", "POST", "/slack/commands", open, 200, "commands got payload=x"},
		{"a shut door says what to set", "POST", "/slack/actions", shut, 404, "SLACK_SIGNING_SECRET"},
		{"the other one too", "POST", "/slack/commands", shut, 404, "SLACK_SIGNING_SECRET"},
		{"Slack's door is not read", "GET", "/slack/actions", open, 405, "takes POST"},
		{"health is not written", "POST", "/healthz", shut, 405, "takes GET, HEAD"},
		{"readiness is not deleted", "DELETE", "/readyz", shut, 405, "takes GET, HEAD"},
		{"metrics are not traced", "TRACE", "/metrics", open, 405, "takes GET, HEAD"},
		{"the front page takes no post", "POST", "/", shut, 405, "takes GET, HEAD"},
		{"an unknown page is not there", "GET", "/admin", shut, 404, "no page stands here"},
		{"nor is one below a page", "GET", "/status/x", shut, 404, "no page stands here"},
		{"nor one that only looks like a page", "POST", "//slack/actions", open, 404, "no page stands here"},
		{"nor profiles", "GET", "/debug/pprof/", open, 404, "no page stands here"},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			resp, body := ask(t, tt.handler, tt.method, tt.path)
			if resp.StatusCode != tt.status || !strings.Contains(body, tt.words) {
				t.Errorf("%s %s answers %d %q, want %d with %q", tt.method, tt.path, resp.StatusCode, body, tt.status, tt.words)
			}
			if allow := resp.Header.Get("Allow"); (tt.status == 405) != (allow != "") || !strings.Contains(body, allow) {
				t.Errorf("%s %s: Allow is %q", tt.method, tt.path, allow)
			}
			for name, want := range map[string]string{
				"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
			} {
				if got := resp.Header.Get(name); got != want {
					t.Errorf("%s %s: %s is %q, want %q", tt.method, tt.path, name, got, want)
				}
			}
			if kind := resp.Header.Get("Content-Type"); tt.status >= 400 && kind != "text/plain; charset=utf-8" {
				t.Errorf("%s %s: a refusal is %q, want plain text", tt.method, tt.path, kind)
			}
		})
	}
}

func TestReadinessFollowsTheStore(t *testing.T) {
	var down error
	h := web.New(web.Options{Checks: []web.Check{
		{Name: "store", Probe: func(context.Context) error { return down }},
		{Name: "jobs", Probe: func(context.Context) error { return nil }},
	}})
	for _, tt := range []struct {
		claim  string
		down   error
		status int
		body   string
	}{
		{"all is well", nil, 200, "store: ok\njobs: ok\n"},
		{"the store is gone", errors.New("dial unix redis.sock: connection refused"), 503, "store: dial unix redis.sock: connection refused\njobs: ok\n"},
		{"two faults stay on one line", errors.Join(errors.New("no answer"), errors.New("disk full")), 503, "store: no answer; disk full\njobs: ok\n"},
		{"the store is back", nil, 200, "store: ok\njobs: ok\n"},
	} {
		down = tt.down
		resp, body := ask(t, h, "GET", "/readyz")
		if resp.StatusCode != tt.status || body != tt.body {
			t.Errorf("%s: /readyz answers %d %q, want %d %q", tt.claim, resp.StatusCode, body, tt.status, tt.body)
		}
		if resp, _ := ask(t, h, "GET", "/healthz"); resp.StatusCode != 200 {
			t.Errorf("%s: /healthz answers %d; the process lives", tt.claim, resp.StatusCode)
		}
	}
}

func TestAStoreThatHangsIsNotReady(t *testing.T) {
	h := web.New(web.Options{Patience: time.Millisecond, Checks: []web.Check{
		{Name: "store", Probe: func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }},
	}})
	resp, body := ask(t, h, "GET", "/readyz")
	if resp.StatusCode != 503 || !strings.Contains(body, "store: context deadline exceeded") {
		t.Errorf("/readyz answers %d %q, want 503 with the store's line", resp.StatusCode, body)
	}
}

func status() web.Status {
	return web.Status{
		Version: "v1.2", Started: noon.Add(-time.Hour), At: noon,
		Store: "a private redis-server in /var/lib/tocsin", AtRisk: "the last second of mentions",
		Brands:  []web.BrandStatus{{Key: "solvo", Name: "Solvo <b>", Voices: 212, Posts: 340, Copies: 77, OpenIncidents: 1}},
		Sources: []web.SourceStatus{{ID: "news", Kind: "feed", Read: noon, Failures: 3, Fault: "503 Service Unavailable", NotBefore: noon.Add(time.Hour)}, {ID: "blog", Kind: "feed"}},
		Jobs:    []web.JobStatus{{Name: "evaluate solvo", Ran: noon, Did: "1 signal", Next: noon.Add(time.Minute)}, {Name: "digest"}},
		Incidents: []web.IncidentStatus{
			{ID: "solvo/241", Severity: "crisis", State: "open", Opened: noon, Voices: 212},
			{ID: "solvo/240", Severity: "issue", State: "claimed", Opened: noon, Voices: 20, Lead: "Ana Ruiz"},
		},
	}
}

func TestTheFrontPageTellsTheState(t *testing.T) {
	h := web.New(web.Options{
		Checks: []web.Check{{Name: "jobs", Probe: func(context.Context) error { return errors.New("not started <script>") }}},
		Status: func(context.Context) (web.Status, error) { return status(), nil },
	})
	resp, body := ask(t, h, "GET", "/")
	for _, words := range []string{
		"Version v1.2", "Running since Sat 21 Nov 11:00 UTC", "Not ready.", "not started &lt;script&gt;", "private redis-server", "the last second of mentions",
		"Solvo &lt;b&gt;", "<td>212</td><td>340</td><td>77</td>", "3 failed: 503 Service Unavailable", "not asked before Sat 21 Nov 13:00 UTC", "never", "solvo/241", "nobody yet", "Ana Ruiz", "1 signal",
		`href="/status"`, `href="/metrics"`, `href="/healthz"`, `href="/readyz"`,
	} {
		if !strings.Contains(body, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	_, style, _ := strings.Cut(body, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	sum := sha256.Sum256([]byte(style))
	policy := resp.Header.Get("Content-Security-Policy")
	if want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q does not let the page's own style in, want %s", policy, want)
	}
	if strings.Contains(body, "<script") {
		t.Errorf("the page holds a script: %s", body)
	}
}

func TestStatusIsJSONInAnyState(t *testing.T) {
	var fault error
	h := web.New(web.Options{Status: func(context.Context) (web.Status, error) { return status(), fault }})
	for _, tt := range []struct {
		claim string
		fault error
		code  int
	}{
		{"a state that could be read", nil, 200},
		{"a state that could not", errors.New("no route to redis"), 503},
	} {
		fault = tt.fault
		resp, body := ask(t, h, "GET", "/status")
		var got struct {
			Fault     string
			Incidents []struct{ ID, Lead string }
		}
		if err := json.Unmarshal([]byte(body), &got); err != nil || resp.StatusCode != tt.code || len(got.Incidents) != 2 || got.Incidents[1].Lead != "Ana Ruiz" {
			t.Errorf("%s: /status answers %d %s: %v", tt.claim, resp.StatusCode, body, err)
		}
		if (tt.fault != nil) != strings.Contains(got.Fault, "no route to redis") {
			t.Errorf("%s: fault is %q", tt.claim, got.Fault)
		}
		if resp, body := ask(t, h, "GET", "/"); resp.StatusCode != tt.code || (tt.fault != nil) != strings.Contains(body, "no route to redis") {
			t.Errorf("%s: / answers %d %s", tt.claim, resp.StatusCode, body)
		}
	}
}

func TestOnlyAStoreThatIsNotDurableIsShownAsAFault(t *testing.T) {
	for _, tt := range []struct {
		claim   string
		durable bool
		alarms  int
	}{
		{"a store that is durable", true, 0},
		{"a store that is not", false, 1},
	} {
		h := web.New(web.Options{Status: func(context.Context) (web.Status, error) {
			return web.Status{AtRisk: "about the last second", Durable: tt.durable}, nil
		}})
		_, body := ask(t, h, "GET", "/")
		if alarms := strings.Count(body, `class="bad"`); alarms != tt.alarms || !strings.Contains(body, "about the last second") {
			t.Errorf("%s: the page shows %d faults, want %d, and what would be lost: %s", tt.claim, alarms, tt.alarms, body)
		}
	}
}
