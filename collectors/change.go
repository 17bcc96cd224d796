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
	// when it was given. Of an edited post it is the whole of it as it reads now.
	Post brand.Post
	// Author is the AuthorID of one all of whose posts are meant; "" means Post alone.
	Author string
	// Gone is set where the posts are deleted or hidden; else Post is edited.
	Gone bool
}

// A Rechecker is a Collector that can say what became of posts it gave before: services
// that send no word of deletions ask that what is kept be held against them now and
// then. Recheck is given posts as they were given, at most MostRechecked; of those that are as
// they were it says nothing.
type Rechecker interface {
	Recheck(ctx context.Context, posts []brand.Post, now time.Time) ([]Change, error)
}

// MostRechecked is how many posts are held against their source at a time.
const MostRechecked = 100
