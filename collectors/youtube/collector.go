package youtube

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

const (
	// lookBack is how far back a first reading goes.
	lookBack = 24 * time.Hour
	// overlap is how long before the newest post known older ones are asked for again:
	// YouTube's search takes videos in late.
	overlap = 30 * time.Minute
)

// A Collector reads a list that gives the newest first, back to what was read before.
type Collector struct {
	list list
	// pace is the least time between two walks, 0 for the source's own.
	pace time.Duration
}

// A bookmark is what the cursor holds.
type bookmark struct {
	// Since is the newest moment of a finished walk.
	Since time.Time `json:"since,omitzero"`
	// Token is the next page of a walk that is under way, which ends at After; Newest is
	// the newest moment it found.
	Token  string    `json:"token,omitempty"`
	After  time.Time `json:"after,omitzero"`
	Newest time.Time `json:"newest,omitzero"`
}

// Collect reads one page of a walk. A token that is not good any more begins the walk
// anew: what was read of it is known by then.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	var b bookmark
	var notes []string
	if from != "" && json.Unmarshal([]byte(from), &b) != nil {
		b, notes = bookmark{}, []string{fmt.Sprintf("the bookmark could not be read, so the last %v are read again", lookBack)}
	}
	b = b.begin(now)
	found, err := c.list(ctx, b.After, b.Token, now)
	if r := polite.Refused(err); r != nil && r.Status == 400 && b.Token != "" {
		b.Token = ""
		found, err = c.list(ctx, b.After, "", now)
	}
	if err != nil {
		return collectors.Page{}, err
	}
	page := collectors.Page{Posts: found.posts, Notes: append(notes, found.odd...), NotBefore: found.wait}
	for _, p := range found.posts {
		if p.Published.After(b.Newest) && !p.Published.After(now) {
			b.Newest = p.Published
		}
	}
	if b.Token = found.next; found.next == "" || !found.oldest.IsZero() && found.oldest.Before(b.After) {
		b = b.end()
		if next := now.Add(c.pace); c.pace > 0 && next.After(page.NotBefore) {
			page.NotBefore = next
		}
	}
	page.More = b.Token != ""
	page.Unchanged = len(page.Posts) == 0
	text, err := json.Marshal(b)
	if err != nil {
		return collectors.Page{}, fmt.Errorf("write the bookmark: %w", err)
	}
	page.Next = collectors.Cursor(text)
	return page, nil
}

func (b bookmark) begin(now time.Time) bookmark {
	if b.Since.IsZero() || b.Since.After(now) {
		b.Since = now.Add(-lookBack).UTC()
	}
	if b.Token == "" {
		b.After, b.Newest = b.Since.Add(-overlap), time.Time{}
	}
	return b
}

func (b bookmark) end() bookmark {
	if b.Newest.After(b.Since) {
		b.Since = b.Newest
	}
	return bookmark{Since: b.Since}
}
