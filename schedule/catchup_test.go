package schedule_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/schedule"
	"tocsin/store"
)

const weekly = "CRON_TZ=America/New_York 0 8 * * 1" // 3 January 2000 is a Monday

func digest(d *diary) schedule.Job {
	j := d.job("digest solvo", weekly)
	j.CatchUp = true
	return j
}

func TestADigestMissedWhileTheDaemonWasDownIsMadeUpForOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		o := schedule.Options{Memory: &notebook{}}
		first := start(t, o, digest(&d)) // Saturday
		pass(time.Hour)
		if d.runs() != 0 {
			t.Error("a digest ran at the first start, want none before its moment")
		}
		if err := first.stop(); err != nil {
			t.Fatal(err)
		}
		pass(15 * 24 * time.Hour) // two Mondays, then a Sunday
		second := start(t, o, digest(&d))
		pass(time.Minute)
		if err := second.stop(); err != nil {
			t.Fatal(err)
		}
		start(t, o, digest(&d))
		pass(48 * time.Hour)
		want := []string{"Sun 16 Jan 01:00", "Mon 17 Jan 13:00"}
		if diff := cmp.Diff(want, d.read("UTC", "Mon 2 Jan 15:04")); diff != "" {
			t.Errorf("digests (-want +got):\n%s", diff)
		}
	})
}

func TestARestartWithinTheRepeatedHourRunsNothingTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2000, 10, 28, 12, 0, 0, 0, time.UTC)))
		var d diary
		o := schedule.Options{Memory: &notebook{}}
		j := digest(&d)
		j.Spec = "CRON_TZ=America/New_York 30 1 * * 0"
		first := start(t, o, j)
		pass(18 * time.Hour) // 29 October, 02:00 EDT = 01:00 EST
		if err := first.stop(); err != nil {
			t.Fatal(err)
		}
		start(t, o, j)
		pass(6 * 24 * time.Hour)
		if diff := cmp.Diff([]string{"01:30 EDT"}, d.read("America/New_York", "15:04 MST")); diff != "" {
			t.Errorf("digests (-want +got):\n%s", diff)
		}
	})
}

func TestADigestThatFailsIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		j := digest(&d)
		j.Run = func(_ context.Context, now time.Time) (string, error) {
			d.write(now)
			if d.runs() < 5 {
				return "", errDown
			}
			return "1 digest", nil
		}
		s := start(t, schedule.Options{Memory: &notebook{}}, j)
		pass(3 * 24 * time.Hour)
		want := []string{"3 Jan 13:00", "3 Jan 13:01", "3 Jan 13:03", "3 Jan 13:07", "3 Jan 13:15"}
		if diff := cmp.Diff(want, d.read("UTC", "2 Jan 15:04")); diff != "" {
			t.Errorf("tries (-want +got):\n%s", diff)
		}
		got := s.Status()[0]
		if got.Fault != "" || got.Did != "1 digest" || got.Next.UTC().Format("2 Jan 15:04") != "10 Jan 13:00" {
			t.Errorf("status = %+v, want 1 digest, no fault, due on 10 January at 13:00", got)
		}
	})
}

func TestADigestOwedIsPaidWhenTheMemoryAnswersAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		memory := &notebook{}
		_ = memory.SetRan(t.Context(), "digest solvo", time.Now().AddDate(0, 0, -30))
		memory.breaks(errDown)
		s := start(t, schedule.Options{Memory: memory}, digest(&d))
		if got := s.Status()[0]; got.Fault != "ask when it last ran: store: connection refused" || !got.Ran.IsZero() {
			t.Errorf("status = %+v, want a fault and no run", got)
		}
		memory.breaks(nil)
		pass(2 * time.Minute)
		if d.runs() != 1 || s.Status()[0].Fault != "" {
			t.Errorf("%d runs, status %+v; want the one owed and no fault", d.runs(), s.Status()[0])
		}
	})
}

func TestAJobWithoutCatchUpOwesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		j := d.job("collect feed:news", "@every 1h")
		j.Run = func(_ context.Context, now time.Time) (string, error) {
			d.write(now)
			return "", errDown
		}
		start(t, schedule.Options{Memory: &notebook{}}, j)
		pass(90 * time.Minute)
		if d.runs() != 1 {
			t.Errorf("%d runs in 90 minutes, want 1 though it failed", d.runs())
		}
	})
}

func TestADailySweepIsOwedADayAfterTheLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		j := d.job("sweep", "@every 24h")
		j.CatchUp = true
		o := schedule.Options{Memory: &notebook{}}
		for range 10 { // a daemon that is restarted every ten hours
			s := start(t, o, j)
			pass(10 * time.Hour)
			if err := s.stop(); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff([]string{"2 Jan 06", "3 Jan 12", "4 Jan 18"}, d.read("UTC", "2 Jan 15")); diff != "" {
			t.Errorf("sweeps (-want +got):\n%s", diff)
		}
	})
}

func TestTheStoreRemembersForTheSchedule(t *testing.T) {
	kept, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = kept.Close() }()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	if err := kept.SetRan(t.Context(), "digest solvo", now); err != nil {
		t.Fatal(err)
	}
	for range 2 { // starts, each a week after the other
		now = now.AddDate(0, 0, 7)
		ran := make(chan time.Time)
		s := schedule.New(schedule.Options{Memory: kept, Now: func() time.Time { return now }})
		err := s.Add(schedule.Job{Name: "digest solvo", Spec: weekly, CatchUp: true, Run: func(_ context.Context, at time.Time) (string, error) {
			ran <- at
			return "", nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- s.Run(ctx) }()
		if at := <-ran; !at.Equal(now) {
			t.Errorf("ran for %s, want %s", at, now)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	if at, err := kept.Ran(t.Context(), "digest solvo"); err != nil || !at.Equal(now) {
		t.Errorf("the store says %s, %v; want the last run, %s", at, err, now)
	}
}
