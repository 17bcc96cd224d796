package schedule_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/schedule"
)

// The bubble's clock begins on 1 January 2000.
func TestClocksThatChange(t *testing.T) {
	const layout = "2 Jan 15:04 MST"
	tests := []struct {
		claim string
		spec  string
		zone  string
		from  string // what is read begins here
		want  []string
	}{
		{
			"a weekly digest runs every week, at the same hour in winter and summer",
			"CRON_TZ=America/New_York 0 8 * * 1", "America/New_York", "2000-03-27",
			[]string{"27 Mar 08:00 EST", "3 Apr 08:00 EDT", "10 Apr 08:00 EDT"},
		},
		{
			"a weekly digest whose hour the clocks skip runs when they have leapt",
			"CRON_TZ=America/New_York 30 2 * * 0", "America/New_York", "2000-03-26",
			[]string{"26 Mar 02:30 EST", "2 Apr 03:00 EDT", "9 Apr 02:30 EDT"},
		},
		{
			"a job at several skipped moments runs once for them all",
			"CRON_TZ=America/New_York 0,15,30 2 2 4 *", "America/New_York", "2000-04-01",
			[]string{"2 Apr 03:00 EDT"},
		},
		{
			"a moment after the leap is not lost to one within it",
			"CRON_TZ=America/New_York 15,45 2,3 2 4 *", "America/New_York", "2000-04-01",
			[]string{"2 Apr 03:00 EDT", "2 Apr 03:15 EDT", "2 Apr 03:45 EDT"},
		},
		{
			"a weekly digest whose hour comes twice runs the first time only",
			"CRON_TZ=America/New_York 30 1 * * 0", "America/New_York", "2000-10-22",
			[]string{"22 Oct 01:30 EDT", "29 Oct 01:30 EDT", "5 Nov 01:30 EST"},
		},
		{
			"a moment after the repeated hour comes as usual",
			"CRON_TZ=America/New_York 30 2 29 10 *", "America/New_York", "2000-10-01",
			[]string{"29 Oct 02:30 EST"},
		},
		{
			"a midnight that the clocks skip in Cairo is made up for at one",
			"CRON_TZ=Africa/Cairo 0 0 28 4 *", "Africa/Cairo", "2000-04-01",
			[]string{"28 Apr 01:00 EEST"},
		},
		{
			"every half hour is every half hour, though the clocks repeat one",
			"CRON_TZ=America/New_York */30 * 29 10 *", "America/New_York", "2000-10-29T04:15:00Z",
			[]string{"29 Oct 00:30 EDT", "29 Oct 01:00 EDT", "29 Oct 01:30 EDT", "29 Oct 01:00 EST", "29 Oct 01:30 EST", "29 Oct 02:00 EST"},
		},
		{
			"a zone without a change is left alone",
			"0 12 1 * *", "UTC", "2000-10-01",
			[]string{"1 Oct 12:00 UTC", "1 Nov 12:00 UTC", "1 Dec 12:00 UTC"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			from, err := time.Parse(time.DateOnly, tt.from)
			if err != nil {
				if from, err = time.Parse(time.RFC3339, tt.from); err != nil {
					t.Fatal(err)
				}
			}
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(from))
				var d diary
				start(t, schedule.Options{}, d.job("digest solvo", tt.spec))
				pass(70 * 24 * time.Hour)
				got := d.read(tt.zone, layout)
				if len(got) > len(tt.want) && len(tt.want) > 2 {
					got = got[:len(tt.want)]
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("%s: moments (-want +got):\n%s", tt.spec, diff)
				}
			})
		})
	}
}
