package feed

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"tocsin/brand"
	"tocsin/brand/address"
)

// maxLink bounds an address that is remembered with a post, in bytes.
const maxLink = 1 << 10

// links are the addresses an item points to, in its markup or written out, but
// not its own.
func (e entry) links(p brand.Post) []string {
	var links []string
	own := address.Key(p.URL)
	add := func(link string) bool {
		if link != "" && len(link) <= maxLink && address.Key(link) != own && !slices.Contains(links, link) {
			links = append(links, link)
		}
		return len(links) < brand.MostLinks
	}
	for _, markup := range []string{e.item.Content, e.item.Description} {
		if e.plain && markup == e.item.Content {
			continue
		}
		for _, href := range hrefs(markup, 4*brand.MostLinks) {
			if !add(e.whole(href)) {
				return links
			}
		}
	}
	for _, link := range address.InText(p.Title+"\n"+p.Text, 2*brand.MostLinks) {
		if !add(link) {
			break
		}
	}
	return links
}

// hrefs are where the links of some markup lead, beyond its own page, at most so many.
func hrefs(markup string, most int) []string {
	if !strings.Contains(markup, "<") {
		return nil
	}
	var found []string
	z := html.NewTokenizer(strings.NewReader(markup))
	for len(found) < most {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken, html.SelfClosingTagToken:
			if name, more := z.TagName(); more && string(name) == "a" {
				if href := attribute(z, "href"); href != "" && href[0] != '#' {
					found = append(found, href)
				}
			}
		case html.TextToken, html.EndTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
	return found
}

// attribute is the first of a tag's attributes that has a name.
func attribute(z *html.Tokenizer, name string) string {
	for {
		key, value, more := z.TagAttr()
		if string(key) == name {
			return string(value)
		}
		if !more {
			return ""
		}
	}
}
