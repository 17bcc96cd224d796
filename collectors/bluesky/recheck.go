package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

const (
	// atOnce is how many posts a server shows at once, and manyGone how many of those
	// asked for are not all deleted: a server that shows none of so many is in trouble.
	atOnce   = 25
	manyGone = 5
)

// Recheck asks what became of posts. Those that are not shown any more are gone.
func (s *search) Recheck(ctx context.Context, posts []brand.Post, now time.Time) ([]collectors.Change, error) {
	var changes []collectors.Change
	ours := slices.DeleteFunc(slices.Clone(posts), func(p brand.Post) bool { _, _, ok := parts(p.NativeID); return !ok })
	for some := range slices.Chunk(ours, atOnce) {
		q := url.Values{}
		for _, p := range some {
			q.Add("uris", p.NativeID)
		}
		var said struct {
			Posts []json.RawMessage `json:"posts"`
		}
		if _, err := s.get(ctx, "app.bsky.feed.getPosts", q, now, &said); err != nil {
			return changes, err
		}
		if said.Posts == nil || len(said.Posts) == 0 && len(some) >= manyGone {
			return changes, fmt.Errorf("Bluesky: of %d posts it shows none; it is asked again later", len(some)) //nolint:staticcheck // its name
		}
		more, err := changed(some, said.Posts)
		if err != nil {
			return changes, err
		}
		changes = append(changes, more...)
	}
	return changes, nil
}

// changed holds posts against how they are shown.
func changed(kept []brand.Post, said []json.RawMessage) ([]collectors.Change, error) {
	posts, odd, err := collectors.Sift("Bluesky", "post", said, shownPost)
	if err != nil || len(odd) > 0 {
		return nil, errors.New("Bluesky: the answer is not what it answers, and tells of no post; it is asked again later") //nolint:staticcheck // its name
	}
	var changes []collectors.Change
	for _, p := range kept {
		i := slices.IndexFunc(posts, func(now brand.Post) bool { return now.NativeID == p.NativeID })
		switch {
		case i < 0:
			changes = append(changes, collectors.Change{Post: p, Gone: true})
		case !collectors.Unedited(p.Text, posts[i].Text):
			changes = append(changes, collectors.Change{Post: posts[i]})
		}
	}
	return changes, nil
}
