package collectors

import (
	"fmt"
	"time"

	"tocsin/brand"
	"tocsin/brand/text"
)

// Heard is what one reading of a source gave.
type Heard struct {
	// Posts were fetched, Matched are the mentions in those of them that were not left out
	// as known, Fresh those of these that nobody had seen.
	Posts, Matched, Fresh int
	// Copies are those of the fresh ones that copy a mention heard before.
	Copies int
	// Kept counts the fresh mentions of each brand that has any.
	Kept map[brand.Key]int
	// Lags tell how long after publication each fresh post was read.
	Lags []time.Duration
	// Unchanged is set where the source had nothing new to show.
	Unchanged bool
	// Waiting is set where the source was not asked, because it is left alone until Until.
	Waiting bool
	Until   time.Time
	// Fault is why it is left alone, "" if that is its own wish.
	Fault string
	// Notes are faults that cost no post.
	Notes []string
}

// nothing is what was heard before anything was.
func nothing() Heard { return Heard{Kept: map[brand.Key]int{}} }

// String is one line for a log: "40 fetched, 3 matched, 2 fresh".
func (h Heard) String() string {
	switch {
	case h.Waiting:
		return "waiting until " + h.Until.UTC().Format(time.RFC3339)
	case h.Unchanged && h.Posts == 0:
		return "unchanged"
	}
	did := fmt.Sprintf("%d fetched, %d matched, %d fresh", h.Posts, h.Matched, h.Fresh)
	if h.Copies > 0 {
		did += fmt.Sprintf(", %d of them copies", h.Copies)
	}
	return did
}

func (h *Heard) add(page Page) {
	h.Posts += len(page.Posts) + page.Known.Posts
	h.Unchanged = h.Unchanged && page.Unchanged
	for _, note := range page.Notes {
		h.Notes = append(h.Notes, text.Visible(note))
	}
}
