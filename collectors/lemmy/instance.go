package lemmy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"tocsin/brand/text"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

const (
	// share is the time in which an instance of default settings lets an address search
	// once, on average: sixty times in ten minutes. Some is left for others who share it.
	share = 12 * time.Second
	// refill is how long an instance is left alone that has had enough: it does not say
	// for how long, and allows a few searches more by then.
	refill = time.Minute
)

// An instance is one of Lemmy's. All searches of a source share it.
type instance struct {
	home, host string
	web        *polite.Client

	mu sync.Mutex
	// quiet is until when it is left alone.
	quiet time.Time
}

// newInstance makes an instance; it asks nobody yet.
func newInstance(home string, o polite.Options) (*instance, error) {
	u, err := url.Parse(home)
	if err != nil || hostOf(home) == "" {
		return nil, fmt.Errorf("%q is no address of an instance: write one such as https://lemmy.world", text.Clip(text.Visible(home), 60))
	}
	i := &instance{home: u.Scheme + "://" + u.Host, host: u.Host}
	o.Service, o.Explain = u.Host, explain
	i.web = polite.New(o)
	return i, nil
}

// hostOf is the host of an address of the web, "" if it is none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
		return ""
	}
	return u.Host
}

// get asks for something, unless the instance is left alone: its limit is one for all
// searches. The moment it answers is when it may be asked again, zero if now.
func (i *instance) get(ctx context.Context, path string, now time.Time, into any) (time.Time, error) {
	i.mu.Lock()
	quiet := i.quiet
	i.mu.Unlock()
	if now.Before(quiet) {
		return quiet, &collectors.WaitError{Until: quiet, Ours: true, Err: fmt.Errorf("%s answers no more for now", i.host)}
	}
	answer, err := i.web.JSON(ctx, i.home+path, nil, now, into)
	wait, told := errors.AsType[*collectors.WaitError](err)
	switch {
	case told:
		i.rest(wait.Until)
	case enough(polite.Refused(err)):
		until := now.Add(refill)
		i.rest(until)
		err = &collectors.WaitError{Until: until, Ours: true, Err: err}
	}
	i.rest(answer.Wait)
	return answer.Wait, err
}

func (i *instance) rest(until time.Time) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if until.After(i.quiet) {
		i.quiet = until
	}
}

// enough reports whether a refusal says that too much was asked, which older instances
// call a bad request.
func enough(r *polite.Refusal) bool {
	return r != nil && (r.Status == http.StatusTooManyRequests || strings.HasPrefix(fault(r), "rate_limit"))
}

// fault is the name that Lemmy gives to what is wrong, "" if it is not Lemmy that says it.
func fault(r *polite.Refusal) string {
	var said struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(r.Said, &said) != nil {
		return ""
	}
	return said.Error
}

// explain says what to do about a refusal.
func explain(r *polite.Refusal, _ time.Time) (string, time.Time) {
	switch is := fault(r); {
	case enough(r):
		return "the instance is asked less often: nothing to do", time.Time{}
	case r.Status == http.StatusUnauthorized, is == "not_logged_in", is == "incorrect_login", is == "instance_is_private":
		return "the instance shows this to its own people alone: read another one", time.Time{}
	case r.Status == http.StatusNotFound:
		return "there is no search: check that the source's url is an instance of Lemmy that serves /api/v3", time.Time{}
	}
	return "", time.Time{}
}
