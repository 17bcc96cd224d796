package feed

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// maxLink bounds an address that is remembered with a post, in bytes.
const maxLink = 1 << 10

// links are the addresses an item points to, in its markup or written out, but
// not its own, which has a key.
func (e entry) links(p brand.Post, own string) []string {
	var links []string
	add := func(link, key string) bool {
		if link != "" && len(link) <= maxLink && key != own && !slices.Contains(links, link) {
			links = append(links, link)
		}
		return len(links) < brand.MostLinks
	}
	for _, markup := range []string{e.item.Content, e.item.Description} {
		if e.plain && markup == e.item.Content {
			continue
		}
		for _, href := range hrefs(e.reader, markup, 4*brand.MostLinks) {
			if !add(e.whole(href)) {
				return links
			}
		}
	}
	for _, link := range address.InText(p.Title+"\n"+p.Text, 2*brand.MostLinks) {
		if !add(link, address.Key(link)) {
			break
		}
	}
	return links
}

// hrefs are where the links of some markup lead, beyond its own page, at most so many.
func hrefs(r *text.Reader, markup string, most int) []string {
	if !strings.Contains(markup, "<a") && !strings.Contains(markup, "<A") {
		return nil
	}
	var found []string
	z := r.Tokens(markup)
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
