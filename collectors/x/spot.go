package x

import (
	"encoding/json"
	"fmt"
	"time"

	"tocsin/collectors"
)

// A spot is the cursor of a stream: that of the search which reads what the stream missed,
// with a few words more, so that either is read where the other was.
type spot struct {
	// search is where the search goes on. All that was published up to there was handed over.
	search collectors.Cursor
	// meter has the day, and how many posts were bought, by the stream and by searches.
	meter bookmark
	// Heard is the number of the last delivery of what the stream said.
	Heard int `json:"heard,omitempty"`
	// Filling is when the search that is under way began, Filled when the last one that
	// was finished did: up to then, but for the newest, nothing is missing.
	Filling time.Time `json:"filling,omitzero"`
	Filled  time.Time `json:"filled,omitzero"`
}

// readSpot reads a cursor of a stream or of a search.
func readSpot(from collectors.Cursor, o Options, now time.Time) (spot, []string) {
	b, notes := readBookmark(from)
	s := spot{meter: b.at(now, o.Backfill)}
	if from == "" || len(notes) > 0 {
		return s, notes
	}
	if json.Unmarshal([]byte(from), &s) != nil || s.Heard < 0 {
		s.Heard, s.Filling, s.Filled = 0, time.Time{}, time.Time{}
	}
	s.search = from
	if s.Filled.After(now) { // clocks are set back
		s.Filled = time.Time{}
	}
	if s.Filling.After(now) || s.Filling.IsZero() && midway(from, o) {
		s.Filling = time.Unix(0, 0).UTC() // nobody knows when
	}
	return s, nil
}

// midway reports whether a search is under way.
func midway(from collectors.Cursor, o Options) bool {
	queries := o.searches()
	if len(queries) == 1 {
		b, _ := readBookmark(from)
		return b.Walk != nil
	}
	r, _ := readRound(from, queries)
	return r.place() > 0 || r.Searches[r.Turn].Walk != nil
}

// write makes the cursor.
func (s spot) write() (collectors.Cursor, error) {
	fields := map[string]json.RawMessage{}
	if s.search != "" {
		if err := json.Unmarshal([]byte(s.search), &fields); err != nil {
			return "", fmt.Errorf("x bookmark: %w", err)
		}
	}
	for _, name := range []string{"day", "bought", "heard", "filling", "filled"} {
		delete(fields, name) // zero ones are not written
	}
	for _, part := range []any{bookmark{Day: s.meter.Day, Bought: s.meter.Bought}, s} {
		text, err := json.Marshal(part)
		if err == nil {
			err = json.Unmarshal(text, &fields)
		}
		if err != nil {
			return "", fmt.Errorf("x bookmark: %w", err)
		}
	}
	text, err := json.Marshal(fields)
	return collectors.Cursor(text), err
}

// advance moves the mark to a post the stream said, but for those that may come late.
func (s spot) advance(newest heard) spot {
	at := saidAt(newest).Add(-straggle)
	mark, _ := readBookmark(s.search)
	if newest.id < firstTimedID || !at.After(mark.SinceAt) {
		return s
	}
	return s.from(newest.id-straggle.Milliseconds()<<22, at)
}

// back moves the mark back to a moment, after which something may be missing.
func (s spot) back(to time.Time) spot {
	s.Filled = time.Time{}
	if !s.Filling.IsZero() { // the mark has not moved since
		return s
	}
	mark, _ := readBookmark(s.search)
	id := (to.UnixMilli() - idEpochMilli) << 22
	if mark.SinceAt.Before(to) || id < firstTimedID { // it is there, or there is none
		return s
	}
	return s.from(id, to)
}

// from has the search begin after an id.
func (s spot) from(id int64, at time.Time) spot {
	if cursor, err := (bookmark{SinceID: id, SinceAt: at}).write(); err == nil {
		s.search = cursor
	}
	return s
}

// saidAt is when a post was published by its id, which nobody but X makes.
func saidAt(h heard) time.Time {
	if h.id < firstTimedID {
		return h.at
	}
	return time.UnixMilli(h.id>>22 + idEpochMilli).UTC()
}
