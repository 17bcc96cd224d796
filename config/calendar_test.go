package config

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

// eventful is a file for two brands an ocean apart, with a calendar.
const eventful = `brands:
  solvo: {match: [solvo], timezone: America/New_York, feeds: [https://a.example/feed]}
  calmio: {match: [calmio], timezone: Europe/Berlin, feeds: [https://a.example/feed]}
people:
  - {name: Ana Ruiz, can: [crisis]}
  - {name: Ben Cole, can: [crisis]}
calendar:
  - {what: Sling ad launch, brand: Solvo, from: 2026-10-31, to: 2026-11-01, times: 2.5, strategy: Marketing}
  - {what: "Fair: spring", brands: [calmio, solvo], from: 2026-03-29 02:30, to: 2026-03-29T18:00}
  - what: Christmas
    from: 2026-12-20
    to: 2026-12-20
`

func TestAnEventIsReadByTheClocksOfEachOfItsBrands(t *testing.T) {
	c := read(t, eventful)
	utc := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, time.UTC)
	}
	christmas := func(from time.Time) brand.Event {
		return brand.Event{What: "Christmas", From: from, Until: from.Add(24 * time.Hour), Times: 4}
	}
	want := map[brand.Key][]brand.Event{
		"solvo": {
			// The last day has 25 hours there.
			{What: "Sling ad launch", From: utc(10, 31, 4, 0), Until: utc(11, 2, 5, 0), Times: 2.5, Strategy: "marketing"},
			{What: "Fair: spring", From: utc(3, 29, 6, 30), Until: utc(3, 29, 22, 0), Times: 4},
			christmas(utc(12, 20, 5, 0)),
		},
		"calmio": {
			// Clocks skip half past two there: it comes an hour later by the clock, which is at once.
			{What: "Fair: spring", From: utc(3, 29, 1, 30), Until: utc(3, 29, 16, 0), Times: 4},
			christmas(utc(12, 19, 23, 0)),
		},
	}
	for _, b := range c.Brands {
		if diff := cmp.Diff(want[b.Key], b.Events, cmp.Comparer(time.Time.Equal)); diff != "" {
			t.Errorf("events of %s (-want +got):\n%s", b.Key, diff)
		}
	}
}

func TestFaultsOfACalendarSayWhereWhatAndHowToMend(t *testing.T) {
	const launch = "what: Sling ad launch, brand: Solvo, from: 2026-10-31, to: 2026-11-01, times: 2.5, strategy: Marketing"
	for _, tt := range []struct{ claim, old, now, want, remedy string }{
		{"ends before it begins", "to: 2026-11-01", "to: 2026-10-30", "8:65: calendar[0].to: ends before it begins, on 2026-10-31", "the last day"},
		{"ends as it begins", launch, "what: x, from: 2026-10-31 18:00, to: 2026-10-31 18:00", "8:43: calendar[0].to: ends before it begins, on 2026-10-31 18:00", "the moment at which it ends"},
		{"lasts for half a year", "to: 2026-11-01", "to: 2027-04-01", "8:65: calendar[0].to: it lasts for 153 days", "at most 92 days"},
		{"a day that no month has", "from: 2026-10-31", "from: 2026-11-31", `8:49: calendar[0].from: "2026-11-31" is no day of the calendar`, "such as 2026-11-20"},
		{"a moment elsewhere", "from: 2026-10-31", "from: 2026-10-31T18:00Z", `8:49: calendar[0].from: "2026-10-31T18:00Z" is no day`, "by the brand's clock"},
		{"a brand that is none", "brand: Solvo", "brand: solvi", `8:36: calendar[0].brand: "solvi" is no brand of this file`, `did you mean "solvo"?`},
		{"brands that are none", "[calmio, solvo]", "[kalmio]", `9:37: calendar[1].brands[0]: "kalmio" is no brand`, `did you mean "calmio"?`},
		{"brand and brands", "brand: Solvo,", "brand: Solvo, brands: [calmio],", "8:51: calendar[0].brands: the event says its brand already", "keep brands"},
		{"a strategy that is none", "strategy: Marketing", "strategy: marketin", `8:99: calendar[0].strategy: "marketin" is no strategy`, `did you mean "marketing"?`},
		{"too little to matter", "times: 2.5", "times: 1", `8:84: calendar[0].times: "1" is no such multiple`, "1.5 to 100"},
		{"not a number", "times: 2.5", "times: NaN", `8:84: calendar[0].times: "NaN" is no such multiple`, "such as 4"},
		{"nameless", "what: Sling ad launch, ", "", "8:5: calendar[0]: a planned event has no what", "add what:"},
		{"endless", ", to: 2026-11-01", "", "8:5: calendar[0]: a planned event has no to", "add to: with its last day"},
		{"a slip of a key", "times: 2.5", "time: 2.5", `8:77: calendar[0].time: this version knows no key "time" here`, `did you mean "times"?`},
		{"a long story", "Sling ad launch", strings.Repeat("Sling ad ", 8), "8:12: calendar[0].what: has 71 characters", "at most 60"},
		{"no list", "calendar:\n  - {" + launch + "}", "calendar: {" + launch + "}\nother:\n  - {}", "7:11: calendar: is a map", "a list of planned events, each a map of what, brand, brands, from"},
		{"below a brand", "{match: [solvo],", "{match: [solvo], calendar: [],", "2:27: brands.solvo.calendar: this version", "at the top of the file"},
	} {
		file := strings.Replace(eventful, tt.old, tt.now, 1)
		if file == eventful {
			t.Fatalf("%s: %q is not in the file", tt.claim, tt.old)
		}
		var said []string
		found := false
		for _, f := range faultsOf(t, file) {
			said = append(said, f.String())
			found = found || strings.HasPrefix(f.String(), "f.yaml:"+tt.want) && strings.Contains(f.Remedy, tt.remedy) && !f.Warning
		}
		if !found {
			t.Errorf("%s: want %q, remedy %q; said was\n%s", tt.claim, tt.want, tt.remedy, strings.Join(said, "\n"))
		}
	}
}

func TestAnEventThatIsOverIsKeptForAWhile(t *testing.T) {
	for _, tt := range []struct {
		claim string
		now   time.Time
		want  string
	}{
		{"nobody asks", time.Time{}, ""},
		{"while it lasts", time.Date(2026, 11, 2, 4, 59, 0, 0, time.UTC), ""},
		{"the day after", time.Date(2026, 11, 2, 5, 0, 0, 0, time.UTC), `f.yaml:8:65: calendar[0].to: warning: it is over: keep it until 2026-12-17, so that what was said of it does not become the usual, or mend its days`},
		{"the year after", time.Date(2027, 11, 2, 5, 0, 0, 0, time.UTC), `f.yaml:8:65: calendar[0].to: warning: it is long over, and of no use any more: take it out, or mend its days`},
	} {
		c, err := Read("f.yaml", []byte(eventful), Known{Now: tt.now})
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, f := range c.Warnings {
			if f.Line == 8 {
				said += f.String()
			}
		}
		if said != tt.want {
			t.Errorf("%s: %q, want %q", tt.claim, said, tt.want)
		}
	}
}
