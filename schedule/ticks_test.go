package schedule_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/schedule"
)

func TestAJobRunsAtItsMoments(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		start(t, schedule.Options{}, d.job("evaluate solvo", "@every 20m"))
		pass(time.Hour)
		if diff := cmp.Diff([]string{"00:20:00", "00:40:00", "01:00:00"}, d.read("UTC", time.TimeOnly)); diff != "" {
			t.Errorf("moments (-want +got):\n%s", diff)
		}
	})
}

func TestFiftyJobsAreOnTimeThoughOneHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		diaries := make([]diary, 50)
		var jobs []schedule.Job
		for i := range diaries {
			jobs = append(jobs, diaries[i].job(fmt.Sprintf("collect feed:%d", i), "@every 1m"))
		}
		release := make(chan struct{})
		jobs[7].Run = func(context.Context, time.Time) (string, error) { // deaf to its context
			diaries[7].write(time.Now())
			<-release
			return "", nil
		}
		daemon := start(t, schedule.Options{Log: log.logger()}, jobs...)
		pass(10 * time.Minute)
		for i := range diaries {
			want := 10
			if i == 7 {
				want = 1
			}
			if got := diaries[i].runs(); got != want {
				t.Errorf("job %d ran %d times in 10 minutes, want %d", i, got, want)
			}
		}
		if since := daemon.Status()[7].Since; time.Since(since) != 9*time.Minute {
			t.Errorf("status says it runs since %v, want 9 minutes ago", since)
		}
		skips := log.about("job skipped")
		if len(skips) != 9 || skips[0]["job"] != "collect feed:7" {
			t.Errorf("the log tells of %d skips (%v), want 9 of feed:7", len(skips), skips)
		}
		close(release)
		pass(time.Minute)
		if got := diaries[7].runs(); got != 2 {
			t.Errorf("freed, the job ran %d times, want 2", got)
		}
	})
}

func TestAJobNeverOverlapsItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		running, most, runs := 0, 0, 0
		d := start(t, schedule.Options{}, schedule.Job{
			Name: "deliver solvo", Spec: "@every 1s", AtStart: true,
			Run: func(context.Context, time.Time) (string, error) {
				running++
				runs++
				most = max(most, running)
				time.Sleep(2500 * time.Millisecond)
				running--
				return "", nil
			},
		})
		for range 100 {
			d.Nudge("deliver solvo")
			pass(300 * time.Millisecond)
		}
		if err := d.stop(); err != nil {
			t.Error(err)
		}
		if most != 1 || runs < 10 {
			t.Errorf("at most %d runs at once in %d runs, want 1 in at least 10", most, runs)
		}
	})
}

func TestAPanicCostsOneRunOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		var d diary
		j := d.job("evaluate solvo", "@every 1m")
		j.Run = func(_ context.Context, now time.Time) (string, error) {
			d.write(now)
			if d.runs() == 1 {
				panic("index out of range")
			}
			return "2 signals", nil
		}
		s := start(t, schedule.Options{Log: log.logger()}, j)
		pass(time.Minute)
		if got := s.Status()[0].Fault; got != "it panicked: index out of range" {
			t.Errorf("fault = %q", got)
		}
		failed := log.about("job failed")
		if len(failed) != 1 {
			t.Fatalf("%d lines tell of the panic, want 1: %v", len(failed), failed)
		}
		if stack, _ := failed[0]["stack"].(string); !contains(stack, "ticks_test.go") {
			t.Errorf("the stack does not lead to the job: %s", stack)
		}
		pass(4 * time.Minute)
		if d.runs() != 5 {
			t.Errorf("the job ran %d times in 5 minutes, want 5", d.runs())
		}
		if got := s.Status()[0]; got.Fault != "" || got.Did != "2 signals" {
			t.Errorf("status after the panic = %+v, want no fault and 2 signals", got)
		}
	})
}

func TestARunHasItsTimeAndNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := start(t, schedule.Options{}, schedule.Job{
			Name: "collect feed:slow", Spec: "@every 1h", Timeout: 30 * time.Second, AtStart: true,
			Run: func(ctx context.Context, _ time.Time) (string, error) {
				<-ctx.Done()
				return "", fmt.Errorf("get https://slow.example: %w", ctx.Err())
			},
		})
		pass(time.Minute)
		got := d.Status()[0]
		want := "it took longer than the 30s it may take: get https://slow.example: context deadline exceeded"
		if got.Fault != want {
			t.Errorf("fault = %q, want %q", got.Fault, want)
		}
		if ended := got.Ran.Format(time.TimeOnly); ended != "00:00:30" {
			t.Errorf("the run ended at %s, want 00:00:30", ended)
		}
	})
}

func TestARunIsToldOneMomentByTheClockGiven(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		shift := func() time.Time { return time.Now().AddDate(26, 0, 0) }
		start(t, schedule.Options{Now: shift}, d.job("evaluate solvo", "@every 1h"))
		pass(time.Hour)
		if diff := cmp.Diff([]string{"2026-01-01 01:00:00"}, d.read("UTC", time.DateTime)); diff != "" {
			t.Errorf("moments (-want +got):\n%s", diff)
		}
	})
}

func TestEveryRunIsObserved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen []string
		observe := func(job string, took time.Duration, err error) {
			seen = append(seen, fmt.Sprint(job, " ", took, " ", err))
		}
		fault := error(nil)
		start(t, schedule.Options{Observe: observe}, schedule.Job{
			Name: "sweep", Spec: "@every 1m",
			Run: func(context.Context, time.Time) (string, error) {
				time.Sleep(3 * time.Second)
				defer func() { fault = errDown }()
				return "", fault
			},
		})
		pass(2*time.Minute + 3*time.Second)
		want := []string{"sweep 3s <nil>", "sweep 3s store: connection refused"}
		if diff := cmp.Diff(want, seen); diff != "" {
			t.Errorf("observed (-want +got):\n%s", diff)
		}
	})
}
