package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

var (
	itemTag    = regexp.MustCompile(`(?i)<(/?)(?:[\w.-]+:)?(?:item|entry)(?:\s[^<>]*)?>`)
	channelTag = regexp.MustCompile(`(?i)</?(?:[\w.-]+:)?channel[\s>]`)
)

// A wreck is what can be saved of a broken document: the items that are whole.
type wreck struct {
	root, head string
	items      []string
	// broken items are left out; cut is set where the last one has no end.
	broken int
	cut    bool
}

// salvage looks for whole items in a document that begins at its root element.
func salvage(doc string) (wreck, error) {
	tags := itemTag.FindAllStringSubmatchIndex(doc, 4*maxItems)
	if len(tags) == 0 {
		return wreck{}, errors.New("it is broken before its first item")
	}
	w := wreck{root: doc[:strings.IndexByte(doc, '>')+1], head: doc[:tags[0][0]]}
	open := -1
	for _, tag := range tags {
		closes := tag[3] > tag[2]
		switch {
		case !closes && open >= 0: // an item in an item: the first has no end
			w.broken++
			open = tag[0]
		case !closes:
			open = tag[0]
		case open >= 0:
			if item := doc[open:tag[1]]; rationXML(item).fits() && wellFormed(item) {
				w.items = append(w.items, item)
			} else {
				w.broken++
			}
			open = -1
		}
	}
	w.cut = open >= 0 || !strings.Contains(doc[tags[len(tags)-1][1]:], "</")
	if len(w.items) == 0 {
		return wreck{}, errors.New("no item of it is whole")
	}
	return w, nil
}

// wellFormed reports whether an item can be read, as leniently as it will be.
func wellFormed(item string) bool {
	d := xml.NewDecoder(strings.NewReader(item))
	d.Strict = false
	for {
		if _, err := d.RawToken(); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

// headed is a document of the whole items and of what stood before them.
func (w wreck) headed() string {
	end := ""
	if len(channelTag.FindAllString(w.head, -1)) == 1 { // opened, not closed
		end = "</" + channelName(w.head) + ">"
	}
	return w.head + strings.Join(w.items, "\n") + end + w.rootEnd()
}

// bare is a document of the whole items alone.
func (w wreck) bare() string { return w.root + strings.Join(w.items, "\n") + w.rootEnd() }

func (w wreck) rootEnd() string { return "</" + rootTag.FindStringSubmatch(w.root)[1] + ">" }

// channelName is the channel's name as the document writes it.
func channelName(head string) string {
	tag := channelTag.FindString(head)
	return strings.TrimRight(tag[1:], " \t\r\n>")
}

func (w wreck) notes() []string {
	var notes []string
	if w.cut {
		notes = append(notes, fmt.Sprintf("document was truncated; %d whole items read", len(w.items)))
	}
	if w.broken > 0 {
		notes = append(notes, fmt.Sprintf("%d items are broken and were left out; %d were read", w.broken, len(w.items)))
	}
	if notes == nil {
		notes = append(notes, fmt.Sprintf("document is broken; %d whole items read", len(w.items)))
	}
	return notes
}
