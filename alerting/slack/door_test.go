package slack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
)

// A desk gives an incident to the first who claims it, and remembers all
// presses. It stands for the real one, which is another package's.
type desk struct {
	mu      sync.Mutex
	presses []alerting.Press
	lead    string
	fail    error
	held    chan struct{} // a press waits for it to be closed
	deaf    bool          // waits even when time is up
}

func (d *desk) Press(ctx context.Context, p alerting.Press, _ time.Time) (alerting.Answer, error) {
	if d.held != nil {
		if d.deaf {
			<-d.held
		} else {
			select {
			case <-d.held:
			case <-ctx.Done():
				return alerting.Answer{}, ctx.Err()
			}
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil {
		return alerting.Answer{}, d.fail
	}
	for _, old := range d.presses {
		if old.Key == p.Key {
			return alerting.Answer{Text: "You did that already", Accepted: true}, nil
		}
	}
	d.presses = append(d.presses, p)
	if d.lead != "" {
		return alerting.Answer{Text: d.lead + " was first"}, nil
	}
	d.lead = p.Who
	return alerting.Answer{Text: "You have it", Accepted: true}, nil
}

func (d *desk) seen() []alerting.Press {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.presses)
}

// A gate is a door with its desk, and the record of who was refused.
type gate struct {
	stage
	*Door
	desk    *desk
	mu      sync.Mutex
	refused []Refusal
}

func newGate(t *testing.T, o slackfake.Options) *gate {
	t.Helper()
	g := &gate{stage: newStage(t, o), desk: &desk{}}
	now := o.Now
	if now == nil {
		now = atSunday
	}
	g.Door = NewDoor(DoorOptions{
		Slack: g.slack, Secret: secret, Now: now, Desk: g.desk, Commander: echo{}, Log: slog.New(slog.NewTextHandler(g.log, nil)),
		Refused: func(_ context.Context, r Refusal) {
			g.mu.Lock()
			defer g.mu.Unlock()
			g.refused = append(g.refused, r)
		},
	})
	return g
}

// card posts the card and answers it as it stands.
func (g *gate) card(t *testing.T) slackfake.Message {
	t.Helper()
	if _, err := g.slack.Post(t.Context(), crisisRoom, sling(), "k1"); err != nil {
		t.Fatal(err)
	}
	return g.Screen("#crisis")[0]
}

func (g *gate) settle(t *testing.T) {
	t.Helper()
	if err := g.Door.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestAPressReachesTheDeskAndIsAnsweredPrivately(t *testing.T) {
	for _, noURL := range []bool{false, true} {
		g := newGate(t, slackfake.Options{Users: map[string]slackfake.User{"U01ANA": {Name: "Ana Ruiz"}, "U09EVE": {Team: "T9OTHER"}}})
		card := g.card(t)
		for _, c := range []slackfake.Click{
			{User: "U01ANA", Message: card, Verb: "claim", NoAnswerURL: noURL},
			{User: "U09EVE", Message: card, Verb: "dismiss", Value: "joke", NoAnswerURL: noURL},
		} {
			if d, err := g.Click(t.Context(), slackfake.In(g.Actions()), c); err != nil || d.Status != http.StatusOK {
				t.Fatalf("click by %s: %d %s, %v", c.User, d.Status, d.Body, err)
			}
		}
		g.settle(t)
		want := []alerting.Press{
			{ID: solvo241, Verb: alerting.Claim, Team: slackfake.Team, Who: "U01ANA", Name: "Ana Ruiz", Via: "slack"},
			{ID: solvo241, Verb: alerting.Dismiss, Value: "joke", Team: "T9OTHER", Who: "U09EVE", Name: "u09eve", Via: "slack"},
		}
		got := g.desk.seen()
		for i := range got {
			if !strings.HasPrefix(got[i].Key, "slack-") || len(got[i].Key) < 32 {
				t.Errorf("press key %q, want slack- and a hash", got[i].Key)
			}
			got[i].Key = ""
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the desk's presses (-want +got):\n%s", diff)
		}
		for user, text := range map[string]string{"U01ANA": "You have it", "U09EVE": "U01ANA was first"} {
			whispers := g.Whispers(user)
			if len(whispers) != 1 || whispers[0].Text != text || whispers[0].Channel != card.Channel {
				t.Errorf("without response_url %v: %s is told %+v, want %q alone", noURL, user, whispers, text)
			}
		}
		if screen := g.Screen("#crisis"); len(screen) != 1 || !bytes.Equal(screen[0].Blocks, card.Blocks) {
			t.Errorf("an answer changed what all see: %+v", screen)
		}
	}
}

func TestFiftyClicksAtOnceGetOneAnswerEach(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	server := httptest.NewServer(g.Actions())
	defer server.Close()
	var crowd sync.WaitGroup
	for n := range 50 {
		crowd.Go(func() {
			c := slackfake.Click{User: fmt.Sprintf("U%02d", n), Message: card, Verb: "claim"}
			if d, err := g.Click(t.Context(), slackfake.At(server.URL), c); err != nil || d.Status != http.StatusOK {
				t.Errorf("click %d: %d %s, %v", n, d.Status, d.Body, err)
			}
		})
	}
	crowd.Wait()
	g.settle(t)
	winners := 0
	for n := range 50 {
		whispers := g.Whispers(fmt.Sprintf("U%02d", n))
		if len(whispers) != 1 {
			t.Fatalf("presser %d is told %d things, want 1", n, len(whispers))
		}
		if whispers[0].Text == "You have it" {
			winners++
		} else if whispers[0].Text != g.desk.lead+" was first" {
			t.Errorf("presser %d is told %q, want that %s was first", n, whispers[0].Text, g.desk.lead)
		}
	}
	if winners != 1 {
		t.Errorf("%d presses won, want 1", winners)
	}
}

func TestWhatSlackDidNotJustSignIsRefusedAndRecorded(t *testing.T) {
	for _, tt := range []struct {
		forgery slackfake.Forgery
		record  string
		signed  bool
	}{
		{slackfake.WrongSecret, errForged.Error(), false},
		{slackfake.Unsigned, errUnsigned.Error(), false},
		{slackfake.Stale, errStale.Error(), true},
		{slackfake.FromFuture, errStale.Error(), true},
	} {
		g := newGate(t, slackfake.Options{})
		card := g.card(t)
		d, err := g.Click(t.Context(), slackfake.In(g.Actions()), slackfake.Click{User: "U01ANA", Message: card, Verb: "claim", Forgery: tt.forgery})
		if err != nil || d.Status != http.StatusUnauthorized {
			t.Errorf("%s click: %d, %v; want 401", tt.forgery, d.Status, err)
		}
		d, err = g.Type(t.Context(), slackfake.In(g.Commands()), slackfake.Command{User: "U01ANA", Channel: "#crisis", Name: "/tocsin", Text: "status", Forgery: tt.forgery})
		if err != nil || d.Status != http.StatusUnauthorized {
			t.Errorf("%s command: %d, %v; want 401", tt.forgery, d.Status, err)
		}
		g.settle(t)
		want := []Refusal{{"slack actions", tt.record, "192.0.2.1", tt.signed}, {"slack commands", tt.record, "192.0.2.1", tt.signed}}
		if diff := cmp.Diff(want, g.refused); diff != "" {
			t.Errorf("record of a %s click and command (-want +got):\n%s", tt.forgery, diff)
		}
		if got := g.desk.seen(); len(got) != 0 {
			t.Errorf("a %s click reached the desk: %+v", tt.forgery, got)
		}
	}
}

func TestAReplayIsRefusedAndRecorded(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	to := slackfake.In(g.Actions())
	first, err := g.Click(t.Context(), to, slackfake.Click{User: "U01ANA", Message: card, Verb: "claim"})
	if err != nil || first.Status != http.StatusOK {
		t.Fatalf("click: %d, %v", first.Status, err)
	}
	again, err := g.Replay(t.Context(), to, first)
	if err != nil || again.Status != http.StatusUnauthorized {
		t.Errorf("replay: %d, %v; want 401", again.Status, err)
	}
	g.settle(t)
	if len(g.desk.seen()) != 1 || len(g.refused) != 1 || !strings.Contains(g.refused[0].Why, "replayed") || !g.refused[0].Signed {
		t.Errorf("after a replay the desk saw %d presses and the record says %+v", len(g.desk.seen()), g.refused)
	}
}

// Hexadecimal digits may be written large, and nobody but Slack needs to know the
// secret to do so.
func TestAReplayWhoseSignatureIsWrittenAnotherWayIsRefused(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	body := url.Values{"team_id": {slackfake.Team}, "user_id": {"U01ANA"}, "text": {"note 241 the agency is told"}}.Encode()
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	slackfake.Sign(header, secret, []byte(body), sunday)
	sign := header.Get("X-Slack-Signature")
	for i, written := range []string{sign, "v0=" + strings.ToUpper(sign[3:]), sign[:12] + strings.ToUpper(sign[12:])} {
		header.Set("X-Slack-Signature", written)
		answer := httptest.NewRecorder()
		g.Commands().ServeHTTP(answer, request(header, []byte(body)))
		want := http.StatusUnauthorized
		if i == 0 {
			want = http.StatusOK
		}
		if answer.Code != want {
			t.Errorf("arrival %d, signed %s: %d, want %d", i+1, written, answer.Code, want)
		}
	}
}

func TestWithoutASecretNobodyIsLetIn(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	g.Secret = ""
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	body := []byte("payload=%7B%7D")
	slackfake.Sign(header, "", body, sunday) // signed with the empty secret
	r := httptest.NewRequest(http.MethodPost, "/slack/actions", bytes.NewReader(body))
	r.Header = header
	w := httptest.NewRecorder()
	g.Actions().ServeHTTP(w, r)
	if w.Code != http.StatusUnauthorized || len(g.refused) != 1 {
		t.Errorf("request signed with the empty secret: %d, recorded %+v; want 401, once", w.Code, g.refused)
	}
	if d, _ := g.Click(t.Context(), slackfake.In(g.Actions()), slackfake.Click{User: "U01ANA", Message: card, Verb: "claim"}); d.Status != http.StatusUnauthorized {
		t.Errorf("genuine click without our knowing the secret: %d, want 401", d.Status)
	}
}

func TestOddRequests(t *testing.T) {
	signed := func(body string) *http.Request {
		r := httptest.NewRequest(http.MethodPost, "/slack/actions", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		slackfake.Sign(r.Header, secret, []byte(body), sunday)
		return r
	}
	payload := func(json string) string { return url.Values{"payload": {json}}.Encode() }
	get := httptest.NewRequest(http.MethodGet, "/slack/actions", nil)
	asJSON := signed(`{"payload":{}}`)
	asJSON.Header.Set("Content-Type", "application/json")
	press := `{"type":"block_actions","user":{"id":"U1"%s},"container":{"message_ts":"1.2","channel_id":"C1"},"actions":[{"action_id":"%s","block_id":"b"%s}]}`
	for _, tt := range []struct {
		why     string
		request *http.Request
		want    int
	}{
		{"not a post", get, http.StatusMethodNotAllowed},
		{"not a form", asJSON, http.StatusUnsupportedMediaType},
		{"far too large", signed(strings.Repeat("x", maxBody+1)), http.StatusRequestEntityTooLarge},
		{"no payload", signed("a=b"), http.StatusBadRequest},
		{"garbage payload", signed(payload("{{{")), http.StatusBadRequest},
		{"a payload that is no object", signed(payload(`["block_actions"]`)), http.StatusBadRequest},
		{"a broken form", signed("payload=%zz"), http.StatusBadRequest},
		{"a kind we have no use for", signed(payload(`{"type":"view_closed"}`)), http.StatusOK},
		{"somebody else's button", signed(payload(fmt.Sprintf(press, `,"team_id":"T1"`, "other", `,"action_ts":"3.4"`))), http.StatusOK},
		{"a presser without a team", signed(payload(fmt.Sprintf(press, "", "tocsin:claim:solvo/241", `,"action_ts":"3.4"`))), http.StatusBadRequest},
		{"a press without a moment", signed(payload(fmt.Sprintf(press, `,"team_id":"T1"`, "tocsin:claim:solvo/241", ""))), http.StatusBadRequest},
	} {
		g := newGate(t, slackfake.Options{})
		w := httptest.NewRecorder()
		g.Actions().ServeHTTP(w, tt.request)
		if w.Code != tt.want {
			t.Errorf("%s: %d %s, want %d", tt.why, w.Code, w.Body, tt.want)
		}
		if got := g.desk.seen(); len(got) != 0 {
			t.Errorf("%s: reached the desk: %+v", tt.why, got)
		}
	}
}

func TestAPressThatIsNotDurableIsSeenToFail(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	g.desk.fail = errors.New("redis is away")
	click := slackfake.Click{User: "U01ANA", Message: card, Verb: "claim"}
	if d, err := g.Click(t.Context(), slackfake.In(g.Actions()), click); err != nil || d.Status != http.StatusServiceUnavailable {
		t.Errorf("click while the desk fails: %d, %v; want 503", d.Status, err)
	}
	g.Once = func(context.Context, string, time.Time) (bool, error) { return false, errors.New("redis is away") }
	if d, err := g.Click(t.Context(), slackfake.In(g.Actions()), click); err != nil || d.Status != http.StatusServiceUnavailable {
		t.Errorf("click while replays cannot be known: %d, %v; want 503", d.Status, err)
	}
	g.settle(t)
	if got := g.Whispers("U01ANA"); len(got) != 0 || len(g.refused) != 0 {
		t.Errorf("a press that failed was answered %+v, recorded as refused %+v; want neither", got, g.refused)
	}
}

func TestASlowDeskIsNotWaitedForBeyondSlacksPatience(t *testing.T) {
	for _, deaf := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			desk := &desk{held: make(chan struct{}), deaf: deaf}
			whispered := make(chan string, 1)
			api := roundTrip(func(r *http.Request) (*http.Response, error) {
				var body bytes.Buffer
				_, _ = body.ReadFrom(r.Body)
				whispered <- body.String()
				return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Header: http.Header{}}, nil
			})
			s := New(Options{Token: token, Now: time.Now, HTTPClient: &http.Client{Transport: api}})
			door := NewDoor(DoorOptions{Slack: s, Secret: secret, Now: time.Now, Desk: desk})
			fake := slackfake.New(slackfake.Options{Now: time.Now, SigningSecret: secret})
			card := slackfake.Message{Channel: "C1", TS: "1.2", Blocks: blocksOf(t, sling())}
			click := slackfake.Click{User: "U01ANA", Message: card, Verb: "claim", AnswerURL: "https://hooks.slack.com/actions/T1/2/abc"}
			start := time.Now()
			d, err := fake.Click(t.Context(), slackfake.In(door.Actions()), click)
			if err != nil || d.Status != http.StatusServiceUnavailable {
				t.Errorf("click at a slow desk (deaf: %v): %d, %v; want 503", deaf, d.Status, err)
			}
			if took := time.Since(start); took != hurry {
				t.Errorf("click at a slow desk (deaf: %v) took %v, want %v", deaf, took, hurry)
			}
			close(desk.held)
			if err := door.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			// A decision that came about too late for Slack is told all the same.
			if got := len(whispered); (got == 1) != deaf {
				t.Errorf("late decision (deaf: %v) told %d times", deaf, got)
			}
		})
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestCloseDoesNotWaitForEver(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	g.desk.held = make(chan struct{})
	g.desk.deaf = true
	started := make(chan struct{})
	g.track(func() { close(started); <-g.desk.held })
	<-started
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := g.Door.Close(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Close while somebody is not answered: %v, want that it gives up", err)
	}
	close(g.desk.held)
	g.settle(t)
}

func TestAnswersGoToSlackOnly(t *testing.T) {
	s := New(Options{Token: token, Now: atSunday})
	proxied := New(Options{Token: token, APIURL: "http://127.0.0.1:4711/api", Now: atSunday})
	for _, tt := range []struct {
		address     string
		plain, with bool
	}{
		{"https://hooks.slack.com/actions/T1/2/abc", true, true},
		{"http://hooks.slack.com/actions/T1/2/abc", false, false},
		{"https://hooks.slack.com.evil.example/", false, false},
		{"https://hooks.slack.com@evil.example/", false, false},
		{"https://u:p@hooks.slack.com/", false, false},
		{"https://evil.example/hooks.slack.com", false, false},
		{"http://169.254.169.254/latest/meta-data", false, false},
		{"http://127.0.0.1:4711/response/1", false, true},
		{"http://127.0.0.1:4712/response/1", false, false},
		{"file:///etc/passwd", false, false},
		{"", false, false},
	} {
		if got := s.mayAnswer(tt.address); got != tt.plain {
			t.Errorf("answering to %q is allowed: %v, want %v", tt.address, got, tt.plain)
		}
		if got := proxied.mayAnswer(tt.address); got != tt.with {
			t.Errorf("answering to %q behind a proxy is allowed: %v, want %v", tt.address, got, tt.with)
		}
	}
}

func TestAForeignAnswerAddressIsIgnored(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	called := make(chan struct{}, 1)
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called <- struct{}{} }))
	defer inner.Close()
	click := slackfake.Click{User: "U01ANA", Message: card, Verb: "claim", AnswerURL: inner.URL + "/secret-path"}
	if d, err := g.Click(t.Context(), slackfake.In(g.Actions()), click); err != nil || d.Status != http.StatusOK {
		t.Fatalf("click: %d, %v", d.Status, err)
	}
	g.settle(t)
	if len(called) != 0 {
		t.Error("the door called an address that is not Slack's")
	}
	if got := g.Whispers("U01ANA"); len(got) != 1 {
		t.Errorf("the presser is told %+v, want one answer by the other way", got)
	}
}

func TestAnAnswerThatFailsIsTriedTheOtherWayAndKeepsSecrets(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	g.Inject(slackfake.Fault{Trouble: slackfake.ServerError, Method: "response_url"})
	g.Inject(slackfake.Fault{Trouble: slackfake.Refuse, Error: "user_not_in_channel", Method: "chat.postEphemeral"})
	to := slackfake.In(g.Actions())
	for range 2 { // the first fails both ways
		if _, err := g.Click(t.Context(), to, slackfake.Click{User: "U01ANA", Message: card, Verb: "claim"}); err != nil {
			t.Fatal(err)
		}
		g.Inject(slackfake.Fault{Trouble: slackfake.Cut, Method: "response_url"})
		g.work.Wait()
	}
	g.settle(t)
	if got := g.Whispers("U01ANA"); len(got) != 1 {
		t.Errorf("the presser is told %+v, want one answer", got)
	}
	log := g.log.String()
	if !strings.Contains(log, "presser not answered") || strings.Contains(log, "response/") || strings.Contains(log, "very-secret") {
		t.Errorf("the log must tell of the failure and keep addresses and tokens; it says:\n%s", log)
	}
}

// echo answers a command with who asks what.
type echo struct{}

func (echo) Command(_ context.Context, team, user, text string, now time.Time) (string, error) {
	if text == "fail" {
		return "", errors.New("redis://user:password@host is away")
	}
	return fmt.Sprintf("%s/%s asks <%s> at %s", team, user, text, now.Format("15:04")), nil
}

func TestCommandsAreAnsweredPrivately(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	for text, want := range map[string]string{
		" who ": `{"response_type":"ephemeral","text":"T0HOME/U01ANA asks \u0026lt;who\u0026gt; at 03:07"}`,
		"fail":  `{"response_type":"ephemeral","text":"Tocsin cannot answer just now. Try again; if it stays so, its log says why."}`,
	} {
		d, err := g.Type(t.Context(), slackfake.In(g.Commands()), slackfake.Command{User: "U01ANA", Channel: "#crisis", Name: "/tocsin", Text: text})
		if err != nil || d.Status != http.StatusOK || strings.TrimSpace(d.Body) != want {
			t.Errorf("/tocsin %s: %d %s, %v; want %s", text, d.Status, d.Body, err, want)
		}
	}
	g.Commander = nil
	d, err := g.Type(t.Context(), slackfake.In(g.Commands()), slackfake.Command{User: "U01ANA", Channel: "#crisis", Name: "/tocsin", Text: "who"})
	if err != nil || d.Status != http.StatusOK || !strings.Contains(d.Body, "no commands") {
		t.Errorf("/tocsin without commands: %d %s, %v", d.Status, d.Body, err)
	}
}
