package slack

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/alerting/slack/slackfake"
)

// listen runs Socket Mode until the test ends, and waits until both connections stand.
func (g *gate) listen(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- g.slack.Listen(ctx, g.Door) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("Listen ended with %v, want the end of its context", err)
		}
	})
	until(t, "two connections stand", func() bool { return g.Lines() == connections })
}

// until polls for what another goroutine brings about.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("waited 30 s in vain: %s", what)
		}
	}
}

func TestAPressThroughBothConnectionsActsOnce(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	g.listen(t)
	acks, err := g.ClickLive(t.Context(), slackfake.Click{User: "U01ANA", Message: card, Verb: "claim"}, 2)
	if err != nil || acks != 2 {
		t.Fatalf("the same press on two connections: %d acknowledged, %v; want 2", acks, err)
	}
	if got := g.desk.seen(); len(got) != 1 || got[0].Who != "U01ANA" || got[0].ID != solvo241 {
		t.Errorf("the desk took %+v, want one press by U01ANA", got)
	}
	g.settle(t)
	for _, w := range g.Whispers("U01ANA") {
		if w.Text != "You have it" && w.Text != "You did that already" {
			t.Errorf("the presser is told %q", w.Text)
		}
	}
}

func TestOnePressIsTheSameByEveryWay(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	g.listen(t)
	var crowd sync.WaitGroup
	for range 20 {
		crowd.Go(func() {
			if acks, err := g.ClickLive(t.Context(), slackfake.Click{User: "U01ANA", Message: card, Verb: "claim"}, 1); acks != 1 || err != nil {
				t.Errorf("click: %d acknowledged, %v", acks, err)
			}
		})
	}
	crowd.Wait()
	if got := g.desk.seen(); len(got) != 20 {
		t.Errorf("the desk took %d presses of 20 that were not the same", len(got))
	}
}

func TestAPressIsAcknowledgedOnlyWhenDurable(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	g.desk.held = make(chan struct{})
	g.listen(t)
	type result struct {
		acks int
		err  error
	}
	done := make(chan result, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		acks, err := g.ClickLive(ctx, slackfake.Click{User: "U01ANA", Message: card, Verb: "claim"}, 1)
		done <- result{acks, err}
	}()
	cancel() // Slack gives up before the desk has decided
	if r := <-done; r.acks != 0 || r.err != nil {
		t.Errorf("a press not yet durable: %d acknowledged, %v; want 0", r.acks, r.err)
	}
	close(g.desk.held)
	until(t, "the press is taken all the same", func() bool { return len(g.desk.seen()) == 1 })
	g.desk.mu.Lock()
	g.desk.fail = errors.New("redis is away")
	g.desk.mu.Unlock()
	ctx, cancel = context.WithCancel(t.Context())
	go func() {
		until(t, "the log tells of the press", func() bool { return strings.Contains(g.log.String(), "press not taken") })
		cancel()
	}()
	if acks, err := g.ClickLive(ctx, slackfake.Click{User: "U02BEN", Message: card, Verb: "claim"}, 1); acks != 0 || err != nil {
		t.Errorf("a press that failed: %d acknowledged, %v; want 0", acks, err)
	}
}

func TestConnectionsComeBack(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	card := g.card(t)
	g.listen(t)
	g.Recycle() // Slack asks for new connections, as it does every few hours
	until(t, "the old connections make way", func() bool { return g.Dialled() == 2*connections && g.Lines() == connections })
	if acks, err := g.ClickLive(t.Context(), slackfake.Click{User: "U01ANA", Message: card, Verb: "claim"}, 1); acks != 1 || err != nil {
		t.Errorf("click after recycling: %d acknowledged, %v", acks, err)
	}
	g.SetDown(true)
	g.HangUp()
	until(t, "the log tells of the loss", func() bool { return strings.Count(g.log.String(), "connection lost") >= connections })
	g.SetDown(false)
	until(t, "connections stand again", func() bool { return g.Lines() == connections })
	if acks, err := g.ClickLive(t.Context(), slackfake.Click{User: "U02BEN", Message: card, Verb: "claim"}, 1); acks != 1 || err != nil {
		t.Errorf("click after an outage: %d acknowledged, %v", acks, err)
	}
	if strings.Contains(g.log.String(), "very-secret") {
		t.Errorf("the log gives a token away:\n%s", g.log)
	}
}

func TestCommandsThroughSocketMode(t *testing.T) {
	g := newGate(t, slackfake.Options{})
	g.listen(t)
	got, err := g.TypeLive(t.Context(), slackfake.Command{User: "U01ANA", Name: "/tocsin", Text: "who"})
	if want := `{"response_type":"ephemeral","text":"T0HOME/U01ANA asks \u0026lt;who\u0026gt; at 03:07"}`; err != nil || got != want {
		t.Errorf("/tocsin who through Socket Mode: %s, %v; want %s", got, err, want)
	}
}

func TestListeningNeedsAnAppToken(t *testing.T) {
	s := New(Options{Token: token, Now: atSunday})
	if err := s.Listen(t.Context(), NewDoor(DoorOptions{Slack: s, Now: atSunday})); !errors.Is(err, errNoAppToken) {
		t.Errorf("Listen without an app token: %v, want %v", err, errNoAppToken)
	}
}
