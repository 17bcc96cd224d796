package plan

import (
	"cmp"
	"fmt"
	"time"
)

// A Day is a day of the calendar, wherever it is lived; the zero value is none.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf is the day of a moment, by the clocks of the place it is told in.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Day{year, month, day}
}

// ParseDay reads a day as String writes it.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Day{}, fmt.Errorf("%q is no day of the calendar: write year, month and day, such as 2026-11-20", s)
	}
	return DayOf(t), nil
}

// String writes the day as "2026-11-20".
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Compare is negative where the day comes before another, and positive where it comes after.
func (d Day) Compare(other Day) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// A Span is a run of days, the first and the last among them, by the clocks of a
// place; the zero value has no end on either side. Days are compared, not moments:
// where clocks are put forward at midnight, a day has none.
type Span struct {
	From, To Day
	Location *time.Location
}

// Covers reports whether a moment lies in the span.
func (s Span) Covers(t time.Time) bool {
	if s == (Span{}) {
		return true
	}
	if s.Location != nil {
		t = t.In(s.Location)
	}
	day := DayOf(t)
	return day.Compare(s.From) >= 0 && day.Compare(s.To) <= 0
}
