package websub

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// A notice is what a feed says of its hubs: where they are, and under which topic it is
// known to them.
type notice struct {
	hubs []string
	self string
}

// discover finds the notice of a feed, read at an address: in the headers, else in the
// document.
func discover(h http.Header, body []byte, address string) notice {
	n := inHeader(h.Values("Link"))
	if len(n.hubs) == 0 {
		in := inDocument(body)
		n.hubs = in.hubs
		if n.self == "" {
			n.self = in.self
		}
	}
	base, err := url.Parse(address)
	if err != nil {
		return notice{}
	}
	whole := func(ref string) string {
		u, err := base.Parse(strings.TrimSpace(ref))
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || len(ref) > maxAddress {
			return ""
		}
		return u.String()
	}
	for i, hub := range n.hubs {
		n.hubs[i] = whole(hub)
	}
	n.hubs = slices.DeleteFunc(n.hubs, func(hub string) bool { return hub == "" })
	if n.self = whole(n.self); n.self == "" {
		n.self = address
	}
	return n
}

// maxAddress bounds an address of a hub or a topic.
const maxAddress = 2 << 10

func (n *notice) link(rel, href string) {
	for r := range strings.FieldsSeq(strings.ToLower(rel)) {
		switch {
		case r == "hub":
			n.hubs = append(n.hubs, href)
		case r == "self" && n.self == "":
			n.self = href
		}
	}
}

// inHeader reads Link headers: <https://hub.example>; rel="hub", <…>; rel=self.
func inHeader(links []string) notice {
	var n notice
	href := ""
	for _, part := range unquotedParts(strings.Join(links, ", ")) {
		switch name, value, isParam := strings.Cut(part, "="); {
		case strings.HasPrefix(part, "<"):
			href, _, isParam = strings.Cut(part[1:], ">")
			if !isParam {
				href = ""
			}
		case isParam && href != "" && strings.EqualFold(strings.TrimSpace(name), "rel"):
			n.link(strings.Trim(strings.TrimSpace(value), `"`), href)
		}
	}
	return n
}

// unquotedParts are the parts of a header between its commas and semicolons, but for those
// that stand in quotes or in an address.
func unquotedParts(header string) []string {
	var parts []string
	began := 0
	quoted, inside := false, false
	for i := range len(header) {
		switch c := header[i]; {
		case c == '"' && !inside:
			quoted = !quoted
		case quoted:
		case c == '<':
			inside = true
		case c == '>':
			inside = false
		case (c == ',' || c == ';') && !inside:
			parts, began = append(parts, strings.TrimSpace(header[began:i])), i+1
		}
	}
	return append(parts, strings.TrimSpace(header[began:]))
}

// inDocument reads what stands in the head of a feed. Its items are written by anybody, and
// name no hub.
func inDocument(body []byte) notice {
	body = bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), " \t\r\n")
	if bytes.HasPrefix(body, []byte("{")) {
		return inJSON(body)
	}
	var n notice
	// Names and addresses are ASCII in all encodings but those of two bytes a letter, and what
	// is none may be anything.
	d := xml.NewDecoder(bytes.NewReader(bytes.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return '?'
		}
		return r
	}, body)))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	depth := 0
	for {
		token, err := d.Token()
		if err != nil {
			return n
		}
		switch t := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			depth++
			switch name := strings.ToLower(t.Name.Local); {
			case name == "item" || name == "entry":
				return n
			case name == "link" && depth <= inHead:
				n.link(attribute(t, "rel"), attribute(t, "href"))
			}
		}
	}
}

// inHead is how deep the head's own elements stand at most: <rss><channel><link>.
const inHead = 3

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, name) && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// inJSON reads a JSON Feed.
func inJSON(body []byte) notice {
	var doc struct {
		FeedURL string `json:"feed_url"`
		Hubs    []struct{ Type, URL string }
	}
	n := notice{}
	if json.Unmarshal(body, &doc) != nil {
		return n
	}
	for _, hub := range doc.Hubs {
		if t := strings.ToLower(hub.Type); t == "websub" || t == "pubsubhubbub" {
			n.hubs = append(n.hubs, hub.URL)
		}
	}
	n.self = doc.FeedURL
	return n
}
