package main

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"tocsin/alerting/slack"
)

func TestWhoPressesWhileSlackDoesNotTellWhereItIsWaitsForNobody(t *testing.T) {
	var asked atomic.Int64
	var down atomic.Bool
	down.Store(true)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		if down.Load() {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_, _ = w.Write([]byte(`{"ok":true,"team_id":"T01SOLVO"}`))
	}))
	defer server.Close()
	now := time.Date(2026, time.November, 21, 3, 7, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	home := &homeland{slack: slack.New(slack.Options{Token: "xoxb-test", APIURL: server.URL, Now: clock}), now: clock}
	for range 50 {
		if team := home.team(); team != "" {
			t.Fatalf("Slack is down, and home is %q", team)
		}
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("fifty who press have Slack asked %d times, want once", n)
	}
	down.Store(false)
	now = now.Add(askHomeAgain)
	for range 50 {
		if team := home.team(); team != "T01SOLVO" {
			t.Fatalf("Slack is back, and home is %q", team)
		}
	}
	if n := asked.Load(); n != 2 {
		t.Errorf("Slack was asked %d times, want once more", n)
	}
}
