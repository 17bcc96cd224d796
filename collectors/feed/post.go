package feed

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// An entry is an item with what its feed knows of it.
type entry struct {
	item *gofeed.Item
	// lang and base are the feed's.
	lang, base string
	// authors are those of an item that names none itself.
	authors []*gofeed.Person
	// signed is the author as the item writes it: what is neither a name nor an
	// address to the parser, such as a handle, it leaves out.
	signed string
	// publisher is who an aggregator has the item from.
	publisher string
	// permanent is an id that may serve as an address.
	permanent string
	// plain is set where the content is text as it stands, not markup.
	plain bool
	// reader reads the markup of the whole document.
	reader *text.Reader
}

func (e entry) post() brand.Post {
	url, key := e.address()
	p := brand.Post{
		NativeID: strings.TrimSpace(e.item.GUID),
		URL:      url,
		Author:   e.author(),
		Title:    e.headline(e.item.Title),
		Text:     e.text(),
		Lang:     strings.TrimSpace(e.lang),
		Reach:    e.views(),
	}
	p.Links = e.links(p, key)
	if dc := e.item.DublinCoreExt; dc != nil && len(dc.Language) > 0 {
		p.Lang = strings.TrimSpace(dc.Language[0])
	}
	switch {
	case e.item.PublishedParsed != nil:
		p.Published = e.item.PublishedParsed.UTC()
	case e.item.UpdatedParsed != nil:
		p.Published = e.item.UpdatedParsed.UTC()
	default:
		p.Published = time.Time{} // a date nobody can read is none
	}
	return p
}

// address is the first of the item's links that leads anywhere, with its key, before all
// others the one that a feed's counter of clicks replaced.
func (e entry) address() (string, string) {
	for _, link := range []string{extension(e.item.Extensions, "feedburner", "origLink"), e.item.Link} {
		if whole, key := e.whole(link); whole != "" {
			return whole, key
		}
	}
	for _, link := range e.item.Links {
		if whole, key := e.whole(link); whole != "" {
			return whole, key
		}
	}
	return e.whole(e.permanent)
}

// whole is the canonical form of an address that may be given relative to the
// feed's, and its key; "" if it is none of the web.
func (e entry) whole(link string) (string, string) {
	if link = strings.TrimSpace(link); link == "" || len(link) > address.Longest {
		return "", ""
	}
	if whole, key := address.Both(link); whole != "" {
		return whole, key
	}
	return address.Both(resolve(e.base, link))
}

// author is who wrote the item; failing that, whom an aggregator has it from.
func (e entry) author() string {
	authors := e.item.Authors
	if len(authors) == 0 {
		authors = e.authors
	}
	for _, a := range authors {
		if a == nil {
			continue
		}
		for _, name := range []string{a.Name, a.Email} {
			if name = e.headline(name); name != "" {
				return name
			}
		}
	}
	return cmp.Or(e.headline(e.signed), e.headline(e.publisher))
}

// text is the longer of content and summary: either may be an excerpt.
func (e entry) text() string {
	content := e.item.Content
	if e.plain {
		content = strings.TrimSpace(content)
	} else {
		content = e.reader.Plain(content)
	}
	summary := e.reader.Plain(e.item.Description)
	if summary == "" {
		summary = e.reader.Plain(mediaValue(e.item.Extensions, "description"))
	}
	if len(summary) > len(content) {
		content = summary
	}
	return text.Visible(text.Repair(content))
}

// views is how often the item was seen, as Media RSS tells it.
func (e entry) views() int {
	for _, community := range media(e.item.Extensions, "community") {
		for _, s := range community.Children["statistics"] {
			if n, err := strconv.Atoi(strings.TrimSpace(s.Attrs["views"])); err == nil && n > 0 {
				return n
			}
		}
	}
	return 0
}

// media finds elements of Media RSS, which stand in the item or in a group.
func media(extensions ext.Extensions, name string) []ext.Extension {
	found := extensions["media"][name]
	for _, group := range extensions["media"]["group"] {
		found = append(found, group.Children[name]...)
	}
	return found
}

// extension is the value of an item's element of some other vocabulary.
func extension(extensions ext.Extensions, prefix, name string) string {
	for _, e := range extensions[prefix][name] {
		if e.Value != "" {
			return e.Value
		}
	}
	return ""
}

func mediaValue(extensions ext.Extensions, name string) string {
	for _, e := range media(extensions, name) {
		if e.Value != "" {
			return e.Value
		}
	}
	return ""
}

// headline is one line of text. Nobody says whether a title is markup: one in
// which no element ends holds a "<" that means just that.
func (e entry) headline(s string) string {
	if !strings.Contains(s, "</") && !strings.Contains(s, "/>") && !strings.Contains(strings.ToLower(s), "<br") {
		s = strings.ReplaceAll(s, "<", "&lt;")
	}
	return strings.Join(strings.Fields(text.Visible(text.Repair(e.reader.Plain(s)))), " ")
}
