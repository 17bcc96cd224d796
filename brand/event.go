package brand

import "time"

// An Event is something planned of which a brand expects more talk than usual, such as a launch.
type Event struct {
	What string `json:"what"`
	// From is its first moment, Until the first one after it.
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
	// Times is how many times the usual number of voices is expected while it lasts.
	Times float64 `json:"times"`
	// Strategy is the one it is planned for, "" if it is for none in particular.
	Strategy string `json:"strategy,omitempty"`
}

// Covers reports whether a moment lies in the event.
func (e Event) Covers(at time.Time) bool { return !at.Before(e.From) && at.Before(e.Until) }
