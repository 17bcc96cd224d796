package inbox

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

// The headers of a signed delivery. The signature is "v0=" and the HMAC-SHA256, in hex,
// of "v0:", the timestamp, ":" and the body; the timestamp is an epoch in seconds.
const (
	timestampHeader = "X-Tocsin-Timestamp"
	signatureHeader = "X-Tocsin-Signature"
	// tolerance is how far a delivery's own time may be from ours, either way.
	tolerance = 5 * time.Minute
)

// What is wrong with a delivery that is not let in.
var (
	errUnproved = errors.New("it is neither signed nor has it a token: send " + timestampHeader + " and " + signatureHeader + ", or Authorization: Bearer and the token")
	errNoSign   = errors.New("this inbox takes no signatures: send its token as Authorization: Bearer, or set the secret at its daemon")
	errNoToken  = errors.New("this inbox takes no token: sign the delivery, or set the token at its daemon")
	errForged   = errors.New("the signature does not match: sign \"v0:\", the timestamp, \":\" and the body byte for byte with the inbox's secret")
	errStale    = errors.New("it was signed more than 5 minutes away from now: sign it anew, and see whether the clocks agree")
	errToken    = errors.New("the token is not this inbox's")
)

// A proof is what a delivery has to show for itself.
type proof struct {
	bearer, stamp, signature string
}

func proofOf(h http.Header) proof {
	p := proof{stamp: h.Get(timestampHeader), signature: h.Get(signatureHeader)}
	if scheme, token, _ := strings.Cut(h.Get("Authorization"), " "); strings.EqualFold(scheme, "bearer") {
		p.bearer = strings.TrimSpace(token)
	}
	return p
}

func (p proof) signed() bool { return p.stamp != "" || p.signature != "" }

// before judges what can be judged before a body is read, so that it is read for nobody
// who shows nothing.
func (c *Collector) before(p proof, now time.Time) error {
	switch {
	case p.signed() && c.secret == "":
		return errNoSign
	case p.signed():
		return p.recent(now)
	case p.bearer == "":
		return errUnproved
	case c.token == "":
		return errNoToken
	case !same(p.bearer, c.token):
		return errToken
	}
	return nil
}

// after judges the rest.
func (c *Collector) after(p proof, body []byte) error {
	if !p.signed() {
		return nil
	}
	digest, is := strings.CutPrefix(p.signature, "v0=")
	given, err := hex.DecodeString(digest)
	if !is || err != nil || !hmac.Equal(given, sign(c.secret, p.stamp, body)) {
		return errForged
	}
	return nil
}

// sign is the signature of a body.
func sign(secret, stamp string, body []byte) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	return mac.Sum(nil)
}

// Sign is the headers that prove a body to an inbox with a secret.
func Sign(secret string, body []byte, now time.Time) http.Header {
	stamp := strconv.FormatInt(now.Unix(), 10)
	h := http.Header{}
	h.Set(timestampHeader, stamp)
	h.Set(signatureHeader, "v0="+hex.EncodeToString(sign(secret, stamp, body)))
	return h
}

// recent says what is wrong with the moment of a signature.
func (p proof) recent(now time.Time) error {
	seconds, err := strconv.ParseInt(p.stamp, 10, 64)
	if err != nil {
		return errForged
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return errStale
	}
	return nil
}

// same compares two secrets in a time that tells neither their length nor where they differ.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return hmac.Equal(x[:], y[:])
}
