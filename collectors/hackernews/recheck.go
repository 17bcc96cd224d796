package hackernews

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// A shelf is where Hacker News tells of a single item.
type shelf struct {
	home string
	web  *polite.Client
}

// Recheck asks for each item. Of one that the service does not know nothing is said: it
// answers so for a moment of items that are there. What was told before an item could
// not be asked for comes with the error.
func (c *Collector) Recheck(ctx context.Context, posts []brand.Post, now time.Time) ([]collectors.Change, error) {
	var changes []collectors.Change
	for _, p := range posts[:min(len(posts), collectors.MostRechecked)] {
		id, ok := idOf(p)
		if !ok {
			continue
		}
		change, changed, err := c.single.look(ctx, id, p, now)
		if err != nil {
			return changes, fmt.Errorf("look again at item %s: %w", id, err)
		}
		if changed {
			changes = append(changes, change)
		}
	}
	return changes, nil
}

// idOf is the number of the item a post is.
func idOf(p brand.Post) (string, bool) {
	u, err := url.Parse(p.NativeID)
	if err != nil || u.Host != "news.ycombinator.com" {
		return "", false
	}
	id := u.Query().Get("id")
	return id, id != "" && strings.Trim(id, "0123456789") == ""
}

// look says what became of one post.
func (s *shelf) look(ctx context.Context, id string, was brand.Post, now time.Time) (collectors.Change, bool, error) {
	var said *struct {
		By      string `json:"by"`
		Time    int64  `json:"time"`
		Title   string `json:"title"`
		URL     string `json:"url"`
		Text    string `json:"text"`
		Deleted bool   `json:"deleted"`
		Dead    bool   `json:"dead"`
	}
	if _, err := s.web.JSON(ctx, s.home+"/v0/item/"+id+".json", nil, now, &said); err != nil || said == nil {
		return collectors.Change{}, false, err
	}
	if said.Deleted || said.Dead {
		return collectors.Change{Post: was, Gone: true}, true, nil
	}
	is, ok := item{ID: id, By: said.By, Time: said.Time, Title: said.Title, URL: said.URL, Text: said.Text}.post()
	if !ok || collectors.Unedited(was.Title, is.Title) && collectors.Unedited(was.Text, is.Text) {
		return collectors.Change{}, false, nil
	}
	return collectors.Change{Post: is}, true, nil
}
