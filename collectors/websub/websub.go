// Package websub listens to feeds whose publishers tell a hub of what is new: the hub
// brings it here within seconds (W3C WebSub). The feed is read all the same, seldom while
// the hub delivers and at the source's pace while it does not, so that a hub that forgets
// costs time and no post. What the hub brings is the feed's own document, and its posts are
// the ones the feed shows.
package websub

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the kind's name in configuration.
const Kind = "websub"

// callbackSetting is where hubs reach the daemon.
const callbackSetting = "callback"

// net is how often the feed of a hub that delivers is read.
const net = time.Hour

// Type is the kind of source that a feed with a hub is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "feeds whose hub brings what is new within seconds",
		Needs:   "a feed that names a hub, and an address under which that hub reaches this daemon, in " + callbackSetting,
		Limits:  "5 MiB a delivery; a hub that is not asked for by https is not used",
		Blind:   "as a feed: whatever leaves the document between two readings while the hub does not deliver",
		Address: collectors.Required,
		Settings: []collectors.Setting{{
			Name: callbackSetting, About: "is the address under which the web reaches this daemon; hubs are sent to " + Path + " below it", Example: "https://tocsin.example", Required: true,
		}},
		Every: 5 * time.Minute,
		Open:  open,
		Judge: func(s collectors.Spec) error {
			_, err := callback(s)
			return err
		},
	}
}

// A reader reads a feed, and what a hub brings of it.
type reader interface {
	collectors.Collector
	Given(from collectors.Cursor, body []byte, contentType string) ([]brand.Post, []string, error)
}

func open(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
	base, err := callback(s)
	if err != nil {
		return nil, fmt.Errorf("source %s: %w", s.ID, err)
	}
	feed, err := with.Feed(s, s.URL)
	if err != nil {
		return nil, fmt.Errorf("source %s: %w", s.ID, err)
	}
	reads, ok := feed.(reader)
	if !ok {
		return nil, fmt.Errorf("source %s: what reads its feed cannot read what a hub brings; please report it", s.ID)
	}
	return &Collector{
		address: s.URL, callback: base, feed: reads, transport: with.Web(s.AllowPrivate), agent: with.Agent, private: s.AllowPrivate,
		site: polite.New(polite.Options{Transport: with.Web(s.AllowPrivate), Agent: with.Agent, Service: "the feed"}),
	}, nil
}

// callback is the address below which hubs reach this daemon.
func callback(s collectors.Spec) (string, error) {
	base := s.Setting(callbackSetting)
	u, err := url.Parse(base)
	switch {
	case base == "":
		return "", errors.New("no hub can reach this daemon: set callback to its address on the web, such as https://tocsin.example")
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return "", fmt.Errorf("the callback %q is no address hubs could be sent to: write one such as https://tocsin.example", base)
	}
	return strings.TrimRight(base, "/"), nil
}

// A Collector is a feed with its hub.
type Collector struct {
	address, callback, agent string
	private                  bool
	feed                     reader
	site                     *polite.Client
	transport                roundTripper

	mu sync.Mutex
	// reachable is set once a Door lets hubs in: who only tries a source asks no hub.
	reachable bool
	// loaded is set once the subscription is known.
	loaded bool
	sub    subscription
	// read is where the feed was last read to.
	read collectors.Cursor
	// early has the feed read at the next turn.
	early bool
}

var _ collectors.Collector = (*Collector)(nil)

// Collect looks after the subscription, and reads the feed where that is due.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	m, anew, notes := c.recall(from)
	page := collectors.Page{Unchanged: true}
	var fault error
	if c.due(m, now) {
		page, fault = c.feed.Collect(ctx, m.Feed, now)
		if fault == nil {
			m = m.after(page, now)
			notes = append(notes, c.distrust(page, now)...)
		}
	}
	notes = append(notes, c.tend(ctx, now)...)
	if fault != nil {
		c.hurry()
		return collectors.Page{}, fault
	}
	page.Anew = page.Anew || anew
	page.Notes = append(notes, page.Notes...)
	page.NotBefore = time.Time{} // the lease does not wait; the feed's wish is in the memo
	page.Next = c.memo(m)
	return page, nil
}

// Again lets the feed give once more what it gave before.
func (c *Collector) Again(from collectors.Cursor) collectors.Cursor {
	again, ok := c.feed.(collectors.Rereader)
	m, anew := readMemo(from, c.address)
	if from == "" || anew || !ok {
		return from
	}
	m.Feed, m.Read = again.Again(m.Feed), time.Time{}
	return m.write()
}

// due reports whether the feed is to be read now.
func (c *Collector) due(m memo, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.early: // the hub says that there is something new
		c.early = false
		return true
	case now.Before(m.Wait):
		return false
	case m.Read.IsZero() || !c.sub.live(now):
		return true
	case !m.Read.After(c.sub.Since): // what came before the hub knew of us
		return true
	}
	return now.Sub(m.Read) >= net
}

// hurry has the feed read at the next turn.
func (c *Collector) hurry() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.early = true
}

// late is how much older than its last delivery a post must be that a hub has not brought,
// and how long it may take for one.
const late = 10 * time.Minute

// distrust looks whether the feed shows what its hub never brought: then the hub is asked
// anew, and the feed read at its own pace meanwhile.
func (c *Collector) distrust(page collectors.Page, now time.Time) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if page.Unchanged || !c.sub.live(now) {
		return nil
	}
	newest := page.Known.Newest
	for _, p := range page.Posts {
		if p.Published.After(newest) && !p.Published.After(now) {
			newest = p.Published
		}
	}
	heard := c.sub.Since
	if c.sub.Brought.After(heard) {
		heard = c.sub.Brought
	}
	if !newest.After(heard.Add(late)) || now.Sub(newest) < late {
		return nil
	}
	c.sub.lapse()
	return []string{fmt.Sprintf("the hub has not brought what was published at %s; it is asked anew, and the feed read at the source's pace until it delivers",
		newest.UTC().Format("2006-01-02 15:04 UTC"))}
}
