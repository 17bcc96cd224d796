// Package mastodon listens to instances of Mastodon, and of software that speaks as it
// does. What an instance shows to everybody is its timelines, of a hashtag or of all that
// is public; they are read forward, from the status that was read last, so that nothing
// is left out however much was said meanwhile. Statuses of other servers arrive late, and
// then stand among older ones: so each stretch of a timeline is read once more when it is
// a quarter of an hour old. Who has an account there hears at once, by a stream; that
// something is missed where it breaks is a matter of the timelines again.
package mastodon

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

// A Collector reads one timeline of one server.
type Collector struct {
	server   *server
	timeline timeline
	origins  *origins
	// live is what is sent as it happens, nil without an account.
	live *live
}

var (
	_ collectors.Collector = (*Collector)(nil)
	_ collectors.Rechecker = (*Collector)(nil)
)

// Collect reads one page of the timeline, and what came by the stream. While the stream
// holds, and all from before it is read, the timeline is asked now and then alone.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	mark, notes := readBookmark(from, now)
	page, mark, err := c.next(ctx, mark, now)
	if err != nil {
		return collectors.Page{}, err
	}
	page.Notes = append(notes, page.Notes...)
	page.More = mark.Walk != nil
	page.Unchanged = len(page.Posts) == 0 && len(page.Changes) == 0 && !page.More
	page.Next, err = mark.write()
	return page, err
}

// next is a page of the timeline, of the stream, or of both.
func (c *Collector) next(ctx context.Context, mark bookmark, now time.Time) (collectors.Page, bookmark, error) {
	if c.live == nil {
		return c.poll(ctx, mark, now)
	}
	var page collectors.Page
	c.live.tend(ctx, mark.Heard, now)
	if c.live.due(mark.Walk != nil, now) {
		polled, moved, err := c.poll(ctx, mark, now)
		switch {
		case err == nil:
			if page, mark = polled, moved; mark.Walk == nil {
				c.live.caughtUp(now)
			}
		case ctx.Err() != nil || !c.live.waiting():
			return page, mark, err
		default: // what came by the stream is not held up by a timeline that fails
			page.Notes = append(page.Notes, err.Error())
			if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
				page.NotBefore = wait.Until
			}
		}
	}
	page, mark.Heard = c.live.deliver(page)
	return page, mark, nil
}

// poll reads a page of the timeline.
func (c *Collector) poll(ctx context.Context, mark bookmark, now time.Time) (collectors.Page, bookmark, error) {
	mark = mark.begin(now)
	after := id("")
	if mark.Walk != nil {
		after = mark.Walk.At
	}
	var shown []json.RawMessage
	wait, err := c.server.get(ctx, c.timeline.path(), c.timeline.query(after), now, &shown)
	if err != nil {
		return collectors.Page{}, mark, err
	}
	if shown == nil {
		return collectors.Page{}, mark, fmt.Errorf("%s: the answer has no statuses, not even none; it is asked again later", c.server.host)
	}
	page, s, err := c.read(shown, mark, now)
	if err != nil {
		return collectors.Page{}, mark, err
	}
	page.NotBefore = wait
	// A reading that is not one of a storm begins with what is known.
	strange := len(shown) == 0 && (mark.Walk == nil || mark.Walk.Way == whole && mark.Walk.At == mark.Swept)
	if mark.Walk == nil {
		mark = mark.open(s, now)
	} else if mark, err = mark.turn(s, now); err != nil {
		return collectors.Page{}, mark, fmt.Errorf("%s: %w", c.server.host, err)
	}
	if strange {
		note, err := c.server.hidden(ctx, c.timeline, now)
		if err != nil {
			return collectors.Page{}, mark, err
		}
		if note != "" {
			page.Notes = append(page.Notes, note)
		}
	}
	return page, mark, nil
}

// read takes the posts out of what was shown, and the stretch of the timeline it is.
func (c *Collector) read(shown []json.RawMessage, mark bookmark, now time.Time) (collectors.Page, stretch, error) {
	var page collectors.Page
	s := stretch{full: len(shown) >= full}
	for _, raw := range shown {
		s = s.with(raw, now)
	}
	all, odd, err := collectors.Sift(c.server.host, "post", shown, c.hear)
	page.Notes = odd
	for _, is := range all {
		if is.post == nil {
			continue
		}
		page.Posts = append(page.Posts, *is.post)
		if edited := moment(is.Edited); !mark.Read.IsZero() && !is.ID.newer(mark.Last) && edited.After(mark.Read.Add(-time.Minute)) {
			page.Changes = append(page.Changes, collectors.Change{Post: *is.post})
		}
	}
	return page, s, err
}

// A told status has its post, nil if it is not to be given.
type told struct {
	status
	post *brand.Post
}

// hear reads a status, false if it is none.
func (c *Collector) hear(raw json.RawMessage) (told, bool) {
	var s status
	if json.Unmarshal(raw, &s) != nil {
		return told{}, false
	}
	if s = s.said(); s.ID == "" || s.URI == "" && s.URL == "" {
		return told{}, false
	}
	post, ok := s.post()
	if !ok || s.shy(c.timeline) {
		return told{status: s}, true
	}
	post.Alias = c.server.alias(s.ID)
	return told{s, &post}, true
}

// Close ends the stream.
func (c *Collector) Close() error {
	if c.live != nil {
		c.live.close()
	}
	return nil
}
