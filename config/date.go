package config

import (
	"time"

	"tocsin/plan"
)

// A Date is a day, or a minute of one, by whoever's clock; the zero value is none.
type Date struct {
	plan.Day
	// Timed is set where the minute of the day is meant, and not the whole day.
	Timed  bool
	Minute int
}

// String writes a date as it is read: "2026-11-20", or "2026-11-20 18:00".
func (d Date) String() string {
	if !d.Timed {
		return d.Day.String()
	}
	return d.at(time.UTC, d.Day.Day).Format("2006-01-02 15:04")
}

const howToDate = "write a day such as 2026-11-20, or a moment such as 2026-11-20 18:00, by the brand's clock"

// date reads a day or a minute; the zero value where the value has a fault or is not there.
func (r *reader) date(v value) Date {
	s := r.text(v, "a day, such as 2026-11-20")
	if s == "" {
		return Date{}
	}
	for _, form := range []string{time.DateOnly, "2006-01-02 15:04", "2006-01-02T15:04"} {
		if at, err := time.Parse(form, s); err == nil && at.Year() > 0 {
			return Date{plan.DayOf(at), form != time.DateOnly, 60*at.Hour() + at.Minute()}
		}
	}
	r.report(v, complaint{quoted(s) + " is no day of the calendar, nor a moment of one", howToDate})
	return Date{}
}

// begins is the first moment of it, by the clocks of a place.
func (d Date) begins(place *time.Location) time.Time { return d.at(place, d.Day.Day) }

// ends is the moment itself, or the first one after a day.
func (d Date) ends(place *time.Location) time.Time {
	if d.Timed {
		return d.at(place, d.Day.Day)
	}
	return d.at(place, d.Day.Day+1)
}

// at is the minute of a day. Where clocks skip it, it comes that much later; where they show
// it twice, it is the first time.
func (d Date) at(place *time.Location, day int) time.Time {
	want := time.Date(d.Year, d.Month, day, 0, d.Minute, 0, 0, time.UTC)
	at := time.Date(d.Year, d.Month, day, 0, d.Minute, 0, 0, place)
	_, offset := at.Zone()
	// Of a time that clocks skip, time.Date answers either neighbour.
	if early := want.Sub(at.UTC().Add(time.Duration(offset) * time.Second)); early > 0 {
		at = at.Add(early)
	}
	return at
}
