package main

import (
	"context"
	"io"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

// anybody is the key of a brand that every post concerns. Under it a Listener
// hands over what it made of the posts that no real brand matches, too.
const anybody = brand.Key("")

// everyPost is a Matcher by which a post concerns anybody first, and then those
// brands whom it concerns.
type everyPost struct{ collectors.Matcher }

// MatchFrom says whom a post concerns.
func (e everyPost) MatchFrom(source string, p brand.Post) []brand.Match {
	return append([]brand.Match{{Brand: anybody}}, e.Matcher.MatchFrom(source, p)...)
}

// A tray is a Sink that holds what is heard until it is printed, and remembers nothing.
type tray struct {
	posts   []brand.Mention
	matches map[brand.MentionID][]found
	met     map[whose]bool
}

// whose is a mention, and the brand's that it is.
type whose struct {
	brand brand.Key
	id    brand.MentionID
}

var _ collectors.Sink = (*tray)(nil)

func newTray() *tray {
	return &tray{matches: map[brand.MentionID][]found{}, met: map[whose]bool{}}
}

// Bookmark is that of a source never read.
func (t *tray) Bookmark(context.Context, string) (collectors.Bookmark, error) {
	return collectors.Bookmark{}, nil
}

// Amend has nothing to change.
func (t *tray) Amend(context.Context, brand.Key, []collectors.Amendment) error { return nil }

// Mark forgets the bookmark.
func (t *tray) Mark(context.Context, string, collectors.Bookmark) error { return nil }

// Keep takes those mentions that it has not yet.
func (t *tray) Keep(_ context.Context, key brand.Key, mentions []brand.Mention) ([]brand.Mention, error) {
	var fresh []brand.Mention
	for _, m := range mentions {
		is := whose{key, m.ID}
		if t.met[is] {
			continue
		}
		t.met[is] = true
		fresh = append(fresh, m)
		if key == anybody {
			t.posts = append(t.posts, m)
			continue
		}
		t.matches[m.ID] = append(t.matches[m.ID], found{
			Match: brand.Match{Brand: key, Why: m.Why, Own: m.Own}, Tone: m.Tone, Touches: m.Touches, Story: m.Story,
		})
	}
	return fresh, nil
}

// tried is a line of what is printed: a post as it would be kept.
type tried struct {
	ID        brand.MentionID `json:"id"`
	Source    string          `json:"source"`
	Group     string          `json:"group,omitempty"`
	URL       string          `json:"url"`
	Author    string          `json:"author"`
	Title     string          `json:"title"`
	Text      string          `json:"text"`
	Links     []string        `json:"links"`
	Lang      string          `json:"lang"`
	Guessed   bool            `json:"guessed,omitempty"`
	Published *time.Time      `json:"published"`
	Matches   []found         `json:"matches"`
}

// found is what would be kept of a post for one brand.
type found struct {
	brand.Match
	brand.Tone
	Touches []brand.Touch   `json:"touches,omitempty"`
	Story   brand.MentionID `json:"story,omitempty"`
}

// print writes a line a post.
func (t *tray) print(w io.Writer) error {
	out := ndjson(w)
	for _, m := range t.posts {
		line := tried{
			ID: m.ID, Source: m.Source, Group: m.Group, URL: m.URL, Author: m.Author, Title: m.Title, Text: m.Text,
			Links: append([]string{}, m.Links...), Lang: m.Lang, Guessed: m.Guessed, Matches: append([]found{}, t.matches[m.ID]...),
		}
		if !m.Published.IsZero() {
			line.Published = &m.Published
		}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
