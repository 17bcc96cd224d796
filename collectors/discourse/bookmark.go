package discourse

import (
	"fmt"
	"time"
)

const (
	// lookBack is how far back a first reading goes.
	lookBack = 24 * time.Hour
	// window is how many numbers of posts some versions of Discourse look through for a
	// page: those of posts that nobody may see leave it short, or empty.
	window = 50
	// mostEmpty is how many such pages in a row are walked through. Versions without a
	// window have no more posts where one is empty.
	mostEmpty = 100
)

// A bookmark is what is remembered of the list. Posts are known by their numbers,
// which grow.
type bookmark struct {
	// Newest is the newest post of the last finished walk; 0 means that there is none yet.
	Newest int64 `json:"newest,omitempty"`
	// Read is when that walk began.
	Read time.Time `json:"read,omitzero"`
	// Walk is set while older posts are still to be read.
	Walk *walk `json:"walk,omitempty"`
}

// A walk goes from the newest post back.
type walk struct {
	Newest int64     `json:"newest"`
	Began  time.Time `json:"began"`
	Before int64     `json:"before"`
	Empty  int       `json:"empty,omitempty"`
}

func (b bookmark) sound() bool {
	return b.Newest >= 0 && (b.Walk == nil || b.Walk.Newest > 0 && b.Walk.Before > 0 && b.Walk.Empty >= 0)
}

// before is the number before which posts are wanted, 0 for the newest.
func (b bookmark) before() int64 {
	if b.Walk == nil {
		return 0
	}
	return b.Walk.Before
}

// A stretch is what a page of the list spans: numbers, and the moment of the oldest.
type stretch struct {
	oldest, newest int64
	since          time.Time
}

func (s stretch) with(id int64, at time.Time) stretch {
	if s.oldest == 0 || id < s.oldest {
		s.oldest, s.since = id, at
	}
	s.newest = max(s.newest, id)
	return s
}

// turn moves the bookmark past a page. Versions of Discourse differ in whether the post
// that is named is one of those before it, so it is asked for again.
func (b bookmark) turn(page stretch, now time.Time) (bookmark, string) {
	if b.Walk == nil {
		if page.newest == 0 {
			return b, "" // the newest are hidden from us, or there are none
		}
		b.Walk = &walk{Newest: page.newest, Began: now.UTC(), Before: page.newest + 1}
	}
	w := *b.Walk
	switch {
	case page.newest > w.Before:
		return b.arrive(w), "the forum answers its newest posts whichever are asked for, so that older ones are out of reach"
	case page.oldest > 0 && page.oldest < w.Before:
		w.Before, w.Empty = page.oldest, 0
		if b.Newest == 0 && !page.since.IsZero() && page.since.Before(now.Add(-lookBack)) {
			return b.arrive(w), ""
		}
	default:
		w.Before, w.Empty = w.Before-window, w.Empty+1
	}
	switch {
	case w.Before <= max(b.Newest, 1):
		return b.arrive(w), ""
	case w.Empty >= mostEmpty && b.Newest > 0:
		return b.arrive(w), fmt.Sprintf("no post that everybody may see was found between number %d and the last one known, %d", w.Before, b.Newest)
	case w.Empty >= mostEmpty, b.Newest == 0 && w.Empty >= 5:
		return b.arrive(w), ""
	}
	b.Walk = &w
	return b, ""
}

// arrive ends a walk: the next one ends at the newest post of its first page.
func (b bookmark) arrive(w walk) bookmark {
	return bookmark{Newest: max(b.Newest, w.Newest), Read: w.Began}
}
