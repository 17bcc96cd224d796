package slack

import (
	"bytes"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
)

const (
	token    = "xoxb-very-secret"
	appToken = "xapp-very-secret"
	secret   = "8f742231b10e8888abcd99yyyzzz85a5"
)

// sunday is when the tests play.
var sunday = time.Date(2026, 11, 22, 3, 7, 0, 0, time.UTC)

func atSunday() time.Time { return sunday }

// A stage is a fake Slack with the real client in front of it.
type stage struct {
	*slackfake.Fake
	slack *Slack
	log   *buffer
}

func newStage(t *testing.T, o slackfake.Options) stage {
	t.Helper()
	if o.Now == nil {
		o.Now = atSunday
	}
	o.SigningSecret, o.Token, o.AppToken = secret, token, appToken
	fake := slackfake.New(o)
	api, err := fake.Listen(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = fake.Close() })
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	log := &buffer{}
	return stage{fake, New(Options{
		Token: token, AppToken: appToken, APIURL: api, Now: o.Now,
		HTTPClient: &http.Client{Transport: transport},
		Log:        slog.New(slog.NewTextHandler(log, nil)),
	}), log}
}

type buffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

var (
	crisisRoom = alerting.Place{Kind: alerting.Channel, Address: "#crisis"}
	ana        = alerting.Place{Kind: alerting.Person, Address: "U01ANA", Responder: "ana"}
	solvo241   = alerting.ID{Brand: "solvo", Number: 241}
)

// sling is the card of DESIGN's example.
func sling() alerting.Card {
	return alerting.Card{
		ID:    solvo241,
		Push:  "CRISIS Solvo · 212 voices/h, 14x normal, 71% negative · nobody has it yet · you may decide",
		Title: "CRISIS · Solvo · #241",
		When:  "Sun 03:07 your time",
		Lines: []alerting.Line{
			{Label: "WHAT", Text: "Parents say the sling ad mocks them. New tag #solvomoms (0 → 96 in 1 h)"},
			{Label: "SIZE", Text: "212 voices in 1 h; normal for Sun 03:07 is 15. Doubling every ~25 min"},
			{Label: "WHO", Text: "Nobody yet. Ana, Chi, Dana may each decide alone. Widens 03:12"},
			{Label: "LOUDEST", Text: `1 "It's not a <fashion> statement & more"`, Links: []alerting.Link{
				{Text: "post", URL: "https://x.example/1?a=1&b=2"}, {Text: "video", URL: "https://v.example/2"},
			}},
		},
		Buttons: []alerting.Button{
			{Verb: alerting.Claim, Label: "I've got it", Primary: true},
			{Verb: alerting.Dismiss, Label: "Not a crisis", Options: []alerting.Option{{Value: "spam", Label: "Spam"}, {Value: "joke", Label: "Joke"}}},
			{Verb: alerting.Explain, Label: "Why?"},
		},
		Footer: "Data: 4 of 4 sources fresh (oldest 2 min) · Rivals: normal → only us",
	}
}
