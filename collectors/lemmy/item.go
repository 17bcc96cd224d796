package lemmy

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// An item is a post, which has a title and may share a page, or a comment.
type item struct {
	// name is its address at its own instance, the same at every other.
	name, title, body, page string
	published, updated      time.Time
	// gone is set where its author deleted it, or somebody removed it.
	gone   bool
	author person
}

// A person is who wrote an item.
type person struct {
	Name string `json:"name"`
	ID   string `json:"actor_id"`
}

// A view is an item as the search shows it, under the name of its sort.
type view struct {
	Post    words  `json:"post"`
	Comment words  `json:"comment"`
	Creator person `json:"creator"`
}

// Words are what either sort of item has.
type words struct {
	Name      string `json:"name"`
	Body      string `json:"body"`
	Content   string `json:"content"`
	URL       string `json:"url"`
	Address   string `json:"ap_id"`
	Published string `json:"published"`
	Updated   string `json:"updated"`
	Deleted   bool   `json:"deleted"`
	Removed   bool   `json:"removed"`
}

// read reads a view, false if it is none. A comment does not speak in the title of its
// post, which is another's.
func (s sort) read(raw json.RawMessage) (item, bool) {
	var v view
	if json.Unmarshal(raw, &v) != nil {
		return item{}, false
	}
	w := v.Post
	if s == comments {
		w = v.Comment
		w.Name, w.Body, w.URL = "", w.Content, ""
	}
	i := item{
		name: w.Address, title: w.Name, body: w.Body, page: w.URL, author: v.Creator,
		published: moment(w.Published), updated: moment(w.Updated), gone: w.Deleted || w.Removed,
	}
	return i, i.name != ""
}

// post is the item as a post, false if it says nothing.
func (i item) post() (brand.Post, bool) {
	p := brand.Post{NativeID: i.name}
	if hostOf(i.name) != "" {
		p.URL = i.name
	}
	if i.gone {
		return p, false
	}
	p.Author, p.AuthorID = i.author.handle(), i.author.ID
	p.Title, p.Text = strings.Join(strings.Fields(i.title), " "), text.Markdown(i.body)
	p.Links, p.Published = i.links(), i.published
	return p, p.Title+p.Text+strings.Join(p.Links, "") != ""
}

// handle is the author's name with their instance.
func (p person) handle() string {
	if host := brand.Host(p.ID); p.Name != "" && host != "" {
		return p.Name + "@" + host
	}
	return p.Name
}

// links are where the item leads: the page it shares first.
func (i item) links() []string {
	var links []string
	own := address.Canonical(i.name)
	// A link in Markdown ends with a parenthesis, and another may begin right behind it.
	body := strings.NewReplacer("](", "]( ", ")[", ") [", "),", ") ", ")!", ") !").Replace(i.body)
	for _, link := range append([]string{address.Canonical(i.page)}, address.InText(body, brand.MostLinks)...) {
		if link != "" && link != own && !slices.Contains(links, link) && len(links) < brand.MostLinks {
			links = append(links, link)
		}
	}
	return links
}

// moment reads a time, zero if it is none. Older instances leave out that it is UTC.
func moment(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}
