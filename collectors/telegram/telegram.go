// Package telegram listens to the channels and groups of Telegram that a bot is in. The
// Bot API hands out each message until it is told that the next one is wanted, so
// nothing is lost between two readings, for a day at most.
package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration.
const Kind = "telegram"

const (
	home         = "https://api.telegram.org"
	tokenEnv     = "token_env"
	tokenDefault = "TELEGRAM_BOT_TOKEN" //nolint:gosec // the name of a variable
	// most is how many updates an answer holds.
	most = 100
)

var tokenForm = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]{20,}$`)

// Type is the kind of source that Telegram is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "messages of the channels and groups a bot is in, with their edits",
		Needs:  "a bot of @BotFather's that is a member of them, or an administrator where it is a channel, with its token in " + tokenDefault,
		Limits: "what is not read within 24 hours is gone; one reader a bot",
		Blind:  "every chat the bot is not in: Telegram lets no bot search; deletions; in groups, all but commands, unless the bot's privacy mode is off: send @BotFather /setprivacy, choose the bot and Disable, then take it out of the group and in again",
		Settings: []collectors.Setting{{
			Name: tokenEnv, About: "names the environment variable that holds the bot's token", Example: tokenDefault, Env: true, Default: tokenDefault,
		}},
		Every: 10 * time.Second,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			token := strings.TrimSpace(with.Secret(s, tokenEnv))
			if token == "" {
				return nil, fmt.Errorf("source %s: %s is not set: set it to what @BotFather gave, such as 123456:ABC…", s.ID, s.Setting(tokenEnv))
			}
			if !tokenForm.MatchString(token) {
				return nil, fmt.Errorf("source %s: %s holds no token of a bot: set it to what @BotFather gave, such as 123456:ABC…", s.ID, s.Setting(tokenEnv))
			}
			base := strings.TrimRight(with.Home(s, Kind, home), "/")
			_, secret, _ := strings.Cut(token, ":")
			return &Collector{address: base + "/bot" + token + "/getUpdates", web: polite.New(polite.Options{
				Transport: with.Web(s.AllowPrivate || base != home), Agent: with.Agent, Service: "Telegram", Secrets: []string{token, secret}, Explain: explain,
			})}, nil
		},
	}
}

// explain reads how long to wait in the answer's body, where Telegram says it.
func explain(r *polite.Refusal, now time.Time) (string, time.Time) {
	var said struct {
		Parameters struct {
			RetryAfter int `json:"retry_after"`
		} `json:"parameters"`
	}
	_ = json.Unmarshal(r.Said, &said) // what cannot be read explains nothing
	switch {
	case r.Status == 429 && said.Parameters.RetryAfter > 0:
		return "the bot asks too often", now.Add(time.Duration(min(said.Parameters.RetryAfter, 86_400)) * time.Second)
	case r.Status == 409:
		return "another program reads this bot, or it has a webhook: give Tocsin a bot of its own", time.Time{}
	case r.Status == 401, r.Status == 404:
		return "there is no bot with this token: set the token that @BotFather gave", time.Time{}
	}
	return "", time.Time{}
}

// A Collector reads what a bot is told.
type Collector struct {
	// address holds the token.
	address string
	web     *polite.Client
}

// A bookmark is what the cursor holds: the first update that is wanted.
type bookmark struct {
	Offset int64 `json:"offset,omitempty"`
}

// Collect asks for the updates from the cursor on. Those before it are forgotten by
// Telegram when it is asked so: they were kept.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	var b bookmark
	var notes []string
	if from != "" && json.Unmarshal([]byte(from), &b) != nil {
		b, notes = bookmark{}, []string{"the bookmark could not be read, so all that Telegram still has is read again"}
	}
	v := url.Values{
		"limit": {strconv.Itoa(most)}, "timeout": {"0"}, "allowed_updates": {`["channel_post","edited_channel_post","message","edited_message"]`},
	}
	if b.Offset > 0 {
		v.Set("offset", strconv.FormatInt(b.Offset, 10))
	}
	var said struct {
		OK     bool              `json:"ok"`
		Result []json.RawMessage `json:"result"`
	}
	answer, err := c.web.JSON(ctx, c.address+"?"+v.Encode(), nil, now, &said)
	if err != nil {
		return collectors.Page{}, err
	}
	if !said.OK || said.Result == nil {
		return collectors.Page{}, errors.New("Telegram: the answer has no updates, not even none; it is asked again later") //nolint:staticcheck // its name
	}
	updates, odd, err := collectors.Sift("Telegram", "update", said.Result, read)
	if err != nil {
		return collectors.Page{}, err
	}
	page := collectors.Page{Notes: append(notes, odd...), NotBefore: answer.Wait, More: len(said.Result) >= most, Unchanged: len(said.Result) == 0}
	for _, u := range updates {
		// What is not asked for again Telegram forgets: past the last that was read nothing is.
		b.Offset = max(b.Offset, u.ID+1)
		u.put(&page)
	}
	text, err := json.Marshal(b)
	if err != nil {
		return collectors.Page{}, fmt.Errorf("write the bookmark: %w", err)
	}
	page.Next = collectors.Cursor(text)
	return page, nil
}

// An update is what a bot is told.
type update struct {
	ID            int64    `json:"update_id"`
	ChannelPost   *message `json:"channel_post"`
	Message       *message `json:"message"`
	EditedPost    *message `json:"edited_channel_post"`
	EditedMessage *message `json:"edited_message"`
}

// read reads an update, false if it is none. One that tells of something else than a
// message was not asked for, and says nothing.
func read(raw json.RawMessage) (update, bool) {
	var u update
	if json.Unmarshal(raw, &u) != nil || u.ID <= 0 {
		return update{}, false
	}
	for _, m := range []*message{u.ChannelPost, u.Message, u.EditedPost, u.EditedMessage} {
		if m != nil && (m.ID <= 0 || m.Chat.ID == 0) {
			return update{}, false
		}
	}
	return u, true
}

func (u update) put(page *collectors.Page) {
	for _, m := range []*message{u.ChannelPost, u.Message} {
		if m != nil {
			page.Posts = append(page.Posts, m.post())
		}
	}
	for _, m := range []*message{u.EditedPost, u.EditedMessage} {
		if m != nil {
			page.Changes = append(page.Changes, collectors.Change{Post: m.post()})
		}
	}
}

type message struct {
	ID      int64  `json:"message_id"`
	Date    int64  `json:"date"`
	Text    string `json:"text"`
	Caption string `json:"caption"`
	Chat    chat   `json:"chat"`
	Sender  *chat  `json:"sender_chat"`
	From    *struct {
		ID       int64  `json:"id"`
		Username string `json:"username"`
		First    string `json:"first_name"`
		Last     string `json:"last_name"`
	} `json:"from"`
	Signature       string   `json:"author_signature"`
	Entities        []entity `json:"entities"`
	CaptionEntities []entity `json:"caption_entities"`
}

type chat struct {
	ID       int64  `json:"id"`
	Title    string `json:"title"`
	Username string `json:"username"`
}

// An entity is a part of a text that means something, counted in UTF-16.
type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	URL    string `json:"url"`
}

func (m *message) post() brand.Post {
	p := brand.Post{
		NativeID: fmt.Sprintf("telegram:%d/%d", m.Chat.ID, m.ID), URL: m.address(), Text: m.Text, Published: time.Unix(m.Date, 0).UTC(),
	}
	entities := m.Entities
	if m.Text == "" {
		p.Text, entities = m.Caption, m.CaptionEntities
	}
	if m.Date <= 0 {
		p.Published = time.Time{}
	}
	p.Author, p.AuthorID = m.author()
	p.Links = links(p.Text, entities)
	return p
}

// address is where the message is shown: to anybody in a public chat, to members in others.
func (m *message) address() string {
	if m.Chat.Username != "" {
		return fmt.Sprintf("https://t.me/%s/%d", m.Chat.Username, m.ID)
	}
	if id, is := strings.CutPrefix(strconv.FormatInt(m.Chat.ID, 10), "-100"); is {
		return fmt.Sprintf("https://t.me/c/%s/%d", id, m.ID)
	}
	return ""
}

// author is a person, or the channel where none is named.
func (m *message) author() (string, string) {
	if m.From != nil && m.Sender == nil {
		name := m.From.Username
		if name == "" {
			name = strings.TrimSpace(m.From.First + " " + m.From.Last)
		}
		return name, strconv.FormatInt(m.From.ID, 10)
	}
	who := m.Chat
	if m.Sender != nil {
		who = *m.Sender
	}
	if who.Username != "" {
		return who.Username, strconv.FormatInt(who.ID, 10)
	}
	return who.Title, strconv.FormatInt(who.ID, 10)
}

// links are the addresses a text leads to.
func links(text string, entities []entity) []string {
	units := utf16.Encode([]rune(text))
	var all []string
	for _, e := range entities {
		to := e.URL
		if e.Type == "url" && e.Offset >= 0 && e.Length > 0 && e.Offset+e.Length <= len(units) {
			to = string(utf16.Decode(units[e.Offset : e.Offset+e.Length]))
			if !strings.Contains(to, "://") {
				to = "https://" + to
			}
		}
		if (e.Type == "url" || e.Type == "text_link") && to != "" && len(all) < brand.MostLinks {
			all = append(all, address.Canonical(to))
		}
	}
	return all
}
