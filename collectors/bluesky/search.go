package bluesky

import (
	"context"
	"encoding/json"
	"errors"
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
	verge collectors.Verge
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
	// odd tells of those that could not be read.
	odd []string
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
	page := collectors.Page{Posts: f.posts, NotBefore: f.wait, Notes: append(notes, f.odd...)}
	lacks := b.Walk.Until > 0 && b.Walk.Page == "" && len(f.posts)+len(f.odd) == 0 && f.next == ""
	gap, err := s.verge.Look("Bluesky", from, collectors.ReadBefore(time.UnixMilli(b.Walk.Until)), lacks)
	if err != nil {
		return collectors.Page{}, err
	}
	page.Notes = collectors.Noted(page.Notes, gap)
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
	f.posts, f.odd, err = collectors.Sift("Bluesky", "post", said.Posts, shownPost)
	return f, err
}

// shownPost is a post that a server shows, false if it is none. Of one that is partly of
// another form the rest is read.
func shownPost(raw json.RawMessage) (brand.Post, bool) {
	var v view
	err := json.Unmarshal(raw, &v)
	if _, partly := errors.AsType[*json.UnmarshalTypeError](err); err != nil && !partly {
		return brand.Post{}, false
	}
	return v.post()
}

// moment writes milliseconds since 1970 as Bluesky wants it.
func moment(ms int64) string { return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.000Z") }
