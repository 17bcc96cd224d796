// Package stackexchange listens to the questions of Stack Overflow and its sister
// sites. Their API gives the oldest first, so a walk goes forward in time, and it
// counts: a request for each search of each site is taken from a day's share, which a
// meter spreads over the day and the cursor remembers.
package stackexchange

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/guard"
	"tocsin/collectors/polite"
)

// pageSize is how many questions the API gives at once, at most.
const pageSize = 100

// A Collector reads the questions that searches find on sites, one search of one site
// after the other.
type Collector struct {
	home, key string
	parts     []part
	meter     *meter
	web       *polite.Client
}

var (
	_ collectors.Collector = (*Collector)(nil)
	_ collectors.Rechecker = (*Collector)(nil)
)

// A part is one search of one site.
type part struct{ site, query string }

func parts(sites, searches []string) []part {
	var all []part
	for _, q := range searches {
		for _, site := range sites {
			all = append(all, part{site, q})
		}
	}
	return all
}

// Collect reads one page of the part whose turn it is, or of the first after it that can
// be read, if the day's pace allows it.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	r, notes := readRound(from, c.parts, now)
	for {
		if until := c.meter.take(r.Quota, now); !until.IsZero() {
			return r.rest(until, notes)
		}
		page, b, err := c.read(ctx, r.part(), r.mark(now), now)
		if err != nil && (ctx.Err() != nil || ofAll(err) || r.Failed+1 >= len(c.parts)) {
			return collectors.Page{}, err
		}
		passed := err != nil
		if passed {
			r, page = r.pass(err, now)
		} else {
			r, page = r.turn(b, page, now)
		}
		notes = append(notes, page.Notes...)
		r.Quota, page.NotBefore = c.meter.now(now)
		if passed && page.More {
			continue // to say now that the source was read would be too early
		}
		page.Notes = notes
		page.Next, err = r.write()
		return page, err
	}
}

// ofAll reports whether a fault is one of every part, for all are asked at one host: it
// is to be left alone, or is not found from here.
func ofAll(err error) bool {
	if _, wait := errors.AsType[*collectors.WaitError](err); wait {
		return true
	}
	unreached, is := errors.AsType[*guard.UnreachedError](err)
	return is && unreached.Lost
}

// read asks for the page of a part that its bookmark stands at, and moves it past that.
func (c *Collector) read(ctx context.Context, p part, b bookmark, now time.Time) (collectors.Page, bookmark, error) {
	found, err := c.search(ctx, p, *b.Walk, now)
	if err != nil {
		if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
			c.meter.learn(0, 0, wait.Until, now)
		}
		return collectors.Page{}, b, err
	}
	page, b, err := found.page(b, now)
	if err == nil {
		c.meter.learn(found.Max, found.Left, found.hold(now), now)
	}
	return page, b, err
}

// A wrapper is what every answer of the API is wrapped in.
type wrapper struct {
	Items   []json.RawMessage `json:"items"`
	More    bool              `json:"has_more"`
	Backoff float64           `json:"backoff"`
	Max     int               `json:"quota_max"`
	Left    int               `json:"quota_remaining"`
}

// hold is the moment before which the service asks not to be asked, zero if it doesn't.
func (w wrapper) hold(now time.Time) time.Time {
	if w.Backoff <= 0 {
		return time.Time{}
	}
	return now.Add(time.Duration(min(w.Backoff, day.Seconds())+1) * time.Second)
}

// page takes the questions out of an answer, and moves the bookmark past them.
func (w wrapper) page(b bookmark, now time.Time) (collectors.Page, bookmark, error) {
	questions, odd, err := collectors.Sift("Stack Exchange", "question", w.Items, read)
	if err != nil {
		return collectors.Page{}, b, err
	}
	page := collectors.Page{Notes: odd}
	newest := int64(0)
	for _, q := range questions {
		newest = max(newest, min(q.Created, now.Unix()))
		page.Posts = append(page.Posts, q.post())
	}
	b, note, err := b.turn(newest, len(w.Items), w.More)
	if note != "" {
		page.Notes = append(page.Notes, note)
	}
	page.Unchanged = len(page.Posts) == 0
	return page, b, err
}

// search asks for a page of what was asked on a site since a moment.
func (c *Collector) search(ctx context.Context, p part, w walk, now time.Time) (wrapper, error) {
	return c.ask(ctx, "/2.3/search/advanced", url.Values{
		"site": {p.site}, "q": {p.query}, "sort": {"creation"}, "order": {"asc"}, "fromdate": {strconv.FormatInt(w.From, 10)},
		"page": {strconv.Itoa(max(w.Page, 1))}, "pagesize": {strconv.Itoa(pageSize)}, "filter": {"withbody"},
	}, now)
}

// ask makes a request. The key is no secret to Stack Exchange, and is one here.
func (c *Collector) ask(ctx context.Context, path string, v url.Values, now time.Time) (wrapper, error) {
	if c.key != "" {
		v.Set("key", c.key)
	}
	var said wrapper
	if _, err := c.web.JSON(ctx, c.home+path+"?"+v.Encode(), nil, now, &said); err != nil {
		return wrapper{}, fmt.Errorf("%s: %w", v.Get("site"), err)
	}
	if said.Items == nil {
		return wrapper{}, fmt.Errorf("%s: Stack Exchange: the answer has no items, not even none; it is asked again later", v.Get("site"))
	}
	return said, nil
}
