package alerting

import (
	"cmp"
	"strings"
	"time"
)

// A clock tells moments as a reader's clock shows them, on a card of a day.
type clock struct {
	loc *time.Location
	// home is the brand's own zone, which a channel reads.
	home *time.Location
	now  time.Time
	// day is the moment the card bears: only of the same day is the hour enough.
	day time.Time
	// personal is set where the clock is one person's own.
	personal bool
}

func newClock(r Reader, day, now time.Time) clock {
	home := cmp.Or(r.Brand.Location, time.UTC)
	loc := cmp.Or(r.Location, home)
	return clock{loc: loc, home: home, now: now.In(loc), day: day.In(loc), personal: r.Person != ""}
}

// at writes a moment as briefly as is plain on the card: "03:09", "Sat 23:40", "7 Nov 23:40".
func (c clock) at(t time.Time) string {
	t = t.In(c.loc)
	switch year, day := t.Year(), t.YearDay(); {
	case year == c.day.Year() && day == c.day.YearDay():
		return t.Format("15:04")
	case c.near(t):
		return t.Format("Mon 15:04")
	case year == c.now.Year():
		return t.Format("2 Jan 15:04")
	}
	return t.Format("2 Jan 2006 15:04")
}

// until writes the moment at which something ends: of a midnight, the day that ends then.
func (c clock) until(t time.Time) string {
	if t = t.In(c.loc); t.Hour() > 0 || t.Minute() > 0 {
		return c.at(t)
	}
	return t.Add(-time.Minute).Format("Mon 2 Jan")
}

// alone writes a moment where no card beside it says whose clock it is: in an
// answer, or on a phone. It names the zone unless the brand's shows the same, so
// that two who compare what they were told are not an ocean apart.
func (c clock) alone(t time.Time) string {
	_, here := t.In(c.loc).Zone()
	_, there := t.In(c.home).Zone()
	if here == there {
		return c.at(t)
	}
	return c.at(t) + " " + c.zone(t.In(c.loc))
}

// near reports whether the day of the week alone tells which day is meant.
func (c clock) near(t time.Time) bool {
	away := c.now.Sub(t)
	return away < 6*24*time.Hour && away > -24*time.Hour
}

// whose writes a moment with its day, and whose clock it is.
func (c clock) whose(t time.Time) string {
	t = t.In(c.loc)
	said := t.Format("Mon 15:04")
	if !c.near(t) {
		said = t.Format("Mon 2 Jan 2006 15:04")
	}
	if c.personal {
		return said + " your time"
	}
	return said + " " + c.zone(t)
}

// zone names the clock: "New York time", or its short name where it is no city's.
func (c clock) zone(t time.Time) string {
	area, city, found := strings.Cut(c.loc.String(), "/")
	if !found || area == "Etc" {
		return t.Format("MST")
	}
	if _, inner, deeper := strings.Cut(city, "/"); deeper {
		city = inner
	}
	return strings.ReplaceAll(city, "_", " ") + " time"
}

// week writes the moment of the week that figures are compared with: "Sun 03:07".
func (c clock) week(t time.Time) string { return t.In(c.loc).Format("Mon 15:04") }
