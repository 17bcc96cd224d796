package hackernews

import (
	"encoding/json"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// A hit is an item as Algolia's search shows it.
type hit struct {
	ID          string `json:"objectID"`
	Created     int64  `json:"created_at_i"`
	CreatedText string `json:"created_at"`
	Author      string `json:"author"`
	Title       string `json:"title"`
	URL         string `json:"url"`
	StoryText   string `json:"story_text"`
	CommentText string `json:"comment_text"`
}

// readHit reads a hit, false if it is none: an item has a number, and words or, once it is
// deleted, no author.
func readHit(raw json.RawMessage) (hit, bool) {
	var h hit
	if json.Unmarshal(raw, &h) != nil {
		return hit{}, false
	}
	_, err := strconv.ParseUint(h.ID, 10, 64)
	return h, err == nil && (h.Author == "" || h.Title+h.StoryText+h.CommentText != "")
}

// at is when it was posted, in seconds since 1970, 0 if it does not say.
func (h hit) at() int64 {
	if h.Created > 0 {
		return h.Created
	}
	at, err := time.Parse(time.RFC3339, h.CreatedText)
	if err != nil {
		return 0
	}
	return max(at.Unix(), 0)
}

// post is the item as a post, false if nothing of it is left: what is deleted has
// neither words nor an author.
func (h hit) post() (brand.Post, bool) {
	return item{ID: h.ID, By: h.Author, Time: h.at(), Title: h.Title, URL: h.URL, Text: h.StoryText + h.CommentText}.post()
}

// An item is what Hacker News publishes: a story, which has a title, or a comment.
type item struct {
	ID, By, Title, URL, Text string
	Time                     int64
}

// post is the item as a post. A comment says nothing in the title of its story, which
// is another's.
func (i item) post() (brand.Post, bool) {
	at := "https://news.ycombinator.com/item?id=" + i.ID
	p := brand.Post{
		// The address is what readers of feeds know the item by, too.
		NativeID: at, URL: at, Author: i.By, AuthorID: i.By,
		Title: strings.Join(strings.Fields(html.UnescapeString(i.Title)), " "), Text: text.Plain(i.Text), Links: i.links(at),
	}
	if i.Time > 0 {
		p.Published = time.Unix(i.Time, 0).UTC()
	}
	if _, err := strconv.ParseUint(i.ID, 10, 64); err != nil {
		return brand.Post{}, false
	}
	return p, p.Title+p.Text != ""
}

// links are where the item leads: the story's page first. What is shown of a long
// link is cut, so the text is not searched for more.
func (i item) links(own string) []string {
	var all []string
	if page := address.Canonical(i.URL); page != "" && page != own {
		all = append(all, page)
	}
	for _, link := range address.InMarkup(i.Text, own, brand.MostLinks) {
		if len(all) < brand.MostLinks && !slices.Contains(all, link) {
			all = append(all, link)
		}
	}
	return all
}
