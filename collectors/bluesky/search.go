package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

const (
	// most is how many posts are asked for at once: as many as the search gives.
	most = 100
	// pace is the least time between two walks: what has to be known sooner is heard over
	// the stream, and Bluesky asks that nobody watches it by searching.
	pace = 2 * time.Minute
)

// A search reads what one query finds.
type search struct {
	query string
	*session
}

var (
	_ collectors.Collector = (*search)(nil)
	_ collectors.Rechecker = (*search)(nil)
)

// A view is a post as servers show it.
type view struct {
	URI    string `json:"uri"`
	Author struct {
		Handle string `json:"handle"`
	} `json:"author"`
	Record    record `json:"record"`
	IndexedAt string `json:"indexedAt"`
}

// post is the view as a post, false if it is none.
func (v *view) post() (brand.Post, bool) {
	did, key, ok := parts(v.URI)
	indexed, err := time.Parse(time.RFC3339, v.IndexedAt)
	if !ok || err != nil {
		return brand.Post{}, false
	}
	p := v.Record.post(did, key, indexed.UTC())
	if isHandle(v.Author.Handle) {
		p.Author = v.Author.Handle
	}
	return p, true
}

// found is what a search found, newest first.
type found struct {
	posts []brand.Post
	odd   int
	// next is the page after it, "" if there is none.
	next string
	wait time.Time
}

// Collect reads one page: the newest posts, or the next older ones of a walk that is under
// way. Its first page alone decides where the following walk ends, so that what is
// posted meanwhile is not lost.
func (s *search) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	b, notes := readBookmark(from)
	b = b.begin(now)
	f, err := s.ask(ctx, b.Walk, now)
	if err != nil {
		return collectors.Page{}, err
	}
	page := collectors.Page{Posts: f.posts, NotBefore: f.wait, Notes: notes}
	if f.odd > 0 {
		page.Notes = append(page.Notes, fmt.Sprintf("%d of %d posts are not what Bluesky's search gives, and were left out", f.odd, f.odd+len(f.posts)))
	}
	b = b.turn(f, now)
	if page.More = b.Walk != nil; !page.More && page.NotBefore.Before(now.Add(pace)) {
		page.NotBefore = now.Add(pace)
	}
	page.Unchanged = len(page.Posts) == 0 && !page.More
	page.Next, err = b.write()
	return page, err
}

// ask asks for the newest posts of a stretch of time. They are ordered by when they were
// written, or by when the network knew of them, if that was earlier.
func (s *search) ask(ctx context.Context, w *walk, now time.Time) (found, error) {
	q := url.Values{"q": {s.query}, "sort": {"latest"}, "limit": {strconv.Itoa(most)}, "since": {moment(w.After)}}
	if w.Until > 0 {
		q.Set("until", moment(w.Until))
	}
	if w.Page != "" {
		q.Set("cursor", w.Page)
	}
	var said struct {
		Posts  []json.RawMessage `json:"posts"`
		Cursor string            `json:"cursor"`
	}
	answer, err := s.get(ctx, "app.bsky.feed.searchPosts", q, now, &said)
	if err != nil {
		return found{}, err
	}
	if said.Posts == nil {
		return found{}, errors.New("Bluesky: the answer has no posts, not even none; it is asked again later") //nolint:staticcheck // its name
	}
	if len(said.Cursor) > longestPage {
		return found{}, errors.New("Bluesky: the name of the next page is longer than any; it is asked again later") //nolint:staticcheck // its name
	}
	f := found{next: said.Cursor, wait: answer.Wait}
	f.posts, f.odd = views(said.Posts)
	return f, nil
}

// views are the posts that servers show, and how many of them are none.
func views(all []json.RawMessage) ([]brand.Post, int) {
	var posts []brand.Post
	odd := 0
	for _, raw := range all {
		var v view
		err := json.Unmarshal(raw, &v)
		if _, partly := errors.AsType[*json.UnmarshalTypeError](err); err != nil && !partly {
			odd++
			continue
		}
		if p, ok := v.post(); ok {
			posts = append(posts, p)
		} else {
			odd++
		}
	}
	return posts, odd
}

// moment writes milliseconds since 1970 as Bluesky wants it.
func moment(ms int64) string { return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.000Z") }
