package schedule

import (
	"time"

	"github.com/robfig/cron/v3"
)

// A wall is a spec by the clocks on the walls of a zone. cron skips a day whose
// hour the clocks skip, and runs twice where they repeat it: so it is asked
// about a clock that never changes, and its answers are placed in the zone here.
type wall struct {
	spec cron.SpecSchedule // in UTC, standing for the wall's face
	zone *time.Location
}

// Next answers the first moment after t at which the wall shows what is asked for.
func (w wall) Next(t time.Time) time.Time {
	for face := face(t.In(w.zone)); ; {
		face = w.spec.Next(face)
		if face.IsZero() {
			return face
		}
		// In a repeated hour the face may be one whose first time is over.
		if at := first(face, w.zone); at.After(t) {
			return at
		}
	}
}

// face is what the clock shows, as if it were UTC.
func face(t time.Time) time.Time {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	return time.Date(year, month, day, hour, minute, second, t.Nanosecond(), time.UTC)
}

// first is the first moment at which a zone's clock shows a face, or, if it
// skips it, the moment of the leap. So later faces never come earlier, which
// moving a skipped face on by the length of the leap would break.
func first(shown time.Time, zone *time.Location) time.Time {
	year, month, day := shown.Date()
	hour, minute, second := shown.Clock()
	at := time.Date(year, month, day, hour, minute, second, 0, zone)
	begins, ends := at.ZoneBounds()
	switch off := face(at).Sub(shown); {
	case off > 0: // counted by the clock before the leap
		return begins
	case off < 0: // counted by the clock after it
		return ends
	case begins.IsZero():
		return at
	}
	_, before := begins.Add(-1).Zone()
	_, after := at.Zone()
	if earlier := at.Add(time.Duration(after-before) * time.Second); earlier.Before(begins) && face(earlier.In(zone)).Equal(shown) {
		return earlier
	}
	return at
}
