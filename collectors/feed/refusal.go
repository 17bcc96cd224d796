package feed

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// A statusError is a server's answer that brings no document.
type statusError struct {
	code int
	text string
}

func (e *statusError) Error() string { return e.text }

// isTooMuch reports whether a server asks to be left alone: then it must not be
// asked at once under another address.
func isTooMuch(err error) bool {
	s, ok := errors.AsType[*statusError](err)
	return ok && (s.code == http.StatusTooManyRequests || s.code == http.StatusServiceUnavailable)
}

// refusal says why a server gave no document, and what to do.
func refusal(resp *http.Response, now time.Time) error {
	// What the server writes beside the number could be anything.
	var err error = &statusError{resp.StatusCode, strings.TrimSpace(fmt.Sprint(resp.StatusCode, " ", http.StatusText(resp.StatusCode)))}
	later := func(wait time.Duration, remedy string) error {
		return &collectors.WaitError{Until: now.Add(wait), Ours: true, Err: fmt.Errorf("%w; %s", err, remedy)}
	}
	retry := polite.RetryAfter(resp.Header, now)
	switch status := resp.StatusCode; {
	case resp.Header.Get("Cf-Mitigated") == "challenge":
		return later(time.Hour, "Cloudflare asks whether the reader is a person: ask the site to let feed readers in, or read it elsewhere")
	case status == http.StatusGone:
		return later(24*time.Hour, "the feed is gone for good: take it out, or name its new address")
	case status == http.StatusNotFound:
		// Some sites lose their feeds for hours, so the source stays.
		return fmt.Errorf("%w; there is no such feed now: see whether it has another address", err)
	case !retry.IsZero():
		return &collectors.WaitError{Until: retry, Err: err}
	case status == http.StatusUnauthorized:
		return fmt.Errorf("%w; the feed wants a login: give its private address by way of url_env", err)
	case status == http.StatusForbidden:
		return fmt.Errorf("%w; the site turns this reader away: ask it to let feed readers in, or read it elsewhere", err)
	case status == http.StatusNotModified:
		return fmt.Errorf("%w to a first request; the server is broken, it is asked again later", err)
	case status >= 300 && status < 400:
		return fmt.Errorf("%w, and it does not say where to go; name the feed's own address", err)
	case status < 300:
		return fmt.Errorf("%w, which brings no document", err)
	}
	return err
}
