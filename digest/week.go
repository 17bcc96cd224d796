package digest

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// A Week is an ISO 8601 week, Monday to Sunday, by the clocks of a place.
type Week struct {
	Year, Number int
	Location     *time.Location
}

var weekForm = regexp.MustCompile(`^(\d{4})-?W(\d{2})$`)

// ParseWeek reads "2026-W47" as a week by the clocks of a place.
func ParseWeek(s string, loc *time.Location) (Week, error) {
	m := weekForm.FindStringSubmatch(s)
	if m == nil {
		return Week{}, fmt.Errorf("week %q: write year and number, such as 2026-W47", s)
	}
	year, _ := strconv.Atoi(m[1]) // four digits, by the form
	number, _ := strconv.Atoi(m[2])
	// 28 December always lies in the year's last week.
	if _, last := time.Date(year, time.December, 28, 0, 0, 0, 0, time.UTC).ISOWeek(); number < 1 || number > last {
		return Week{}, fmt.Errorf("week %q: %d has the weeks W01 to W%d", s, year, last)
	}
	return Week{year, number, loc}, nil
}

// WeekOf is the week that a moment lies in.
func WeekOf(t time.Time, loc *time.Location) Week {
	year, number := t.In(loc).ISOWeek()
	return Week{year, number, loc}
}

// From is the first moment of the week's Monday.
func (w Week) From() time.Time { return midnight(w.monday(), w.Location) }

// To is the first moment of the following week; it is no part of this one.
func (w Week) To() time.Time { return midnight(w.monday().AddDate(0, 0, 7), w.Location) }

// Previous is the week before.
func (w Week) Previous() Week {
	year, number := w.monday().AddDate(0, 0, -7).ISOWeek()
	return Week{year, number, w.Location}
}

// Holds reports whether a moment lies in the week.
func (w Week) Holds(t time.Time) bool { return !t.Before(w.From()) && t.Before(w.To()) }

// String writes the week as ParseWeek reads it.
func (w Week) String() string { return fmt.Sprintf("%04d-W%02d", w.Year, w.Number) }

// monday is the date of the week's Monday; 4 January always lies in week 1.
func (w Week) monday() time.Time {
	fourth := time.Date(w.Year, time.January, 4, 0, 0, 0, 0, time.UTC)
	return fourth.AddDate(0, 0, (w.Number-1)*7-(int(fourth.Weekday())+6)%7)
}

// midnight is the first moment of a date in a place. Where clocks skip midnight,
// the day begins later, and time.Date may answer an hour of the day before.
func midnight(date time.Time, loc *time.Location) time.Time {
	year, month, day := date.Date()
	t := time.Date(year, month, day, 0, 0, 0, 0, loc)
	for t.Day() != day {
		t = t.Add(30 * time.Minute)
	}
	return t
}
