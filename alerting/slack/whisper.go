package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	slackgo "github.com/slack-go/slack"
)

// whisper tells the presser alone what their press did. Nobody hears of it if
// it fails but the log: the press itself is decided, and the card shows it.
func (d *Door) whisper(ctx context.Context, g gesture, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	err := d.Slack.respond(ctx, g.answerURL, text)
	if err != nil && g.channel != "" {
		err = d.Slack.tell(ctx, g, text)
	}
	if err != nil {
		d.Log.WarnContext(ctx, "presser not answered", "incident", g.press.ID.String(), "error", err)
	}
}

// respond answers through a payload's own address.
func (s *Slack) respond(ctx context.Context, address, text string) error {
	if !s.mayAnswer(address) {
		return errors.New("the payload names no address of Slack's to answer to")
	}
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	body, err := json.Marshal(map[string]any{
		"response_type":    "ephemeral",
		"replace_original": false,
		"text":             fit(text, maxSection),
	})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return errors.New("the payload's address cannot be used")
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	answer, err := s.http.Do(request)
	if err != nil {
		return call.outcome(err) // without the address
	}
	defer func() { _ = answer.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, maxBody)) // so that the connection can be used again
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the payload's address answers %s", answer.Status)
	}
	return nil
}

// mayAnswer keeps a payload from sending us anywhere but to Slack, or to the
// host that was set to stand for it.
func (s *Slack) mayAnswer(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return false
	}
	if u.Scheme == "https" && (u.Host == "hooks.slack.com" || u.Host == "hooks.slack-gov.com") {
		return true
	}
	return s.standIn && (u.Scheme == "http" || u.Scheme == "https") && u.Host == s.host
}

// tell answers somebody in the channel where they pressed, seen by them alone.
func (s *Slack) tell(ctx context.Context, g gesture, text string) error {
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	options := []slackgo.MsgOption{slackgo.MsgOptionText(fit(text, maxSection), false)}
	if g.thread != "" {
		options = append(options, slackgo.MsgOptionTS(g.thread))
	}
	ts, err := s.client.PostEphemeralContext(ctx, g.channel, g.press.Who, options...)
	if err = call.outcome(err); err == nil && ts == "" {
		err = errNoTimestamp
	}
	return err
}
