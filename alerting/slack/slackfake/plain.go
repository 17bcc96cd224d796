package slackfake

import (
	"encoding/json"
	"regexp"
	"strings"
)

// Plain is what a person sees of a message: its blocks as text, buttons in
// brackets, links as their words. A message without blocks is its text.
func (m Message) Plain() string {
	var blocks []block
	if json.Unmarshal(m.Blocks, &blocks) != nil || len(blocks) == 0 {
		return unmarked(m.Text)
	}
	var lines []string
	for _, b := range blocks {
		switch b.Type {
		case "header", "section":
			lines = append(lines, b.Text.plain())
		case "context":
			var words []string
			for _, e := range b.Elements {
				words = append(words, e.context())
			}
			lines = append(lines, strings.Join(words, " "))
		case "actions":
			var buttons []string
			for _, e := range b.Elements {
				buttons = append(buttons, e.button())
			}
			lines = append(lines, strings.Join(buttons, " "))
		}
	}
	return strings.Join(lines, "\n")
}

// A block is the part of one that is seen.
type block struct {
	Type     string    `json:"type"`
	Text     words     `json:"text"`
	Elements []element `json:"elements"`
}

type words struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

func (w words) plain() string {
	if w.Type == "mrkdwn" {
		return unmarked(w.Text)
	}
	return w.Text
}

// An element is a text of a context, where Text is a string, or a control, where
// it is an object.
type element struct {
	Type        string          `json:"type"`
	Text        json.RawMessage `json:"text"`
	Placeholder words           `json:"placeholder"`
	Options     []struct {
		Text words `json:"text"`
	} `json:"options"`
}

func (e element) context() string {
	var text string
	if json.Unmarshal(e.Text, &text) != nil {
		return ""
	}
	return words{e.Type, text}.plain()
}

func (e element) button() string {
	if len(e.Options) == 0 {
		var label words
		_ = json.Unmarshal(e.Text, &label) // a button without a label shows none
		return "[ " + label.Text + " ]"
	}
	labels := make([]string, len(e.Options))
	for i, o := range e.Options {
		labels[i] = o.Text.Text
	}
	return "[ " + e.Placeholder.Text + " ▾ " + strings.Join(labels, " | ") + " ]"
}

var (
	linked = regexp.MustCompile(`<[^<>|]*\|([^<>]*)>`)
	bold   = regexp.MustCompile(`\*([^*\n]+)\*`)
)

// unmarked takes Slack's markup out of a text.
func unmarked(s string) string {
	s = linked.ReplaceAllString(s, "$1")
	s = bold.ReplaceAllString(s, "$1")
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}
