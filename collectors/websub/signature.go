package websub

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // hubs sign with it, and a HMAC of it is not broken
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"net/http"
	"strings"
)

// What is wrong with a delivery's signature.
var (
	errUnsigned = errors.New("it is not signed")
	errForged   = errors.New("its signature does not match")
	errMethod   = errors.New("it is signed in a way nobody knows")
)

// methods are the ways in which hubs sign.
func methods() map[string]func() hash.Hash {
	return map[string]func() hash.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New}
}

// verify checks that whoever knows the secret signed a body: X-Hub-Signature is the method,
// "=", and the HMAC of the body in hex.
func verify(secret string, h http.Header, body []byte) error {
	signature := h.Get("X-Hub-Signature-256")
	if signature == "" {
		signature = h.Get("X-Hub-Signature")
	}
	method, digest, signed := strings.Cut(strings.TrimSpace(signature), "=")
	if !signed || secret == "" {
		return errUnsigned
	}
	made, known := methods()[strings.ToLower(method)]
	if !known {
		return errMethod
	}
	given, err := hex.DecodeString(digest)
	mac := hmac.New(made, []byte(secret))
	mac.Write(body)
	if err != nil || !hmac.Equal(given, mac.Sum(nil)) {
		return errForged
	}
	return nil
}
