package stackexchange

import (
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// A question is one as the API shows it.
type question struct {
	ID      int64    `json:"question_id"`
	Title   string   `json:"title"`
	Body    string   `json:"body"`
	Link    string   `json:"link"`
	Created int64    `json:"creation_date"`
	Tags    []string `json:"tags"`
	Owner   struct {
		Name    string `json:"display_name"`
		User    int64  `json:"user_id"`
		Account int64  `json:"account_id"`
	} `json:"owner"`
}

// read reads a question, false if it is none.
func read(raw json.RawMessage) (question, bool) {
	var q question
	err := json.Unmarshal(raw, &q)
	return q, err == nil && q.ID > 0
}

// post is the question as a post. Its tags are words that its author chose for it, and
// the search finds them.
func (q question) post() brand.Post {
	site := brand.Host(q.Link)
	p := brand.Post{
		NativeID: site + "/" + strconv.FormatInt(q.ID, 10), URL: q.Link,
		Author: tidy(q.Owner.Name), AuthorID: q.author(site), Title: tidy(q.Title), Text: text.Plain(q.Body),
	}
	if u, err := url.Parse(q.Link); err == nil && site != "" {
		// The short address is what readers of the sites' feeds know it by, too.
		p.NativeID = u.Scheme + "://" + u.Host + "/q/" + strconv.FormatInt(q.ID, 10)
	}
	if len(q.Tags) > 0 {
		p.Text = strings.TrimSpace(p.Text + "\n[" + strings.Join(q.Tags, "] [") + "]")
	}
	if q.Created > 0 {
		p.Published = time.Unix(q.Created, 0).UTC()
	}
	p.Links = q.links(p.Text)
	return p
}

// author is the one who asked: an account is the same person on all sites, a user one
// of a site's.
func (q question) author(site string) string {
	switch {
	case q.Owner.Account > 0:
		return strconv.FormatInt(q.Owner.Account, 10)
	case q.Owner.User > 0:
		return site + "/users/" + strconv.FormatInt(q.Owner.User, 10)
	}
	return ""
}

// links are where the question leads, in its markup or written out.
func (q question) links(plain string) []string {
	all := address.InMarkup(q.Body, q.Link, brand.MostLinks)
	for _, link := range address.InText(plain, brand.MostLinks) {
		if len(all) < brand.MostLinks && !slices.Contains(all, link) {
			all = append(all, link)
		}
	}
	return all
}

func tidy(s string) string { return strings.Join(strings.Fields(html.UnescapeString(s)), " ") }
