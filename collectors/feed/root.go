package feed

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"tocsin/collectors/guard"
)

// A format is what a document is.
type format int

const (
	unknown format = iota
	rssFeed
	atomFeed
	jsonFeed
	webPage
)

var (
	rootTag = regexp.MustCompile(`^<([A-Za-z_][\w.:-]*)`)
	// feedStart finds a feed behind what a broken server wrote in front of it.
	feedStart = regexp.MustCompile(`(?i)<(\?xml\s|rss[\s>]|feed[\s>]|rdf:RDF[\s>])`)
)

// recognise says what a document is, and answers it from its root element on:
// declaration, comments and document type are of no use, and in the parser's way.
func recognise(doc string) (format, string, error) {
	doc = strings.TrimSpace(strings.TrimPrefix(doc, "\ufeff"))
	switch {
	case doc == "":
		return unknown, "", errors.New("the document is empty")
	case doc[0] == '{':
		return jsonFeed, doc, nil
	case doc[0] != '<':
		at := feedStart.FindStringIndex(doc)
		if at == nil {
			return unknown, "", fmt.Errorf("this is no feed: it begins with %q", firstWords(doc))
		}
		doc = doc[at[0]:]
	}
	doc = fromRoot(doc)
	m := rootTag.FindStringSubmatch(doc)
	if m == nil {
		return unknown, "", errors.New("this is no feed: it has no root element")
	}
	switch name := localName(m[1]); name {
	case "rss", "rdf":
		return rssFeed, doc, nil
	case "feed":
		return atomFeed, doc, nil
	case "channel":
		return rssFeed, fromCDF(doc), nil
	case "html", "head", "body":
		return webPage, doc, nil
	default:
		return unknown, "", fmt.Errorf("this is no feed: its root element is <%s>, not <rss>, <feed> or <rdf:RDF>", firstWords(name))
	}
}

// localName is an element's name in lower case without its prefix.
func localName(name string) string {
	return strings.ToLower(name[strings.LastIndexByte(name, ':')+1:])
}

// fromRoot skips what stands before the root element.
func fromRoot(doc string) string {
	for {
		doc = strings.TrimSpace(doc)
		var after string
		var found bool
		switch {
		case strings.HasPrefix(doc, "<?"):
			_, after, found = strings.Cut(doc, "?>")
		case strings.HasPrefix(doc, "<!--"):
			_, after, found = strings.Cut(doc[4:], "-->")
		case strings.HasPrefix(doc, "<!"):
			after, found = afterDoctype(doc)
		}
		if !found {
			return doc
		}
		doc = after
	}
}

// afterDoctype skips a document type, which may hold declarations in brackets.
func afterDoctype(doc string) (string, bool) {
	quote, depth := byte(0), 0
	for i := range len(doc) {
		c := doc[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			depth++
		case c == '>':
			if depth--; depth == 0 {
				return doc[i+1:], true
			}
		}
	}
	return "", false
}

// firstWords is the beginning of a text, short enough for an error.
func firstWords(s string) string {
	runes := []rune(s[:min(len(s), 200)])
	return string(runes[:min(len(runes), 30)])
}

// pageError says that a document is a web page and, where the page names a feed, where that is.
func pageError(doc, base string) error {
	if address := alternate(doc, base); address != "" {
		return fmt.Errorf("this is a web page; its feed is at %s: use that address", showable(address, base))
	}
	return errors.New("this is a web page, and it names no feed: find the feed's own address")
}

// alternate is the address of the first feed a web page links to.
func alternate(doc, base string) string {
	z := html.NewTokenizer(strings.NewReader(doc))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "body" {
				return ""
			}
			if address := feedLink(t); address != "" {
				return resolve(base, address)
			}
		case html.TextToken, html.EndTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

// showable is an address as far as it holds nothing of another one's path, which
// may be a secret.
func showable(address, secret string) string {
	to, err := url.Parse(address)
	if err != nil {
		return "another address"
	}
	from, err := url.Parse(secret)
	if err != nil {
		return guard.Show(to)
	}
	shown := to.Path + "?" + to.RawQuery + "#" + to.Fragment
	if plain, err := url.QueryUnescape(to.RawQuery); err == nil {
		shown += plain
	}
	for segment := range strings.SplitSeq(from.Path, "/") {
		if segment != "" && strings.Contains(shown, segment) {
			return guard.Show(to) + ", as the page's head says in full"
		}
	}
	return address
}

// feedLink is the address in a <link> to a feed.
func feedLink(t html.Token) string {
	var rel, kind, href string
	for _, a := range t.Attr {
		switch a.Key {
		case "rel":
			rel = strings.ToLower(a.Val)
		case "type":
			kind = strings.ToLower(a.Val)
		case "href":
			href = a.Val
		}
	}
	isFeed := strings.Contains(kind, "rss") || strings.Contains(kind, "atom") || strings.Contains(kind, "feed+json")
	if t.Data != "link" || !strings.Contains(rel, "alternate") || !isFeed {
		return ""
	}
	return href
}

// resolve makes an address whole, "" if it is none of the web's.
func resolve(base, address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	u.User = nil
	return u.String()
}
