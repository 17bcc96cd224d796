package digest

import (
	"testing"
	"time"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestAWeekIsMondayToSundayByTheBrandsClocks(t *testing.T) {
	tests := []struct {
		claim, week, zone, from, to string
	}{
		{"an ordinary week", "2026-W47", "America/New_York", "2026-11-16T00:00:00-05:00", "2026-11-23T00:00:00-05:00"},
		{"a week of 167 hours, where summer time begins", "2026-W10", "America/New_York", "2026-03-02T00:00:00-05:00", "2026-03-09T00:00:00-04:00"},
		{"a year's first week that begins in the year before", "2026-W01", "UTC", "2025-12-29T00:00:00Z", "2026-01-05T00:00:00Z"},
		{"a 53rd week", "2026-W53", "UTC", "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z"},
		{"without the dash", "2026W47", "UTC", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"},
	}
	for _, tt := range tests {
		w, err := ParseWeek(tt.week, zone(t, tt.zone))
		if err != nil {
			t.Errorf("%s: ParseWeek(%q): %v", tt.claim, tt.week, err)
			continue
		}
		if from, to := w.From().Format(time.RFC3339), w.To().Format(time.RFC3339); from != tt.from || to != tt.to {
			t.Errorf("%s: %s is %s to %s, want %s to %s", tt.claim, tt.week, from, to, tt.from, tt.to)
		}
	}
}

func TestNoWeekOfThatName(t *testing.T) {
	for _, s := range []string{"", "2026-W54", "2025-W53", "2026-W00", "2026-47", "W47", "2026-W4", "26-W47", "2026-W47 ", "2026-W47\n"} {
		if w, err := ParseWeek(s, time.UTC); err == nil {
			t.Errorf("ParseWeek(%q) = %v, want an error", s, w)
		}
	}
}

// Every moment lies in exactly the week WeekOf names, weeks leave no gap, and
// their names read back, in places with odd clocks too.
func TestWeeksTileTime(t *testing.T) {
	for _, name := range []string{"UTC", "America/New_York", "Asia/Beirut", "America/Asuncion", "Pacific/Apia", "Asia/Kathmandu", "Africa/Cairo"} {
		loc := zone(t, name)
		for at := time.Date(2009, 12, 20, 0, 0, 0, 0, time.UTC); at.Year() < 2028; at = at.Add(11*time.Hour + 29*time.Minute) {
			w := WeekOf(at, loc)
			if !w.Holds(at) {
				t.Fatalf("%s: WeekOf(%s) = %s, which is %s to %s", name, at.In(loc), w, w.From(), w.To())
			}
			if !w.Previous().To().Equal(w.From()) || w.Previous().Holds(at) {
				t.Fatalf("%s: the week before %s ends %s, and it begins %s", name, w, w.Previous().To(), w.From())
			}
			if back, err := ParseWeek(w.String(), loc); err != nil || back != w {
				t.Fatalf("%s: ParseWeek(%q) = %v, %v", name, w.String(), back, err)
			}
		}
	}
}
