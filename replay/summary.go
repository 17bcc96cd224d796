package replay

import (
	"fmt"
	"time"

	"tocsin/rules"
)

// A Summary is what came of a table.
type Summary struct {
	Rows   int64
	Series int
	// Missing are the rows between others of their series that are not there.
	Missing int64
	// Watched are the rows after each series' first week, which could alert.
	Watched int64
	// Alerts are counted by severity. Pages are those of issue or crisis, without what
	// escalates a page within a day.
	Alerts [rules.Crisis + 1]int
	Pages  int
	Budget time.Duration
}

// String is one line.
func (s Summary) String() string {
	said := fmt.Sprintf("%d rows of %d series", s.Rows, s.Series)
	if s.Missing > 0 {
		said += fmt.Sprintf(", %d missing between them (no data, not 0)", s.Missing)
	}
	said += fmt.Sprintf("; alerts: %d watch, %d issue, %d crisis", s.Alerts[rules.Watch], s.Alerts[rules.Issue], s.Alerts[rules.Crisis])
	const week = 7 * aDay / step
	if s.Watched < week {
		return said + "; too short for pages a week: a series alerts from its second week on"
	}
	return said + fmt.Sprintf("; %.2f pages a series and week, %.2f at most are promised of calm ones",
		float64(s.Pages)/(float64(s.Watched)/week), 7*24/s.Budget.Hours())
}
