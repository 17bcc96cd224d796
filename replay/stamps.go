package replay

import (
	"bytes"
	"fmt"
	"time"
)

// Stamps reads timestamps, most of which are of the day of the one before.
type stamps struct {
	day   [10]byte
	began int64
}

// The years that a timestamp may lie in; seconds of 1973 have nine digits.
const (
	earliest = 100_000_000
	latest   = 7_258_118_400 // 2200
)

// read answers seconds since 1970. What names no offset is UTC.
func (s *stamps) read(text []byte) (int64, error) {
	at, ok := digits(text)
	if !ok {
		at, ok = s.quick(text)
	}
	if !ok {
		at, ok = slow(text)
	}
	switch {
	case !ok && len(text) == 13 && bytes.Trim(text, "0123456789") == nil:
		return 0, fmt.Errorf("has the timestamp %s, which looks like milliseconds: write seconds", text)
	case !ok:
		return 0, fmt.Errorf("has the timestamp %q, which is none: write 2026-03-01T14:05:00Z, 2026-03-01 14:05:00 or seconds since 1970", text)
	case at < earliest || at > latest:
		return 0, fmt.Errorf("has the timestamp %q, which lies before 1973 or after 2200: write 2026-03-01T14:05:00Z, 2026-03-01 14:05:00 or seconds since 1970", text)
	}
	return at, nil
}

// quick reads "2026-03-01 14:05:00", with T between and Z behind or not.
func (s *stamps) quick(text []byte) (int64, bool) {
	if len(text) == 20 && (text[19] == 'Z' || text[19] == 'z') {
		text = text[:19]
	}
	if len(text) != 19 || text[13] != ':' || text[16] != ':' || text[10] != ' ' && text[10] != 'T' && text[10] != 't' {
		return 0, false
	}
	hour, isHour := digits(text[11:13])
	minute, isMinute := digits(text[14:16])
	second, isSecond := digits(text[17:19])
	if !isHour || !isMinute || !isSecond || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	if !bytes.Equal(text[:10], s.day[:]) {
		day, err := time.Parse(time.DateOnly, string(text[:10]))
		if err != nil {
			return 0, false
		}
		copy(s.day[:], text)
		s.began = day.Unix()
	}
	return s.began + hour*3600 + minute*60 + second, true
}

// slow reads timestamps with an offset or fractions of a second, which do not count.
func slow(text []byte) (int64, bool) {
	for _, form := range []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", time.DateTime} {
		if at, err := time.Parse(form, string(text)); err == nil {
			return at.Unix(), true
		}
	}
	return 0, false
}
