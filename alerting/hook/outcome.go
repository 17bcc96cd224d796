package hook

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"tocsin/alerting"
)

const (
	// restful is how long a receiver is left alone that does not say how long,
	// restless the longest it is left alone whatever it says.
	restful  = 10 * time.Second
	restless = 10 * time.Minute
)

// outcome sorts an answer: taken, try again at a moment, may have arrived, certainly not arrived.
func (h *Hook) outcome(answer *http.Response) error {
	status := answer.StatusCode
	err := fmt.Errorf("it answers %d %s", status, http.StatusText(status))
	switch {
	case status >= http.StatusOK && status < http.StatusMultipleChoices:
		return nil
	case status == http.StatusTooManyRequests:
		return &alerting.RetryError{At: h.now().Add(rest(answer.Header.Get("Retry-After"), h.now())), Err: err}
	case status >= http.StatusInternalServerError:
		return fmt.Errorf("%w (%w)", err, alerting.ErrUncertain)
	case status < http.StatusBadRequest:
		return fmt.Errorf("%w; set the address it has moved to", err)
	}
	return fmt.Errorf("%w; check the address and what the receiver expects", err)
}

// broken sorts an error without an answer.
func broken(err error, sent bool) error { //nolint:revive // a fact of the error, no switch
	if where, ok := errors.AsType[*url.Error](err); ok {
		err = where.Err // without the address, which is secret
	}
	if !sent {
		return fmt.Errorf("it is out of reach: %w", err)
	}
	return fmt.Errorf("%w (%w)", err, alerting.ErrUncertain)
}

func rest(header string, now time.Time) time.Duration {
	wait := restful
	if seconds, err := strconv.ParseFloat(header, 64); err == nil && seconds >= 0 && seconds < math.MaxInt32 {
		wait = time.Duration(math.Ceil(seconds)) * time.Second
	} else if at, err := http.ParseTime(header); err == nil && at.After(now) {
		wait = at.Sub(now)
	}
	return min(max(wait, time.Second), restless)
}
