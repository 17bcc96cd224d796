package slack

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
)

func TestPressKeyTellsPressesApart(t *testing.T) {
	base := []string{"T1", "U1", "1.2", "tocsin:claim:solvo/241", "3.4"}
	key := pressKey(base...)
	if again := pressKey(base...); again != key {
		t.Errorf("the same press has two keys, %s and %s", key, again)
	}
	for i, part := range []string{"team", "user", "message", "action", "moment"} {
		other := append([]string{}, base...)
		other[i] += "x"
		if pressKey(other...) == key {
			t.Errorf("a press with another %s has the same key", part)
		}
	}
	if pressKey("T1", "U1x", "1.2") == pressKey("T1U", "1x", "1.2") {
		t.Error("parts of a press run together in its key")
	}
}

func FuzzPayload(f *testing.F) {
	f.Add([]byte(`{"type":"block_actions","user":{"id":"U1","team_id":"T1"},"container":{"message_ts":"1.2"},"actions":[{"action_id":"tocsin:claim:solvo/241","action_ts":"3.4","selected_option":{"value":"x"}}],"response_url":"https://hooks.slack.com/x"}`))
	f.Add([]byte(`{"type":"block_actions","actions":[null]}`))
	f.Add([]byte(`{"type":"view_submission"}`))
	f.Add([]byte(`[]`))
	f.Add([]byte{0xff})
	f.Fuzz(func(t *testing.T, payload []byte) {
		desk := &desk{}
		door := NewDoor(DoorOptions{Slack: New(Options{Token: token, APIURL: "http://127.0.0.1:1/", Now: atSunday}), Secret: secret, Now: atSunday, Desk: silent{desk}})
		body := []byte(url.Values{"payload": {string(payload)}}.Encode())
		header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
		slackfake.Sign(header, secret, body, sunday)
		status, _, err := slackfake.In(door.Actions())(request(header, body))
		if err != nil || status != http.StatusOK && status != http.StatusBadRequest {
			t.Errorf("payload %q: %d, %v", payload, status, err)
		}
		if err := door.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, p := range desk.seen() {
			if p.Who == "" || p.Team == "" || p.Verb == "" || p.ID.Number < 1 || p.ID.Brand.Validate() != nil || p.Key == "" {
				t.Errorf("payload %q makes a press that says too little: %+v", payload, p)
			}
		}
	})
}

// silent says nothing to the presser, so that nobody needs to be called.
type silent struct{ *desk }

func (s silent) Press(ctx context.Context, p alerting.Press, now time.Time) (alerting.Answer, error) {
	_, err := s.desk.Press(ctx, p, now)
	return alerting.Answer{Accepted: true}, err
}

func request(header http.Header, body []byte) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/slack/actions", bytes.NewReader(body))
	r.Header = header
	return r
}
