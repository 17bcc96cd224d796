package websub

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"tocsin/brand/text"
	"tocsin/collectors/guard"
	"tocsin/collectors/polite"
)

type roundTripper = http.RoundTripper

const (
	// lease is how long a hub is asked to deliver. One that grants another span is asked
	// again when four fifths of that are over.
	lease = 10 * 24 * time.Hour
	// shortest and longest bound what is believed of a lease.
	shortest = 5 * time.Minute
	longest  = 90 * 24 * time.Hour
	// patience is how long a hub may take to confirm; it doubles with every failure in a
	// row, up to reluctance.
	patience   = 10 * time.Minute
	reluctance = 12 * time.Hour
	// hubless is how long a feed without a hub is believed to have none.
	hubless = 24 * time.Hour
	// askWithin bounds a request to a hub, maxAnswer what is read of its answer.
	askWithin = 20 * time.Second
	maxAnswer = 4 << 10
)

// tend asks the hub where that is due: for the first time, again before the lease is over,
// or after it did not confirm. What goes wrong is told, and costs nothing: the feed is read.
func (c *Collector) tend(ctx context.Context, now time.Time) []string {
	notes, due := c.turn(now)
	if !due {
		return notes
	}
	hub, topic, err := c.find(ctx, now)
	if err == nil && hub == "" {
		c.rest(now)
		return append(notes, hublessNote)
	}
	if err == nil {
		err = c.ask(ctx, hub, topic, now)
	}
	if err != nil && ctx.Err() == nil {
		notes = append(notes, text.Visible(err.Error()))
	}
	return notes
}

// hublessNote says that a feed names no hub.
const hublessNote = "the feed names no hub that is asked by https; it is read at the source's pace"

// Examine looks whether the feed names a hub, and asks none. It says what is to be known of
// that, "" if all is well.
func (c *Collector) Examine(ctx context.Context, now time.Time) string {
	hub, _, err := c.find(ctx, now)
	switch {
	case err != nil:
		return text.Visible(err.Error())
	case hub == "":
		return hublessNote + ": take kind: feed, which needs no callback"
	}
	return ""
}

// turn reports whether the hub is to be asked, puts the next time off, and tells what
// became of the last.
func (c *Collector) turn(now time.Time) ([]string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var notes []string
	if c.sub.Denied != "" {
		notes = append(notes, fmt.Sprintf("the hub %s denies the feed: %s; it is asked again later, and the feed read meanwhile", shown(c.sub.Hub), c.sub.Denied))
		c.sub.Denied = ""
	}
	if !c.reachable || now.Before(c.sub.Next) {
		return notes, false
	}
	if c.sub.Failures > 0 && c.sub.Asked.After(c.sub.Since) && !c.sub.live(now) && len(notes) == 0 {
		notes = append(notes, fmt.Sprintf("the hub %s was asked at %s and has not confirmed: see that it reaches %s", shown(c.sub.Hub), c.sub.Asked.UTC().Format("2006-01-02 15:04 UTC"), c.callback+Path+"…"))
	}
	wait := min(patience<<min(c.sub.Failures, 10), reluctance)
	if left := c.sub.Until.Sub(now) / 2; left > 0 {
		wait = min(wait, max(left, time.Minute)) // before the lease is over
	}
	c.sub.Failures++
	c.sub.Next = now.Add(wait)
	c.sub.Version++
	return notes, true
}

// rest puts off looking for a hub where there is none.
func (c *Collector) rest(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sub.Failures, c.sub.Next = 0, now.Add(hubless)
	c.sub.Version++
}

// find looks which hub the feed names, and under which topic.
func (c *Collector) find(ctx context.Context, now time.Time) (hub, topic string, err error) { //nolint:nonamedreturns // three strings, nearly
	header := http.Header{"Accept": {"application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"}}
	a, err := c.site.Get(ctx, c.address, header, now)
	if err != nil {
		return "", "", fmt.Errorf("look for the feed's hub: %w", err)
	}
	n := discover(a.Header, a.Body, c.address)
	for _, h := range n.hubs {
		// A secret that is sent in the open is none.
		if strings.HasPrefix(h, "https://") || c.private {
			return h, n.self, nil
		}
	}
	return "", "", nil
}

// ask asks a hub for a topic. The hub may look whether we asked before it answers, so the
// subscription is written down first.
func (c *Collector) ask(ctx context.Context, hub, topic string, now time.Time) error {
	c.mu.Lock()
	if c.sub.Hub != hub || c.sub.Topic != topic {
		c.sub = subscription{Version: c.sub.Version, Hub: hub, Topic: topic, Failures: c.sub.Failures, Next: c.sub.Next}
	}
	c.sub.named()
	c.sub.Asked = now
	c.sub.Version++
	form := url.Values{
		"hub.mode": {"subscribe"}, "hub.topic": {topic}, "hub.callback": {c.callback + Path + c.sub.Token},
		"hub.secret": {c.sub.Secret}, "hub.lease_seconds": {strconv.Itoa(int(lease.Seconds()))},
	}
	secrets := []string{c.sub.Secret, c.sub.Token}
	c.mu.Unlock()

	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	resp, err := guard.Subscribe(ctx, c.transport, hub, http.Header{"User-Agent": {c.agent}}, form)
	if err == nil {
		defer func() { _ = resp.Body.Close() }()
		err = refusal(resp)
	}
	if err != nil {
		return polite.Conceal(fmt.Errorf("ask the hub %s: %w; it is asked again later, and the feed read meanwhile", shown(hub), guard.Plain(err)), secrets)
	}
	return nil
}

// refusal is what a hub has against a subscription, nil if nothing.
func refusal(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode <= 299 {
		return nil
	}
	said, _ := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	status := strings.TrimSpace(strconv.Itoa(resp.StatusCode) + " " + http.StatusText(resp.StatusCode))
	if words := text.Clip(text.Visible(strings.Join(strings.Fields(string(said)), " ")), 160); words != "" && !strings.Contains(words, "<") {
		return fmt.Errorf("it answers %s: %q", status, words)
	}
	return errors.New("it answers " + status)
}

func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "without an address"
	}
	return guard.Show(u)
}

// confirmed is a subscription that the hub has granted, for so many seconds, 0 if it did
// not say.
func (s *subscription) confirmed(seconds int64, now time.Time) {
	span := lease
	if seconds > 0 {
		span = min(max(time.Duration(min(seconds, int64(longest/time.Second)))*time.Second, shortest), longest)
	}
	if !s.live(now) {
		s.Since = now
	}
	s.Until, s.Failures = now.Add(span), 0
	s.Next = now.Add(span * 4 / 5)
	s.Version++
}
