package mastodon

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
	// overlap is for how long a status may be late: so long after those beside it were
	// read, that stretch of the timeline is read once more.
	overlap = 15 * time.Minute
	// ahead is how far a server's clock may be ahead of ours.
	ahead = time.Hour
)

// A bookmark is what the cursor of one timeline holds.
type bookmark struct {
	// Last is the newest status read, "" if there was none yet; Since is then the moment
	// before which nothing is wanted.
	Last  id        `json:"last,omitempty"`
	Since time.Time `json:"since,omitzero"`
	// Swept is up to where statuses that came late were looked for, too.
	Swept id `json:"swept,omitempty"`
	// Busy is set where more lies between the two than a page holds.
	Busy bool `json:"busy,omitempty"`
	// Walk is set while a reading has more pages.
	Walk *walk `json:"walk,omitempty"`
	// Read is when the last reading ended.
	Read time.Time `json:"read,omitzero"`
	// Heard counts the deliveries of a stream.
	Heard int `json:"heard,omitempty"`
}

// A walk goes forward from the status at At. It began at Began, and may have paused.
type walk struct {
	At    id        `json:"at"`
	Way   way       `json:"way"`
	Began time.Time `json:"began,omitzero"`
}

// A way is what a walk reads.
type way string

const (
	// whole is all since Swept: where little was said, one page holds it.
	whole way = "whole"
	// fresh is what is newer than Last, whereupon late follows; rest is the same after
	// whole has looked for what came late.
	fresh way = "fresh"
	rest  way = "rest"
	// late is from Swept to where the overlap begins.
	late way = "late"
)

// readBookmark reads a cursor. One that cannot be read costs a second reading of a day,
// which is better than a source that stays silent.
func readBookmark(from collectors.Cursor, now time.Time) (bookmark, []string) {
	if from == "" {
		return bookmark{}, nil
	}
	var b bookmark
	if err := json.Unmarshal([]byte(from), &b); err != nil || !b.sound(now) {
		return bookmark{Since: now.Add(-lookBack)}, []string{fmt.Sprintf("the bookmark could not be read, so the last %v are read again", lookBack)}
	}
	return b, nil
}

func (b bookmark) sound(now time.Time) bool {
	marks := []id{b.Last, b.Swept}
	if w := b.Walk; w != nil {
		marks = append(marks, w.At)
		if b.Last == "" || w.At == "" || w.Way != whole && w.Way != fresh && w.Way != rest && w.Way != late {
			return false
		}
	}
	for _, mark := range marks {
		if len(mark) > 64 || mark.early(now) {
			return false
		}
	}
	return true
}

// early reports whether an id is of a moment that is still to come: a mark at it would
// leave out all until then.
func (a id) early(now time.Time) bool {
	at, timed := a.at()
	return timed && at.After(now.Add(ahead))
}

// begin sets out on a walk, unless one is under way, or nothing is known to begin at.
func (b bookmark) begin(now time.Time) bookmark {
	if b.Walk != nil || b.Last == "" {
		return b
	}
	at, timed := b.Last.at()
	switch {
	case !timed || b.Swept == "":
		b.Walk = &walk{b.Last, rest, now}
	case b.Busy && at.After(now.Add(-overlap)):
		b.Walk = &walk{b.Last, fresh, now}
	default:
		b.Walk = &walk{b.Swept, whole, now}
	}
	return b
}

// edge is up to where a reading that began then has found what came late: an overlap ago,
// but not beyond what is known, lest a clock that is wrong costs more than late-comers.
func (b bookmark) edge(began time.Time) id {
	if _, timed := b.Last.at(); !timed {
		return ""
	}
	edge := idAt(began.Add(-overlap))
	if edge.newer(b.Last) {
		edge = b.Last
	}
	return newest(b.Swept, edge)
}

// A stretch is which statuses a page holds.
type stretch struct {
	newest, oldest id
	// full is set where more may follow.
	full bool
}

// with is the stretch with another status in it, as far as that tells its place.
func (s stretch) with(raw json.RawMessage, now time.Time) stretch {
	var at struct {
		ID id `json:"id"`
	}
	if json.Unmarshal(raw, &at) != nil || at.ID == "" || len(at.ID) > 64 || at.ID.early(now) {
		return s
	}
	s.newest = newest(s.newest, at.ID)
	if s.oldest == "" || s.oldest.newer(at.ID) {
		s.oldest = at.ID
	}
	return s
}

// open moves a bookmark without a mark past the newest page, which was asked for without
// one. Where it doesn't reach back far enough a walk does.
func (b bookmark) open(s stretch, now time.Time) bookmark {
	since := b.Since
	if since.IsZero() {
		since = now.Add(-lookBack)
	}
	if s.newest == "" {
		b.Since = since
		return b.end(now)
	}
	b.Since, b.Last = time.Time{}, s.newest
	floor := idAt(since.Add(-overlap))
	if _, timed := s.newest.at(); !timed {
		return b.end(now)
	}
	if s.full && s.oldest.newer(floor) {
		b.Last, b.Swept, b.Walk = floor, floor, &walk{floor, whole, now}
		return b
	}
	b.Swept = floor
	return b.sweep(b.edge(now)).end(now)
}

// turn moves the bookmark past a page of its walk.
func (b bookmark) turn(s stretch, now time.Time) (bookmark, error) {
	w := *b.Walk
	if s.full && !s.newest.newer(w.At) {
		return b, errors.New("it shows the same page again instead of the following one; it is asked again later")
	}
	before := b.Last
	b.Last = newest(b.Last, s.newest)
	edge := b.edge(w.Began)
	switch {
	case w.Way == fresh && !s.full:
		b.Walk = &walk{b.Swept, late, now}
		return b, nil
	case w.Way == rest && !s.full:
		return b.end(now), nil
	case !s.full:
		b.Busy = false
		return b.sweep(edge).end(now), nil
	case w.Way == fresh, w.Way == rest:
	case edge.newer(s.newest):
		b = b.sweep(s.newest)
	case w.Way == late:
		return b.sweep(edge).end(now), nil
	default:
		b = b.sweep(edge)
		if before.newer(s.newest) { // what lies between was read before
			b.Busy, b.Walk = true, &walk{before, rest, now}
			return b, nil
		}
	}
	b.Walk = &walk{s.newest, w.Way, w.Began}
	return b, nil
}

// sweep notes up to where statuses that came late were looked for.
func (b bookmark) sweep(to id) bookmark {
	b.Swept = newest(b.Swept, to)
	return b
}

// end ends a walk.
func (b bookmark) end(now time.Time) bookmark {
	b.Walk, b.Read = nil, now.UTC()
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
