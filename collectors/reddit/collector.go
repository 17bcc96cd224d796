package reddit

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

const (
	// lookBack is how far back a first reading goes.
	lookBack = 24 * time.Hour
	// overlap is how long before the newest thing known older ones are asked for again:
	// Reddit's search takes things in late.
	overlap = 15 * time.Minute
	// mostPages bounds a walk: Reddit lists about a thousand things.
	mostPages = 15
)

// A Collector reads one listing, newest first, back to what was read before.
type Collector struct {
	api   *api
	path  string
	query url.Values
}

// A bookmark is what the cursor holds.
type bookmark struct {
	// Since is when the newest thing of a finished walk was made.
	Since time.Time `json:"since,omitzero"`
	// After names the thing behind which the next page of a walk begins; Until is where
	// the walk ends, Newest the newest moment it found, Pages how far it has come.
	After  string    `json:"after,omitempty"`
	Until  time.Time `json:"until,omitzero"`
	Newest time.Time `json:"newest,omitzero"`
	Pages  int       `json:"pages,omitempty"`
}

// Collect reads one page. Things that appear meanwhile shift the pages: what is listed
// twice then is known.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	var b bookmark
	var notes []string
	if from != "" && json.Unmarshal([]byte(from), &b) != nil {
		b, notes = bookmark{}, []string{fmt.Sprintf("the bookmark could not be read, so the last %v are read again", lookBack)}
	}
	b = b.begin(now)
	v := url.Values{"limit": {"100"}}
	maps.Copy(v, c.query)
	if b.After != "" {
		v.Set("after", b.After)
	}
	list, wait, err := c.api.get(ctx, c.path, v, now)
	if err != nil {
		return collectors.Page{}, err
	}
	things, odd, err := collectors.Sift("Reddit", "thing", list.Children, read)
	if err != nil {
		return collectors.Page{}, err
	}
	page := collectors.Page{Notes: append(notes, odd...), NotBefore: wait}
	var oldest time.Time
	for _, t := range things {
		at := t.at()
		if !at.IsZero() && (oldest.IsZero() || at.Before(oldest)) && !t.Pinned {
			oldest = at
		}
		if at.After(b.Newest) && !at.After(now) {
			b.Newest = at
		}
		if !t.gone() {
			page.Posts = append(page.Posts, t.post())
		}
	}
	b.Pages++
	switch b.After = list.After; {
	case b.After == "", !oldest.IsZero() && oldest.Before(b.Until):
		b = b.end()
	case b.Pages >= mostPages:
		page.Notes = append(page.Notes, "Reddit lists no more than a thousand things; what is older is out of reach")
		b = b.end()
	}
	page.More, page.Unchanged = b.After != "", len(page.Posts) == 0
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
	if b.After == "" {
		b.Until, b.Newest, b.Pages = b.Since.Add(-overlap), time.Time{}, 0
	}
	return b
}

func (b bookmark) end() bookmark {
	if b.Newest.After(b.Since) {
		b.Since = b.Newest
	}
	return bookmark{Since: b.Since}
}

// Recheck asks what became of things: those that were deleted or removed are gone, and
// those that read otherwise are edited.
func (c *Collector) Recheck(ctx context.Context, posts []brand.Post, now time.Time) ([]collectors.Change, error) {
	was := map[string]brand.Post{}
	var names []string
	for _, p := range posts {
		if name, is := strings.CutPrefix(p.NativeID, nativePrefix); is && len(names) < collectors.MostRechecked {
			was[name] = p
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, nil
	}
	list, _, err := c.api.get(ctx, "/api/info", url.Values{"id": {strings.Join(names, ",")}}, now)
	if err != nil {
		return nil, err
	}
	var changes []collectors.Change
	for _, child := range list.Children {
		t, ok := read(child)
		p, asked := was[t.Name]
		switch {
		case !ok || !asked:
		case t.gone():
			changes = append(changes, collectors.Change{Post: p, Gone: true})
		case !collectors.Unedited(p.Text, t.post().Text) || !collectors.Unedited(p.Title, t.post().Title):
			changes = append(changes, collectors.Change{Post: t.post()})
		}
	}
	return changes, nil
}
