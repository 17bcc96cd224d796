package collectors

import (
	"fmt"
	"time"
)

// believed is after how many answers in a row that lack it a post is taken for gone.
const believed = 4

// A Verge doubts the pages of a walk back through time that show nothing, not even the post
// that the walk has come to: the question includes its moment, so an empty answer is no end
// but a fault of the service, unless the post was deleted meanwhile. Its zero value is
// ready. It is not safe for concurrent use.
type Verge struct {
	from  Cursor
	times int
}

// Look takes in the page after a cursor, of what lies before a moment, and whether it lacks
// what it must show. If so it answers an error, so that the same page is asked for again,
// and after several such in a row instead a note that something may be missing.
func (v *Verge) Look(service string, from Cursor, before time.Time, lacks bool) (string, error) { //nolint:revive // what was seen, and no switch
	if v.from != from || !lacks {
		v.from, v.times = from, 0
	}
	if !lacks {
		return "", nil
	}
	v.times++
	moment := before.UTC().Format(time.RFC3339)
	if v.times <= believed {
		return "", fmt.Errorf("%s: the answer lacks even the post of %s that was read before, so it is no answer; it is asked again later", service, moment)
	}
	v.times = 0
	return fmt.Sprintf("what was posted before %s may be missing: %s shows nothing of it, however often it is asked", moment, service), nil
}

// Noted are notes with one more, unless that is "".
func Noted(notes []string, more string) []string {
	if more == "" {
		return notes
	}
	return append(notes, more)
}
