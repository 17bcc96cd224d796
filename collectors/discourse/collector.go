// Package discourse listens to a forum that runs Discourse. Its list of the latest
// posts has all that strangers may see, so that nothing depends on how the forum
// searches: a walk goes back through the posts' numbers until it meets what was read
// before. Forums that keep the list to themselves are searched instead.
package discourse

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// A forum is one, at its address.
type forum struct {
	home string
	web  *polite.Client
}

// A Collector reads the posts of a forum.
type Collector struct {
	forum *forum
	// search is read where the list of posts is refused; nil if there is nothing to search for.
	search collectors.Collector
}

var (
	_ collectors.Collector = (*Collector)(nil)
	_ collectors.Rechecker = (*Collector)(nil)
)

// patience is how long a forum that refused to list its posts is searched before it is
// asked for the list again. What it lists then is read from where reading ended.
const patience = time.Hour

// A state is the cursor.
type state struct {
	Posts bookmark `json:"posts,omitzero"`
	// Refused is when the list was, zero if it wasn't; Search is the searches' cursor.
	Refused time.Time         `json:"refused,omitzero"`
	Search  collectors.Cursor `json:"search,omitempty"`
}

// readState reads a cursor. One that cannot be read costs a second reading of a day,
// which is better than a source that stays silent.
func readState(from collectors.Cursor, now time.Time) (state, []string) {
	var s state
	if from == "" {
		return s, nil
	}
	if err := json.Unmarshal([]byte(from), &s); err != nil || !s.Posts.sound() {
		return state{}, []string{fmt.Sprintf("the bookmark could not be read, so the last %v are read again", lookBack)}
	}
	if s.Refused.After(now) {
		s.Refused = time.Time{}
	}
	return s, nil
}

// Collect reads one page of the list, or of the searches where there is no list.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	s, notes := readState(from, now)
	page, err := collectors.Page{}, error(nil)
	if s.Refused.IsZero() || now.Sub(s.Refused) >= patience || c.search == nil {
		page, s.Posts, err = c.forum.latest(ctx, s.Posts, now)
		if refused := c.refused(err); refused && s.Refused.IsZero() {
			notes = append(notes, fmt.Sprintf("the forum is searched instead, which shows one post a topic and its beginning alone: %v", err))
		} else if !refused {
			s.Refused = time.Time{}
			return c.finish(s, page, notes, err)
		}
		s.Refused = now
	}
	page, err = c.search.Collect(ctx, s.Search, now)
	if page.Next != "" || !page.Unchanged {
		s.Search = page.Next
	}
	return c.finish(s, page, notes, err)
}

// refused reports whether a forum does not list its posts, and can be searched instead.
func (c *Collector) refused(err error) bool {
	r := polite.Refused(err)
	return c.search != nil && r != nil && (r.Status == http.StatusForbidden || r.Status == http.StatusNotFound || r.Status == http.StatusUnauthorized)
}

func (c *Collector) finish(s state, page collectors.Page, notes []string, err error) (collectors.Page, error) {
	if err != nil {
		return collectors.Page{}, err
	}
	text, err := json.Marshal(s)
	if err != nil {
		return collectors.Page{}, fmt.Errorf("write the bookmark: %w", err)
	}
	page.Next, page.Notes = collectors.Cursor(text), append(notes, page.Notes...)
	return page, nil
}
