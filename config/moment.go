package config

import (
	"fmt"
	"strings"
	"time"
)

// A Moment is a time of the week by the clocks of a place, such as Monday 08:00 in New York.
type Moment struct {
	Weekday      time.Weekday
	Hour, Minute int
	Location     *time.Location
}

// Cron writes the moment as a cron schedule: "CRON_TZ=America/New_York 0 8 * * 1".
func (m Moment) Cron() string {
	return fmt.Sprintf("CRON_TZ=%s %d %d * * %d", m.Location, m.Minute, m.Hour, m.Weekday)
}

// String writes the moment as the file does: "Mon 08:00 America/New_York".
func (m Moment) String() string {
	return fmt.Sprintf("%s %02d:%02d %s", m.Weekday.String()[:3], m.Hour, m.Minute, m.Location)
}

const howToMoment = `write a day and a time of the week, such as "Mon 08:00" or "Fri 16:30 Europe/London"`

// parseMoment reads "Mon 08:00" or "Monday 08:00 Europe/London"; here is the
// place meant where none is named.
func parseMoment(s string, here *time.Location) (Moment, *complaint) {
	parts := strings.Fields(s)
	if len(parts) < 2 || len(parts) > 3 {
		return Moment{}, &complaint{quoted(s) + " is no moment of the week", howToMoment}
	}
	m := Moment{Location: here}
	day, ok := parseWeekday(parts[0])
	if !ok {
		return Moment{}, &complaint{quoted(parts[0]) + " is no day of the week", howToMoment}
	}
	m.Weekday = day
	clock, err := time.Parse("15:04", parts[1])
	if err != nil {
		return Moment{}, &complaint{quoted(parts[1]) + " is no time of day", howToMoment}
	}
	m.Hour, m.Minute = clock.Hour(), clock.Minute()
	if len(parts) == 3 {
		zone, c := parseZone(parts[2])
		if c != nil {
			return Moment{}, c
		}
		m.Location = zone
	}
	return m, nil
}

// parseWeekday reads the English name of a day, or its first three letters.
func parseWeekday(s string) (time.Weekday, bool) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.EqualFold(s, day.String()) || strings.EqualFold(s, day.String()[:3]) {
			return day, true
		}
	}
	return 0, false
}

// ParseDuration reads Go's durations and whole days and weeks: "90s", "5m", "1h30m", "2d", "1w".
func ParseDuration(s string) (time.Duration, bool) {
	var n int
	var unit string
	if rest, err := fmt.Sscanf(s, "%d%s", &n, &unit); err == nil && rest == 2 && n >= 0 && n < 10_000 {
		switch {
		case unit == "d" && fmt.Sprint(n)+"d" == s:
			return time.Duration(n) * 24 * time.Hour, true
		case unit == "w" && fmt.Sprint(n)+"w" == s:
			return time.Duration(n) * 7 * 24 * time.Hour, true
		}
	}
	d, err := time.ParseDuration(s)
	return d, err == nil
}

// inDays writes whole days as such, "28d", and others as shortDuration does.
func inDays(d time.Duration) string {
	const day = 24 * time.Hour
	if d >= 2*day && d%day == 0 {
		return fmt.Sprintf("%dd", d/day)
	}
	return shortDuration(d)
}

// shortDuration writes a duration without zero parts: "5m", "1h30m".
func shortDuration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// Last is the latest occurrence of the moment that is not after now. Where
// clocks skip it, it comes that much later; where they show it twice, it is the
// first time.
func (m Moment) Last(now time.Time) time.Time {
	local := now.In(m.Location)
	back := (int(local.Weekday()) - int(m.Weekday) + 7) % 7
	last := m.on(local, back)
	if last.After(now) {
		last = m.on(local, back+7)
	}
	return last
}

// on is the moment so many days before a date.
func (m Moment) on(local time.Time, back int) time.Time {
	year, month, day := local.Date()
	t := time.Date(year, month, day-back, m.Hour, m.Minute, 0, 0, m.Location)
	// Of a time that clocks skip, time.Date answers either neighbour.
	if early := (m.Hour-t.Hour())*60 + m.Minute - t.Minute(); early > 0 {
		t = t.Add(time.Duration(early) * time.Minute)
	}
	return t
}
