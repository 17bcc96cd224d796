package slack

import (
	"context"
	"errors"
	"fmt"

	slackgo "github.com/slack-go/slack"

	"tocsin/alerting"
)

// The kinds of metadata a message of ours carries.
const (
	cardEvent = "tocsin_card"
	pingEvent = "tocsin_ping"
)

// Post shows a new card in a channel or to a person.
func (s *Slack) Post(ctx context.Context, place alerting.Place, card alerting.Card, key string) (alerting.Receipt, error) {
	room, err := s.reach(ctx, place)
	if err != nil {
		return alerting.Receipt{}, fmt.Errorf("slack shows %v to %v: %w", card.ID, place, err)
	}
	at, err := s.send(ctx, room,
		slackgo.MsgOptionText(push(card), false),
		slackgo.MsgOptionBlocks(Render(card)...),
		metadata(cardEvent, key, card.ID),
		slackgo.MsgOptionDisableLinkUnfurl(),
		slackgo.MsgOptionDisableMediaUnfurl(),
	)
	if err != nil {
		if place.Kind == alerting.Person && !errors.Is(err, alerting.ErrUncertain) {
			s.forget(place) // perhaps it is the conversation that is gone
		}
		return alerting.Receipt{}, fmt.Errorf("slack shows %v to %v: %w", card.ID, place, err)
	}
	s.remember(place, at.Channel)
	return at, nil
}

// Edit replaces what a card shows. The key it was posted with stays.
func (s *Slack) Edit(ctx context.Context, at alerting.Receipt, card alerting.Card) error {
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	_, ts, _, err := s.client.UpdateMessageContext(ctx, at.Channel, at.Message,
		slackgo.MsgOptionText(push(card), false),
		slackgo.MsgOptionBlocks(Render(card)...),
		slackgo.MsgOptionDisableLinkUnfurl(),
		slackgo.MsgOptionDisableMediaUnfurl(),
	)
	if err = call.outcome(err); err == nil && ts == "" {
		err = unsure(errNoTimestamp)
	}
	if err != nil {
		return fmt.Errorf("slack edits the card of %v in %s: %w", card.ID, at.Channel, err)
	}
	return nil
}

// Ping alerts a place again. In a channel it is a reply to the card, shown in
// the channel too. To a person it is a message of its own: a reply in a thread
// that they do not follow would not make their phone ring.
func (s *Slack) Ping(ctx context.Context, place alerting.Place, at alerting.Receipt, ping alerting.Ping, key string) error {
	text := ping.Text
	if ping.Repeat {
		text += " (" + repeated + ")"
	}
	options := []slackgo.MsgOption{
		slackgo.MsgOptionText(fit(text, maxSection), false),
		metadata(pingEvent, key, ping.ID),
		slackgo.MsgOptionDisableLinkUnfurl(),
		slackgo.MsgOptionDisableMediaUnfurl(),
	}
	if place.Kind == alerting.Channel && at.Message != "" {
		options = append(options, slackgo.MsgOptionTS(at.Message), slackgo.MsgOptionBroadcast())
	}
	room, err := at.Channel, error(nil)
	if room == "" {
		room, err = s.reach(ctx, place)
	}
	if err == nil {
		_, err = s.send(ctx, room, options...)
	}
	if err != nil {
		return fmt.Errorf("slack pings %v about %v: %w", place, ping.ID, err)
	}
	return nil
}

// Tell adds a line to the thread of a card, and nowhere else: it makes no sound.
func (s *Slack) Tell(ctx context.Context, place alerting.Place, at alerting.Receipt, line alerting.Ping) error {
	_, err := s.send(ctx, at.Channel,
		slackgo.MsgOptionText(fit(line.Text, maxSection), false),
		slackgo.MsgOptionTS(at.Message),
		slackgo.MsgOptionDisableLinkUnfurl(),
		slackgo.MsgOptionDisableMediaUnfurl(),
	)
	if err != nil {
		return fmt.Errorf("slack tells the thread of %v in %v: %w", line.ID, place, err)
	}
	return nil
}

func (s *Slack) send(ctx context.Context, room string, options ...slackgo.MsgOption) (alerting.Receipt, error) {
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	channel, ts, err := s.client.PostMessageContext(ctx, room, options...)
	if err = call.outcome(err); err != nil {
		return alerting.Receipt{}, err
	}
	if ts == "" {
		// Slack answers some faults with neither a message nor an error.
		return alerting.Receipt{}, unsure(errNoTimestamp)
	}
	return alerting.Receipt{Channel: channel, Message: ts}, nil
}

// reach answers where to post for a place: a channel's own address, or the
// conversation with a person. What goes wrong here leaves the message unposted.
func (s *Slack) reach(ctx context.Context, place alerting.Place) (string, error) {
	switch place.Kind {
	case alerting.Channel:
		return place.Address, nil
	case alerting.Person:
		return s.conversation(ctx, place)
	case alerting.Fallback:
	}
	return "", fmt.Errorf("a %s is not reached through slack", place.Kind)
}

func (s *Slack) conversation(ctx context.Context, place alerting.Place) (string, error) {
	if id := s.recall(place); id != "" {
		return id, nil
	}
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	channel, _, _, err := s.client.OpenConversationContext(ctx, &slackgo.OpenConversationParameters{
		Users: []string{place.Address}, ReturnIM: true,
	})
	if err != nil {
		return "", fmt.Errorf("open the conversation: %w", certain(call.outcome(err)))
	}
	if channel == nil || channel.ID == "" {
		return "", errors.New("open the conversation: the answer names none")
	}
	s.remember(place, channel.ID)
	return channel.ID, nil
}

func metadata(event, key string, id alerting.ID) slackgo.MsgOption {
	return slackgo.MsgOptionMetadata(slackgo.SlackMetadata{
		EventType:    event,
		EventPayload: map[string]any{"key": key, "incident": id.String()},
	})
}
