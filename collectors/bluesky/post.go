package bluesky

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"tocsin/brand"
	"tocsin/brand/address"
	"tocsin/brand/text"
)

// A record is a post as its author's program wrote it.
type record struct {
	Text      string   `json:"text"`
	CreatedAt string   `json:"createdAt"`
	Langs     []string `json:"langs"`
	// Tags are hashtags beside those of the text.
	Tags   []string `json:"tags"`
	Facets []facet  `json:"facets"`
	Embed  embed    `json:"embed"`
}

// A facet says what a stretch of the text is: a link shows only the beginning of its
// address there.
type facet struct {
	Features []struct {
		URI string `json:"uri"`
	} `json:"features"`
}

// An embed is what a post shows beside its text: a page, pictures, or another post, or
// one of the former with the latter.
type embed struct {
	shown
	Media shown `json:"media"`
	// Record is a post that is quoted; with media it stands one deeper.
	Record struct {
		URI    string `json:"uri"`
		Record struct {
			URI string `json:"uri"`
		} `json:"record"`
	} `json:"record"`
}

// shown is a page or pictures. Alt is the words the author gave a video.
type shown struct {
	External struct {
		URI   string `json:"uri"`
		Title string `json:"title"`
	} `json:"external"`
	Images []struct {
		Alt string `json:"alt"`
	} `json:"images"`
	Alt string `json:"alt"`
}

const (
	// mostSaid bounds what is taken of a post's words, in bytes. Bluesky shows no text of
	// more than 3,000; the rest is room for pictures.
	mostSaid = 16 << 10
	// mostLink bounds an address that is remembered, in bytes.
	mostLink = 1 << 10
)

// post is the record as a post, which the network knew of at a moment: what claims to be
// of a later one was dated by a clock that is wrong, or to stay on top.
func (r *record) post(did, key string, known time.Time) brand.Post {
	p := brand.Post{
		NativeID: uriOf(did, key), URL: pageOf(did, key), Author: did, AuthorID: did,
		Text: r.words(), Links: r.links(), Published: known,
	}
	if at, err := time.Parse(time.RFC3339, r.CreatedAt); err == nil && at.Before(known) {
		p.Published = at.UTC()
	}
	// Programs that always name several languages say nothing with it.
	if len(r.Langs) == 1 && len(r.Langs[0]) <= 35 {
		p.Lang = r.Langs[0]
	}
	return p
}

// words are what the post says: its text, the hashtags beside it, the title of the page
// it shares, and what the author wrote of pictures.
func (r *record) words() string {
	lines := []string{strings.TrimSpace(r.Text)}
	if len(r.Tags) > 0 {
		lines = append(lines, r.tags())
	}
	for _, s := range []*shown{&r.Embed.shown, &r.Embed.Media} {
		lines = append(lines, strings.TrimSpace(s.External.Title), strings.TrimSpace(s.Alt))
		for i := range s.Images {
			lines = append(lines, strings.TrimSpace(s.Images[i].Alt))
		}
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" })
	if len(lines) == 1 {
		return text.Head(lines[0], mostSaid)
	}
	return text.Head(strings.Join(lines, "\n"), mostSaid)
}

// tags are the hashtags beside the text.
func (r *record) tags() string {
	inText := text.Tags(r.Text)
	var tags []string
	for _, t := range r.Tags {
		t = strings.TrimPrefix(strings.TrimSpace(t), "#")
		if t == "" || slices.Contains(inText, text.Fold(t)) {
			continue
		}
		if !strings.ContainsFunc(t, unicode.IsSpace) {
			t = "#" + t
		}
		tags = append(tags, t)
	}
	return strings.Join(tags, " ")
}

// links are where the post leads: its links first, then the page it shares, then the post
// it quotes.
func (r *record) links() []string {
	var all []string
	add := func(link string) {
		if link == "" || len(link) > mostLink || len(all) == brand.MostLinks {
			return
		}
		if link = address.Canonical(link); link != "" && !slices.Contains(all, link) {
			all = append(all, link)
		}
	}
	for _, f := range r.Facets {
		for i := range f.Features {
			add(f.Features[i].URI)
		}
	}
	add(r.Embed.External.URI)
	add(r.Embed.Media.External.URI)
	for _, uri := range []string{r.Embed.Record.URI, r.Embed.Record.Record.URI} {
		if did, key, ok := parts(uri); ok {
			add(pageOf(did, key))
		}
	}
	return all
}

// parts are the account and the key of a post's URI.
func parts(uri string) (did, key string, ok bool) { //nolint:nonamedreturns // two texts
	did, key, ok = strings.Cut(strings.TrimPrefix(uri, "at://"), "/"+collection+"/")
	return did, key, ok && strings.HasPrefix(uri, "at://") && isDID(did) && isKey(key)
}
