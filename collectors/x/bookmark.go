package x

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/dghubble/go-twitter/twitter"

	"tocsin/collectors"
)

// reach is how far back recent search is asked to go. X goes back seven days;
// the rest is room for clocks that differ and for calls that take their time.
const reach = 7*24*time.Hour - 10*time.Minute

// A bookmark is what the cursor holds. Ids are text in it, as in X's own JSON,
// because they don't fit JavaScript's numbers.
type bookmark struct {
	// SinceID is the newest post of the last finished walk; nothing up to it is
	// wanted again. 0 means that there is none yet.
	SinceID int64 `json:"since_id,string,omitempty"`
	// SinceAt is when that post was published or, without one, the moment
	// before which nothing is wanted.
	SinceAt time.Time `json:"since_at,omitzero"`
	// Walk is set while older pages are still to be read.
	Walk *walk `json:"walk,omitempty"`
	// Day is the UTC day that Bought counts posts for.
	Day    string `json:"day,omitempty"`
	Bought int    `json:"bought,omitempty"`
	// vain are those that were bought beside, without a bookmark that tells of them.
	vain int
}

// used is how many posts were bought on its day.
func (b bookmark) used() int { return b.Bought + b.vain }

// A walk goes from the newest post backward, a page at a time.
type walk struct {
	NewestID int64     `json:"newest_id,string"`
	NewestAt time.Time `json:"newest_at,omitzero"`
	OldestID int64     `json:"oldest_id,string"`
	OldestAt time.Time `json:"oldest_at,omitzero"`
}

// readBookmark reads a cursor. One that cannot be read costs a second reading
// of what X still has, which is better than a source that stays silent.
func readBookmark(from collectors.Cursor) (bookmark, []string) {
	if from == "" {
		return bookmark{}, nil
	}
	var b bookmark
	err := json.Unmarshal([]byte(from), &b)
	if err == nil && !b.sound() {
		err = errors.New("ids or counts are out of range")
	}
	if err != nil {
		return bookmark{}, []string{"the bookmark could not be read, so all that X still has is read again: " + err.Error()}
	}
	return b, nil
}

func (b bookmark) sound() bool {
	return b.SinceID >= 0 && b.Bought >= 0 && (b.Walk == nil || b.Walk.OldestID > 0 && b.Walk.NewestID >= b.Walk.OldestID)
}

// at turns the meter to the day of now, and bounds a first reading.
func (b bookmark) at(now time.Time, backfill time.Duration) bookmark {
	if day := now.UTC().Format(time.DateOnly); b.Day != day {
		b.Day, b.Bought = day, 0
	}
	if b.SinceID == 0 && b.SinceAt.IsZero() && b.Walk == nil && backfill > 0 {
		b.SinceAt = now.Add(-backfill).UTC()
	}
	return b
}

// allowance is how many posts the next page may have. X sells no page of fewer
// than ten, so up to nine posts of a budget can stay unused.
func (b bookmark) allowance(budget int, now time.Time) (int, error) {
	left := budget - b.used()
	if budget == 0 {
		left = largestPage
	}
	if left >= smallestPage {
		return min(left, largestPage), nil
	}
	y, m, d := now.UTC().Date()
	return 0, &collectors.WaitError{
		Until: time.Date(y, m, d+1, 0, 0, 0, 0, time.UTC),
		Ours:  true,
		Err:   fmt.Errorf("x has bought %d of %d posts for today: raise the source's daily budget to hear more", b.used(), budget),
	}
}

// A request is the part of a search that changes from call to call.
type request struct {
	sinceID  int64     // only newer posts; 0 for no bound
	beforeID int64     // only older posts; 0 for no bound
	start    time.Time // only posts published since; zero for no bound
}

// request asks for the page after the bookmark. X refuses a since_id older than
// its seven days, and takes no time beside an id: a walk without a usable
// since_id is bounded by time on its first page and ends by turn's own check.
func (b bookmark) request(now time.Time) request {
	if b.SinceID == 0 || !b.SinceAt.After(now.Add(-reach)) {
		return b.requestByTime(now)
	}
	r := request{sinceID: b.SinceID}
	if b.Walk != nil {
		r.beforeID = b.Walk.OldestID
	}
	return r
}

func (b bookmark) requestByTime(now time.Time) request {
	if b.Walk != nil {
		return request{beforeID: b.Walk.OldestID}
	}
	if b.SinceAt.IsZero() {
		return request{}
	}
	if oldest := now.Add(-reach); b.SinceAt.Before(oldest) {
		return request{start: oldest}
	}
	return request{start: b.SinceAt}
}

// params writes the request in the words of v1.1: max_id includes the post it
// names, and "since" holds a time.
func (r request) params(query string, count int) *twitter.SearchTweetParams {
	p := &twitter.SearchTweetParams{Query: query, Count: count, SinceID: r.sinceID, ResultType: "recent", TweetMode: "extended"}
	if r.beforeID > 0 {
		p.MaxID = r.beforeID - 1
	}
	if !r.start.IsZero() {
		p.Since = r.start.UTC().Format(time.RFC3339)
	}
	return p
}

// write makes the cursor.
func (b bookmark) write() (collectors.Cursor, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return "", fmt.Errorf("x bookmark: %w", err)
	}
	return collectors.Cursor(text), nil
}
