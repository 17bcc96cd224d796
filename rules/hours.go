package rules

import "time"

// hourOf numbers the hours since 1970, as full hours of the series' own clock.
func (s *Series) hourOf(t time.Time) int64 { return (t.Unix() + s.past) / 3600 }

// startOf is the moment an hour begins.
func (s *Series) startOf(h int64) time.Time { return time.Unix(h*3600-s.past, 0) }

// middle is the moment in the midst of an hour, by the series' own clock.
func (s *Series) middle(h int64) time.Time { return s.startOf(h).Add(30 * time.Minute).In(s.loc) }

// overlap is the part of an hour that lies in a window.
func (s *Series) overlap(h int64, from, to time.Time) float64 {
	start := s.startOf(h)
	end := start.Add(time.Hour)
	if start.Before(from) {
		start = from
	}
	if end.After(to) {
		end = to
	}
	return end.Sub(start).Hours()
}

// dayType is 1 on Saturday and Sunday.
func dayType(local time.Time) int {
	if local.Weekday() == time.Saturday || local.Weekday() == time.Sunday {
		return 1
	}
	return 0
}
