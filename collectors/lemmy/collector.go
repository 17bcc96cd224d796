// Package lemmy listens to an instance of Lemmy, which knows what is posted in the
// communities of the fediverse that its people follow. Its search is asked for posts and
// for comments, the newest first, a page at a time until what was read before; instances
// let strangers search seldom, so that each search waits until all others had their turn.
package lemmy

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// size is how many items a page has: the most that Lemmy gives.
const size = 50

// A Collector reads what one search finds among the items of one sort.
type Collector struct {
	instance *instance
	// origins asks the instances of authors.
	origins *polite.Client
	query   string
	sort    sort
	// rest is how long the search is left alone once it is at its end.
	rest time.Duration
}

// A sort is what is searched for: Posts or Comments.
type sort string

const (
	posts    sort = "Posts"
	comments sort = "Comments"
)

// entry is what one of them is called.
func (s sort) entry() string { return strings.ToLower(strings.TrimSuffix(string(s), "s")) }

var (
	_ collectors.Collector = (*Collector)(nil)
	_ collectors.Rechecker = (*Collector)(nil)
)

// Collect reads one page: the newest items, or the next older ones of a walk that is
// under way. Where the following walk ends is decided once this one is at its end.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	mark, notes := readBookmark(from, now)
	mark = mark.begin(now)
	shown, wait, err := c.search(ctx, mark.Walk.Page, now)
	if err != nil {
		return collectors.Page{}, err
	}
	items, odd, err := collectors.Sift(c.instance.host, c.sort.entry(), shown, c.sort.read)
	if err != nil {
		return collectors.Page{}, err
	}
	page := collectors.Page{Notes: append(notes, odd...), NotBefore: wait}
	s := stretch{more: len(shown) >= size}
	for _, i := range items {
		s = s.with(i.published)
		page = i.tell(page, mark)
	}
	mark, note := mark.turn(s, now)
	if note != "" {
		page.Notes = append(page.Notes, note)
	}
	page.More = mark.Walk != nil
	page.Unchanged = len(page.Posts) == 0 && len(page.Changes) == 0 && !page.More
	if rested := now.Add(c.rest); !page.More && rested.After(page.NotBefore) {
		page.NotBefore = rested
	}
	page.Next, err = mark.write()
	return page, err
}

// search asks for a page of what is found, newest first.
func (c *Collector) search(ctx context.Context, page int, now time.Time) ([]json.RawMessage, time.Time, error) {
	query := url.Values{
		"q": {c.query}, "type_": {string(c.sort)}, "sort": {"New"}, "listing_type": {"All"}, "limit": {strconv.Itoa(size)}, "page": {strconv.Itoa(page)},
	}
	var said struct {
		Posts    []json.RawMessage `json:"posts"`
		Comments []json.RawMessage `json:"comments"`
	}
	wait, err := c.instance.get(ctx, "/api/v3/search?"+query.Encode(), now, &said)
	if err != nil {
		return nil, time.Time{}, err
	}
	shown := said.Posts
	if c.sort == comments {
		shown = said.Comments
	}
	if shown == nil {
		return nil, time.Time{}, fmt.Errorf("%s: the answer has no %s, not even none; it is asked again later", c.instance.host, c.sort)
	}
	return shown, wait, nil
}

// tell puts an item to a page: as a post, as a change of one that was given before, or not at all.
func (i item) tell(page collectors.Page, mark bookmark) collectors.Page {
	post, ok := i.post()
	if i.gone {
		page.Changes = append(page.Changes, collectors.Change{Post: post, Gone: true})
		return page
	}
	if !ok {
		return page
	}
	page.Posts = append(page.Posts, post)
	if !mark.Read.IsZero() && !i.published.After(mark.Since) && i.updated.After(mark.Read.Add(-time.Minute)) {
		page.Changes = append(page.Changes, collectors.Change{Post: post})
	}
	return page
}
