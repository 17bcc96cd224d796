package hackernews

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"tocsin/collectors"
)

const (
	// lookBack is how far back a first reading goes.
	lookBack = 24 * time.Hour
	// overlap is how long before the newest item known older ones are asked for again:
	// Algolia takes some in late.
	overlap = 15 * time.Minute
)

// A bookmark is what the cursor holds. Moments are seconds since 1970, as Algolia's are.
type bookmark struct {
	// Since is when the newest item was posted that a finished walk found or, without
	// one, the moment before which nothing is wanted.
	Since int64 `json:"since,omitempty"`
	// Walk is set while older items are still to be read.
	Walk *walk `json:"walk,omitempty"`
}

// A walk goes from the newest item back to After.
type walk struct {
	After int64 `json:"after"`
	// Before is the oldest moment reached, 0 on the first page.
	Before int64 `json:"before,omitempty"`
	// Met is set where an item of that very moment was read, so that the next page shows it.
	Met bool `json:"met,omitempty"`
	// Page is which of the pages up to Before comes next, where all of one are of the same
	// second; 0 is the first.
	Page int `json:"page,omitempty"`
	// Newest is the newest moment found.
	Newest int64 `json:"newest,omitempty"`
}

// readBookmark reads a cursor. One that cannot be read costs a second reading of a
// day, which is better than a source that stays silent.
func readBookmark(from collectors.Cursor) (bookmark, []string) {
	if from == "" {
		return bookmark{}, nil
	}
	var b bookmark
	if err := json.Unmarshal([]byte(from), &b); err != nil || !b.sound() {
		return bookmark{}, []string{fmt.Sprintf("the bookmark could not be read, so the last %v are read again", lookBack)}
	}
	return b, nil
}

func (b bookmark) sound() bool {
	return b.Since >= 0 && (b.Walk == nil || b.Walk.After >= 0 && b.Walk.Before >= 0 && b.Walk.Newest >= 0 && b.Walk.Page >= 0 && b.Walk.Page < reachable/most)
}

// begin sets out on a walk, unless one is under way.
func (b bookmark) begin(now time.Time) bookmark {
	if b.Since == 0 || b.Since > now.Unix() {
		b.Since = now.Add(-lookBack).Unix()
	}
	if b.Walk == nil {
		b.Walk = &walk{After: b.Since - int64(overlap/time.Second)}
	} else {
		w := *b.Walk
		b.Walk = &w
	}
	return b
}

// A span is from when to when the items of a page were posted, zero if nothing is known.
type span struct{ oldest, newest int64 }

// with takes in a moment. What lies outside what was asked for says nothing of the
// way that was gone.
func (s span) with(at int64, w walk) span {
	if at < w.After || w.Before > 0 && at > w.Before || at <= 0 {
		return s
	}
	if s.oldest == 0 || at < s.oldest {
		s.oldest = at
	}
	s.newest = max(s.newest, at)
	return s
}

// lacks reports whether a page does not show the item that the walk has come to.
func (w *walk) lacks(page span) bool { return w.Met && w.Page == 0 && page.newest < w.Before }

// turn moves the bookmark past a page. A walk that is at its end is over.
func (b bookmark) turn(page span, more bool, now time.Time) (bookmark, string, error) {
	w := b.Walk
	w.Newest = max(w.Newest, min(page.newest, now.Unix()))
	note := ""
	switch {
	case !more || page.oldest > 0 && page.oldest <= w.After:
		b.Since, b.Walk = max(b.Since, w.Newest), nil
	case page.oldest == 0 && w.Page > 0: // there is no more of that second
		w.Before, w.Page, w.Met = w.Before-1, 0, false
	case page.oldest == 0:
		return b, "", errors.New("Hacker News: no hit of a whole page says when it was posted, so older ones cannot be asked for; it is asked again later") //nolint:staticcheck // its name
	case page.oldest != page.newest:
		w.Before, w.Page, w.Met = page.oldest, 0, true
	case page.oldest != w.Before: // time does not part it from the next page
		w.Before, w.Page = page.oldest, 1
	case w.Page+1 < reachable/most:
		w.Page++
	default:
		note = fmt.Sprintf("more than %d items at %s; those beyond are not read", reachable, time.Unix(page.oldest, 0).UTC().Format(time.RFC3339))
		w.Before, w.Page, w.Met = page.oldest-1, 0, false
	}
	return b, note, nil
}

// write makes the cursor.
func (b bookmark) write() (collectors.Cursor, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return "", fmt.Errorf("write the bookmark: %w", err)
	}
	return collectors.Cursor(text), nil
}
