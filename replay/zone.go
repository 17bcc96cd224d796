package replay

import (
	"math"
	"time"

	"tocsin/rules/surge"
)

// A zone tells the clock of a place without asking for its rules at every row.
type zone struct {
	place *time.Location
	// offset is good from from until until.
	offset, from, until int64
}

const aDay = 24 * 3600

// clock is where five minutes that begin at a moment lie in the week: their middle counts.
func (z *zone) clock(at int64) surge.Clock {
	at += step / 2
	if at < z.from || at >= z.until {
		z.look(at)
	}
	local := at + z.offset
	day := local / aDay // not before 1970
	weekday := time.Weekday((day + int64(time.Thursday)) % 7)
	return surge.Clock{Minute: float64(local-day*aDay) / 60, Weekend: weekday == time.Saturday || weekday == time.Sunday}
}

func (z *zone) look(at int64) {
	t := time.Unix(at, 0).In(z.place)
	_, offset := t.Zone()
	from, until := t.ZoneBounds()
	z.offset, z.from, z.until = int64(offset), math.MinInt64, math.MaxInt64
	if !from.IsZero() {
		z.from = from.Unix()
	}
	if !until.IsZero() {
		z.until = until.Unix()
	}
}
