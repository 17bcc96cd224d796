package gdelt

import (
	"encoding/json"
	"fmt"
	"time"

	"tocsin/collectors"
)

const (
	// quarter is how often GDELT takes articles in: all of one have the same moment.
	quarter = 15 * time.Minute
	// lookBack is how far back a first reading goes, reach how far any does.
	lookBack = 24 * time.Hour
	reach    = 80 * 24 * time.Hour
	// overlap is how long before the newest moment known articles are asked for again.
	overlap = 2 * quarter
)

// A bookmark is what the cursor holds.
type bookmark struct {
	// Since is the newest moment of a finished walk or, without one, the moment before
	// which nothing is wanted.
	Since time.Time `json:"since,omitzero"`
	// Walking is set while older articles are still to be read: those from After to
	// Before. Newest is the newest moment the walk found.
	Walking bool      `json:"walking,omitempty"`
	After   time.Time `json:"after,omitzero"`
	Before  time.Time `json:"before,omitzero"`
	// Met is set where an article of the very moment Before was read.
	Met    bool      `json:"met,omitempty"`
	Newest time.Time `json:"newest,omitzero"`
}

// readBookmark reads a cursor. One that cannot be read costs a second reading of a day.
func readBookmark(from collectors.Cursor) (bookmark, []string) {
	var b bookmark
	if from != "" && json.Unmarshal([]byte(from), &b) != nil {
		return bookmark{}, []string{fmt.Sprintf("the bookmark could not be read, so the last %v are read again", lookBack)}
	}
	return b, nil
}

// begin sets out on a walk, unless one is under way.
func (b bookmark) begin(now time.Time) bookmark {
	if b.Walking {
		return b
	}
	if b.Since.IsZero() || b.Since.After(now) {
		b.Since = now.Add(-lookBack).UTC()
	}
	if oldest := now.Add(-reach).UTC(); b.Since.Before(oldest) {
		b.Since = oldest
	}
	b.After, b.Before, b.Newest = b.Since.Add(-overlap), time.Time{}, time.Time{}
	return b
}

// turn moves the bookmark past a page.
func (b bookmark) turn(oldest, newest time.Time, full bool) (bookmark, string) { //nolint:revive // what a page is
	if newest.After(b.Newest) {
		b.Newest = newest
	}
	if !full || oldest.IsZero() || !oldest.After(b.After) {
		if b.Newest.After(b.Since) {
			b.Since = b.Newest
		}
		return bookmark{Since: b.Since}, ""
	}
	note := ""
	b.Met = true
	if oldest.Equal(newest) {
		note = fmt.Sprintf("more than %d articles of %s; those beyond are out of reach: ask for less", most, oldest.Format(time.RFC3339))
		oldest, b.Met = oldest.Add(-time.Second), false
	}
	b.Walking, b.Before = true, oldest
	return b, note
}

func (b bookmark) write() (collectors.Cursor, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return "", fmt.Errorf("write the bookmark: %w", err)
	}
	return collectors.Cursor(text), nil
}
