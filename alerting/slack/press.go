package slack

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"tocsin/alerting"
)

// A gesture is what somebody did in Slack, as far as we care: a press, or
// nothing of ours, and where to answer them.
type gesture struct {
	press   alerting.Press
	ours    bool
	channel string
	thread  string
	// answerURL is secret: who knows it may speak there for half an hour.
	answerURL string
}

// interaction is the part of Slack's block_actions payload that is read.
type interaction struct {
	Type string `json:"type"`
	User struct {
		ID       string `json:"id"`
		Username string `json:"username"`
		Name     string `json:"name"`
		TeamID   string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		ChannelID string `json:"channel_id"`
		MessageTS string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
	} `json:"container"`
	Message struct {
		TS string `json:"ts"`
	} `json:"message"`
	ResponseURL string `json:"response_url"`
	Actions     []struct {
		ActionID       string `json:"action_id"`
		ActionTS       string `json:"action_ts"`
		SelectedOption *struct {
			Value string `json:"value"`
		} `json:"selected_option"`
	} `json:"actions"`
}

// readGesture reads an interaction payload. The team is the presser's own, not
// the one the app is installed in: in a shared channel strangers can press too.
func readGesture(payload []byte) (gesture, error) {
	var in interaction
	if err := json.Unmarshal(payload, &in); err != nil {
		return gesture{}, errNoPayload
	}
	if in.Type != "block_actions" {
		return gesture{}, nil
	}
	for _, action := range in.Actions {
		verb, id, ours := readActionID(action.ActionID)
		if !ours {
			continue
		}
		message := cmp.Or(in.Container.MessageTS, in.Message.TS)
		if in.User.ID == "" || in.User.TeamID == "" || message == "" || action.ActionTS == "" {
			return gesture{}, fmt.Errorf("%w: it does not say who pressed what", errNoPayload)
		}
		press := alerting.Press{
			Key:  pressKey(in.User.TeamID, in.User.ID, message, action.ActionID, action.ActionTS),
			ID:   id,
			Verb: verb,
			Team: in.User.TeamID,
			Who:  in.User.ID,
			Name: cmp.Or(in.User.Name, in.User.Username, in.User.ID),
			Via:  "slack",
		}
		if action.SelectedOption != nil {
			press.Value = action.SelectedOption.Value
		}
		return gesture{
			press:     press,
			ours:      true,
			channel:   cmp.Or(in.Channel.ID, in.Container.ChannelID),
			thread:    in.Container.ThreadTS,
			answerURL: in.ResponseURL,
		}, nil
	}
	return gesture{}, nil
}

func readActionID(action string) (alerting.Verb, alerting.ID, bool) {
	rest, found := strings.CutPrefix(action, actionPrefix)
	verb, name, both := strings.Cut(rest, ":")
	id, err := alerting.ParseID(name)
	if !found || !both || verb == "" || err != nil {
		return "", alerting.ID{}, false
	}
	return alerting.Verb(verb), id, true
}

// pressKey is the same for every arrival of one press, by whatever way.
func pressKey(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "slack-" + hex.EncodeToString(sum[:16])
}
