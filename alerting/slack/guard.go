package slack

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"sync"
	"time"
)

type form = url.Values

var errTooLarge = errors.New("too large for a request of Slack's")

// guarded lets a request through to next if Slack signed it just now, and it
// did not come before. The context given to next outlives the connection: a
// decision once begun is brought to its end.
func (d *Door) guarded(door string, next func(context.Context, http.ResponseWriter, form)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "Slack posts here", http.StatusMethodNotAllowed)
			return
		}
		kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || kind != "application/x-www-form-urlencoded" {
			http.Error(w, "Slack sends forms", http.StatusUnsupportedMediaType)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			d.refuse(w, r, door, errTooLarge)
			return
		}
		if err != nil {
			http.Error(w, "the request broke off", http.StatusBadRequest)
			return
		}
		now := d.Now()
		if err := verify(d.Secret, r.Header, body, now); err != nil {
			d.refuse(w, r, door, err)
			return
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), hurry)
		defer cancel()
		if fresh, err := d.Once(ctx, replayKey(r.Header, body), now.Add(2*tolerance)); err != nil {
			d.Log.ErrorContext(ctx, "request not taken", "door", door, "error", err)
			http.Error(w, "not taken; press again", http.StatusServiceUnavailable)
			return
		} else if !fresh {
			d.refuse(w, r, door, errReplay)
			return
		}
		fields, err := url.ParseQuery(string(body))
		if err != nil {
			http.Error(w, errNoPayload.Error(), http.StatusBadRequest)
			return
		}
		next(ctx, w, fields)
	})
}

// replayKey names a request by what was signed. The signature itself may be
// written in several ways.
func replayKey(header http.Header, body []byte) string {
	sum := sha256.New()
	_, _ = sum.Write([]byte(header.Get("X-Slack-Request-Timestamp") + ":")) // a hash takes every write
	_, _ = sum.Write(body)
	return "slack-request-" + hex.EncodeToString(sum.Sum(nil)[:16])
}

// A memory remembers keys in this process. Its zero value is ready.
type memory struct {
	mu   sync.Mutex
	keys map[string]time.Time
}

func (m *memory) once(now func() time.Time) func(context.Context, string, time.Time) (bool, error) {
	return func(_ context.Context, key string, until time.Time) (bool, error) {
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.keys == nil {
			m.keys = map[string]time.Time{}
		}
		moment := now()
		for old, end := range m.keys {
			if end.Before(moment) {
				delete(m.keys, old)
			}
		}
		if _, seen := m.keys[key]; seen {
			return false, nil
		}
		m.keys[key] = until
		return true, nil
	}
}
