package polite

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"tocsin/brand/text"
)

const (
	// maxSaid bounds what is read of a refusal, maxError an error, in characters.
	maxSaid  = 64 << 10
	maxError = 400
)

// A Refusal is an answer that is none.
type Refusal struct {
	Status int
	Header http.Header
	// Said is what came with it, at most 64 KiB.
	Said []byte
}

func (r *Refusal) Error() string {
	return strings.TrimSpace(fmt.Sprint(r.Status, " ", http.StatusText(r.Status)))
}

// Words are what the service says is wrong, as far as that can be found in what it
// said: the first of the usual members of JSON, or a short plain text; "" if none.
func (r *Refusal) Words() string {
	var said map[string]any
	if json.Unmarshal(r.Said, &said) == nil {
		for _, name := range []string{"error_description", "error_message", "message", "detail", "description", "error"} {
			switch v := said[name].(type) {
			case string:
				return short(v)
			case map[string]any:
				if s, ok := v["message"].(string); ok {
					return short(s)
				}
			}
		}
		return ""
	}
	if plain := string(bytes.TrimSpace(r.Said)); len(plain) <= 200 && !strings.Contains(plain, "<") {
		return short(plain)
	}
	return ""
}

func short(s string) string { return text.Clip(text.Visible(s), 160) }

// mayPass reports whether a refusal is one of the moment.
func (r *Refusal) mayPass() bool {
	return r.Status == http.StatusTooManyRequests || r.Status == http.StatusForbidden || r.Status >= 500
}

// remedy says what to do.
func (r *Refusal) remedy() string {
	switch {
	case r.Header.Get("Cf-Mitigated") == "challenge":
		return "Cloudflare asks whether the reader is a person: ask the service to let readers in, or read it elsewhere"
	case r.Status == http.StatusTooManyRequests:
		return "the service is asked less often: nothing to do"
	case r.Status == http.StatusUnauthorized:
		return "the service wants a login: check the source's token"
	case r.Status == http.StatusForbidden:
		return "the service turns this reader away: check the source's token and what it may read"
	case r.Status == http.StatusNotFound, r.Status == http.StatusGone:
		return "there is no such thing at the service: check the source's settings"
	case r.Status >= 500:
		return "the service is in trouble; it is asked again later"
	case r.Status >= 300 && r.Status < 400:
		return "the service redirects and does not say where to; name its own address"
	}
	return "check the source's settings"
}

// told is a refusal with what the service said and what to do.
type told struct {
	refusal *Refusal
	remedy  string
}

func (t *told) Error() string {
	parts := []string{"it answers " + t.refusal.Error()}
	if words := t.refusal.Words(); words != "" {
		parts = append(parts, fmt.Sprintf("%q", words))
	}
	return strings.Join(parts, ": ") + "; " + t.remedy
}

func (t *told) Unwrap() error { return t.refusal }

// Refused is the refusal an error is of, nil if it is of none.
func Refused(err error) *Refusal {
	r, _ := errors.AsType[*Refusal](err)
	return r
}

// noJSON says what is wrong with an answer that should be JSON.
func noJSON(body []byte, err error) string {
	if head := bytes.TrimSpace(body); len(head) == 0 {
		return "it is empty"
	} else if head[0] == '<' {
		return "it is a web page"
	}
	return text.BadJSON(err)
}
