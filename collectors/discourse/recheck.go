package discourse

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// improbable is how many posts are not deleted all at once, and nothing but they.
const improbable = 5

// Recheck asks for each post. What was told before one could not be asked for comes
// with the error.
func (c *Collector) Recheck(ctx context.Context, posts []brand.Post, now time.Time) ([]collectors.Change, error) {
	var changes []collectors.Change
	asked, gone := 0, 0
	for _, p := range posts[:min(len(posts), collectors.MostRechecked)] {
		number, ok := strings.CutPrefix(p.NativeID, c.forum.home+"/p/")
		if !ok || number == "" || strings.Trim(number, "0123456789") != "" {
			continue
		}
		change, changed, err := c.forum.look(ctx, number, p, now)
		if err != nil {
			return changes, fmt.Errorf("look again at post %s: %w", number, err)
		}
		if asked++; changed {
			changes = append(changes, change)
		}
		if changed && change.Gone {
			gone++
		}
	}
	if gone >= improbable && gone == asked {
		return nil, fmt.Errorf("the forum knows none of %d posts, which is not believed; they are asked for again later: has it moved?", asked)
	}
	return changes, nil
}

// look says what became of one post.
func (f *forum) look(ctx context.Context, number string, was brand.Post, now time.Time) (collectors.Change, bool, error) {
	var said post
	_, err := f.web.JSON(ctx, f.home+"/posts/"+number+".json", nil, now, &said)
	if r := polite.Refused(err); r != nil && withdrawn(r) {
		return collectors.Change{Post: was, Gone: true}, true, nil
	}
	switch {
	case err != nil:
		return collectors.Change{}, false, err
	case said.ID <= 0 || said.Topic <= 0:
		return collectors.Change{}, false, errors.New("the forum: the answer is no post; it is asked again later")
	case said.gone():
		return collectors.Change{Post: was, Gone: true}, true, nil
	}
	// A single post is shown without the title of its topic.
	is := f.post(said)
	is.Title, is.URL = was.Title, was.URL
	if said.Version <= 1 || collectors.Unedited(was.Text, is.Text) {
		return collectors.Change{}, false, nil
	}
	return collectors.Change{Post: is}, true, nil
}

// withdrawn reports whether Discourse itself says that a post is not to be seen: what
// stands before it may turn a reader away for other reasons.
func withdrawn(r *polite.Refusal) bool {
	var said struct {
		Type string `json:"error_type"`
	}
	if json.Unmarshal(r.Said, &said) != nil {
		return false
	}
	switch r.Status {
	case http.StatusNotFound, http.StatusGone:
		return said.Type == "not_found" || said.Type == "invalid_access"
	case http.StatusForbidden:
		return said.Type == "invalid_access"
	}
	return false
}
