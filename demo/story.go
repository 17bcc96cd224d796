// Package demo invents a month for Solvo, a pain reliever that does not exist:
// four calm weeks, then a weekend in which an advertisement offends parents and
// a tag nobody configured carries it. Everything in it is synthetic. Only the
// shape is taken from what is known of such storms: a slow start from nothing,
// doubling every half hour, a night's dip, a peak on Sunday, about a thousand
// people, and a tone that is mostly neutral. The package opens no connection and
// reads no clock; the same seed tells the same story.
package demo

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
	_ "time/tzdata" // the story's own time zone, on machines that lack it

	"tocsin/brand"
)

// The two feeds of the story.
const (
	Social = "social"
	Blogs  = "blogs"
)

// Tag is the tag the storm goes by, without its "#". No post before the onset carries it.
const Tag = "solvomoms"

// A Story is the synthetic month of one seed.
type Story struct {
	onset time.Time
	loc   *time.Location
	posts []entry
}

// An entry is a post and the feed it stands in.
type entry struct {
	brand.Post
	feed string
}

// NewStory invents the month of a seed. Stories differ in when the storm begins,
// how fast it grows, who speaks and what they say.
func NewStory(seed uint64) *Story {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		loc = time.FixedZone("EST", -5*3600)
	}
	w := &writer{rng: rand.New(rand.NewPCG(seed, 0x501705)), taken: map[string]bool{}} //nolint:gosec // a story needs a seed, not a secret
	s := &Story{loc: loc}
	s.posts = append(s.posts, calm(w, s.Start(), s.End())...)
	var storm []entry
	s.onset, storm = tempest(w, s.saturday())
	s.posts = append(s.posts, storm...)
	slices.SortStableFunc(s.posts, func(a, b entry) int {
		return cmp.Or(a.Published.Compare(b.Published), cmp.Compare(a.Author, b.Author), cmp.Compare(a.Text, b.Text))
	})
	s.number()
	return s
}

// number gives every post its identity, in the order of publication.
func (s *Story) number() {
	for i := range s.posts {
		p := &s.posts[i]
		p.NativeID = fmt.Sprintf("synthetic-%06d", i+1)
		p.URL = fmt.Sprintf("https://%s.example/%06d", p.feed, i+1)
	}
}

// Start is the first moment of the month: a Saturday's midnight in Location.
func (s *Story) Start() time.Time { return time.Date(2026, time.October, 24, 0, 0, 0, 0, s.loc) }

// saturday is the midnight before the storm.
func (s *Story) saturday() time.Time { return s.Start().AddDate(0, 0, 28) }

// Onset is the moment of the storm's first post, on the last Saturday's evening.
func (s *Story) Onset() time.Time { return s.onset }

// End is the Monday after the storm, 09:00 in Location.
func (s *Story) End() time.Time { return time.Date(2026, time.November, 23, 9, 0, 0, 0, s.loc) }

// Location is the brand's time zone.
func (s *Story) Location() *time.Location { return s.loc }

// Brand is what listens in the story. It knows nothing of the storm's tag.
func (s *Story) Brand() brand.Brand {
	return brand.Brand{
		Key: "solvo", Name: "Solvo", Location: s.loc,
		Match: []string{"solvo", "#solvo*"},
		Not:   []string{"solvo consulting"},
		Own:   []string{"@solvo", "solvo.example"},
	}
}

// Posts are all posts published from a moment up to, but not at, another, in the
// order of publication.
func (s *Story) Posts(from, to time.Time) []brand.Post {
	var out []brand.Post
	for _, e := range s.posts[s.before(from):max(s.before(from), s.before(to))] {
		out = append(out, e.Post)
	}
	return out
}

// before is how many posts were published before a moment.
func (s *Story) before(at time.Time) int {
	n, _ := slices.BinarySearchFunc(s.posts, at, func(e entry, t time.Time) int { return e.Published.Compare(t) })
	return n
}
