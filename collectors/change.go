package collectors

import (
	"context"
	"time"

	"tocsin/brand"
)

// A Change is what a source says of a post it gave before, or of all posts of one
// author: that it is gone, or that it reads otherwise now.
type Change struct {
	// Post is the post that is meant, known by its NativeID, URL or Identity as it was
	// when it was given, or by its Alias alone. Of an edited post it is the whole of it as it reads now.
	Post brand.Post
	// Author is the AuthorID of one all of whose posts are meant; "" means Post alone.
	Author string
	// Gone is set where the posts are deleted or hidden; else Post is edited.
	Gone bool
}

// An Amendment is a Change of what is kept of one brand.
type Amendment struct {
	// ID is the mention that is meant. Without one, all of Author's are: an AuthorID or a
	// name that there is in sources of Kind.
	ID     brand.MentionID `json:"id,omitempty"`
	Kind   string          `json:"kind,omitempty"`
	Author string          `json:"author,omitempty"`
	// URL means the mentions of one address, Native those that a source gave one id, where
	// neither ID nor Author is set.
	URL    string `json:"url,omitempty"`
	Native string `json:"native,omitempty"`
	// Alias means the mention that was kept under it, whose ID takes its place in what is noted.
	Alias brand.Identity `json:"-"`
	// Mention is how it reads now; nil where it is gone.
	Mention *brand.Mention `json:"mention,omitempty"`
	// At is when it was said.
	At time.Time `json:"at"`
}

// Means reports whether a mention is one that is meant.
func (a Amendment) Means(m brand.Mention) bool {
	switch {
	case a.ID != "":
		return m.ID == a.ID
	case a.Author != "":
		return (a.Kind == "" || m.Kind == a.Kind) && (m.AuthorID == a.Author || m.Author == a.Author)
	}
	return a.URL != "" && m.URL == a.URL || a.Native != "" && m.NativeID == a.Native
}

// A Rechecker is a Collector that can say what became of posts it gave before: services
// that send no word of deletions ask that what is kept be held against them now and
// then. Recheck is given posts as they were given, at most MostRechecked; of those that are as
// they were it says nothing. What it learnt before an error comes with the error, and holds.
type Rechecker interface {
	Recheck(ctx context.Context, posts []brand.Post, now time.Time) ([]Change, error)
}

// MostRechecked is how many posts are held against their source at a time.
const MostRechecked = 100
