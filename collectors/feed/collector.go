// Package feed listens to feeds: RSS, Atom and JSON Feed. It asks as seldom and
// as little as it can — a document that is unchanged is not sent again — and
// reads what it gets as far as it is whole, whatever encoding or damage it has.
package feed

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/guard"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration.
const Kind = "feed"

// Options say which feed a Collector reads, and how it asks.
type Options struct {
	// URL is the feed's address. It may be a secret and is never shown whole.
	URL string
	// Transport carries the requests; nil means a guarded one of this
	// collector's own. Collectors that share one keep fewer connections.
	Transport http.RoundTripper
	// AllowPrivate lets the transport of its own lead to private addresses. It
	// changes nothing about one that is given.
	AllowPrivate bool
	// UserAgent says who asks; "" means DefaultUserAgent.
	UserAgent string
	// Turn is taken to read a document; nil means one of this collector's own.
	// Collectors that share one need the memory of one.
	Turn *Turn
	// MaxBytes bounds a document, unpacked; 0 means 5 MiB.
	MaxBytes int64
	// Every is the pace at which the source is read: wishes to be read less often count beyond it.
	Every time.Duration
	// Timeout bounds one reading; 0 means 20 s.
	Timeout time.Duration
}

// DefaultUserAgent is who asks where nothing else is said.
const DefaultUserAgent = "Tocsin (feed reader)"

const (
	defaultMaxBytes = 5 << 20
	defaultTimeout  = 20 * time.Second
)

// A Collector reads one feed.
type Collector struct {
	options Options
	client  *http.Client
	of      string
	secrets []string
	open    atomic.Pointer[opened]
	// seed is what items are hashed with.
	seed maphash.Seed
}

var _ collectors.Collector = (*Collector)(nil)

// New makes a collector; it asks nobody yet.
func New(o Options) (*Collector, error) {
	u, err := url.Parse(o.URL)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return nil, errors.New("the feed's address is not one of the web: write it as https://host/path")
	}
	if o.Transport == nil {
		o.Transport = guard.Transport(guard.Options{AllowPrivate: o.AllowPrivate})
	}
	if o.Turn == nil {
		o.Turn = NewTurn()
	}
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	return &Collector{options: o, client: guard.Client(o.Transport), of: digest([]byte(o.URL)), secrets: secrets(u), seed: maphash.MakeSeed()}, nil
}

// Collect reads the feed's document, if it is another than the bookmark's. A
// feed that cannot be read where it moved to is looked for where it was.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	b, notes := c.opened(from)
	ctx, err := polite.Await(ctx, c.options.Transport, hostOf(b.target(c.options.URL)))
	if err != nil {
		return collectors.Page{}, c.conceal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	page, next, err := c.read(ctx, b, now)
	if err != nil && b.hasMoved() && ctx.Err() == nil && !isTooMuch(err) {
		page, next, err = c.read(ctx, b.home(), now)
	}
	if err != nil {
		return collectors.Page{}, err
	}
	page.Notes = append(notes, page.Notes...)
	if page.Next = from; from == "" || !page.Unchanged || !next.tellsNothing(b) {
		if page.Next, err = next.write(); err != nil {
			return collectors.Page{}, err
		}
	}
	c.open.Store(&opened{page.Next, next})
	return page, nil
}

// hostOf is the host of an address, "" where it is none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// An opened bookmark is one that was read or written last, with its cursor: most readings
// begin where the last one ended.
type opened struct {
	cursor   collectors.Cursor
	bookmark bookmark
}

// opened reads a cursor, unless it is the one of the last reading.
func (c *Collector) opened(from collectors.Cursor) (bookmark, []string) {
	if last := c.open.Load(); last != nil && from != "" && last.cursor == from {
		b := last.bookmark
		b.anew = false
		return b, nil
	}
	return readBookmark(from, c.of)
}

// read makes one request, and a page of its answer with the bookmark behind it.
func (c *Collector) read(ctx context.Context, b bookmark, now time.Time) (collectors.Page, bookmark, error) {
	with, done := c.options.Turn.borrow()
	defer done()
	a, err := c.fetch(ctx, b.target(c.options.URL), b.asks(now), with, now)
	if err != nil {
		return collectors.Page{}, b, err
	}
	var page collectors.Page
	b = b.follow(a.moved)
	switch {
	case a.unchanged:
		page.Unchanged = true
		b.Believed++
		if m := a.header.Get("Last-Modified"); m != "" {
			b.Modified = m
		}
	case a.digest == b.Body:
		page.Unchanged, page.Notes = true, notes(a.body)
		b = b.validate(a.header).sent(now)
	default:
		if page, b, err = c.turn(ctx, a, b, now); err != nil {
			return collectors.Page{}, b, err
		}
		b = b.sent(now)
	}
	page.Anew = b.anew
	page.NotBefore = wish(a.header, b, c.options.Every, now)
	return page, b, nil
}

// turn makes a page of a document that is another than the last.
func (c *Collector) turn(ctx context.Context, a answer, b bookmark, now time.Time) (collectors.Page, bookmark, error) {
	done, err := c.options.Turn.take(ctx)
	if err != nil {
		return collectors.Page{}, b, fmt.Errorf("wait for other documents to be read: %w", err)
	}
	defer done()
	s, d, err := c.parse(a, b, now)
	if err != nil {
		if cut := notes(a.body); len(cut) > 0 {
			err = fmt.Errorf("%w; %s", err, cut[0])
		}
		return collectors.Page{}, b, c.conceal(err)
	}
	page := collectors.Page{Posts: d.posts, Known: d.known(now), Total: d.total, Notes: append(notes(a.body), d.notes...)}
	items := d.items
	if d.unstable {
		b.ByAddress = true
		page.Notes = append(page.Notes, "items get new ids at every reading; they are known by their addresses from now on")
	}
	if b.ByAddress {
		dropIDs(d.posts)
	}
	if d.stamped {
		b.Stamped, b.Known = true, b.Known.undated()
		page.Notes = append(page.Notes, "items get new dates at every reading; their dates count for nothing from now on")
	}
	if b.Stamped {
		undate(items)
	}
	known := b.Known.identify(c.of, items, b.ByAddress)
	if !b.Careless && b.belies(a.header) && b.Known.lacked(items) {
		b.Careless = true
		page.Notes = append(page.Notes, "the server calls a document unchanged that has new posts; it is asked for the whole of it from now on")
	}
	b.Known, b.TTL, b.SkipHours = known, int(d.ttl.Seconds()), d.skipHours
	b.Body, b.shown = a.digest, c.show(s, d, b, now)
	b = b.validate(a.header)
	if a.body.Cut {
		b.Body, b.ETag, b.Modified = "", "", ""
	}
	return page, b, nil
}

// parse reads an answer's document.
func (c *Collector) parse(a answer, b bookmark, now time.Time) (script, listing, error) {
	s, err := open(a.body.Text, a.header.Get("Content-Type"), a.at)
	if err != nil {
		return script{}, listing{}, err
	}
	l, err := c.list(s, b, now)
	return s, l, err
}
