package feed

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// fromCDF writes a document of Microsoft's Channel Definition Format of 1997 anew as RSS,
// which says the same in words that parsers know. One that is broken is read as far as
// it is whole.
func fromCDF(doc string) string {
	c := cdf{}
	in := xml.NewDecoder(strings.NewReader(doc))
	in.Strict, in.AutoClose, in.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	c.out.WriteString(`<rss version="2.0"><channel>`)
	for {
		token, err := in.RawToken()
		if err != nil {
			if !errors.Is(err, io.EOF) && c.inItem {
				c.inItem = false // half an item is none
			}
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			c.begin(t)
		case xml.CharData:
			if c.name != "" {
				c.text.Write(t)
			}
		case xml.EndElement:
			c.end(strings.ToLower(t.Name.Local))
		}
	}
	c.out.WriteString("</channel></rss>")
	return c.out.String()
}

// A cdf is a document while it is written anew.
type cdf struct {
	out, item, text strings.Builder
	base            string
	inItem          bool
	// name is the element whose text is being read, "" outside of any that matters.
	name string
}

// begin takes in the start of an element; names come in capitals or not.
func (c *cdf) begin(t xml.StartElement) {
	attr := map[string]string{}
	for _, a := range t.Attr {
		attr[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	switch name := strings.ToLower(t.Name.Local); name {
	case "channel":
		if c.base == "" {
			c.base = attr["base"]
		}
	case "item":
		c.item.Reset()
		c.inItem = true
		if href := attr["href"]; href != "" {
			if !strings.Contains(href, "://") && c.base != "" {
				href = strings.TrimRight(c.base, "/") + "/" + strings.TrimLeft(href, "/")
			}
			element(&c.item, "link", href)
		}
		if at := attr["lastmod"]; at != "" {
			element(&c.item, "pubDate", at)
		}
	case "title", "abstract":
		c.name = name
		c.text.Reset()
	}
}

func (c *cdf) end(name string) {
	into := &c.out
	if c.inItem {
		into = &c.item
	}
	switch {
	case name == "item" && c.inItem:
		c.inItem = false
		c.out.WriteString("<item>" + c.item.String() + "</item>")
	case name == c.name && name == "title":
		element(into, "title", c.text.String())
	case name == c.name && name == "abstract":
		element(into, "description", c.text.String())
	default:
		return
	}
	c.name = ""
}

func element(out *strings.Builder, name, text string) {
	out.WriteString("<" + name + ">")
	_ = xml.EscapeText(out, []byte(strings.TrimSpace(text))) // a Builder takes everything
	out.WriteString("</" + name + ">")
}
