package discourse

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// action is the greatest number of a type of post that people write: above are lines that
// tell what was done to the topic, and words of the staff to each other.
const action = 2

// A post is one as Discourse shows it.
type post struct {
	ID      int64  `json:"id"`
	User    string `json:"username"`
	Created moment `json:"created_at"`
	Updated moment `json:"updated_at"`
	// Cooked is its text as markup, Raw as its author wrote it, Blurb what a search shows of it.
	Cooked string `json:"cooked"`
	Raw    string `json:"raw"`
	Blurb  string `json:"blurb"`
	Number int    `json:"post_number"`
	Type   int    `json:"post_type"`
	Topic  int64  `json:"topic_id"`
	Slug   string `json:"topic_slug"`
	Title  string `json:"topic_title"`
	// Version counts from 1.
	Version int     `json:"version"`
	Hidden  bool    `json:"hidden"`
	Erased  bool    `json:"user_deleted"`
	Deleted *string `json:"deleted_at"`
}

// read reads a post, false if it is none.
func read(raw json.RawMessage) (post, bool) {
	var p post
	err := json.Unmarshal(raw, &p)
	return p, err == nil && p.ID > 0 && p.Topic > 0
}

// A moment is a time as Discourse writes it; one that cannot be read is zero, and costs
// no post.
type moment struct{ time.Time }

// UnmarshalJSON reads a moment.
func (m *moment) UnmarshalJSON(value []byte) error {
	m.Time, _ = time.Parse(`"`+time.RFC3339+`"`, string(value))
	return nil
}

// gone reports whether a post is not shown to people, or is none of a person's.
func (p post) gone() bool {
	return p.Hidden || p.Erased || p.Deleted != nil || p.Type > action
}

// post is the post as one of any kind. The title of a topic is the first post's, whose
// author wrote it.
func (f *forum) post(p post) brand.Post {
	is := brand.Post{
		NativeID: f.home + "/p/" + strconv.FormatInt(p.ID, 10),
		URL:      f.home + "/t/" + slug(p.Slug) + "/" + strconv.FormatInt(p.Topic, 10) + "/" + strconv.Itoa(max(p.Number, 1)),
		Author:   p.User, Text: p.text(), Published: p.Created.UTC(),
	}
	if p.User != "" {
		// A name is somebody's within the forum.
		is.AuthorID = brand.Host(f.home) + "/u/" + strings.ToLower(p.User)
	}
	if p.Number <= 1 {
		is.Title = strings.Join(strings.Fields(p.Title), " ")
	}
	is.Links = p.links(is)
	return is
}

func (p post) text() string {
	switch {
	case p.Cooked != "":
		return text.Plain(p.Cooked)
	case p.Raw != "":
		return text.Markdown(p.Raw)
	}
	return text.Plain(p.Blurb)
}

// slug is the part of an address that tells people of a topic; any will do.
func slug(s string) string {
	if s == "" {
		return "-"
	}
	return url.PathEscape(s)
}

// links are where a post leads, but for the forum's own people, groups and headings.
func (p post) links(is brand.Post) []string {
	var all []string
	for _, link := range slices.Concat(address.InMarkup(p.Cooked, is.URL, 4*brand.MostLinks), address.InText(is.Title+"\n"+is.Text, brand.MostLinks)) {
		if len(all) < brand.MostLinks && !slices.Contains(all, link) && !plumbing(link, is.URL) {
			all = append(all, link)
		}
	}
	return all
}

// plumbing reports whether a link of a post was made by the forum.
func plumbing(link, own string) bool {
	u, err := url.Parse(link)
	if err != nil || brand.Host(link) != brand.Host(own) {
		return false
	}
	return slices.ContainsFunc([]string{"/u/", "/groups/", "/c/", "/tag/", "/uploads/"}, func(part string) bool { return strings.Contains(u.Path, part) })
}
