package slackfake

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Slack's limits, in characters or pieces.
const (
	maxBlocks  = 50
	maxHeader  = 150
	maxSection = 3000
	maxFields  = 10
	maxField   = 2000
	maxContext = 10
	maxActions = 25
	maxLabel   = 75
	maxValue   = 2000
	maxChoice  = 150
	maxChoices = 100
	maxFlow    = 5
	maxID      = 255
	// maxMessage is not documented; messages were seen to fail above it.
	maxMessage = 13200
)

const tooLong = "msg_blocks_too_long"

type textObject struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

type optionObject struct {
	Text  textObject `json:"text"`
	Value string     `json:"value"`
}

type elementObject struct {
	Type        string         `json:"type"`
	ActionID    string         `json:"action_id"`
	Value       string         `json:"value"`
	Style       string         `json:"style"`
	Placeholder *textObject    `json:"placeholder"`
	Options     []optionObject `json:"options"`
	Text        textText       `json:"text"`
}

// textText is a text object, or in a context element the text itself.
type textText struct{ textObject }

func (t *textText) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &t.Text)
	}
	return json.Unmarshal(raw, &t.textObject)
}

type blockObject struct {
	Type     string          `json:"type"`
	BlockID  string          `json:"block_id"`
	Text     *textObject     `json:"text"`
	Fields   []textObject    `json:"fields"`
	Elements []elementObject `json:"elements"`
}

// A checker collects what is wrong with a message's blocks.
type checker struct {
	problems []string
	total    int
}

// Check says what Slack would refuse in a message's blocks, nothing if all is well.
func Check(raw json.RawMessage) []string {
	var blocks []blockObject
	if err := json.Unmarshal(raw, &blocks); err != nil {
		return []string{"not blocks: " + err.Error()}
	}
	var c checker
	c.between("blocks", len(blocks), 0, maxBlocks)
	ids := map[string]bool{}
	for i, b := range blocks {
		where := fmt.Sprintf("block %d (%s)", i, b.Type)
		c.between(where+" block_id", utf8.RuneCountInString(b.BlockID), 0, maxID)
		if b.BlockID != "" && ids[b.BlockID] {
			c.say(where + ": block_id is not unique")
		}
		ids[b.BlockID] = true
		c.block(where, b)
	}
	if c.total > maxMessage {
		c.say(tooLong)
	}
	return c.problems
}

func (c *checker) say(problem string) { c.problems = append(c.problems, problem) }

func (c *checker) between(what string, n, least, most int) {
	if n < least || n > most {
		c.say(fmt.Sprintf("%s: %d, must be %d to %d", what, n, least, most))
	}
}

func (c *checker) text(what string, t *textObject, most int, kinds ...string) {
	if t == nil {
		c.say(what + ": missing")
		return
	}
	known := false
	for _, kind := range kinds {
		known = known || t.Type == kind
	}
	if !known {
		c.say(fmt.Sprintf("%s: type %q", what, t.Type))
	}
	n := utf8.RuneCountInString(t.Text)
	c.total += n
	c.between(what, n, 1, most)
}

func (c *checker) block(where string, b blockObject) {
	switch b.Type {
	case "divider":
	case "header":
		c.text(where, b.Text, maxHeader, "plain_text")
	case "section":
		if b.Text != nil || len(b.Fields) == 0 {
			c.text(where, b.Text, maxSection, "mrkdwn", "plain_text")
		}
		c.between(where+" fields", len(b.Fields), 0, maxFields)
		for _, field := range b.Fields {
			c.text(where+" field", &field, maxField, "mrkdwn", "plain_text")
		}
	case "context":
		c.between(where+" elements", len(b.Elements), 1, maxContext)
		for _, e := range b.Elements {
			c.text(where, &textObject{e.Type, e.Text.Text}, maxField, "mrkdwn", "plain_text")
		}
	case "actions":
		c.between(where+" elements", len(b.Elements), 1, maxActions)
		ids := map[string]bool{}
		for _, e := range b.Elements {
			if ids[e.ActionID] {
				c.say(where + ": action_id is not unique")
			}
			ids[e.ActionID] = true
			c.element(where+" "+e.Type, e)
		}
	default:
		c.say(where + ": not a block for messages")
	}
}

func (c *checker) element(where string, e elementObject) {
	c.between(where+" action_id", utf8.RuneCountInString(e.ActionID), 1, maxID)
	switch e.Type {
	case "button":
		c.text(where, &e.Text.textObject, maxLabel, "plain_text")
		c.between(where+" value", utf8.RuneCountInString(e.Value), 0, maxValue)
		if e.Style != "" && e.Style != "primary" && e.Style != "danger" {
			c.say(where + ": style " + e.Style)
		}
	case "static_select":
		if e.Placeholder != nil {
			c.text(where+" placeholder", e.Placeholder, maxHeader, "plain_text")
		}
		c.options(where, e.Options, maxChoices)
	case "overflow":
		c.options(where, e.Options, maxFlow)
	default:
		c.say(where + ": not an element for messages")
	}
}

func (c *checker) options(where string, options []optionObject, most int) {
	c.between(where+" options", len(options), 1, most)
	for _, o := range options {
		c.text(where+" option", &o.Text, maxLabel, "plain_text")
		c.between(where+" option value", utf8.RuneCountInString(o.Value), 1, maxChoice)
	}
}
