package x

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dghubble/go-twitter/twitter"

	"tocsin/brand/text"
	"tocsin/collectors"
)

// Where an id that bounds a search has left X's seven days, X refuses the search.
var (
	errSinceTooOld = errors.New("x search: the newest post seen is older than X searches")
	errWalkTooOld  = errors.New("x search: the oldest post seen is older than X searches")
)

// errRefusedQuery is why X refuses one search and may answer another.
var errRefusedQuery = errors.New("mend the source's query")

// judge decides whether an answer is a search result. go-twitter reports no
// error for a refusal it cannot read and for an empty body, so status and shape
// are looked at here, whatever it says.
func judge(search *twitter.Search, resp *http.Response, err error, now time.Time) error {
	if resp == nil {
		// The address in a url.Error is v1.1's, where nothing was asked.
		if u, ok := errors.AsType[*url.Error](err); ok {
			err = u.Err
		}
		if odd, ok := errors.AsType[*unreadableError](err); ok {
			return odd
		}
		return fmt.Errorf("x search: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		said, _ := errors.AsType[twitter.APIError](err)
		return refusal("x search", resp, said.Errors, now)
	}
	if err != nil {
		return fmt.Errorf("x search: the answer is no search result: %w", err)
	}
	if search.Statuses == nil || search.Metadata == nil {
		return errors.New("x search: X answered 200 without a search result; it is asked again later")
	}
	return nil
}

// refusal says why X gave nothing of what was asked for, and what to do.
func refusal(what string, resp *http.Response, said []twitter.ErrorDetail, now time.Time) error {
	has := func(code int) bool {
		return slices.ContainsFunc(said, func(e twitter.ErrorDetail) bool { return e.Code == code })
	}
	// A list of all parameters, as X gives with an unknown one, has no quotes.
	about := func(parameter string) bool {
		return slices.ContainsFunc(said, func(e twitter.ErrorDetail) bool {
			return strings.HasPrefix(e.Message, parameter) || strings.Contains(e.Message, "'"+parameter+"'")
		})
	}
	err := errors.New(told(what, resp, said))
	switch {
	case has(codeCapped):
		y, m, _ := now.UTC().Date()
		err = fmt.Errorf("%w; the account's monthly cap of posts is used up: raise it at developer.x.com", err)
		return &collectors.WaitError{Until: time.Date(y, m+1, 1, 0, 0, 0, 0, time.UTC), Ours: true, Err: err}
	case resp.StatusCode == http.StatusTooManyRequests:
		return &collectors.WaitError{Until: resetTime(resp.Header, now), Err: err}
	case resp.StatusCode == http.StatusPaymentRequired:
		err = fmt.Errorf("%w; the account has no credit left: add some at developer.x.com", err)
		return &collectors.WaitError{Until: now.Add(time.Hour), Ours: true, Err: err}
	case resp.StatusCode == http.StatusUnauthorized:
		return fmt.Errorf("%w; set X_BEARER_TOKEN to a valid bearer token of your app at developer.x.com", err)
	case resp.StatusCode == http.StatusForbidden:
		return fmt.Errorf("%w; set X_BEARER_TOKEN to the bearer token of an app that stands in a project with API v2 access, see developer.x.com", err)
	case resp.StatusCode == http.StatusBadRequest && about("since_id"):
		return fmt.Errorf("%w (%w)", errSinceTooOld, err)
	case resp.StatusCode == http.StatusBadRequest && about("until_id"):
		return fmt.Errorf("%w (%w)", errWalkTooOld, err)
	case resp.StatusCode == http.StatusBadRequest:
		return fmt.Errorf("%w; %w", err, errRefusedQuery)
	case resp.Header.Get("Retry-After") != "":
		return &collectors.WaitError{Until: retryTime(resp.Header, now), Err: err}
	}
	return err
}

// told repeats what X said: "x search: X answers 403 Forbidden: Client Forbidden: …".
func told(what string, resp *http.Response, said []twitter.ErrorDetail) string {
	parts := []string{fmt.Sprint(what, ": X answers ", resp.StatusCode, " ", http.StatusText(resp.StatusCode))}
	for _, e := range said {
		parts = append(parts, e.Message)
	}
	return text.Visible(strings.Join(parts, ": "))
}

// conceal takes the token out of words that X may have echoed.
func (c *Collector) conceal(err error) error {
	if c.options.Bearer == "" || !strings.Contains(err.Error(), c.options.Bearer) {
		return err
	}
	if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
		return &collectors.WaitError{Until: wait.Until, Ours: wait.Ours, Err: c.conceal(wait.Err)}
	}
	return errors.New(strings.ReplaceAll(err.Error(), c.options.Bearer, "…"))
}

// resetTime is when X's rate limit opens again: what the header says. One
// minute if that is already over, by our clock, and a window of 15 minutes where
// the header says nothing of use.
func resetTime(h http.Header, now time.Time) time.Time {
	const window = 15 * time.Minute
	epoch, err := strconv.ParseInt(h.Get("X-Rate-Limit-Reset"), 10, 64)
	if err != nil {
		return now.Add(window)
	}
	switch at := time.Unix(epoch, 0).UTC(); {
	case at.After(now.Add(24 * time.Hour)):
		return now.Add(window)
	case !at.After(now):
		return now.Add(time.Minute)
	default:
		return at
	}
}

// retryTime reads Retry-After, seconds or a date, within the same bounds.
func retryTime(h http.Header, now time.Time) time.Time {
	value := h.Get("Retry-After")
	at, err := http.ParseTime(value)
	if seconds, bad := strconv.Atoi(value); bad == nil {
		at, err = now.Add(time.Duration(seconds)*time.Second), nil
	}
	if err != nil || at.After(now.Add(24*time.Hour)) {
		return now.Add(15 * time.Minute)
	}
	if at.Before(now) {
		return now
	}
	return at
}
