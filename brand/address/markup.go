package address

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// InMarkup lists where the links of some markup lead, in their one spelling, each
// once, at most so many. Those without a host are read from base, the address the
// markup stands at; "" leaves them out. A link within its own page is none.
func InMarkup(markup, base string, most int) []string {
	if !strings.Contains(markup, "<") {
		return nil
	}
	home, err := url.Parse(base)
	if err != nil {
		home = &url.URL{}
	}
	var found []string
	z := html.NewTokenizer(strings.NewReader(markup))
	for len(found) < most {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken, html.SelfClosingTagToken:
			if link := leads(z, home); link != "" && !slices.Contains(found, link) {
				found = append(found, link)
			}
		case html.TextToken, html.EndTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
	return found
}

// leads is where a tag leads, "" if it is no link.
func leads(z *html.Tokenizer, home *url.URL) string {
	name, more := z.TagName()
	if string(name) != "a" {
		return ""
	}
	for more {
		var key, value []byte
		if key, value, more = z.TagAttr(); string(key) != "href" {
			continue
		}
		href := strings.TrimSpace(string(value))
		if href == "" || href[0] == '#' || len(href) > Longest {
			return ""
		}
		ref, err := url.Parse(href)
		if err != nil {
			return ""
		}
		return Canonical(home.ResolveReference(ref).String())
	}
	return ""
}
