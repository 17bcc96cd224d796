package config

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func TestTheLastMonday(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	monday := Moment{Weekday: time.Monday, Hour: 8, Location: newYork}
	night := Moment{Weekday: time.Sunday, Hour: 2, Minute: 30, Location: newYork}
	for _, tt := range []struct {
		why       string
		moment    Moment
		now, want string
	}{
		{"at the moment itself", monday, "2026-11-23T08:00:00-05:00", "2026-11-23T08:00:00-05:00"},
		{"a second before", monday, "2026-11-23T07:59:59-05:00", "2026-11-16T08:00:00-05:00"},
		{"a day later", monday, "2026-11-24T01:00:00-05:00", "2026-11-23T08:00:00-05:00"},
		{"on Sunday", monday, "2026-11-22T23:59:00-05:00", "2026-11-16T08:00:00-05:00"},
		{"across the end of summer time", monday, "2026-11-01T12:00:00-05:00", "2026-10-26T08:00:00-04:00"},
		{"told by the clocks of its place", monday, "2026-11-23T13:00:00Z", "2026-11-23T08:00:00-05:00"},
		{"in an hour that clocks skip", night, "2026-03-08T12:00:00-04:00", "2026-03-08T03:30:00-04:00"},
		{"in an hour that clocks show twice", night, "2026-11-01T12:00:00-05:00", "2026-11-01T02:30:00-05:00"},
	} {
		now, _ := time.Parse(time.RFC3339, tt.now)
		if got := tt.moment.Last(now).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s: Last(%s) = %s, want %s", tt.why, tt.now, got, tt.want)
		}
	}
}
