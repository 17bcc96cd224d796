package slack

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

// The example in Slack's own description of its signatures.
const (
	publishedBody = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	publishedTime = "1531420618"
	publishedSign = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
)

func TestSignature(t *testing.T) {
	at := time.Unix(1531420618, 0)
	for _, tt := range []struct {
		why                      string
		secret, stamp, sign, sum string
		now                      time.Time
		want                     error
	}{
		{"the published example", secret, publishedTime, publishedSign, publishedBody, at, nil},
		{"five minutes late", secret, publishedTime, publishedSign, publishedBody, at.Add(5 * time.Minute), nil},
		{"five minutes early", secret, publishedTime, publishedSign, publishedBody, at.Add(-5 * time.Minute), nil},
		{"later than that", secret, publishedTime, publishedSign, publishedBody, at.Add(5*time.Minute + time.Second), errStale},
		{"earlier than that", secret, publishedTime, publishedSign, publishedBody, at.Add(-5*time.Minute - time.Second), errStale},
		{"another secret", "8f742231b10e8888abcd99yyyzzz85a6", publishedTime, publishedSign, publishedBody, at, errForged},
		{"another body", secret, publishedTime, publishedSign, publishedBody + "&a=b", at, errForged},
		{"another time", secret, "1531420619", publishedSign, publishedBody, at, errForged},
		{"an older scheme", secret, publishedTime, strings.Replace(publishedSign, "v0", "v1", 1), publishedBody, at, errForged},
		{"half a signature", secret, publishedTime, publishedSign[:35], publishedBody, at, errForged},
		{"no hex", secret, publishedTime, "v0=zz", publishedBody, at, errForged},
		{"an empty signature", secret, publishedTime, "v0=", publishedBody, at, errForged},
		{"no signature", secret, publishedTime, "", publishedBody, at, errUnsigned},
		{"no time", secret, "", publishedSign, publishedBody, at, errUnsigned},
		{"no secret", "", publishedTime, publishedSign, publishedBody, at, errNoSecret},
	} {
		header := http.Header{}
		header.Set("X-Slack-Request-Timestamp", tt.stamp)
		header.Set("X-Slack-Signature", tt.sign)
		err := verify(tt.secret, header, []byte(tt.sum), tt.now)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: verify = %v, want %v", tt.why, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), "a2114d57") {
			t.Errorf("%s: the error gives the right signature away: %v", tt.why, err)
		}
	}
}
