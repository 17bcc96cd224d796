package slackfake

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// tooFast is more than one message in a channel within a second.
type tooFast struct{}

func (tooFast) Error() string { return "ratelimited" }

// call carries a method out, and answers with it what was accepted.
func (f *Fake) call(method string, in url.Values) (fields, []Message, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.admit(method, in.Get("token")); err != nil {
		return nil, nil, err
	}
	before := len(f.ledger)
	out, err := f.dispatch(method, in)
	return out, slices.Clone(f.ledger[before:]), err
}

func (f *Fake) admit(method, token string) error {
	want := f.opts.Token
	if method == "apps.connections.open" {
		want = f.opts.AppToken
	}
	switch {
	case token == "":
		return errCode("not_authed")
	case f.revoked:
		return errCode("token_revoked")
	case want != "" && token != want:
		return errCode("invalid_auth")
	}
	return nil
}

func (f *Fake) dispatch(method string, in url.Values) (fields, error) {
	switch method {
	case "auth.test":
		return fields{"team_id": Team, "team": "Fake", "user_id": "U0BOT", "bot_id": "B0BOT", "url": f.base}, nil
	case "chat.postMessage":
		return f.post(in)
	case "chat.update":
		return f.update(in)
	case "chat.postEphemeral":
		return f.ephemeral(in)
	case "conversations.open":
		return f.open(in)
	case "conversations.info":
		r, err := f.room(in.Get("channel"))
		if err != nil {
			return nil, err
		}
		return fields{"channel": describe(r)}, nil
	case "conversations.list":
		return f.list(in)
	case "conversations.history", "conversations.replies":
		return f.read(in, method == "conversations.replies")
	case "users.info":
		return f.user(in.Get("user"))
	case "apps.connections.open":
		return f.dialIn()
	}
	return nil, errCode("unknown_method")
}

func (f *Fake) post(in url.Values) (fields, error) {
	r, err := f.room(in.Get("channel"))
	if err != nil {
		return nil, err
	}
	m := Message{Kind: Post, Channel: r.id, Name: r.label(), Broadcast: truthy(in.Get("reply_broadcast"))}
	if problems, err := f.fill(&m, r, in); err != nil {
		return problems, err
	}
	if now := f.opts.Now(); f.opts.OnePerSecond {
		if !r.lastPost.IsZero() && now.Sub(r.lastPost) < time.Second {
			return nil, tooFast{}
		}
		r.lastPost = now
	}
	// A reply whose first message is gone is posted all the same, in no thread.
	if r.message(in.Get("thread_ts")) != nil {
		m.Thread = in.Get("thread_ts")
	}
	m.TS = f.moment()
	r.messages = append(r.messages, &m)
	m = f.enter(m)
	return fields{"channel": r.id, "ts": m.TS, "message": present(m, true)}, nil
}

func (f *Fake) update(in url.Values) (fields, error) {
	r, err := f.room(in.Get("channel"))
	if err != nil {
		return nil, err
	}
	old := r.message(in.Get("ts"))
	if old == nil {
		return nil, errCode("message_not_found")
	}
	m := *old
	m.Kind = Update
	if problems, err := f.fill(&m, r, in); err != nil {
		return problems, err
	}
	*old = m
	f.enter(m)
	return fields{"channel": r.id, "ts": m.TS, "text": m.Text, "message": present(m, true)}, nil
}

func (f *Fake) ephemeral(in url.Values) (fields, error) {
	r, err := f.room(in.Get("channel"))
	if err != nil {
		return nil, err
	}
	m := Message{Kind: Ephemeral, Channel: r.id, Name: r.label(), To: in.Get("user"), Thread: in.Get("thread_ts")}
	if problems, err := f.fill(&m, r, in); err != nil {
		return problems, err
	}
	if m.To == "" {
		return nil, errCode("user_not_in_channel")
	}
	m.TS = f.moment()
	f.enter(m)
	return fields{"message_ts": m.TS}, nil
}

// fill checks a message's content and takes it over. Metadata that is not
// given stays as it was.
func (f *Fake) fill(m *Message, r *room, in url.Values) (fields, error) {
	if r.archived {
		return nil, errCode("is_archived")
	}
	m.Text, m.Blocks = in.Get("text"), nil
	if raw := in.Get("blocks"); raw != "" && raw != "[]" && raw != "null" {
		m.Blocks = json.RawMessage(raw)
	}
	if m.Text == "" && m.Blocks == nil {
		return nil, errCode("no_text")
	}
	if utf8.RuneCountInString(m.Text) > 40000 {
		return nil, errCode("msg_too_long")
	}
	if m.Blocks != nil {
		if problems := Check(m.Blocks); len(problems) > 0 {
			if slices.Contains(problems, tooLong) {
				return nil, errCode("msg_blocks_too_long")
			}
			return fields{"response_metadata": fields{"messages": problems}}, errCode("invalid_blocks")
		}
	}
	if raw := in.Get("metadata"); raw != "" {
		var metadata Metadata
		if json.Unmarshal([]byte(raw), &metadata) != nil || metadata.EventType == "" {
			return nil, errCode("invalid_metadata_format")
		}
		m.Metadata = metadata
	}
	return nil, nil
}

func (f *Fake) open(in url.Values) (fields, error) {
	id := in.Get("users")
	if strings.Contains(id, ",") || id == "" {
		return nil, errCode("users_list_not_supplied")
	}
	who, known := f.opts.Users[id]
	switch {
	case !known && len(f.opts.Users) > 0:
		return nil, errCode("user_not_found")
	case who.Deleted:
		return nil, errCode("user_disabled")
	case who.Bot:
		return nil, errCode("cannot_dm_bot")
	}
	r := f.lookUp(id)
	if r == nil {
		r = f.addRoom("", id)
	}
	return fields{"channel": describe(r)}, nil
}

func describe(r *room) fields {
	return fields{"id": r.id, "name": r.name, "is_channel": r.user == "", "is_im": r.user != "", "user": r.user, "is_archived": r.archived, "is_member": true}
}

func (f *Fake) user(id string) (fields, error) {
	who, known := f.opts.Users[id]
	if !known && len(f.opts.Users) > 0 || id == "" {
		return nil, errCode("user_not_found")
	}
	team := who.Team
	if team == "" {
		team = Team
	}
	return fields{"user": fields{
		"id": id, "team_id": team, "name": who.Name, "real_name": who.Name, "deleted": who.Deleted,
		"is_bot": who.Bot, "is_restricted": who.Restricted, "is_stranger": who.Stranger, "tz": "Etc/UTC",
	}}, nil
}
