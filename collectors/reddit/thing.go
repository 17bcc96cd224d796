package reddit

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// nativePrefix stands before a thing's full name in a post's id.
const nativePrefix = "reddit:"

// A thing is a post (t3) or a comment (t1).
type thing struct {
	Name      string  `json:"name"`
	Title     string  `json:"title"`
	SelfText  string  `json:"selftext"`
	Body      string  `json:"body"`
	Author    string  `json:"author"`
	AuthorID  string  `json:"author_fullname"`
	Created   float64 `json:"created_utc"`
	Permalink string  `json:"permalink"`
	URL       string  `json:"url"`
	IsSelf    bool    `json:"is_self"`
	Pinned    bool    `json:"stickied"`
	Removed   *string `json:"removed_by_category"`
}

// read reads a child of a listing, false if it is neither a post nor a comment.
func read(child json.RawMessage) (thing, bool) {
	var c struct {
		Kind string `json:"kind"`
		Data thing  `json:"data"`
	}
	if json.Unmarshal(child, &c) != nil || c.Kind != "t1" && c.Kind != "t3" || !strings.HasPrefix(c.Data.Name, c.Kind+"_") {
		return thing{}, false
	}
	return c.Data, true
}

func (t thing) at() time.Time {
	if t.Created <= 0 || t.Created > 1e11 {
		return time.Time{}
	}
	return time.Unix(int64(t.Created), 0).UTC()
}

// gone reports whether the author deleted it, or somebody removed it.
func (t thing) gone() bool {
	marks := []string{"[deleted]", "[removed]"}
	return t.Removed != nil && *t.Removed != "" || slices.Contains(marks, t.Body) || slices.Contains(marks, t.SelfText) || t.Author == "[deleted]"
}

// post is the thing as a post: Reddit writes Markdown.
func (t thing) post() brand.Post {
	p := brand.Post{
		NativeID: nativePrefix + t.Name, Author: t.Author, AuthorID: t.AuthorID, Title: strings.TrimSpace(t.Title),
		Text: text.Markdown(t.SelfText + t.Body), Published: t.at(),
	}
	if t.Permalink != "" {
		p.URL = "https://www.reddit.com" + t.Permalink
	}
	if !t.IsSelf && strings.Contains(t.URL, "://") {
		p.Links = []string{address.Canonical(t.URL)}
	}
	return p
}
