package slack

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
)

// A class is what an error of a notifier may mean.
type class string

const (
	arrived   class = "arrived"
	uncertain class = "may have arrived"
	certainNo class = "certainly not arrived"
	later     class = "not arrived, try again at a moment"
)

func classOf(err error) class {
	retry := (*alerting.RetryError)(nil)
	switch {
	case err == nil:
		return arrived
	case errors.As(err, &retry) && errors.Is(err, alerting.ErrUncertain):
		return "both later and uncertain"
	case errors.As(err, &retry):
		return later
	case errors.Is(err, alerting.ErrUncertain):
		return uncertain
	}
	return certainNo
}

func TestEveryFaultHasItsClass(t *testing.T) {
	for _, tt := range []struct {
		why   string
		fault slackfake.Fault
		want  class
	}{
		{"too fast, with a moment", slackfake.Fault{Trouble: slackfake.RateLimit, RetryAfter: "7"}, later},
		{"too fast, with half a second", slackfake.Fault{Trouble: slackfake.RateLimit, RetryAfter: "0.5"}, later},
		{"too fast, with nonsense", slackfake.Fault{Trouble: slackfake.RateLimit, RetryAfter: "soon"}, later},
		{"too fast, without a moment", slackfake.Fault{Trouble: slackfake.RateLimit}, later},
		{"too fast, said in the body", slackfake.Fault{Trouble: slackfake.Refuse, Error: "ratelimited"}, later},
		{"archived channel", slackfake.Fault{Trouble: slackfake.Refuse, Error: "is_archived"}, certainNo},
		{"revoked token", slackfake.Fault{Trouble: slackfake.Refuse, Error: "token_revoked"}, certainNo},
		{"an error nobody knows", slackfake.Fault{Trouble: slackfake.Refuse, Error: "moon_phase"}, certainNo},
		{"Slack's own breakdown", slackfake.Fault{Trouble: slackfake.Refuse, Error: "internal_error"}, uncertain},
		{"500 before anything was kept", slackfake.Fault{Trouble: slackfake.ServerError}, uncertain},
		{"500 after the message was kept", slackfake.Fault{Trouble: slackfake.ServerError, Accept: true}, uncertain},
		{"ok:false without an error", slackfake.Fault{Trouble: slackfake.Nameless}, uncertain},
		{"an empty object", slackfake.Fault{Trouble: slackfake.Empty}, uncertain},
		{"a page of somebody else", slackfake.Fault{Trouble: slackfake.Garbage}, uncertain},
		{"cut before anything was kept", slackfake.Fault{Trouble: slackfake.Cut}, uncertain},
		{"cut after the message was kept", slackfake.Fault{Trouble: slackfake.Cut, Accept: true}, uncertain},
	} {
		s := newStage(t, slackfake.Options{})
		at, err := s.slack.Post(t.Context(), crisisRoom, sling(), "k0")
		if err != nil {
			t.Fatal(err)
		}
		before := len(s.Ledger())
		tt.fault.Times = 3
		s.Inject(tt.fault)
		_, postErr := s.slack.Post(t.Context(), crisisRoom, sling(), "k1")
		editErr := s.slack.Edit(t.Context(), at, sling())
		pingErr := s.slack.Ping(t.Context(), crisisRoom, at, alerting.Ping{ID: solvo241, Text: "again"}, "p1")
		for what, err := range map[string]error{"Post": postErr, "Edit": editErr, "Ping": pingErr} {
			if got := classOf(err); got != tt.want {
				t.Errorf("%s: %s is %q (%v), want %q", tt.why, what, got, err, tt.want)
			}
		}
		kept := 0
		if tt.fault.Accept {
			kept = 3
		}
		if got := len(s.Ledger()) - before; got != kept {
			t.Errorf("%s: Slack kept %d messages, want %d: a call must be made once", tt.why, got, kept)
		}
	}
}

func TestAnAcceptedPostWhoseAnswerIsLostIsFound(t *testing.T) {
	for _, place := range []alerting.Place{crisisRoom, ana} {
		s := newStage(t, slackfake.Options{})
		s.Inject(slackfake.Fault{Trouble: slackfake.Cut, Method: "chat.postMessage", Accept: true})
		_, err := s.slack.Post(t.Context(), place, sling(), "k1")
		if classOf(err) != uncertain {
			t.Fatalf("Post(%v) whose answer is lost: %v, want uncertain", place, err)
		}
		at, found, err := s.slack.Find(t.Context(), place, alerting.Receipt{}, "k1", sunday)
		if !found || err != nil {
			t.Fatalf("Find(%v) = %v, %v; want the message", place, found, err)
		}
		if err := s.slack.Edit(t.Context(), at, sling()); err != nil {
			t.Errorf("the found message in %v cannot be edited: %v", place, err)
		}
	}
}

func TestAPostThatHangsMayHaveArrived(t *testing.T) {
	posted := make(chan struct{}, 1)
	s := newStage(t, slackfake.Options{OnMessage: func(slackfake.Message) { posted <- struct{}{} }})
	s.Inject(slackfake.Fault{Trouble: slackfake.Hang, Accept: true})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-posted; cancel() }()
	if _, err := s.slack.Post(ctx, crisisRoom, sling(), "k1"); classOf(err) != uncertain {
		t.Errorf("Post that hangs: %v, want uncertain", err)
	}
}

func TestNobodyThereIsCertain(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := closed.Addr().String()
	_ = closed.Close()
	s := New(Options{Token: token, APIURL: "http://" + address, Now: atSunday})
	_, postErr := s.Post(t.Context(), crisisRoom, sling(), "k1")
	_, personErr := s.Post(t.Context(), ana, sling(), "k1")
	for _, err := range []error{postErr, personErr} {
		if classOf(err) != certainNo {
			t.Errorf("Post to a closed port: %v, want certainly not arrived", err)
		}
	}
}

// A connection that Slack closed while idle breaks before anything is written;
// what counts is the try after that.
func TestAStaleConnectionDoesNotMakeUncertain(t *testing.T) {
	s := newStage(t, slackfake.Options{})
	if _, err := s.slack.Post(t.Context(), crisisRoom, sling(), "k1"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil { // Slack goes away; our idle connection goes with it
		t.Fatal(err)
	}
	var last error
	for range 3 { // the first may still be handed the dying connection
		_, last = s.slack.Post(t.Context(), crisisRoom, sling(), "k2")
	}
	if classOf(last) != certainNo {
		t.Errorf("Post after Slack went away: %v, want certainly not arrived", last)
	}
}

func TestWhatFailsBeforeThePostIsCertain(t *testing.T) {
	for _, trouble := range []slackfake.Trouble{slackfake.ServerError, slackfake.Cut, slackfake.Empty, slackfake.Garbage, slackfake.Nameless} {
		s := newStage(t, slackfake.Options{})
		s.Inject(slackfake.Fault{Trouble: trouble, Method: "conversations.open"})
		if _, err := s.slack.Post(t.Context(), ana, sling(), "k1"); classOf(err) != certainNo {
			t.Errorf("Post to a person with %s at conversations.open: %v, want certainly not arrived", trouble, err)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for _, tt := range []struct {
		header string
		want   time.Duration
	}{
		{"7", 7 * time.Second},
		{" 30 ", 30 * time.Second},
		{"0", time.Second},
		{"0.5", time.Second},
		{"1.2", 2 * time.Second},
		{"", restful},
		{"soon", restful},
		{"-3", restful},
		{"NaN", restful},
		{"1e300", restful},
		{"86400", restless},
		{sunday.Add(20 * time.Second).Format(http.TimeFormat), 20 * time.Second},
		{sunday.Add(-time.Hour).Format(http.TimeFormat), restful},
	} {
		if got := rest(tt.header, sunday); got != tt.want {
			t.Errorf("Retry-After %q means %v of rest, want %v", tt.header, got, tt.want)
		}
	}
	s := newStage(t, slackfake.Options{})
	s.Inject(slackfake.Fault{Trouble: slackfake.RateLimit, RetryAfter: "7"})
	_, err := s.slack.Post(t.Context(), crisisRoom, sling(), "k1")
	retry := (*alerting.RetryError)(nil)
	if !errors.As(err, &retry) || !retry.At.Equal(sunday.Add(7*time.Second)) {
		t.Errorf("Post told to wait 7 s: %#v, want a RetryError at %v", err, sunday.Add(7*time.Second))
	}
}

func TestErrorsSayWhatToDoAndKeepSecrets(t *testing.T) {
	for _, tt := range []struct {
		why   string
		spoil func(stage)
		want  string
	}{
		{"archived channel", func(s stage) { s.Archive("#crisis") }, "unarchive the channel"},
		{"revoked token", func(s stage) { s.Revoke() }, "install the app again"},
		{"no such channel", func(s stage) {
			s.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "channel_not_found"})
		}, "/invite the app"},
		{"an error that echoes the token", func(s stage) {
			s.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "bad token " + token})
		}, "slack refuses"},
		{"outage", func(s stage) { s.SetDown(true) }, "500"},
		{"cut", func(s stage) { s.Inject(slackfake.Fault{Trouble: slackfake.Cut}) }, "EOF"},
	} {
		s := newStage(t, slackfake.Options{})
		tt.spoil(s)
		_, err := s.slack.Post(t.Context(), crisisRoom, sling(), "k1")
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error is %v, want it to say %q", tt.why, err, tt.want)
			continue
		}
		if strings.Contains(err.Error(), "very-secret") {
			t.Errorf("%s: error gives the token away: %v", tt.why, err)
		}
	}
}
