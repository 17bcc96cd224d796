// Package gdelt listens to the world's press through GDELT's document search, which
// reads articles in 65 languages and takes new ones in every quarter of an hour. It
// tells an article's title, address and outlet, and never its text; it gives the newest
// 250 of a span of time, so a walk goes back through time until it meets what was read
// before.
package gdelt

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/text"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration.
const Kind = "gdelt"

const (
	home = "https://api.gdeltproject.org"
	// gap is how far apart requests are: GDELT takes one in five seconds, and shuts
	// those out who ask oftener.
	gap = 7 * time.Second
	// most is how many articles an answer holds.
	most = 250
	// stamp is how GDELT writes moments, in answers and in questions.
	stamp, question = "20060102T150405Z", "20060102150405"
)

// Type is the kind of source that GDELT is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "articles of the world's press, in 65 languages, by their titles",
		Limits:   "250 articles of a quarter of an hour and search; one request in 7 seconds for all searches together; three months back",
		Blind:    "the articles' text: one whose title does not name the brand is not heard; what GDELT takes in late or never",
		Searches: true, Every: 15 * time.Minute,
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			base := strings.TrimRight(with.Home(s, Kind, home), "/")
			web := polite.New(polite.Options{Transport: with.Web(s.AllowPrivate || base != home), Agent: with.Agent, Service: "GDELT", Gap: gap})
			var parts []collectors.Part
			for _, q := range s.Searches {
				parts = append(parts, collectors.Part{Name: q, Collector: &Collector{query: q, base: base, web: web}})
			}
			if len(parts) == 0 {
				return nil, fmt.Errorf("source %s: there is nothing to search for: give its brands a match, or the source a query", s.ID)
			}
			return collectors.Several(parts...), nil
		},
	}
}

// A Collector reads what one search finds.
type Collector struct {
	query, base string
	web         *polite.Client
	verge       collectors.Verge
}

// Collect reads one page: the newest articles, or the next older ones of a walk.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	b, notes := readBookmark(from)
	b = b.begin(now)
	found, wait, err := c.ask(ctx, b, now)
	if err != nil {
		return collectors.Page{}, err
	}
	posts, odd, err := collectors.Sift("GDELT", "article", found, read)
	if err != nil {
		return collectors.Page{}, err
	}
	page := collectors.Page{Posts: posts, Notes: append(notes, odd...), NotBefore: wait}
	var oldest, newest time.Time
	for _, post := range posts {
		seen := post.Published
		if oldest.IsZero() || seen.Before(oldest) {
			oldest = seen
		}
		if seen.After(newest) && !seen.After(now) {
			newest = seen
		}
	}
	gap, err := c.verge.Look("GDELT", from, collectors.ReadBefore(b.Before), b.Walking && b.Met && len(found) == 0)
	if err != nil {
		return collectors.Page{}, err
	}
	b, note := b.turn(oldest, newest, len(found) >= most)
	page.Notes = collectors.Noted(collectors.Noted(page.Notes, gap), note)
	page.More = b.Walking
	page.Unchanged = len(page.Posts) == 0
	page.Next, err = b.write()
	return page, err
}

// An article is one as GDELT tells it.
type article struct {
	URL      string `json:"url"`
	Title    string `json:"title"`
	SeenDate string `json:"seendate"`
	Domain   string `json:"domain"`
	Language string `json:"language"`
}

// read reads an article, false if it is none: it has an address, a title and a moment.
func read(raw json.RawMessage) (brand.Post, bool) {
	var a article
	if json.Unmarshal(raw, &a) != nil {
		return brand.Post{}, false
	}
	seen, err := time.Parse(stamp, a.SeenDate)
	p := brand.Post{
		URL: strings.TrimSpace(a.URL), Author: a.Domain, Title: tidy(text.Plain(a.Title)), Lang: languages()[strings.ToLower(a.Language)], Published: seen,
	}
	return p, err == nil && p.URL != "" && p.Title != ""
}

// tidy takes out the blanks that GDELT puts around signs.
func tidy(title string) string {
	return strings.Join(strings.Fields(strings.NewReplacer(
		" ' ", "'", " ’ ", "’", " ,", ",", " .", ".", " :", ":", " ;", ";", " !", "!", " ?", "?", "( ", "(", " )", ")", " %", "%", "$ ", "$",
	).Replace(title)), " ")
}

// languages are those with a code of two letters that matter for tone and queries.
func languages() map[string]string {
	return map[string]string{
		"english": "en", "german": "de", "french": "fr", "spanish": "es", "portuguese": "pt", "italian": "it", "dutch": "nl", "polish": "pl",
		"russian": "ru", "ukrainian": "uk", "turkish": "tr", "arabic": "ar", "chinese": "zh", "japanese": "ja", "korean": "ko", "swedish": "sv",
		"danish": "da", "norwegian": "no", "finnish": "fi", "greek": "el", "czech": "cs", "romanian": "ro", "hungarian": "hu", "indonesian": "id",
		"vietnamese": "vi", "thai": "th", "hindi": "hi", "hebrew": "he", "bulgarian": "bg", "croatian": "hr", "serbian": "sr", "slovak": "sk",
	}
}

// ask asks for the articles of a span of time, the newest first.
func (c *Collector) ask(ctx context.Context, b bookmark, now time.Time) ([]json.RawMessage, time.Time, error) {
	until := now
	if !b.Before.IsZero() {
		until = b.Before
	}
	v := url.Values{
		"query": {c.query}, "mode": {"artlist"}, "format": {"json"}, "maxrecords": {strconv.Itoa(most)}, "sort": {"datedesc"},
		"startdatetime": {b.After.UTC().Format(question)}, "enddatetime": {until.UTC().Format(question)},
	}
	answer, err := c.web.Get(ctx, c.base+"/api/v2/doc/doc?"+v.Encode(), nil, now)
	if err != nil {
		return nil, time.Time{}, err
	}
	found, err := parse(answer.Body)
	return found, answer.Wait, err
}

// badEscape is what GDELT leaves in titles, and no JSON has.
var badEscape = regexp.MustCompile(`\\([^"\\/bfnrtu])`)

// parse reads an answer. What GDELT has against a question it says in plain words, with
// status 200.
func parse(body []byte) ([]json.RawMessage, error) {
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
		return nil, errors.New("GDELT: the answer is empty; it is asked again later")
	case body[0] == '<':
		return nil, errors.New("GDELT: the answer is a web page; it is asked again later")
	case body[0] != '{':
		said := text.Clip(text.Visible(string(body)), 160)
		return nil, fmt.Errorf("GDELT: it refuses the question: %q; give the source a query that is neither too short nor too long, with its ORs in parentheses", said)
	}
	var said struct {
		Articles []json.RawMessage `json:"articles"`
	}
	err := json.Unmarshal(body, &said)
	if err != nil {
		err = json.Unmarshal(badEscape.ReplaceAll(body, []byte(`\\$1`)), &said)
	}
	if err != nil {
		return nil, fmt.Errorf("GDELT: the answer is not what it answers: %s; it is asked again later", text.BadJSON(err))
	}
	return said.Articles, nil // "{}" is none
}
