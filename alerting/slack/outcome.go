package slack

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	slackgo "github.com/slack-go/slack"

	"tocsin/alerting"
)

const (
	// restful is how long Slack is left alone where it does not say how long.
	restful = 10 * time.Second
	// restless is the longest it is left alone, whatever it says: a crisis cannot wait for ever.
	restless = 10 * time.Minute
)

var errNoTimestamp = errors.New("the answer names no message")

// A call is one request on its way to Slack, and what came back. It tells what
// slack-go's errors do not: whether anything was written before the call broke.
type call struct {
	now        func() time.Time
	sent       atomic.Bool
	status     atomic.Int64
	retryAfter atomic.Pointer[string]
}

type callKey struct{}

func watch(ctx context.Context, now func() time.Time) (context.Context, *call) {
	c := &call{now: now}
	trace := &httptrace.ClientTrace{
		// net/http asks for another connection only if nothing was written to the last one.
		GetConn: func(string) { c.sent.Store(false) },
		GotConn: func(httptrace.GotConnInfo) { c.sent.Store(true) },
	}
	return httptrace.WithClientTrace(context.WithValue(ctx, callKey{}, c), trace), c
}

// watchful copies a client so that it notes each answer in its call and follows no redirect.
func watchful(base *http.Client) *http.Client {
	client := http.Client{Timeout: patience}
	if base != nil {
		client = *base
	}
	if client.Transport == nil {
		client.Transport = http.DefaultTransport
	}
	client.Transport = noter{client.Transport}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
}

type noter struct{ next http.RoundTripper }

func (n noter) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := n.next.RoundTrip(r)
	if c, ok := r.Context().Value(callKey{}).(*call); ok && err == nil {
		wait := answer.Header.Get("Retry-After")
		c.retryAfter.Store(&wait)
		c.status.Store(int64(answer.StatusCode))
	}
	return answer, err
}

// outcome sorts an error into the three classes: try again at a moment (a
// RetryError), may have arrived (wraps ErrUncertain), certainly not arrived.
func (c *call) outcome(err error) error {
	if err == nil {
		return nil
	}
	status := int(c.status.Load())
	var refusal slackgo.SlackErrorResponse
	switch {
	case status == http.StatusTooManyRequests:
		return c.later(errors.New("429 Too Many Requests"))
	case errors.As(err, &refusal) && refusal.Err == "ratelimited":
		return c.later(errors.New("ratelimited"))
	case errors.As(err, &refusal):
		return refused(refusal)
	case status >= http.StatusInternalServerError:
		return unsure(fmt.Errorf("%d %s", status, http.StatusText(status)))
	case status >= http.StatusMultipleChoices:
		return fmt.Errorf("%d %s; check the API's address", status, http.StatusText(status))
	case status == 0 && !c.sent.Load():
		return fmt.Errorf("slack is out of reach: %w", plain(err))
	}
	return unsure(plain(err))
}

func (c *call) later(err error) error {
	said := ""
	if p := c.retryAfter.Load(); p != nil {
		said = *p
	}
	wait := rest(said, c.now())
	return &alerting.RetryError{At: c.now().Add(wait), Err: fmt.Errorf("slack asks for %v of rest: %w", wait, err)}
}

// rest reads a Retry-After, which Slack at times leaves out and proxies garble.
func rest(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	wait := restful
	if seconds, err := strconv.ParseFloat(header, 64); err == nil && seconds >= 0 && seconds < math.MaxInt32 {
		wait = time.Duration(math.Ceil(seconds)) * time.Second
	} else if at, err := http.ParseTime(header); err == nil && at.After(now) {
		wait = at.Sub(now)
	}
	return min(max(wait, time.Second), restless)
}

// word is what Slack's error codes look like; anything else is not repeated,
// since a proxy may echo what it was sent.
var word = regexp.MustCompile(`^[a-z0-9_:,.]{1,80}$`)

func refused(refusal slackgo.SlackErrorResponse) error {
	if !word.MatchString(refusal.Err) {
		return errors.New("slack refuses, in words it does not usually use")
	}
	err := errors.New(refusal.Err)
	switch refusal.Err {
	case "internal_error", "fatal_error":
		// Slack's own words for these: some of it may have succeeded.
		return unsure(err)
	case "message_not_found", "cant_update_message", "edit_window_closed":
		return fmt.Errorf("%w (%w)", err, alerting.ErrGone)
	case "missing_scope":
		if word.MatchString(refusal.Needed) {
			return fmt.Errorf("%w: give the app the scope %s and install it again", err, refusal.Needed)
		}
	}
	if hint := remedy(refusal.Err); hint != "" {
		return fmt.Errorf("%w: %s", err, hint)
	}
	return err
}

func remedy(code string) string {
	switch code {
	case "channel_not_found":
		return "there is no such channel or the app is not in it; check the name and /invite the app"
	case "not_in_channel":
		return "/invite the app to the channel"
	case "is_archived":
		return "unarchive the channel or name another"
	case "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive":
		return "the token is no longer good; install the app again and set the new token"
	case "missing_scope":
		return "give the app the scope it asks for and install it again"
	case "user_not_found", "user_not_visible", "user_disabled", "users_not_found", "cannot_dm_bot":
		return "check the person's Slack user id"
	case "restricted_action", "ekm_access_denied", "team_access_not_granted":
		return "ask the workspace's administrator to let the app post here"
	}
	return ""
}

// unsure marks an error after which the message may have arrived.
func unsure(err error) error { return fmt.Errorf("%w (%w)", err, alerting.ErrUncertain) }

// certain takes that mark off where nothing was posted: asking twice does no harm.
func certain(err error) error {
	if err == nil || !errors.Is(err, alerting.ErrUncertain) {
		return err
	}
	return errors.New(strings.TrimSuffix(err.Error(), " ("+alerting.ErrUncertain.Error()+")"))
}

// plain drops the request's address from an error.
func plain(err error) error {
	if where, ok := errors.AsType[*url.Error](err); ok {
		return where.Err
	}
	return err
}
