package x

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"tocsin/collectors"
)

// A round is the bookmark of several searches, of which each is read to its end
// before the next one is.
type round struct {
	// bookmark is where a search that is new begins, and the meter, which all share.
	bookmark
	// Searches are the bookmarks of the queries, by their fingerprints.
	Searches map[string]bookmark `json:"searches,omitempty"`
	// Turn is the fingerprint of the query whose turn it is.
	Turn string `json:"turn,omitempty"`
	// Began is when the round did, Refused how many of its searches X would not answer.
	Began   time.Time `json:"began,omitzero"`
	Refused int       `json:"refused,omitempty"`
	// Roll says when each search was read.
	Roll collectors.Roll `json:"roll,omitempty"`

	queries []string
}

// readRound reads a cursor, also one from when there was a single query.
func readRound(from collectors.Cursor, queries []string) (round, []string) {
	common, notes := readBookmark(from)
	r := round{}
	if len(notes) == 0 && from != "" {
		// What readBookmark takes is JSON; where the rest is not as it should be,
		// every search begins at the common start.
		_ = json.Unmarshal([]byte(from), &r)
	}
	// A walk was of the query there was.
	common.Walk = nil
	r.bookmark, r.queries = common, queries
	known := make([]string, len(queries))
	for i, q := range queries {
		known[i] = fingerprint(q)
	}
	maps.DeleteFunc(r.Searches, func(of string, b bookmark) bool { return !slices.Contains(known, of) || !b.sound() })
	if !slices.Contains(known, r.Turn) {
		r.Turn = known[0]
	}
	return r, notes
}

func fingerprint(query string) string {
	sum := sha256.Sum256([]byte(query))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// place is which of the queries has its turn.
func (r round) place() int {
	return slices.IndexFunc(r.queries, func(q string) bool { return fingerprint(q) == r.Turn })
}

// begin notes when the first search begins.
func (r round) begin(now time.Time) round {
	r.Roll = r.Roll.Call(r.queries, now)
	if r.place() == 0 && r.Searches[r.Turn].Walk == nil {
		r.Began, r.Refused = now.UTC(), 0
	}
	return r
}

func (r round) query() string { return r.queries[r.place()] }

// cursor is the bookmark of the search whose turn it is.
func (r round) cursor() collectors.Cursor {
	b, ok := r.Searches[r.Turn]
	if !ok {
		b = r.bookmark
	}
	b.Day, b.Bought = r.Day, r.Bought
	cursor, _ := b.write() // numbers and times, which are always written
	return cursor
}

// settling is how long before a round posts were published that X surely had by then.
const settling = 5 * time.Minute

// pass leaves out the search whose turn it is, which X has refused for what it asks:
// the others are none the worse for it. Where it refuses them all, nothing is heard,
// and that is a fault.
func (r round) pass(refused error, now time.Time) (collectors.Page, error) {
	if r.Refused++; r.Refused >= len(r.queries) {
		return collectors.Page{}, refused
	}
	b, ok := r.Searches[r.Turn]
	if !ok {
		b = r.bookmark
	}
	b.Walk, b.Day, b.Bought = nil, r.Day, r.Bought
	cursor, err := b.write()
	if err != nil {
		return collectors.Page{}, err
	}
	r.Roll = r.Roll.Failed(r.query(), refused, now)
	return r.next(collectors.Page{Next: cursor, Notes: []string{fmt.Sprintf("the search %q is left out: %v", r.query(), refused)}})
}

// turn takes in a page of the search whose turn it is.
func (r round) turn(page collectors.Page, now time.Time) (collectors.Page, error) {
	b, _ := readBookmark(page.Next)
	if b.Walk != nil {
		r.Roll = r.Roll.Begun(r.query())
	} else {
		r.Roll = r.Roll.Read(r.query(), now)
	}
	return r.next(page)
}

// behind are the searches that are not read: those that are refused, and while a round is
// under way those whose turn is still to come.
func (r round) behind() collectors.Behind {
	var left []string
	if at := r.place(); at > 0 {
		left = r.queries[at:]
	}
	return r.Roll.Behind(r.queries, left)
}

// next moves the bookmarks after a page. Where the search whose turn it is is at its end
// the next one waits, but for the last.
func (r round) next(page collectors.Page) (collectors.Page, error) {
	b, _ := readBookmark(page.Next)
	r.Day, r.Bought = b.Day, b.Bought
	b.Day, b.Bought = "", 0
	searches := map[string]bookmark{}
	maps.Copy(searches, r.Searches)
	searches[r.Turn] = b
	r.Searches = searches
	if b.Walk == nil {
		next := r.place() + 1
		if next == len(r.queries) {
			r.SinceID, r.SinceAt = 0, r.Began.Add(-settling)
			next = 0
		}
		r.Turn = fingerprint(r.queries[next])
		page.More = next > 0
		page.Unchanged = page.Unchanged && next == 0
	}
	page.Behind = r.behind()
	text, err := json.Marshal(r)
	if err != nil {
		return collectors.Page{}, fmt.Errorf("x bookmark: %w", err)
	}
	page.Next = collectors.Cursor(text)
	return page, nil
}
