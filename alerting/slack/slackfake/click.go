package slackfake

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A Forgery is what is wrong with a request, if anything.
type Forgery string

// A Genuine request is Slack's own; the others are not to be let in.
const (
	Genuine     Forgery = ""
	WrongSecret Forgery = "wrong secret"
	Unsigned    Forgery = "unsigned"
	Stale       Forgery = "stale"
	FromFuture  Forgery = "from the future"
)

// A Click is somebody pressing a button, or choosing from a menu, of a message
// as they see it, which may no longer be how it stands.
type Click struct {
	// User presses; Team is the workspace they belong to, "" meaning their own in Options or Team.
	User, Team string
	// Message is what they see.
	Message Message
	// Verb picks the element whose action_id has it as one of its parts divided
	// by ":", ActionID the one with exactly that id.
	Verb, ActionID string
	// Value is the option chosen, for a menu.
	Value string
	// Forgery spoils the request.
	Forgery Forgery
	// NoAnswerURL leaves the response_url out.
	NoAnswerURL bool
	// AnswerURL replaces the response_url.
	AnswerURL string
}

// A Command is somebody typing a slash command, in a channel named "#crisis" or by id.
type Command struct {
	User, Team, Channel string
	// Name is the command, such as "/tocsin"; Text what follows it.
	Name, Text string
	Forgery    Forgery
}

// A Delivery is a request brought to the app, and the app's answer.
type Delivery struct {
	Status int
	Body   string

	header http.Header
	body   []byte
}

// Click sends a click to the app's door for interactivity.
func (f *Fake) Click(ctx context.Context, to Target, c Click) (Delivery, error) {
	payload, err := f.payload(c)
	if err != nil {
		return Delivery{}, err
	}
	return f.deliver(ctx, to, url.Values{"payload": {string(payload)}}, c.Forgery)
}

// Type sends a slash command to the app's door for commands.
func (f *Fake) Type(ctx context.Context, to Target, c Command) (Delivery, error) {
	f.mu.Lock()
	r, err := f.room(c.Channel)
	f.mu.Unlock()
	if err != nil {
		return Delivery{}, fmt.Errorf("type %s in %s: %w", c.Name, c.Channel, err)
	}
	return f.deliver(ctx, to, url.Values{
		"team_id": {f.teamOf(c.User, c.Team)}, "user_id": {c.User}, "user_name": {strings.ToLower(c.User)},
		"channel_id": {r.id}, "channel_name": {r.name}, "command": {c.Name}, "text": {c.Text}, "api_app_id": {"A0APP"},
		"response_url": {f.newAnswerURL(r.id, c.User, "")}, "trigger_id": {"1.2.3"},
	}, c.Forgery)
}

// Replay sends the very same request again.
func (f *Fake) Replay(ctx context.Context, to Target, d Delivery) (Delivery, error) {
	return d.send(ctx, to)
}

func (f *Fake) deliver(ctx context.Context, to Target, form url.Values, forgery Forgery) (Delivery, error) {
	d := Delivery{header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, body: []byte(form.Encode())}
	at, secret := f.opts.Now(), f.opts.SigningSecret
	switch forgery {
	case Genuine, Unsigned:
	case WrongSecret:
		secret += "?"
	case Stale:
		at = at.Add(-6 * time.Minute)
	case FromFuture:
		at = at.Add(6 * time.Minute)
	}
	if forgery != Unsigned {
		Sign(d.header, secret, d.body, at)
	}
	return d.send(ctx, to)
}

func (d Delivery) send(ctx context.Context, to Target) (Delivery, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "/", bytes.NewReader(d.body))
	if err != nil {
		return Delivery{}, err
	}
	request.Header = d.header.Clone()
	d.Status, d.Body, err = to(request)
	if err != nil {
		return Delivery{}, fmt.Errorf("deliver to the app: %w", err)
	}
	return d, nil
}

// Payload is the JSON that a click sends.
func (f *Fake) payload(c Click) ([]byte, error) {
	action, err := find(c)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	action["action_ts"] = f.moment()
	f.mu.Unlock()
	m, team := c.Message, f.teamOf(c.User, c.Team)
	container := fields{"type": "message", "message_ts": m.TS, "channel_id": m.Channel, "is_ephemeral": m.Kind == Ephemeral}
	if m.Thread != "" {
		container["thread_ts"] = m.Thread
	}
	payload := fields{
		"type": "block_actions", "api_app_id": "A0APP", "token": "unused", "trigger_id": "1.2.3",
		"user":      fields{"id": c.User, "username": strings.ToLower(c.User), "name": f.nameOf(c.User), "team_id": team},
		"team":      fields{"id": Team, "domain": "fake"},
		"container": container, "enterprise": nil, "is_enterprise_install": false,
		"channel": fields{"id": m.Channel, "name": strings.TrimPrefix(m.Name, "#")},
		"message": present(m, false), "state": fields{"values": fields{}}, "actions": []fields{action},
	}
	switch {
	case c.AnswerURL != "":
		payload["response_url"] = c.AnswerURL
	case !c.NoAnswerURL:
		payload["response_url"] = f.newAnswerURL(m.Channel, c.User, m.TS)
	}
	return json.Marshal(payload)
}

// find answers the pressed element as the payload describes it.
func find(c Click) (fields, error) {
	var blocks []blockObject
	if err := json.Unmarshal(c.Message.Blocks, &blocks); err != nil {
		return nil, fmt.Errorf("click on message %s: it has no blocks: %w", c.Message.TS, err)
	}
	for _, b := range blocks {
		for _, e := range b.Elements {
			if b.Type != "actions" || !c.means(e.ActionID) {
				continue
			}
			action := fields{"type": e.Type, "action_id": e.ActionID, "block_id": b.BlockID}
			if e.Type == "button" {
				action["text"], action["value"] = e.Text.textObject, e.Value
				return action, nil
			}
			for _, o := range e.Options {
				if o.Value == c.Value {
					action["selected_option"] = o
					return action, nil
				}
			}
			return nil, fmt.Errorf("click on message %s: %s has no option %q", c.Message.TS, e.ActionID, c.Value)
		}
	}
	return nil, fmt.Errorf("click on message %s: %w %q", c.Message.TS, errNoElement, c.Verb+c.ActionID)
}

var errNoElement = errors.New("there is nothing to press for")

func (c Click) means(actionID string) bool {
	if c.ActionID != "" {
		return actionID == c.ActionID
	}
	for part := range strings.SplitSeq(actionID, ":") {
		if part == c.Verb {
			return true
		}
	}
	return false
}

func (f *Fake) teamOf(user, team string) string {
	if team == "" {
		team = f.opts.Users[user].Team
	}
	if team == "" {
		team = Team
	}
	return team
}

func (f *Fake) nameOf(user string) string {
	if name := f.opts.Users[user].Name; name != "" {
		return name
	}
	return strings.ToLower(user)
}
