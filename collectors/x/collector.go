// Package x listens to X (Twitter). A Collector searches the posts of the last
// seven days through X API v2 with go-twitter, a client that speaks only v1.1:
// the bridge beneath it rewrites each search into v2 and each answer back.
// go-twitter is archived and X no longer serves v1.1, so nothing but the search
// is bridged; what v1.1 had no words for, such as polls, edit history and
// context annotations, does not come through.
//
// Or it listens to the filtered stream, which go-twitter cannot read: posts come as they
// are written, and the search finds what was said while the stream was not open.
//
// X charges for every post and every author it hands over, so the collector
// keeps a meter, and it holds no answer for "nothing new" that does not say so
// itself: go-twitter reports no error for an empty body or a v2 refusal.
package x

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/dghubble/go-twitter/twitter"

	"tocsin/collectors"
)

// Kind is the name of this kind of source in configuration.
const Kind = "x"

// A Collector reads what X's recent search finds, or what its filtered stream says.
type Collector struct {
	options Options
	bridge  *bridge
	// live is the stream, nil where X is searched alone.
	live *stream
}

var _ collectors.Collector = (*Collector)(nil)

// New makes a collector. It asks nothing of X; faulty options are reported by
// Options.Validate, and by Collect.
func New(o Options) *Collector {
	o = o.withDefaults()
	c := &Collector{options: o, bridge: &bridge{
		base:    strings.TrimRight(o.BaseURL, "/"),
		bearer:  o.Bearer,
		authors: !o.WithoutAuthors,
		under:   o.Transport,
		agent:   o.UserAgent,
	}}
	if o.Stream {
		c.live = &stream{names: tweetNames}
	}
	return c
}

// Collect reads one page: the newest posts the cursor has not seen, or the next
// older page of a walk that is under way. The walk's first page alone decides
// where the following walk starts, so posts that appear meanwhile are not lost.
// Of several searches each has its walk, one after the other. Where there is a stream,
// it reads what that said, or a page of what it missed.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	if err := c.options.Validate(); err != nil {
		return collectors.Page{}, err
	}
	if c.live != nil {
		return c.listen(ctx, from, now)
	}
	meter, _ := readBookmark(from)
	if _, refusal := c.meter(meter, now).allowance(c.options.BudgetPerDay, now); refusal != nil {
		return c.spent(ctx, from, now, refusal)
	}
	page, err := c.read(ctx, from, now)
	if err == nil {
		meter, _ = readBookmark(page.Next)
		page = c.meter(meter, now).foresee(page, c.options.BudgetPerDay, now)
	}
	return page, err
}

// read reads one page of what all queries find.
func (c *Collector) read(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	searches := c.options.searches()
	if len(searches) == 1 {
		return c.walk(ctx, searches[0], from, now)
	}
	r, notes := readRound(from, searches)
	r = r.begin(now)
	page, err := c.walk(ctx, r.query(), r.cursor(), now)
	if errors.Is(err, errRefusedQuery) {
		return r.pass(err, now)
	}
	if err != nil {
		return collectors.Page{}, err
	}
	page.Notes = append(notes, page.Notes...)
	return r.turn(page, now)
}

// meter turns a bookmark's meter to the day of now, with what was bought in vain.
func (c *Collector) meter(b bookmark, now time.Time) bookmark {
	b = b.at(now, c.options.Backfill)
	b.vain = c.bridge.vain.on(now)
	return b
}

// walk reads one page of what one query finds.
func (c *Collector) walk(ctx context.Context, query string, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	mark, notes := readBookmark(from)
	mark = c.meter(mark, now)
	count, err := mark.allowance(c.options.BudgetPerDay, now)
	if err != nil {
		return collectors.Page{}, err
	}

	req := mark.request(now)
	found, err := c.search(ctx, req.params(query, count), now)
	if errors.Is(err, errSinceTooOld) {
		req = mark.requestByTime(now)
		found, err = c.search(ctx, req.params(query, count), now)
	}
	if errors.Is(err, errWalkTooOld) && mark.Walk != nil {
		return mark.giveUp(notes)
	}
	if err != nil {
		return collectors.Page{}, err
	}
	return mark.turn(found, req, notes)
}

// search makes one call. Its errors say what to do, and never hold the token.
func (c *Collector) search(ctx context.Context, params *twitter.SearchTweetParams, now time.Time) (found, error) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	// go-twitter takes no context, so each call gets a client whose transport has one.
	// The bridge signs every request; following a redirect would carry the token elsewhere.
	client := twitter.NewClient(&http.Client{
		Transport:     carrier(func(req *http.Request) (*http.Response, error) { return c.bridge.RoundTrip(req.WithContext(ctx)) }),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	})
	search, resp, err := client.Search.Tweets(params) //nolint:bodyclose // go-twitter has read and closed it
	if err := judge(search, resp, err, now); err != nil {
		if odd, ok := errors.AsType[*unreadableError](err); ok {
			c.bridge.vain.add(odd.posts, now)
		}
		return found{}, c.conceal(err)
	}
	return c.find(search, resp, now), nil
}

// A carrier is a function that serves as an http.RoundTripper.
type carrier func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (c carrier) RoundTrip(req *http.Request) (*http.Response, error) { return c(req) }
