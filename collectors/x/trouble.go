package x

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/dghubble/go-twitter/twitter"

	"tocsin/collectors"
)

// A trouble is why there is no stream.
type trouble struct {
	kind kind
	err  error
	// status is what X answered, 0 if it did not.
	status int
	// until is when X wants to be asked again, zero if it doesn't say; ours is set where
	// that is a guess.
	until time.Time
	ours  bool
}

// A kind of trouble decides how long the stream is left alone.
type kind uint8

// Troubles are those of the way there, of the service, and of too many requests; what is
// spent is none.
const (
	ofNetwork kind = iota
	ofService
	ofCrowd
	spent
)

// pause is how long to stay away after n troubles of a kind in a row, as X asks for.
func (k kind) pause(n int) time.Duration {
	const (
		step, network = 250 * time.Millisecond, 16 * time.Second
		first, most   = 5 * time.Second, 320 * time.Second
		// X sets no bound to the doubling; its windows last a quarter of an hour.
		crowd, window = time.Minute, 15 * time.Minute
	)
	n = min(max(n, 1), 100)
	doublings := min(n-1, 10)
	switch k {
	case ofCrowd:
		return min(crowd<<doublings, window)
	case ofService:
		return min(first<<doublings, most)
	default:
		return min(step*time.Duration(n), network)
	}
}

const tooMany = "TooManyConnections"

// refusedStream says why X did not do what the stream needs.
func refusedStream(what string, a answer, now time.Time) *trouble {
	resp := &http.Response{StatusCode: a.status, Header: a.header}
	var said []twitter.ErrorDetail
	crowded := false
	for _, f := range a.doc.faults() {
		said = append(said, twitter.ErrorDetail{Code: f.code(a.status), Message: f.words()})
		crowded = crowded || f.Issue == tooMany
	}
	t := &trouble{kind: ofService, status: a.status, err: refusal(what, resp, said, now)}
	wait, says := errors.AsType[*collectors.WaitError](t.err)
	if says {
		t.err = wait.Err
	}
	switch {
	case crowded:
		t.kind, t.err = ofCrowd, crowd(t.err).err
	case a.status == http.StatusConflict:
		t.err = withRemedy(t.err, "it has none of the rules that it was given; it is given them again")
	case a.status == http.StatusTooManyRequests && (!says || !wait.Ours):
		t.kind = ofCrowd
		if a.header.Get("X-Rate-Limit-Remaining") == "0" {
			t.until = resetTime(a.header, now)
		}
	case says:
		t.until, t.ours = wait.Until, wait.Ours
	}
	return t
}

// crowd is the trouble of a stream that somebody reads already.
func crowd(err error) *trouble {
	return &trouble{kind: ofCrowd, err: withRemedy(err,
		"X lets a token have one stream, and it is open: unless that is your daemon's, stop the other program that reads it, or use way: search here; one that broke off lately is let go in some minutes")}
}

// withRemedy says what to do about an error.
func withRemedy(err error, remedy string) error { return fmt.Errorf("%w; %s", err, remedy) }
