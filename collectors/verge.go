package collectors

import (
	"fmt"
	"time"
)

// believed is after how many answers in a row that lack it a post is taken for gone.
const believed = 4

// A Verge doubts the pages of a walk that show nothing where something must be: the post that a
// walk back through time has come to, as the question includes its moment, or the rest of a
// list that goes on. An empty answer is no end then but a fault of the service, unless what
// it lacks was deleted meanwhile. Its zero value is ready. It is not safe for concurrent use.
type Verge struct {
	from  Cursor
	times int
}

// Look takes in the page after a cursor, and whether it lacks what it must show. If so it
// answers an error, so that the same page is asked for again, and after several such in a row
// instead a note that something may be missing.
func (v *Verge) Look(service string, from Cursor, must string, lacks bool) (string, error) { //nolint:revive // what was seen, and no switch
	if v.from != from || !lacks {
		v.from, v.times = from, 0
	}
	if !lacks {
		return "", nil
	}
	v.times++
	if v.times <= believed {
		return "", fmt.Errorf("%s: the answer lacks %s, so it is no answer; it is asked again later", service, must)
	}
	v.times = 0
	return fmt.Sprintf("older posts may be missing: %s shows none, though it must have %s, however often it is asked", service, must), nil
}

// ReadBefore is the post of a moment that a walk has come to, in words.
func ReadBefore(at time.Time) string {
	return "even the post of " + at.UTC().Format(time.RFC3339) + " that was read before"
}

// Noted are notes with one more, unless that is "".
func Noted(notes []string, more string) []string {
	if more == "" {
		return notes
	}
	return append(notes, more)
}
