package slackfake

import (
	"encoding/json"
	"slices"
	"strings"
)

// Offers reports whether a message has a control with a verb in its action_id.
func (m Message) Offers(verb string) bool {
	var blocks []struct {
		Elements []struct {
			ActionID string `json:"action_id"`
		} `json:"elements"`
	}
	if json.Unmarshal(m.Blocks, &blocks) != nil {
		return false
	}
	for _, b := range blocks {
		for _, e := range b.Elements {
			if slices.Contains(strings.Split(e.ActionID, ":"), verb) {
				return true
			}
		}
	}
	return false
}
