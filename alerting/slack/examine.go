package slack

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"tocsin/alerting"
)

// scopes are what the app must be allowed; the manual's manifest asks for them.
func scopes() []string {
	return []string{"chat:write", "im:write", "channels:history", "groups:history", "im:history", "channels:read", "groups:read", "commands"}
}

// An Introduction is what Slack says of the app.
type Introduction struct {
	// Team is the workspace's name, Bot the app's user in it.
	Team, Bot string
	// Missing are scopes the app was not given; none where Slack doesn't say.
	Missing []string
	// Clock is the server's time, zero if it isn't told.
	Clock time.Time
}

// Introduce asks Slack who the app is and what it may do.
func (s *Slack) Introduce(ctx context.Context) (Introduction, error) {
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	who, err := s.client.AuthTestContext(ctx)
	if err != nil {
		return Introduction{}, fmt.Errorf("slack tells who the app is: %w", certain(call.outcome(err)))
	}
	i := Introduction{Team: who.Team, Bot: cmp.Or(who.User, who.BotID)}
	if at, err := http.ParseTime(who.Header.Get("Date")); err == nil {
		i.Clock = at
	}
	if given := who.Header.Get("X-OAuth-Scopes"); given != "" {
		has := strings.FieldsFunc(given, func(r rune) bool { return r == ',' || r == ' ' })
		for _, scope := range scopes() {
			if !slices.Contains(has, scope) {
				i.Missing = append(i.Missing, scope)
			}
		}
	}
	return i, nil
}

// Reachable says why a card could not be shown at a place; nil if it can. It posts
// nothing: of a person it opens the conversation, which they do not see.
func (s *Slack) Reachable(ctx context.Context, place alerting.Place) error {
	id, err := s.identify(ctx, place)
	if err != nil || place.Kind != alerting.Channel {
		return err
	}
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	channel, err := s.client.GetConversationInfoContext(ctx, &slackgo.GetConversationInfoInput{ChannelID: id})
	switch {
	case err != nil:
		return call.outcome(err)
	case channel.IsArchived:
		return fmt.Errorf("the channel %s is archived: unarchive it, or name another", place.Address)
	case !channel.IsMember:
		return fmt.Errorf("the app is not in %s: /invite it there", place.Address)
	}
	return nil
}

// Connects says why presses could not come through Socket Mode; nil if they can.
func (s *Slack) Connects(ctx context.Context) error {
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	_, _, err := s.client.StartSocketModeContext(ctx)
	return call.outcome(err)
}
