package discourse

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"tocsin/collectors"
)

// latest reads a page of the list of posts.
func (f *forum) latest(ctx context.Context, b bookmark, now time.Time) (collectors.Page, bookmark, error) {
	at := f.home + "/posts.json"
	if before := b.before(); before > 0 {
		at += "?before=" + strconv.FormatInt(before, 10)
	}
	var said struct {
		Posts []json.RawMessage `json:"latest_posts"`
	}
	answer, err := f.web.JSON(ctx, at, nil, now, &said)
	if err != nil {
		return collectors.Page{}, b, err
	}
	if said.Posts == nil {
		return collectors.Page{}, b, errors.New("the forum: the answer has no posts, not even none: check that its url is that of a forum of Discourse; it is asked again later")
	}
	posts, odd, err := collectors.Sift("the forum", "post", said.Posts, read)
	if err != nil {
		return collectors.Page{}, b, err
	}
	page, seen := collectors.Page{NotBefore: answer.Wait, Notes: odd}, stretch{}
	for _, p := range posts {
		seen = seen.with(p.ID, p.Created.Time)
		f.take(&page, p, b)
	}
	b, note := b.turn(seen, now)
	if note != "" {
		page.Notes = append(page.Notes, note)
	}
	page.More = b.Walk != nil
	page.Unchanged = len(page.Posts)+len(page.Changes) == 0 && !page.More
	return page, b, nil
}

// slack is how far the forum's clock may be from ours.
const slack = 5 * time.Minute

// take puts a post to a page: as one, and as a change where it was shown before and was
// edited or hidden since.
func (f *forum) take(page *collectors.Page, p post, b bookmark) {
	known := p.ID <= b.Newest
	is := f.post(p)
	switch {
	case p.gone() && known:
		page.Changes = append(page.Changes, collectors.Change{Post: is, Gone: true})
	case p.gone():
	case known && p.Version > 1 && p.Updated.After(b.Read.Add(-slack)):
		page.Changes = append(page.Changes, collectors.Change{Post: is})
	case is.Text != "" || is.Title != "":
		page.Posts = append(page.Posts, is)
	}
}
