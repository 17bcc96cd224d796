package lemmy

import (
	"encoding/json"
	"fmt"
	"time"

	"tocsin/collectors"
)

const (
	// lookBack is how far back a first reading goes.
	lookBack = 24 * time.Hour
	// overlap is for how long what comes from another instance may be late.
	overlap = 15 * time.Minute
	// mostPages bounds a walk; nobody says as much of a brand in a day.
	mostPages = 200
)

// A bookmark is what the cursor of one search holds.
type bookmark struct {
	// Since is when the newest item was published that the last walk found, Before that of
	// the walk before it: pages are counted from the newest item, so that one which is
	// deleted meanwhile moves another to a page that was read already. Each stretch is
	// walked twice, which for most is the same page.
	Since  time.Time `json:"since,omitzero"`
	Before time.Time `json:"before,omitzero"`
	// Walk is set while older pages are still to be read.
	Walk *walk `json:"walk,omitempty"`
	// Read is when the last walk ended.
	Read time.Time `json:"read,omitzero"`
}

// A walk goes from the newest page back to Until.
type walk struct {
	Page   int       `json:"page"`
	Until  time.Time `json:"until"`
	Newest time.Time `json:"newest,omitzero"`
}

// readBookmark reads a cursor. One that cannot be read costs a second reading of a day,
// which is better than a source that stays silent.
func readBookmark(from collectors.Cursor, now time.Time) (bookmark, []string) {
	if from == "" {
		return bookmark{}, nil
	}
	var b bookmark
	err := json.Unmarshal([]byte(from), &b)
	sound := err == nil && !b.Since.After(now.Add(lookBack)) && !b.Before.After(b.Since)
	if b.Walk != nil {
		sound = sound && b.Walk.Page >= 1 && b.Walk.Page <= mostPages
	}
	if !sound {
		return bookmark{}, []string{fmt.Sprintf("the bookmark could not be read, so the last %v are read again", lookBack)}
	}
	return b, nil
}

// begin sets out on a walk, unless one is under way.
func (b bookmark) begin(now time.Time) bookmark {
	if b.Since.IsZero() || b.Since.After(now) {
		b.Since = now.Add(-lookBack).UTC()
	}
	if b.Before.IsZero() || b.Before.After(b.Since) {
		b.Before = b.Since
	}
	if b.Walk == nil {
		b.Walk = &walk{Page: 1, Until: b.Before.Add(-overlap)}
	}
	return b
}

// A stretch is from when to when the items of a page were published, zero if nothing is known.
type stretch struct {
	oldest, newest time.Time
	// more is set where older ones may follow.
	more bool
}

// with takes in a moment.
func (s stretch) with(at time.Time) stretch {
	if at.IsZero() {
		return s
	}
	if s.oldest.IsZero() || at.Before(s.oldest) {
		s.oldest = at
	}
	if at.After(s.newest) {
		s.newest = at
	}
	return s
}

// turn moves the bookmark past a page, and notes what is left out.
func (b bookmark) turn(s stretch, now time.Time) (bookmark, string) {
	w := *b.Walk
	if s.newest.After(now) { // a clock that is ahead must not have others left out
		s.newest = now.UTC()
	}
	if s.newest.After(w.Newest) {
		w.Newest = s.newest
	}
	note := ""
	switch {
	case !s.more, !s.oldest.IsZero() && s.oldest.Before(w.Until):
	case w.Page >= mostPages:
		note = fmt.Sprintf("more than %d pages since %s; what is older than %s is not read",
			mostPages, w.Until.UTC().Format(time.RFC3339), s.oldest.UTC().Format(time.RFC3339))
	default:
		w.Page++
		b.Walk = &w
		return b, ""
	}
	b.Walk, b.Read, b.Before = nil, now.UTC(), b.Since
	if w.Newest.After(b.Since) {
		b.Since = w.Newest
	}
	return b, note
}

// write makes the cursor.
func (b bookmark) write() (collectors.Cursor, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return "", fmt.Errorf("write the bookmark: %w", err)
	}
	return collectors.Cursor(text), nil
}
