package postline

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"tocsin/brand/text"
)

// set takes in a part that is no text. What cannot be read is odd, and left out.
func (p *Post) set(part, value string) {
	if value = strings.TrimSpace(value); value == "" {
		return
	}
	odd := func(remedy string) {
		if p.Odd == nil {
			p.Odd = fmt.Errorf("has %q for its %s, and is left out: %s", text.Clip(text.Visible(value), 40), part, remedy)
		}
	}
	switch part {
	case "id":
		if p.Object && strings.IndexByte("{[", value[0]) >= 0 {
			odd("write a text or a number")
			return
		}
		p.NativeID = value
	case "published", "date", "created_at", "timestamp", hour:
		at, ok := moment(value)
		if p.Published = at; !ok && part != hour {
			odd("write a moment such as 2026-11-21T15:04:05Z")
		}
	case "reach":
		n, err := strconv.ParseFloat(value, 64)
		if err != nil || n < 0 || n > math.MaxInt32 || n != math.Trunc(n) {
			odd("write a whole number of readers")
			return
		}
		p.Reach = int(n)
	}
}

// layouts are how moments are written, beside numbers. One that names no zone is UTC; a
// date whose day and month could be taken for one another is none.
func layouts() []string {
	return []string{
		time.RFC3339Nano, "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999 Z0700", "2006-01-02 15:04:05.999999999 -0700 MST",
		"2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02",
		time.RFC1123Z, time.RFC1123, time.RFC850, time.UnixDate, time.RubyDate,
	}
}

const (
	// What is below is no epoch: a year, or a count. In seconds these are 2001 and 2286,
	// in milliseconds 2001 and beyond 9999.
	firstEpoch  = 1e9
	firstMillis = 1e10
	lastMillis  = 253_402_300_799_999
)

// moment reads when something was; false if it says nothing that can be understood.
func moment(value string) (time.Time, bool) {
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		switch {
		case n >= firstEpoch && n < firstMillis:
			whole, rest := math.Modf(n)
			return time.Unix(int64(whole), int64(rest*1e3)*1e6).UTC(), true
		case n >= firstEpoch*1e3 && n <= lastMillis:
			return time.UnixMilli(int64(n)).UTC(), true
		}
		return time.Time{}, false
	}
	for _, layout := range layouts() {
		if at, err := time.ParseInLocation(layout, value, time.UTC); err == nil {
			return named(at, layout)
		}
	}
	return time.Time{}, false
}

// named is a moment whose zone is but named, where the name can mean one thing only: those of
// RFC 822. To Go any other is UTC.
func named(at time.Time, layout string) (time.Time, bool) {
	zone, offset := at.Zone()
	if !strings.Contains(layout, "MST") || strings.Contains(layout, "-0700") {
		return at.UTC(), true
	}
	hours, known := map[string]int{
		"UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	}[zone]
	if !known {
		return time.Time{}, false
	}
	return at.Add(time.Duration(offset)*time.Second - time.Duration(hours)*time.Hour).UTC(), true
}
