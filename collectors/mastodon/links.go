package mastodon

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"tocsin/brand/address"
)

// leads lists where the links of a status's content lead, at most so many, but for its
// own address: hashtags and people are links in it too, and lead to no page anybody shared.
func leads(content, own string, most int) []string {
	if !strings.Contains(content, "<") {
		return nil
	}
	var found []string
	own = address.Canonical(own)
	z := html.NewTokenizer(strings.NewReader(content))
	for len(found) < most {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken, html.SelfClosingTagToken:
			if link := address.Canonical(shared(z)); link != "" && link != own && !slices.Contains(found, link) {
				found = append(found, link)
			}
		case html.TextToken, html.EndTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
	return found
}

// shared is where a tag leads, "" unless it is a link to a page.
func shared(z *html.Tokenizer) string {
	name, more := z.TagName()
	if string(name) != "a" {
		return ""
	}
	href := ""
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch words := strings.Fields(string(value)); string(key) {
		case "href":
			href = strings.TrimSpace(string(value))
		case "class":
			if slices.Contains(words, "mention") || slices.Contains(words, "hashtag") {
				return ""
			}
		case "rel":
			if slices.Contains(words, "tag") {
				return ""
			}
		}
	}
	if len(href) > address.Longest {
		return ""
	}
	return href
}
