package feed

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/json"
	"github.com/mmcdole/gofeed/rss"

	"tocsin/brand"
	"tocsin/brand/text"
)

// A document is what a feed says.
type document struct {
	posts []brand.Post
	// ttl is how long the publisher says the document may be kept, 0 if it doesn't.
	ttl time.Duration
	// skipHours are hours of the day, by UTC, in which the publisher writes nothing.
	skipHours []int
	// total is how many posts the feed says there are, 0 if it doesn't.
	total int
	// said is what it says for items that don't say it themselves: language and authors.
	said  string
	notes []string
}

// Parse reads a feed of any version of RSS, Atom or JSON Feed. The content type
// is that of the HTTP header, "" if there was none; base is the address the
// document was read from, against which its links are resolved. Documents that
// are broken are read as far as they are whole, and the notes say so.
func Parse(body []byte, contentType, base string) ([]brand.Post, []string, error) {
	d, err := parse(body, contentType, base)
	memory{}.identify("", readItems(d.posts), false)
	return d.posts, d.notes, err
}

func parse(body []byte, contentType, base string) (document, error) {
	s, err := open(body, contentType, base)
	if err != nil {
		return document{}, err
	}
	return s.read()
}

// A script is a document before it is parsed, as far as there is room for it.
type script struct {
	*ration
	kind      format
	text      string
	base      string
	shortened []string // notes of what there was no room for
}

func open(body []byte, contentType, base string) (script, error) {
	kind, doc, err := recognise(clean(decode(body, contentType)))
	if err != nil {
		return script{}, err
	}
	s := script{kind: kind, base: base}
	switch kind {
	case webPage:
		return script{}, pageError(doc, base)
	case jsonFeed:
		s.ration = rationJSON(doc)
	case rssFeed, atomFeed, unknown:
		s.ration = rationXML(doc)
	}
	s.text, s.shortened, err = s.cut()
	return s, err
}

// read parses all of it.
func (s script) read() (document, error) {
	var d document
	var err error
	if s.kind == jsonFeed {
		d, err = fromJSON(s.text, s.base)
	} else {
		d, err = lenient(s.text, s.base, s.parser())
	}
	if err != nil {
		return document{}, err
	}
	d.notes = append(s.shortened, d.notes...)
	shareNoIDs(d.posts)
	return d, nil
}

// parser is what reads a script of XML.
func (s script) parser() func(doc, base string) (document, error) {
	if s.kind == atomFeed {
		return fromAtom
	}
	return fromRSS
}

// rationed reads what there is room for of a document.
func rationed(r *ration, base string, read func(doc, base string) (document, error)) (document, error) {
	doc, notes, err := r.cut()
	if err != nil {
		return document{}, err
	}
	d, err := read(doc, base)
	d.notes = append(notes, d.notes...)
	return d, err
}

// lenient reads a document or, where it is broken, what is whole of it.
func lenient(doc, base string, read func(doc, base string) (document, error)) (document, error) {
	d, err := read(doc, base)
	if err == nil {
		return d, nil
	}
	w, why := salvage(doc)
	if why != nil {
		return document{}, fmt.Errorf("the document cannot be read: %w (%w)", err, why)
	}
	// What was hidden behind the error is seen only now, and has its ration too.
	d, again := rationed(rationXML(w.headed()), base, read)
	if again != nil {
		d, again = rationed(rationXML(w.bare()), base, read)
	}
	if again != nil {
		return document{}, fmt.Errorf("the document cannot be read: %w", err)
	}
	d.notes = append(d.notes, w.notes()...)
	return d, nil
}

func fromRSS(doc, base string) (document, error) {
	original, err := (&rss.Parser{}).Parse(strings.NewReader(doc))
	if err != nil {
		return document{}, err
	}
	// The scan is an HTML parse of every item, for an image nobody here looks at.
	translated, err := (&gofeed.DefaultRSSTranslator{DisableContentImageScan: true}).Translate(original)
	if err != nil {
		return document{}, err
	}
	d := document{skipHours: hours(original.SkipHours), total: total(original.Extensions), said: translated.Language}
	if minutes, err := strconv.Atoi(strings.TrimSpace(original.TTL)); err == nil && minutes > 0 {
		d.ttl = time.Duration(min(minutes, 24*60)) * time.Minute
	}
	d.posts = make([]brand.Post, 0, len(translated.Items))
	reader := new(text.Reader)
	for i, item := range translated.Items {
		e := entry{item: item, reader: reader, lang: translated.Language, base: base, signed: signature(original.Items[i])}
		if s := original.Items[i].Source; s != nil {
			e.publisher = s.Title
		}
		if g := original.Items[i].GUID; g != nil && !strings.EqualFold(g.IsPermalink, "false") && strings.Contains(g.Value, "://") {
			e.permanent = g.Value
		}
		d.posts = append(d.posts, e.post())
	}
	return d, nil
}

// signature is the author of an item as it is written there.
func signature(item *rss.Item) string {
	dc := item.DublinCoreExt
	switch {
	case item.Author != "" || dc == nil:
		return item.Author
	case len(dc.Author) > 0:
		return dc.Author[0]
	case len(dc.Creator) > 0:
		return dc.Creator[0]
	}
	return ""
}

// hours reads the hours of skipHours; 24 is an old spelling of 0.
func hours(list []string) []int {
	var hours []int
	for _, s := range list {
		if h, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && h >= 0 && h <= 24 && !slices.Contains(hours, h%24) {
			hours = append(hours, h%24)
		}
	}
	return hours
}

func fromAtom(doc, base string) (document, error) {
	original, err := (&atom.Parser{}).Parse(strings.NewReader(doc))
	if err != nil {
		return document{}, err
	}
	translated, err := (&gofeed.DefaultAtomTranslator{}).Translate(original)
	if err != nil {
		return document{}, err
	}
	d := document{total: total(original.Extensions), said: translated.Language}
	for _, a := range translated.Authors {
		d.said += "\x00" + a.Name + "\x00" + a.Email
	}
	d.posts = make([]brand.Post, 0, len(translated.Items))
	reader := new(text.Reader)
	for i, item := range translated.Items {
		e := entry{item: item, reader: reader, lang: translated.Language, base: base, authors: translated.Authors}
		if s := original.Entries[i].Source; s != nil {
			e.publisher = s.Title
			if len(s.Authors) > 0 {
				e.authors = []*gofeed.Person{{Name: s.Authors[0].Name, Email: s.Authors[0].Email}}
			}
		}
		if c := original.Entries[i].Content; c != nil && strings.HasPrefix(c.Type, "text/plain") || c != nil && c.Type == "text" {
			e.plain = true
		}
		d.posts = append(d.posts, e.post())
	}
	return d, nil
}

func fromJSON(doc, base string) (document, error) {
	original, err := (&json.Parser{}).Parse(strings.NewReader(doc))
	if err != nil {
		return document{}, fmt.Errorf("the document cannot be read: %w", err)
	}
	if original.Items == nil && !strings.Contains(original.Version, "jsonfeed.org") {
		return document{}, errors.New("this is JSON, but no JSON Feed: find the feed's own address")
	}
	original.Items = slices.DeleteFunc(original.Items, func(i *json.Item) bool { return i == nil })
	authorless(original)
	translated, err := (&gofeed.DefaultJSONTranslator{}).Translate(original)
	if err != nil {
		return document{}, err
	}
	var d document
	d.posts = make([]brand.Post, 0, len(translated.Items))
	reader := new(text.Reader)
	for i, item := range translated.Items {
		o := original.Items[i]
		e := entry{item: item, reader: reader, lang: translated.Language, base: base, authors: translated.Authors, plain: o.ContentHTML == ""}
		e.signed = jsonSignature(o, original)
		if o.Language != "" {
			e.lang = o.Language
		}
		d.posts = append(d.posts, e.post())
	}
	return d, nil
}

// jsonSignature is the author of an item or else of its feed, as it is written there.
func jsonSignature(item *json.Item, feed *json.Feed) string {
	named := slices.Concat(item.Authors, []*json.Author{item.Author}, feed.Authors, []*json.Author{feed.Author})
	for _, a := range named {
		if a != nil && a.Name != "" {
			return a.Name
		}
	}
	return ""
}

// authorless takes out authors that are null, which gofeed would stumble over.
func authorless(f *json.Feed) {
	isNull := func(a *json.Author) bool { return a == nil }
	f.Authors = slices.DeleteFunc(f.Authors, isNull)
	for _, item := range f.Items {
		item.Authors = slices.DeleteFunc(item.Authors, isNull)
	}
}
