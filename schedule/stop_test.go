package schedule_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"tocsin/schedule"
)

func TestStopLetsARunEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		d := start(t, schedule.Options{}, schedule.Job{
			Name: "deliver solvo", Spec: "@every 1s",
			Run: func(ctx context.Context, _ time.Time) (string, error) {
				time.Sleep(15 * time.Second)
				ended = ctx.Err() == nil
				return "1 posted", nil
			},
		})
		pass(time.Second)
		asked := time.Now()
		if err := d.stop(); err != nil {
			t.Errorf("stop: %v", err)
		}
		if !ended {
			t.Error("the run was cut off, want it to end by itself")
		}
		if took := time.Since(asked); took != 15*time.Second {
			t.Errorf("stop took %s, want as long as the run, 15s", took)
		}
	})
}

func TestStopCutsOffWhatExceedsTheGraceAndNamesIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		release := make(chan struct{})
		d := start(t, schedule.Options{Grace: 5 * time.Second, Log: log.logger()},
			schedule.Job{Name: "quick", Spec: "@every 1s", Run: func(context.Context, time.Time) (string, error) {
				time.Sleep(time.Second / 2)
				return "", nil
			}},
			schedule.Job{Name: "slow", Spec: "@every 1s", Run: func(ctx context.Context, _ time.Time) (string, error) {
				<-ctx.Done()
				return "", ctx.Err()
			}},
			schedule.Job{Name: "deaf", Spec: "@every 1s", Run: func(context.Context, time.Time) (string, error) {
				<-release
				return "", nil
			}})
		pass(time.Second)
		asked := time.Now()
		err := d.stop()
		if took := time.Since(asked); took != 6*time.Second {
			t.Errorf("stop took %s, want the grace and a second, 6s", took)
		}
		want := "schedule stops: cut off after 5s: slow, deaf; running all the same: deaf"
		if err == nil || err.Error() != want {
			t.Errorf("stop = %v, want %q", err, want)
		}
		failed := log.about("job failed")
		if len(failed) != 1 || failed[0]["error"] != "the daemon stops and could wait no longer: context canceled" {
			t.Errorf("the log says %v", failed)
		}
		close(release)
	})
}

func TestNothingBeginsAfterTheOrderToStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		j := d.long("deliver solvo", "@every 1s", 3*time.Second)
		j.AtStart = true
		s := start(t, schedule.Options{}, j)
		pass(1500 * time.Millisecond) // a tick waits its turn
		s.Nudge("deliver solvo")
		if err := s.stop(); err != nil {
			t.Error(err)
		}
		s.Nudge("deliver solvo")
		pass(time.Minute)
		if d.runs() != 1 {
			t.Errorf("%d runs, want only the one under way", d.runs())
		}
	})
}

func TestAScheduleRunsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		running := start(t, schedule.Options{}, d.job("sweep", "@every 1h"))
		if err := running.Run(t.Context()); err == nil {
			t.Error("a second Run began")
		}
		if err := running.Add(d.job("late", "@every 1h")); err == nil {
			t.Error("a job was added to a schedule that runs")
		}
	})
}
