package mastodon

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// A status is what Mastodon and its kin call a post, as one server shows it.
type status struct {
	ID         id        `json:"id"`
	Created    string    `json:"created_at"`
	Edited     string    `json:"edited_at"`
	URI        string    `json:"uri"`
	URL        string    `json:"url"`
	Content    string    `json:"content"`
	Warning    string    `json:"spoiler_text"`
	Language   string    `json:"language"`
	Visibility string    `json:"visibility"`
	Account    account   `json:"account"`
	Tags       []hashtag `json:"tags"`
	Boosted    *status   `json:"reblog"`
	Card       *struct {
		URL string `json:"url"`
	} `json:"card"`
	Poll *struct {
		Options []struct {
			Title string `json:"title"`
		} `json:"options"`
	} `json:"poll"`
}

type hashtag struct {
	Name string `json:"name"`
}

// An account is who wrote a status. Its name has no server where it is of the server asked.
type account struct {
	Name      string `json:"acct"`
	URI       string `json:"uri"`
	URL       string `json:"url"`
	Followers int    `json:"followers_count"`
	// NoIndex is set where the account wants to be in no index, Indexable whether it
	// wants to be found by its words; not every server says it.
	NoIndex   bool  `json:"noindex"`
	Indexable *bool `json:"indexable"`
}

// said is the status itself: a boost is the same post once more.
func (s status) said() status {
	if s.Boosted != nil {
		return *s.Boosted
	}
	return s
}

// shy reports whether the author asked not to be found so: whoever is in no index is not
// in this one, and whoever is not found by words only where a tag of theirs calls for it.
func (s status) shy(in timeline) bool {
	a := s.Account
	return a.NoIndex || in.tag == "" && a.Indexable != nil && !*a.Indexable
}

// post is the status as a post, false if it is none that everybody may read.
func (s status) post() (brand.Post, bool) {
	p := brand.Post{
		// The uri is the same at every server.
		NativeID: cmp.Or(s.URI, s.URL), URL: webAddress(s.URL, s.URI),
		Author: s.Account.handle(), AuthorID: cmp.Or(s.Account.URI, s.Account.URL),
		Title: text.Plain(s.Warning), Text: s.wording(), Lang: s.Language, Published: moment(s.Created),
		Reach: max(0, s.Account.Followers),
	}
	if p.Published.IsZero() {
		p.Published, _ = s.ID.at()
	}
	p.Links = s.links(p.URL)
	open := s.Visibility == "" || s.Visibility == "public" || s.Visibility == "unlisted"
	return p, open && p.NativeID != "" && p.Title+p.Text+strings.Join(p.Links, "") != ""
}

// webAddress is the first of some addresses that a person can open.
func webAddress(all ...string) string {
	for _, a := range all {
		if strings.HasPrefix(a, "https://") || strings.HasPrefix(a, "http://") {
			return a
		}
	}
	return ""
}

// handle is the account's name with its server.
func (a account) handle() string {
	if a.Name == "" || strings.Contains(a.Name, "@") {
		return a.Name
	}
	if host := brand.Host(cmp.Or(a.URL, a.URI)); host != "" {
		return a.Name + "@" + host
	}
	return a.Name
}

// mostTags bounds the tags that are read beside a text.
const mostTags = 64

// wording is what a reader reads: the text, what a poll asks, and the tags that other
// software keeps beside the text.
func (s status) wording() string {
	lines := []string{text.Plain(s.Content)}
	if s.Poll != nil {
		for _, o := range s.Poll.Options {
			lines = append(lines, strings.TrimSpace(o.Title))
		}
	}
	written := text.Tags(s.Warning + "\n" + strings.Join(lines, "\n"))
	var beside []string
	for _, tag := range s.Tags[:min(len(s.Tags), mostTags)] {
		if name := text.Tags("#" + tag.Name); len(name) == 1 && !slices.Contains(written, name[0]) {
			beside = append(beside, "#"+tag.Name)
		}
	}
	lines = append(lines, strings.Join(beside, " "))
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
}

// links are where the status leads, its card's page first in doubt: other software
// writes what it shares there alone.
func (s status) links(own string) []string {
	links := leads(s.Content, own, brand.MostLinks)
	if s.Card != nil && len(links) < brand.MostLinks {
		if page := address.Canonical(s.Card.URL); page != "" && page != address.Canonical(own) && !slices.Contains(links, page) {
			links = append(links, page)
		}
	}
	return links
}

// moment reads a time, zero if it is none.
func moment(s string) time.Time {
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}
