package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// tolerance is how far a request's own time may be from ours, either way.
const tolerance = 5 * time.Minute

// What is wrong with a request that is not let in. The texts go into the record.
var (
	errNoSecret  = errors.New("no signing secret is set, so nobody is let in")
	errUnsigned  = errors.New("unsigned")
	errForged    = errors.New("forged: the signature does not match")
	errStale     = errors.New("stale: signed more than 5 minutes away from now")
	errReplay    = errors.New("replayed: the same request came before")
	errNoPayload = errors.New("no payload that can be read")
)

// verify checks that Slack signed a body, not long ago. It does not know
// whether the same request came before.
func verify(secret string, header http.Header, body []byte, now time.Time) error {
	if secret == "" {
		return errNoSecret
	}
	stamp, signature := header.Get("X-Slack-Request-Timestamp"), header.Get("X-Slack-Signature")
	if stamp == "" || signature == "" {
		return errUnsigned
	}
	// The signature comes first: nothing unsigned is worth a closer look.
	digest, isHex := strings.CutPrefix(signature, "v0=")
	given, err := hex.DecodeString(digest)
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = mac.Write([]byte("v0:" + stamp + ":")) // a hash takes every write
	_, _ = mac.Write(body)
	if !isHex || err != nil || !hmac.Equal(given, mac.Sum(nil)) {
		return errForged
	}
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return errForged
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return errStale
	}
	return nil
}
