package postline

import (
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// A Post is a post as a line gives it.
type Post struct {
	brand.Post
	// Source is which source had it, as the line says.
	Source string
	// Object is set where the line is one.
	Object bool
	// Odd is what is wrong with a date or a number in it, which was left out; it goes on
	// after "line 7 ".
	Odd error
}

// plain is a post that is nothing but a text.
func plain(line []byte) brand.Post {
	return brand.Post{Text: strings.ToValidUTF8(string(line), "\uFFFD")}
}

// Strict is the post as it may be kept: what is written by hand or by strangers is made
// fit to be shown, and its links are the canonical ones, those in its text too. What
// cannot be read of it is an error, which goes on after "line 7 ".
func (p Post) Strict() (brand.Post, error) {
	q := p.Post
	if p.Odd != nil {
		return q, p.Odd
	}
	q.Title, q.Text = strings.TrimSpace(text.Visible(q.Title)), strings.TrimSpace(text.Visible(q.Text))
	if q.Title == "" && q.Text == "" {
		return q, errNothingSaid
	}
	q.Author, q.AuthorID = strings.TrimSpace(text.Visible(q.Author)), strings.TrimSpace(q.AuthorID)
	q.NativeID, q.Lang = strings.TrimSpace(q.NativeID), strings.TrimSpace(q.Lang)
	q.URL = address.Canonical(strings.TrimSpace(q.URL))
	q.Links = links(q)
	return q, nil
}

// links are the addresses a post points to, but not its own.
func links(p brand.Post) []string {
	var kept []string
	own := address.Key(p.URL)
	for _, link := range slices.Concat(p.Links, address.InText(p.Title+"\n"+p.Text, brand.MostLinks)) {
		link = address.Canonical(strings.TrimSpace(link))
		if link != "" && address.Key(link) != own && !slices.Contains(kept, link) && len(kept) < brand.MostLinks {
			kept = append(kept, link)
		}
	}
	return kept
}
