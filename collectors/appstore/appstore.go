// Package appstore listens to what customers say of an app in Apple's App Store: the
// newest reviews of each country, with their stars. Apple tells at most five hundred of
// them, and now and then none at all to whoever asks: that is a fault of the service and
// never taken for a silence of customers.
package appstore

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration.
const Kind = "appstore"

const (
	home      = "https://itunes.apple.com"
	app       = "app"
	countries = "countries"
	// pages is how many pages of reviews there are.
	pages = 10
	// remembered is how many of the newest reviews are known again.
	remembered = 60
)

var (
	appForm     = regexp.MustCompile(`^[0-9]{6,12}$`)
	countryForm = regexp.MustCompile(`^[a-z]{2}$`)
)

// Type is the kind of source that the App Store is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "customers' reviews of an app, with their stars",
		Needs:  "the app's number, which stands in its address behind id",
		Limits: "the newest 500 reviews of each country; Apple takes some hours to show one, and at times tells machines in data centres that there are none",
		Blind:  "stars without words; countries that are not listed; what developers answer",
		Settings: []collectors.Setting{
			{Name: app, About: "is the app's number", Example: `"123456789"`, Required: true},
			{Name: countries, About: "lists the stores, by two letters", Example: "us", Many: true, Default: "us"},
		},
		Whole: true, Every: 15 * time.Minute,
		Judge: judge, Open: open,
	}
}

func judge(s collectors.Spec) error {
	if id := s.Setting(app); !appForm.MatchString(id) {
		return fmt.Errorf("appstore app: %q is no app's number: write the digits behind id in its address", id)
	}
	for _, country := range s.Settings[countries] {
		if !countryForm.MatchString(country) {
			return fmt.Errorf("appstore countries: %q is no store: write two small letters, such as us or de", country)
		}
	}
	return nil
}

func open(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
	if err := judge(s); err != nil {
		return nil, err
	}
	base := strings.TrimRight(with.Home(s, Kind, home), "/")
	web := polite.New(polite.Options{Transport: with.Web(s.AllowPrivate || base != home), Agent: with.Agent, Service: "App Store"})
	var parts []collectors.Part
	for _, country := range s.Settings[countries] {
		parts = append(parts, collectors.Part{Name: country, Collector: &Collector{app: s.Setting(app), country: country, base: base, web: web}})
	}
	return collectors.Several(parts...), nil
}

// A Collector reads the reviews of one app in one country.
type Collector struct {
	app, country, base string
	web                *polite.Client
	verge              collectors.Verge
}

// A bookmark is what the cursor holds: the ids of the newest reviews of the last finished
// walk, and of one that is under way its next page and the newest it found.
type bookmark struct {
	Known []string `json:"known,omitempty"`
	Page  int      `json:"page,omitempty"`
	Found []string `json:"found,omitempty"`
}

// Collect reads one page of reviews, the newest first, until one is known.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	var b bookmark
	var notes []string
	if from != "" && json.Unmarshal([]byte(from), &b) != nil {
		b, notes = bookmark{}, []string{"the bookmark could not be read, so all reviews are read again"}
	}
	number := min(max(b.Page, 1), pages)
	is, err := c.page(ctx, number, now)
	if err != nil {
		return collectors.Page{}, err
	}
	if number == 1 && len(is.reviews) == 0 && len(b.Known) > 0 {
		return collectors.Page{}, fmt.Errorf("App Store: it shows no review at all in %s, and showed some before; it is asked again later", c.country) //nolint:staticcheck // its name
	}
	gap, err := c.verge.Look("App Store", from, "the reviews that were read before", number > 1 && len(is.reviews) == 0 && len(b.Known) > 0)
	if err != nil {
		return collectors.Page{}, err
	}
	page := collectors.Page{Notes: collectors.Noted(append(notes, is.odd...), gap), NotBefore: is.wait}
	known, last := 0, false
	for _, r := range is.reviews {
		if last = slices.Contains(b.Known, r.ID.Label); last {
			known++
		}
		page.Posts = append(page.Posts, c.post(r))
		if len(b.Found) < remembered {
			b.Found = append(b.Found, r.ID.Label)
		}
	}
	// A known review among the newest may be one that was edited: the walk is over where the
	// oldest of a page is known, or most of them are.
	if last || 2*known > len(is.reviews) || len(is.reviews) == 0 || number == pages {
		if len(b.Found) > 0 {
			b.Known = b.Found
		}
		b.Page, b.Found = 0, nil
	} else {
		b.Page = number + 1
	}
	page.More, page.Unchanged = b.Page > 0, len(page.Posts) == 0
	text, err := json.Marshal(b)
	if err != nil {
		return collectors.Page{}, fmt.Errorf("write the bookmark: %w", err)
	}
	page.Next = collectors.Cursor(text)
	return page, nil
}

// A label is how Apple writes a value.
type label struct {
	Label string `json:"label"`
}

// A review is an entry of Apple's feed.
type review struct {
	ID      label `json:"id"`
	Title   label `json:"title"`
	Content label `json:"content"`
	Rating  label `json:"im:rating"`
	Updated label `json:"updated"`
	// App is the app's name, in the entry that tells of it.
	App    label `json:"im:name"`
	Author struct {
		Name label `json:"name"`
		URI  label `json:"uri"`
	} `json:"author"`
}

// shown is what one page shows; odd tells of what could not be read of it.
type shown struct {
	reviews []review
	odd     []string
	wait    time.Time
}

// page reads one page.
func (c *Collector) page(ctx context.Context, number int, now time.Time) (shown, error) {
	address := fmt.Sprintf("%s/%s/rss/customerreviews/page=%d/id=%s/sortby=mostrecent/json", c.base, c.country, number, c.app)
	var said struct {
		Feed *struct {
			Entry json.RawMessage `json:"entry"`
		} `json:"feed"`
	}
	answer, err := c.web.JSON(ctx, address, nil, now, &said)
	if err != nil {
		return shown{}, err
	}
	if said.Feed == nil {
		return shown{}, errors.New("App Store: the answer is no feed of reviews; it is asked again later") //nolint:staticcheck // its name
	}
	reviews, odd, err := collectors.Sift("App Store", "review", list(said.Feed.Entry), read)
	return shown{slices.DeleteFunc(reviews, review.isApp), odd, answer.Wait}, err
}

// list are the entries of a feed, all of which may be one that is no list.
func list(entry json.RawMessage) []json.RawMessage {
	var all []json.RawMessage
	if entry = bytes.TrimSpace(entry); len(entry) > 0 && json.Unmarshal(entry, &all) != nil {
		return []json.RawMessage{entry}
	}
	return all
}

// read reads an entry, false if it is none.
func read(raw json.RawMessage) (review, bool) {
	var r review
	err := json.Unmarshal(raw, &r)
	return r, err == nil && r.ID.Label != "" && (r.Rating.Label != "" || r.isApp())
}

// isApp reports whether the entry tells of the app, as the first of a page may.
func (r review) isApp() bool { return r.Rating.Label == "" && r.App.Label != "" }

// post is a review as a post. It has no page of its own: the address leads to the app's
// reviews, and ends in the review's number.
func (c *Collector) post(r review) brand.Post {
	p := brand.Post{
		NativeID: "appstore:" + r.ID.Label, URL: fmt.Sprintf("https://apps.apple.com/%s/app/id%s?see-all=reviews#review-%s", c.country, c.app, r.ID.Label),
		Author: r.Author.Name.Label, Title: strings.TrimSpace(r.Title.Label), Text: strings.TrimSpace(r.Content.Label),
	}
	if at := strings.LastIndex(r.Author.URI.Label, "/id"); at >= 0 {
		p.AuthorID = r.Author.URI.Label[at+1:]
	}
	if stars, err := strconv.Atoi(r.Rating.Label); err == nil && stars >= 1 && stars <= 5 {
		p.Rating = stars
	}
	if at, err := time.Parse(time.RFC3339, r.Updated.Label); err == nil {
		p.Published = at.UTC()
	}
	return p
}
