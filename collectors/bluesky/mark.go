package bluesky

import (
	"encoding/json"
	"fmt"
	"time"

	"tocsin/collectors"
)

// A mark is what a stream's cursor holds: the moment of the last event that was handed
// over, in microseconds since 1970 by the clock of Jetstreams, which is the same at all.
type mark struct {
	TimeUS int64 `json:"time_us"`
}

// firstTime is the least number that Jetstreams take for a moment.
const firstTime = 1e15

// readMark reads a cursor. One that cannot be read, or that is of the future, costs a
// second reading of some minutes, which is better than a source that stays silent.
func readMark(from collectors.Cursor, now time.Time, back time.Duration) (mark, []string) {
	first := mark{now.Add(-back).UnixMicro()}
	if from == "" {
		return first, nil
	}
	var m mark
	if err := json.Unmarshal([]byte(from), &m); err != nil || m.TimeUS < firstTime || m.TimeUS > now.Add(ahead).UnixMicro() {
		return first, []string{fmt.Sprintf("the bookmark could not be read, so the last %v are read again", back)}
	}
	return m, nil
}

// rewind is how long before the mark a line begins: hosts differ by some seconds, and
// what is heard twice is kept once.
const rewind = 5 * time.Second

func (m mark) rewound() int64 { return max(m.TimeUS-rewind.Microseconds(), firstTime) }

// moved is the mark after a moment was heard. It never goes back.
func (m mark) moved(latest int64) mark { return mark{max(m.TimeUS, latest)} }

func (m mark) write() (collectors.Cursor, error) {
	text, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("write the bookmark: %w", err)
	}
	return collectors.Cursor(text), nil
}
