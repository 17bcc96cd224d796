package slack

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

const (
	// connections overlap, so that one being replaced leaves no gap. Slack hands
	// each press to any one of them.
	connections = 2
	// firstPause and lastPause bound the wait before a connection is tried anew.
	firstPause = time.Second
	lastPause  = time.Minute
)

var errNoAppToken = errors.New("socket mode needs an app token (xapp-…) with the scope connections:write")

// Listen takes presses and commands through Socket Mode until ctx ends. A
// press is acknowledged only when it is decided and durable; one that is not
// shows the presser a failure. Connections that break are opened anew for as
// long as it takes.
func (s *Slack) Listen(ctx context.Context, door *Door) error {
	if !s.app {
		return fmt.Errorf("slack listens: %w", errNoAppToken)
	}
	var lines sync.WaitGroup
	for n := range connections {
		lines.Go(func() { s.keep(ctx, door, n+1) })
	}
	lines.Wait()
	return fmt.Errorf("slack listens: %w", ctx.Err())
}

// keep holds one connection open.
func (s *Slack) keep(ctx context.Context, door *Door, number int) {
	for pause := firstPause; ctx.Err() == nil; pause = min(2*pause, lastPause) {
		greeted, err := s.connect(ctx, door)
		if ctx.Err() != nil {
			return
		}
		if greeted {
			pause = firstPause
		}
		wait := pause
		if limited := (*slackgo.RateLimitedError)(nil); errors.As(err, &limited) {
			wait = min(max(wait, limited.RetryAfter), restless)
		}
		s.log.WarnContext(ctx, "socket mode connection lost", "connection", number, "again_in", wait, "error", plain(err))
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
		}
	}
}

// connect runs one connection, and its peaceful replacements, until the first
// failure; it reports whether Slack ever greeted us. The library's own waiting,
// which grows to five minutes, is cut short: keep waits less.
func (s *Slack) connect(ctx context.Context, door *Door) (bool, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	client := socketmode.New(s.client)
	ended := make(chan error, 1)
	go func() {
		defer cancel()
		ended <- client.RunContext(ctx)
	}()
	greeted := false
	for {
		select {
		case event := <-client.Events:
			if failure, ok := event.Data.(*slackgo.ConnectionErrorEvent); ok {
				cancel()
				<-ended //nolint:errcheck // the failure is what it ends of
				return greeted, failure.ErrorObj
			}
			greeted = greeted || event.Type == socketmode.EventTypeHello
			s.hear(ctx, door, client, event)
		case <-ctx.Done():
			return greeted, <-ended
		}
	}
}

// hear sorts the events. What carries no envelope, such as hello and
// disconnect, is never acknowledged.
func (s *Slack) hear(ctx context.Context, door *Door, client *socketmode.Client, event socketmode.Event) {
	if event.Request == nil || event.Request.EnvelopeID == "" {
		if event.Type == socketmode.EventTypeErrorBadMessage || event.Type == socketmode.EventTypeErrorWriteFailed {
			s.log.WarnContext(ctx, "socket mode in trouble", "event", string(event.Type))
		}
		return
	}
	request := event.Request
	switch event.Type {
	case socketmode.EventTypeInteractive:
		door.track(func() { s.interactive(ctx, door, client, request) })
	case socketmode.EventTypeSlashCommand:
		command, ok := event.Data.(slackgo.SlashCommand)
		if !ok {
			return
		}
		door.track(func() {
			hurried, cancel := context.WithTimeout(context.WithoutCancel(ctx), hurry)
			defer cancel()
			s.acknowledge(ctx, client, request, door.obey(hurried, command.TeamID, command.UserID, command.Text))
		})
	default:
		s.acknowledge(ctx, client, request, nil)
	}
}

func (s *Slack) interactive(ctx context.Context, door *Door, client *socketmode.Client, request *socketmode.Request) {
	g, err := readGesture(request.Payload)
	if err != nil {
		s.log.WarnContext(ctx, "socket mode payload not understood", "error", err)
		return
	}
	answer, err := door.take(context.WithoutCancel(ctx), g)
	if err != nil {
		return // unacknowledged: the presser sees that it failed
	}
	s.acknowledge(ctx, client, request, nil)
	answer()
}

func (s *Slack) acknowledge(ctx context.Context, client *socketmode.Client, request *socketmode.Request, payload any) {
	if err := client.AckCtx(ctx, request.EnvelopeID, payload); err != nil {
		s.log.WarnContext(ctx, "socket mode envelope not acknowledged", "error", err)
	}
}
