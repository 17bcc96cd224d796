package slack

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"tocsin/alerting"
)

const (
	// slack's clock and ours may differ; a key is unique, so looking further back is safe.
	skew = 15 * time.Minute
	// pageSize and maxPages bound a search. One that ends before the
	// beginning has found nothing out, and says so with an error.
	pageSize = 200
	maxPages = 20
)

var channelID = regexp.MustCompile(`^[CGD][A-Z0-9]{2,}$`)

// Find looks for the message with a key among those not older than since: the
// card if at is empty, else a ping below it. The app needs the scopes
// channels:history, groups:history and im:history, and to know a channel by its
// name channels:read and groups:read.
func (s *Slack) Find(ctx context.Context, place alerting.Place, at alerting.Receipt, key string, since time.Time) (alerting.Receipt, bool, error) {
	where, found, err := s.find(ctx, place, at, key, since)
	if err != nil {
		return alerting.Receipt{}, false, fmt.Errorf("slack looks for a message in %v: %w", place, certain(err))
	}
	return where, found, nil
}

func (s *Slack) find(ctx context.Context, place alerting.Place, at alerting.Receipt, key string, since time.Time) (alerting.Receipt, bool, error) {
	room, err := at.Channel, error(nil)
	if room == "" {
		room, err = s.identify(ctx, place)
	}
	if err != nil {
		return alerting.Receipt{}, false, err
	}
	search := search{room: room, key: key, oldest: strconv.FormatInt(since.Add(-skew).Unix(), 10) + ".000000"}
	if place.Kind == alerting.Channel {
		search.thread = at.Message
	}
	for range maxPages {
		page, err := s.page(ctx, search)
		if err != nil {
			return alerting.Receipt{}, false, err
		}
		for _, message := range page.messages {
			if message.Metadata.EventPayload["key"] == key && ours(message.Metadata.EventType) {
				return alerting.Receipt{Channel: room, Message: message.Timestamp}, true, nil
			}
		}
		if page.next == "" {
			return alerting.Receipt{}, false, nil
		}
		search.cursor = page.next
	}
	return alerting.Receipt{}, false, fmt.Errorf("there are more than %d messages since then", maxPages*pageSize)
}

func ours(event string) bool { return event == cardEvent || event == pingEvent }

// A search is what to look for, and how far it has come.
type search struct {
	room, thread, key, oldest, cursor string
}

type page struct {
	messages []slackgo.Message
	next     string
}

func (s *Slack) page(ctx context.Context, look search) (page, error) {
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	around := slackgo.GetConversationHistoryParameters{
		ChannelID: look.room, Cursor: look.cursor, Oldest: look.oldest, Limit: pageSize, Inclusive: true, IncludeAllMetadata: true,
	}
	if look.thread != "" {
		messages, more, next, err := s.client.GetConversationRepliesContext(ctx, &slackgo.GetConversationRepliesParameters{
			ChannelID: look.room, Timestamp: look.thread, Cursor: look.cursor, Oldest: look.oldest,
			Limit: pageSize, Inclusive: true, IncludeAllMetadata: true,
		})
		if err != nil {
			return page{}, call.outcome(err)
		}
		// The thread's first message is always among its replies.
		if len(messages) == 0 || more && next == "" {
			return page{}, errIncomplete
		}
		return page{messages, next}, nil
	}
	answer, err := s.client.GetConversationHistoryContext(ctx, &around)
	if err != nil {
		return page{}, call.outcome(err)
	}
	if !answer.Ok || answer.HasMore && answer.ResponseMetaData.NextCursor == "" {
		return page{}, errIncomplete
	}
	return page{answer.Messages, answer.ResponseMetaData.NextCursor}, nil
}

var errIncomplete = errors.New("the answer is incomplete")

// identify answers the id of the conversation behind a place.
func (s *Slack) identify(ctx context.Context, place alerting.Place) (string, error) {
	if place.Kind != alerting.Channel {
		return s.reach(ctx, place)
	}
	if channelID.MatchString(place.Address) {
		return place.Address, nil
	}
	if id := s.recall(place); id != "" {
		return id, nil
	}
	name, cursor := strings.TrimPrefix(place.Address, "#"), ""
	for range maxPages {
		channels, next, err := s.channels(ctx, cursor)
		if err != nil {
			return "", fmt.Errorf("list the channels: %w", err)
		}
		for _, channel := range channels {
			if channel.Name == name {
				s.remember(place, channel.ID)
				return channel.ID, nil
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	return "", fmt.Errorf("list the channels: none is called %q; name the channel by its id", name)
}

func (s *Slack) channels(ctx context.Context, cursor string) ([]slackgo.Channel, string, error) {
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	channels, next, err := s.client.GetConversationsContext(ctx, &slackgo.GetConversationsParameters{
		Cursor: cursor, Limit: pageSize, ExcludeArchived: true, Types: []string{"public_channel", "private_channel"},
	})
	return channels, next, call.outcome(err)
}
