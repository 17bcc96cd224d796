// Package hackernews listens to Hacker News. Its search is Algolia's, which gives no
// more than a thousand hits however it is asked, and the newest first: so a walk goes
// back through time, not through pages, until it meets what was read before. What has
// become of single items is asked where Hacker News itself tells it.
package hackernews

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

const (
	// most is how many hits are asked for at once: a fifth of what Algolia gives, so that a
	// page of long comments stays within what is read of an answer.
	most = 200
	// reachable is how many hits of a search Algolia gives, page by page.
	reachable = 1000
)

// A service is where items are searched.
type service struct {
	home string
	web  *polite.Client
}

// A Collector reads what one search finds.
type Collector struct {
	query  string
	found  *service
	single *shelf
	verge  collectors.Verge
}

var (
	_ collectors.Collector = (*Collector)(nil)
	_ collectors.Rechecker = (*Collector)(nil)
)

// Collect reads one page: the newest items, or the next older ones of a walk that is
// under way. Its first page alone decides where the following walk ends, so that what is
// posted meanwhile is not lost.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	mark, notes := readBookmark(from)
	mark = mark.begin(now)
	hits, err := c.found.search(ctx, c.query, mark.Walk, now)
	if err != nil {
		return collectors.Page{}, err
	}
	found, odd, err := collectors.Sift("Hacker News", "hit", hits.all, readHit)
	if err != nil {
		return collectors.Page{}, err
	}
	page := collectors.Page{Notes: append(notes, odd...), NotBefore: hits.wait}
	stretch := span{}
	for _, h := range found {
		stretch = stretch.with(h.at(), *mark.Walk)
		if post, ok := h.post(); ok {
			page.Posts = append(page.Posts, post)
		}
	}
	gap, err := c.verge.Look("Hacker News", from, collectors.ReadBefore(time.Unix(mark.Walk.Before, 0)), mark.Walk.lacks(stretch))
	if err != nil {
		return collectors.Page{}, err
	}
	mark, note, err := mark.turn(stretch, hits.more, now)
	if err != nil {
		return collectors.Page{}, err
	}
	page.Notes = collectors.Noted(collectors.Noted(page.Notes, gap), note)
	page.More = mark.Walk != nil
	page.Unchanged = len(page.Posts) == 0 && !page.More
	page.Next, err = mark.write()
	return page, err
}

// hits are what a search found, newest first.
type hits struct {
	all []json.RawMessage
	// more is set where older ones were found too.
	more bool
	wait time.Time
}

// search asks for the newest items of a stretch of time.
func (s *service) search(ctx context.Context, query string, w *walk, now time.Time) (hits, error) {
	var said struct {
		Hits  []json.RawMessage `json:"hits"`
		Total *int              `json:"nbHits"`
	}
	answer, err := s.web.JSON(ctx, s.address(query, w), nil, now, &said)
	if err != nil {
		return hits{}, err
	}
	if said.Hits == nil || said.Total == nil {
		return hits{}, errors.New("Hacker News: the answer has no hits, not even none; it is asked again later") //nolint:staticcheck // its name
	}
	n := len(said.Hits)
	// A page behind the first may be empty because Algolia gives no more, and not because
	// there is none.
	more := n >= most || n > 0 && *said.Total > w.Page*most+n || n == 0 && w.Page > 0
	return hits{said.Hits, more, answer.Wait}, nil
}

// address is the search. Typos are not tolerated, since brands are sought as they are
// written, and quotes mean what they say. Hits come without their parts that a page
// would highlight.
func (s *service) address(query string, w *walk) string {
	within := "created_at_i>=" + strconv.FormatInt(w.After, 10)
	if w.Before > 0 {
		within += ",created_at_i<=" + strconv.FormatInt(w.Before, 10)
	}
	v := url.Values{
		"query": {query}, "tags": {"(story,comment,poll)"}, "numericFilters": {within}, "hitsPerPage": {strconv.Itoa(most)},
		"typoTolerance": {"false"}, "advancedSyntax": {"true"}, "attributesToHighlight": {"none"},
	}
	if w.Page > 0 {
		v.Set("page", strconv.Itoa(w.Page))
	}
	return s.home + "/api/v1/search_by_date?" + v.Encode()
}
