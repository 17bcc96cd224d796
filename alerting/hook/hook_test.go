package hook

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
)

var (
	sunday = time.Date(2026, 11, 22, 3, 7, 0, 0, time.UTC)
	place  = alerting.Place{Kind: alerting.Fallback, Address: "pager"}
	card   = alerting.Card{
		ID: alerting.ID{Brand: "solvo", Number: 241}, Push: "CRISIS Solvo · 212 voices/h · nobody has it yet",
		Title: "CRISIS · Solvo · #241", When: "Sun 03:07 your time", Footer: "4 of 4 sources fresh",
		Lines: []alerting.Line{{Label: "SIZE", Text: "212 voices <in> 1 h", Links: []alerting.Link{{Text: "post", URL: "https://x.example/1"}}}},
	}
	ping = alerting.Ping{ID: card.ID, Text: "Still nobody", Repeat: true}
)

// A receiver takes notes, and answers as it is told.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	notes  []map[string]any
	keys   []string
	answer http.HandlerFunc
}

func newReceiver(t *testing.T) (*receiver, *Hook) {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		raw, err := io.ReadAll(q.Body)
		var note map[string]any
		if err != nil || json.Unmarshal(raw, &note) != nil {
			t.Errorf("the receiver was sent %q, %v", raw, err)
		}
		r.mu.Lock()
		r.notes = append(r.notes, note)
		r.keys = append(r.keys, q.Header.Get("Idempotency-Key"))
		r.mu.Unlock()
		if r.answer != nil {
			r.answer(w, q)
		}
	}))
	t.Cleanup(r.Close)
	return r, newHook(t, r.URL+"/private-path?token=very-secret")
}

func (r *receiver) taken() []map[string]any {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.notes)
}

func newHook(t *testing.T, address string) *Hook {
	t.Helper()
	h, err := New(Options{URL: address, Now: func() time.Time { return sunday }, HTTPClient: &http.Client{Transport: &http.Transport{}}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestACardAndAPingAreSent(t *testing.T) {
	r, h := newReceiver(t)
	at, err := h.Post(t.Context(), place, card, "k1")
	if err != nil || at.Message != "k1" {
		t.Fatalf("Post = %+v, %v; want a receipt with its key", at, err)
	}
	if err := h.Edit(t.Context(), at, card); err != nil {
		t.Fatal(err)
	}
	if err := h.Ping(t.Context(), place, at, ping, "p1"); err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{
		{
			"event": "card", "key": "k1", "incident": "solvo/241", "brand": "solvo", "number": 241.0, "severity": "crisis",
			"text": card.Push, "title": card.Title, "when": card.When, "footer": card.Footer, "repeat": false,
			"lines": []any{map[string]any{"label": "SIZE", "text": "212 voices <in> 1 h", "links": []any{map[string]any{"text": "post", "url": "https://x.example/1"}}}},
		},
		{"event": "ping", "key": "p1", "incident": "solvo/241", "brand": "solvo", "number": 241.0, "text": "Possible repeat: Still nobody", "repeat": true},
	}
	if diff := cmp.Diff(want, r.taken()); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"k1", "p1"}, r.keys); diff != "" {
		t.Errorf("Idempotency-Key (-want +got):\n%s", diff)
	}
	h.edits = true
	if err := h.Edit(t.Context(), at, card); err != nil || len(r.taken()) != 3 || r.taken()[2]["event"] != "edit" {
		t.Errorf("an edit that is asked for: %v, sent %v", err, r.taken()[2:])
	}
}

func TestEveryAnswerHasItsClass(t *testing.T) {
	status := func(code int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
		}
	}
	cut := func(w http.ResponseWriter, _ *http.Request) {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close()
		}
	}
	for _, tt := range []struct {
		why    string
		answer http.HandlerFunc
		want   string
	}{
		{"taken", status(http.StatusOK), "arrived"},
		{"taken for later", status(http.StatusAccepted), "arrived"},
		{"moved", status(http.StatusMovedPermanently, "Location", "https://other.example"), "certainly not"},
		{"moved, to be posted there", status(http.StatusTemporaryRedirect, "Location", "https://other.example"), "certainly not"},
		{"not allowed", status(http.StatusForbidden), "certainly not"},
		{"not there", status(http.StatusNotFound), "certainly not"},
		{"too fast", status(http.StatusTooManyRequests, "Retry-After", "7"), "later 7s"},
		{"too fast, with nonsense", status(http.StatusTooManyRequests, "Retry-After", "soon"), "later 10s"},
		{"too fast, for a year", status(http.StatusTooManyRequests, "Retry-After", "31536000"), "later 10m0s"},
		{"broken down", status(http.StatusBadGateway), "uncertain"},
		{"cut", cut, "uncertain"},
	} {
		r, h := newReceiver(t)
		if _, err := h.Post(t.Context(), place, card, "k0"); err != nil { // so that the connection is an old one
			t.Fatal(err)
		}
		r.answer = tt.answer
		_, postErr := h.Post(t.Context(), place, card, "k1")
		pingErr := h.Ping(t.Context(), place, alerting.Receipt{}, ping, "p1")
		for _, err := range []error{postErr, pingErr} {
			if got := class(err); got != tt.want {
				t.Errorf("%s: %q (%v), want %q", tt.why, got, err, tt.want)
			}
			if err != nil && (strings.Contains(err.Error(), "private-path") || strings.Contains(err.Error(), "very-secret")) {
				t.Errorf("%s: the error gives the address away: %v", tt.why, err)
			}
		}
		if len(r.taken()) != 3 {
			t.Errorf("%s: %d notes arrived, want 3: each is sent once", tt.why, len(r.taken()))
		}
	}
}

func class(err error) string {
	retry := (*alerting.RetryError)(nil)
	switch {
	case err == nil:
		return "arrived"
	case errors.As(err, &retry):
		return "later " + retry.At.Sub(sunday).String()
	case errors.Is(err, alerting.ErrUncertain):
		return "uncertain"
	}
	return "certainly not"
}

func TestNobodyThereIsCertain(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + closed.Addr().String() + "/very-secret"
	_ = closed.Close()
	if _, err := newHook(t, address).Post(t.Context(), place, card, "k1"); class(err) != "certainly not" || strings.Contains(err.Error(), "very-secret") {
		t.Errorf("Post to a closed port: %v, want certainly not arrived, without the address's path", err)
	}
}

func TestAHookThatHangsIsUncertain(t *testing.T) {
	r, h := newReceiver(t)
	ctx, cancel := context.WithCancel(t.Context())
	r.answer = func(_ http.ResponseWriter, q *http.Request) { cancel(); <-q.Context().Done() }
	if _, err := h.Post(ctx, place, card, "k1"); class(err) != "uncertain" {
		t.Errorf("Post that hangs: %v, want uncertain", err)
	}
}

func TestAddresses(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://pager.example/x": true, "http://10.0.0.7:8080/": true,
		"": false, "pager.example": false, "ftp://pager.example": false, "https://": false, "https://pager.example/%zz?very-secret": false,
	} {
		_, err := New(Options{URL: address})
		if (err == nil) != ok {
			t.Errorf("New(%q): %v, want it usable: %v", address, err, ok)
		}
		if err != nil && strings.Contains(err.Error(), "very-secret") {
			t.Errorf("New(%q) gives the address away: %v", address, err)
		}
	}
}
