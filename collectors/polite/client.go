package polite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/guard"
)

// Options say how a Client asks.
type Options struct {
	// Transport is the way out, guarded and shared: required.
	Transport http.RoundTripper
	// Agent is the User-Agent, with a contact.
	Agent string
	// Service is what errors call it: "Hacker News".
	Service string
	// Timeout bounds one request with its answer; 0 means 20 s.
	Timeout time.Duration
	// MaxBytes bounds an answer, unpacked; 0 means 5 MiB.
	MaxBytes int64
	// Gap is the least time between the beginnings of two requests to the host, 0 for the
	// transport's own.
	Gap time.Duration
	// Secrets are taken out of every error.
	Secrets []string
	// Explain says what to do about an answer that is none, "" if it is as with any other
	// service; until is when the service will answer again, in a dialect of its own, zero
	// if it does not say.
	Explain func(r *Refusal, now time.Time) (remedy string, until time.Time)
}

const (
	defaultTimeout  = 20 * time.Second
	defaultMaxBytes = 5 << 20
)

// A Client asks one service. It is safe for use by several goroutines.
type Client struct {
	options Options
	web     *http.Client
}

// New makes a client; it asks nobody yet.
func New(o Options) *Client {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	return &Client{options: o, web: guard.Client(o.Transport)}
}

// An Answer is what a service said that has an answer.
type Answer struct {
	Header http.Header
	Body   []byte
	// Wait is when the service will take another request, zero if now.
	Wait time.Time
}

// Get asks for an address. An answer other than 200 to 299 is a *Refusal, within a
// *collectors.WaitError where it says when to come back.
func (c *Client) Get(ctx context.Context, address string, header http.Header, now time.Time) (Answer, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Answer{}, fmt.Errorf("%s: its address cannot be used", c.options.Service)
	}
	if s, ok := c.options.Transport.(*Spaced); ok && c.options.Gap > 0 {
		s.Slow(u.Host, c.options.Gap)
	}
	if ctx, err = Await(ctx, c.options.Transport, u.Host); err != nil {
		return Answer{}, c.fault(u, err)
	}
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Answer{}, fmt.Errorf("%s: its address cannot be used", c.options.Service)
	}
	c.present(req, header)
	resp, err := c.web.Do(req) //nolint:bodyclose // take closes it
	if err != nil {
		return Answer{}, c.fault(req.URL, guard.Plain(err))
	}
	return c.take(req.URL, resp, now)
}

// JSON asks for an address whose answer is JSON, and decodes it.
func (c *Client) JSON(ctx context.Context, address string, header http.Header, now time.Time, into any) (Answer, error) {
	a, err := c.Get(ctx, address, header, now)
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(a.Body, into); err != nil {
		return a, c.fault(nil, fmt.Errorf("the answer is not what the service answers: %s; it is asked again later", noJSON(a.Body, err)))
	}
	return a, nil
}

// SignIn asks a service for a session, which is the one thing that takes more than a
// reading, and decodes its JSON.
func (c *Client) SignIn(ctx context.Context, address string, header http.Header, body []byte, now time.Time, into any) error { //nolint:revive // a whole request
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("%s: its address cannot be used", c.options.Service)
	}
	own := header.Clone()
	if own == nil {
		own = http.Header{}
	}
	own.Set("User-Agent", c.options.Agent)
	resp, err := guard.SignIn(ctx, c.options.Transport, address, own, body) //nolint:bodyclose // take closes it
	if err != nil {
		return c.fault(u, guard.Plain(err))
	}
	a, err := c.take(u, resp, now)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(a.Body, into); err != nil {
		return c.fault(u, errors.New("the answer to the sign-in is no session; it is asked again later"))
	}
	return nil
}

// present says who asks, and how the answer may be packed.
func (c *Client) present(req *http.Request, header http.Header) {
	maps.Copy(req.Header, header)
	req.Header.Set("User-Agent", c.options.Agent)
	req.Header.Set("Accept-Encoding", Packings)
	if req.Header.Get("Accept") == "" {
		req.Header.Set("Accept", "application/json")
	}
}

// take reads an answer to its end.
func (c *Client) take(u *url.URL, resp *http.Response, now time.Time) (Answer, error) {
	defer func() { _ = resp.Body.Close() }()
	limit := c.options.MaxBytes
	refused := resp.StatusCode < 200 || resp.StatusCode > 299
	if refused {
		limit = maxSaid
	}
	body, err := Unpack(resp, limit)
	if refused {
		return Answer{}, c.refuse(&Refusal{Status: resp.StatusCode, Header: resp.Header, Said: body.Text}, now)
	}
	switch {
	case err != nil:
		return Answer{}, c.fault(u, err)
	case body.Long:
		return Answer{}, c.fault(u, fmt.Errorf("the answer is longer than %d bytes, which none has to be; it is asked again later", limit))
	case body.Cut:
		return Answer{}, c.fault(u, errors.New("the connection broke off within the answer; it is asked again later"))
	}
	return Answer{Header: resp.Header, Body: body.Text, Wait: Spent(resp.Header, now)}, nil
}

// refuse makes an error of an answer that is none.
func (c *Client) refuse(r *Refusal, now time.Time) error {
	until, passes := Opens(r.Header, now), r.mayPass()
	remedy := r.remedy()
	if c.options.Explain != nil {
		own, at := c.options.Explain(r, now)
		if own != "" {
			remedy = own
		}
		if !at.IsZero() {
			until, passes = at, true // whatever status it says so with
		}
	}
	err := c.fault(nil, &told{r, remedy})
	if until.After(now) && passes {
		return &collectors.WaitError{Until: until, Err: err}
	}
	return err
}

// fault names the service, and conceals what must not be shown.
func (c *Client) fault(u *url.URL, err error) error {
	if u != nil {
		err = fmt.Errorf("%s at %s: %w", c.options.Service, guard.Show(u), err)
	} else {
		err = fmt.Errorf("%s: %w", c.options.Service, err)
	}
	return Conceal(err, c.options.Secrets)
}
