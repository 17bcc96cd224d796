package discourse

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	page, seen := collectors.Page{NotBefore: answer.Wait}, stretch{}
	odd := 0
	for _, raw := range said.Posts {
		var p post
		if json.Unmarshal(raw, &p) != nil || p.ID <= 0 || p.Topic <= 0 {
			odd++
			continue
		}
		seen = seen.with(p.ID, p.Created.Time)
		f.take(&page, p, b)
	}
	if odd > 0 {
		page.Notes = append(page.Notes, fmt.Sprintf("%d of %d posts are not as Discourse gives them, and were left out", odd, len(said.Posts)))
		if odd == len(said.Posts) {
			return collectors.Page{}, b, errors.New("the forum: none of the posts it lists is as Discourse gives them; it is asked again later")
		}
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
