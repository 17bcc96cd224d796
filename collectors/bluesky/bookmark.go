package bluesky

import (
	"encoding/json"
	"fmt"
	"time"

	"tocsin/collectors"
)

const (
	// lookBack is how far back a first reading of a search goes.
	lookBack = 24 * time.Hour
	// overlap is how long before the newest post known older ones are asked for again: the
	// search takes some in late.
	overlap = 10 * time.Minute
	// longestPage is how long the name of a page may be.
	longestPage = 1 << 10
)

// A bookmark is what a search's cursor holds. Moments are milliseconds since 1970.
type bookmark struct {
	// Since is when the newest post was written that a finished walk found or, without one,
	// the moment before which nothing is wanted.
	Since int64 `json:"since_ms,omitempty"`
	// Walk is set while older posts are still to be read.
	Walk *walk `json:"walk,omitempty"`
}

// A walk goes from the newest post back to After. It goes by time: pages are counted from
// the newest post, and shift while they are read.
type walk struct {
	After int64 `json:"after_ms"`
	// Until is the moment before which the next page is, 0 on the first.
	Until int64 `json:"until_ms,omitempty"`
	// Page is the service's name for the next page before Until, where time does not part
	// it from the one before it: its posts were left out, or are of one moment.
	Page string `json:"page,omitempty"`
	// Newest is the newest moment found.
	Newest int64 `json:"newest_ms,omitempty"`
}

// readBookmark reads a cursor. One that cannot be read costs a second reading of a day,
// which is better than a source that stays silent.
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
	w := b.Walk
	return b.Since >= 0 && (w == nil || w.After >= 0 && w.Until >= 0 && w.Newest >= 0 && len(w.Page) <= longestPage)
}

// begin sets out on a walk, unless one is under way.
func (b bookmark) begin(now time.Time) bookmark {
	if b.Since == 0 || b.Since > now.UnixMilli() {
		b.Since = now.Add(-lookBack).UnixMilli()
	}
	w := walk{After: b.Since - overlap.Milliseconds()}
	if b.Walk != nil {
		w = *b.Walk
	}
	b.Walk = &w
	return b
}

// turn moves the bookmark past a page. A walk that is at its end is over.
func (b bookmark) turn(f found, now time.Time) bookmark {
	w := b.Walk
	oldest := int64(0)
	for _, p := range f.posts {
		at := p.Published.UnixMilli()
		if at < w.After || w.Until > 0 && at >= w.Until {
			continue // what lies outside what was asked for says nothing of the way that was gone
		}
		if oldest == 0 || at < oldest {
			oldest = at
		}
		w.Newest = max(w.Newest, min(at, now.UnixMilli()))
	}
	switch {
	case f.next == "":
		return bookmark{Since: max(b.Since, w.Newest)}
	case oldest > 0 && (w.Until == 0 || oldest+1 < w.Until):
		w.Until, w.Page = oldest+1, "" // others may be of the same moment
	default:
		w.Page = f.next
	}
	return b
}

// write makes the cursor.
func (b bookmark) write() (collectors.Cursor, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return "", fmt.Errorf("write the bookmark: %w", err)
	}
	return collectors.Cursor(text), nil
}
