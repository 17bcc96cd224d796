package slackfake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Kind says what was done with a message.
type Kind string

// What the Ledger holds.
const (
	Post      Kind = "post"
	Update    Kind = "update"
	Ephemeral Kind = "ephemeral"
)

// Metadata is what an app hides in a message.
type Metadata struct {
	EventType    string         `json:"event_type"`
	EventPayload map[string]any `json:"event_payload"`
}

// A Message is something the Fake accepted, as it was at that moment.
type Message struct {
	Kind Kind
	At   time.Time
	// Channel is the conversation's id; Name its name with "#", or for a
	// conversation with one person their user id.
	Channel, Name string
	// TS identifies the message in its channel. Thread is the TS of the message
	// it replies to; a Broadcast reply shows in the channel too.
	TS, Thread string
	Broadcast  bool
	// To is who alone sees an Ephemeral message.
	To       string
	Text     string
	Blocks   json.RawMessage
	Metadata Metadata
}

// A room is a channel or a conversation with one person.
type room struct {
	id, name string
	// user is set in a conversation with one person.
	user     string
	archived bool
	lastPost time.Time
	messages []*Message
}

func (r *room) label() string {
	if r.user != "" {
		return r.user
	}
	return "#" + r.name
}

func (r *room) message(ts string) *Message {
	for _, m := range r.messages {
		if m.TS == ts {
			return m
		}
	}
	return nil
}

// Ledger answers everything accepted so far, in order.
func (f *Fake) Ledger() []Message {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.ledger)
}

// Screen answers what stands in a channel ("#crisis" or its id), or in the
// conversation with a person (their user id), oldest first, replies included.
func (f *Fake) Screen(place string) []Message {
	f.mu.Lock()
	defer f.mu.Unlock()
	r := f.lookUp(place)
	if r == nil {
		return nil
	}
	var shown []Message
	for _, m := range r.messages {
		shown = append(shown, *m)
	}
	return shown
}

// Whispers answers the ephemeral messages to one user, in order.
func (f *Fake) Whispers(user string) []Message {
	var to []Message
	for _, m := range f.Ledger() {
		if m.Kind == Ephemeral && m.To == user {
			to = append(to, m)
		}
	}
	return to
}

// lookUp finds a room by id, "#name", name, or user id. Callers hold the lock.
func (f *Fake) lookUp(place string) *room {
	name := strings.TrimPrefix(place, "#")
	for _, r := range f.rooms {
		if r.id == place || r.user == place && place != "" || r.user == "" && r.name == name {
			return r
		}
	}
	return nil
}

// room finds where to post, as Slack would: channels by id or name, people by
// the id of their conversation. Callers hold the lock.
func (f *Fake) room(address string) (*room, error) {
	if r := f.lookUp(address); r != nil {
		return r, nil
	}
	if strings.HasPrefix(address, "#") && len(f.opts.Channels) == 0 {
		return f.addRoom(strings.TrimPrefix(address, "#"), ""), nil
	}
	return nil, errCode("channel_not_found")
}

func (f *Fake) addRoom(name, user string) *room {
	r := &room{id: fmt.Sprintf("C%05d", len(f.rooms)+1), name: name, user: user}
	if user != "" {
		r.id = fmt.Sprintf("D%05d", len(f.rooms)+1)
	}
	f.rooms = append(f.rooms, r)
	return r
}

// moment answers a timestamp no other message has. Callers hold the lock.
func (f *Fake) moment() string {
	f.stamp = max(f.stamp+1, f.opts.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", f.stamp/1e6, f.stamp%1e6)
}

// enter puts a message into the ledger. Callers hold the lock.
func (f *Fake) enter(m Message) Message {
	m.At = f.opts.Now()
	f.ledger = append(f.ledger, m)
	return m
}
