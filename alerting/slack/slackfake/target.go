package slackfake

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// A Target takes a request to the app and brings back its status and body.
type Target func(*http.Request) (int, string, error)

// At is an app reached over the network, such as http://127.0.0.1:8080/slack/actions.
func At(address string) Target {
	return func(r *http.Request) (int, string, error) {
		u, err := url.Parse(address)
		if err != nil {
			return 0, "", err
		}
		r.URL, r.Host = u, u.Host
		answer, err := (&http.Client{}).Do(r)
		if err != nil {
			return 0, "", err
		}
		defer func() { _ = answer.Body.Close() }()
		body, err := io.ReadAll(answer.Body)
		return answer.StatusCode, string(body), err
	}
}

// In is an app reached by calling its handler.
func In(h http.Handler) Target {
	return func(r *http.Request) (int, string, error) {
		r.RemoteAddr = "192.0.2.1:1234"
		w := &recorder{header: http.Header{}}
		h.ServeHTTP(w, r)
		return max(w.status, http.StatusOK), w.body.String(), nil
	}
}

type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *recorder) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

// Sign signs a request's body as Slack does.
func Sign(header http.Header, secret string, body []byte, at time.Time) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = mac.Write([]byte("v0:" + stamp + ":")) // a hash takes every write
	_, _ = mac.Write(body)
	header.Set("X-Slack-Request-Timestamp", stamp)
	header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}
