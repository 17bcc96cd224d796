package x

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/dghubble/go-twitter/twitter"

	"tocsin/brand"
	"tocsin/collectors"
)

// found is one answer of X, newest post first.
type found struct {
	posts []heard
	// bought is the number of posts X handed over, repeats among them.
	bought   int
	newestID int64
	// more is set where X has older posts.
	more bool
	// notBefore is set where this call was the last the rate limit allows.
	notBefore time.Time
	notes     []string
}

// A heard post still knows its place in X's order.
type heard struct {
	id   int64
	at   time.Time
	post brand.Post
}

// find takes the posts out of an answer that judge let pass.
func (c *Collector) find(search *twitter.Search, resp *http.Response, now time.Time) found {
	f := found{
		bought: max(search.Metadata.Count, len(search.Statuses)),
		more:   search.Metadata.NextResults != "",
		notes:  resp.Header.Values(noteHeader),
	}
	f.newestID, _ = strconv.ParseInt(search.Metadata.MaxIDStr, 10, 64)
	if resp.Header.Get("X-Rate-Limit-Remaining") == "0" {
		f.notBefore = resetTime(resp.Header, now)
	}
	for i := range search.Statuses {
		f.posts = append(f.posts, hear(&search.Statuses[i], now))
	}
	slices.SortStableFunc(f.posts, func(a, b heard) int {
		return cmp.Compare(b.id, a.id)
	})
	f.posts = slices.CompactFunc(f.posts, func(a, b heard) bool { return a.id == b.id })
	if len(f.posts) > 0 {
		f.newestID = max(f.newestID, f.posts[0].id)
	}
	return f
}

// turn makes the page of what was found, and moves the bookmark.
func (b bookmark) turn(f found, r request, notes []string) (collectors.Page, error) {
	page := collectors.Page{NotBefore: f.notBefore, Notes: append(notes, f.notes...)}
	b.Bought += f.bought

	if len(f.posts) > 0 && r.beforeID > 0 && f.posts[len(f.posts)-1].id >= r.beforeID {
		return collectors.Page{}, errors.New("x search: X answered the same page again instead of an older one; it is asked again later")
	}
	for _, h := range f.posts {
		if h.id > b.SinceID && (r.beforeID == 0 || h.id < r.beforeID) {
			page.Posts = append(page.Posts, h.post)
		}
	}
	b, more := b.advance(f, r)
	page.More = more
	page.Unchanged = len(page.Posts) == 0 && !more
	var err error
	page.Next, err = b.write()
	return page, err
}

// advance reports whether older pages are left to read, and remembers where.
func (b bookmark) advance(f found, r request) (bookmark, bool) {
	if len(f.posts) > 0 {
		newest, oldest := f.posts[0], f.posts[len(f.posts)-1]
		w := walk{NewestID: f.newestID, NewestAt: newest.at}
		if b.Walk != nil {
			w = *b.Walk
		}
		w.OldestID, w.OldestAt = oldest.id, oldest.at
		b.Walk = &w
		pastStart := r.sinceID == 0 && !b.SinceAt.IsZero() && oldest.at.Before(b.SinceAt)
		if f.more && oldest.id > b.SinceID && !pastStart {
			return b, true
		}
	}
	return b.arrive(), false
}

// arrive ends a walk: the next one starts at the newest post of its first page.
func (b bookmark) arrive() bookmark {
	if b.Walk != nil {
		b.SinceID, b.SinceAt, b.Walk = b.Walk.NewestID, b.Walk.NewestAt, nil
	}
	return b
}

// giveUp ends a walk whose next page X no longer has.
func (b bookmark) giveUp(notes []string) (collectors.Page, error) {
	note := fmt.Sprintf("posts before %s are lost: they were still to be read, and X no longer searches that far back",
		b.Walk.OldestAt.UTC().Format(time.RFC3339))
	next, err := b.arrive().write()
	return collectors.Page{Next: next, Notes: append(notes, note)}, err
}
