package feed

import (
	"slices"
	"strings"
)

// A tags reader finds the elements of an XML document, as the parser would that
// gets it next, but remembers nothing of them: where the two differ, the parser
// has met an error and stopped.
type tags struct {
	*ration
	// open are the names of the elements the reader is in, deeper how many more
	// there are beyond maxDepth.
	open   []string
	deeper int
	// item is how many elements were open where the item began.
	item int
}

// rationXML finds what there is room for in a document that begins at its root element.
func rationXML(doc string) *ration {
	t := tags{ration: newRation(doc)}
	for at := 0; ; {
		next := strings.IndexByte(doc[at:], '<')
		if next < 0 {
			return t.ration
		}
		at = t.tag(at + next)
	}
}

// tag reads what begins with a "<", and answers where it ends.
func (t *tags) tag(at int) int {
	rest := t.doc[at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		return t.aside(at+len("<!--"), "-->")
	case strings.HasPrefix(rest, "<![CDATA["):
		return t.aside(at+len("<![CDATA["), "]]>")
	case strings.HasPrefix(rest, "<?"):
		return t.aside(at+len("<?"), "?>")
	case strings.HasPrefix(rest, "<!"):
		// A declaration hides what it likes from who does not read it; no feed has
		// one after its root.
		t.deep = true
		return at + len("<!")
	case strings.HasPrefix(rest, "</"):
		end := t.after(at, ">")
		t.close(strings.TrimRight(t.doc[at+len("</"):max(end-1, at+len("</"))], " \t\r\n"), end)
		return end
	}
	name := word(rest[1:])
	if name == "" {
		t.odd = true
		return at + 1
	}
	around := len(t.open) == 0 || len(t.open) == 1 && localName(name) == "channel"
	end := t.element(name, at)
	if around {
		t.frame = append(t.frame, t.doc[at:end])
	}
	return end
}

// listed reports whether an item stands where items do.
func (t *tags) listed(name string) bool {
	switch name {
	case "item":
		return len(t.open) == 2 && t.open[0] == "rss" && t.open[1] == "channel"
	case "entry":
		return len(t.open) == 1 && t.open[0] == "feed"
	}
	return false
}

// aside passes over what holds no elements. It is a part for all that: it breaks
// the text around it in two, and the parser puts them together again.
func (t *tags) aside(at int, end string) int {
	t.part(len(t.open))
	return t.after(at, end)
}

// after is where a text ends that is sought from a place on.
func (t *tags) after(at int, sought string) int {
	if n := strings.Index(t.doc[at:], sought); n >= 0 {
		return at + n + len(sought)
	}
	return len(t.doc)
}

// element reads a start tag with its attributes, and answers where it ends.
func (t *tags) element(name string, start int) int {
	depth := len(t.open) + t.deeper + 1
	if local := localName(name); t.start < 0 && depth > 1 && (local == "item" || local == "entry") {
		t.begin(start)
		t.item = len(t.open)
		t.odd = t.odd || !t.listed(name)
	}
	t.part(depth)
	at := start + 1 + len(name)
	for at < len(t.doc) {
		switch c := t.doc[at]; c {
		case ' ', '\t', '\r', '\n', '=':
			at++
		case '"', '\'':
			at = t.after(at+1, string(c))
		case '/':
			if at++; strings.HasPrefix(t.doc[at:], ">") {
				t.enter(name)
				t.close(name, at+1)
				return at + 1
			}
		case '>':
			t.enter(name)
			return at + 1
		case '<':
			t.odd = true
			t.enter(name)
			return at
		default:
			t.part(depth)
			at += max(len(word(t.doc[at:])), 1)
		}
	}
	t.odd = true
	return at
}

// word is the name at the start of a text.
func word(s string) string {
	if end := strings.IndexAny(s[:min(len(s), 1024)], " \t\r\n/<>='\""); end >= 0 {
		return s[:end]
	}
	return s[:min(len(s), 1024)]
}

func (t *tags) enter(name string) {
	if len(t.open) > maxDepth {
		t.deeper++
		return
	}
	t.open = append(t.open, name)
}

// close leaves an element, and those within that have no end of their own.
func (t *tags) close(name string, at int) {
	if t.deeper > 0 {
		t.deeper--
		return
	}
	for i, open := range slices.Backward(t.open) {
		if open != name {
			continue
		}
		t.odd = t.odd || i < len(t.open)-1
		t.open = t.open[:i]
		if t.start >= 0 && i <= t.item {
			t.end(at, "")
		}
		return
	}
	t.odd = true
}
