package stackexchange

import (
	"errors"
	"fmt"
	"time"
)

const (
	// lookBack is how far back a first reading goes.
	lookBack = 24 * time.Hour
	// overlap is how long before the newest question known others are asked for again:
	// the search takes some in late.
	overlap = 30 * time.Minute
	// lastPage is the last that the API gives to those who have not signed in.
	lastPage = 25
)

// A bookmark is what is remembered of a part. Moments are seconds since 1970, as the
// API's are.
type bookmark struct {
	// Since is when the newest question was asked that a finished walk found or, without
	// one, the moment before which nothing is wanted.
	Since int64 `json:"since,omitempty"`
	// First is set while what is read was there before the part was.
	First bool `json:"first,omitempty"`
	// Walk is set while newer questions are still to be read.
	Walk *walk `json:"walk,omitempty"`
}

// A walk goes forward from a moment, a page at a time.
type walk struct {
	From int64 `json:"from"`
	Page int   `json:"page,omitempty"`
	// Newest is when the newest question it found was asked.
	Newest int64 `json:"newest,omitempty"`
}

func (b bookmark) sound() bool {
	return b.Since >= 0 && (b.Walk == nil || b.Walk.From >= 0 && b.Walk.Newest >= 0 && b.Walk.Page >= 0 && b.Walk.Page <= lastPage)
}

// begin sets out on a walk, unless one is under way.
func (b bookmark) begin(now time.Time) bookmark {
	if b.Since == 0 || b.Since > now.Unix() {
		b.Since = now.Add(-lookBack).Unix()
	}
	if b.Walk == nil {
		b.Walk = &walk{From: b.Since - int64(overlap/time.Second)}
	}
	return b
}

// turn moves past a page of so many items. The following page begins at the newest
// moment of this one, and not by its number: what is deleted meanwhile would shift
// others out of sight.
func (b bookmark) turn(newest int64, items int, more bool) (bookmark, string, error) {
	w := *b.Walk
	w.Newest = max(w.Newest, newest)
	note := ""
	switch {
	case !more:
		return bookmark{Since: max(b.Since, w.Newest)}, "", nil
	case items == 0:
		return b, "", errors.New("Stack Exchange: the answer says that there are more questions, and shows none; it is asked again later") //nolint:staticcheck // its name
	case newest > w.From:
		w.From, w.Page = newest, 1
	case max(w.Page, 1) < lastPage:
		w.Page = max(w.Page, 1) + 1
	default:
		note = fmt.Sprintf("more than %d questions at %s; those beyond are not read", lastPage*items, time.Unix(w.From, 0).UTC().Format(time.RFC3339))
		w.From, w.Page = w.From+1, 1
	}
	b.Walk = &w
	return b, note, nil
}
