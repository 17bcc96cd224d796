package schedule_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"tocsin/schedule"
)

// Whoever waits after a fault has not failed again, and has not recovered either.
func TestAPauseIsNoFailureAndNoRecovery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		runs, failed := 0, 0
		s := start(t, schedule.Options{Log: log.logger(), Observe: func(_ string, _ time.Duration, err error) {
			if err != nil {
				failed++
			}
		}}, schedule.Job{
			Name: "collect x", Spec: "@every 1m",
			Run: func(context.Context, time.Time) (string, error) {
				switch runs++; {
				case runs == 1:
					return "", errors.New("429: not before noon")
				case runs < 10:
					return "", &schedule.Pause{Fault: "429: not before noon"}
				}
				return "3 fetched", nil
			},
		})
		pass(9*time.Minute + 30*time.Second)
		var said []any
		for _, line := range log.lines {
			if line["level"] != "DEBUG" {
				said = append(said, line["msg"])
			}
		}
		if failed != 1 || len(said) != 1 || said[0] != "job failed" {
			t.Errorf("%d of 9 runs are counted as failed and %v is told, want the first alone", failed, said)
		}
		if got := s.Status()[0].Fault; got != "429: not before noon" {
			t.Errorf("while it waits it stands at fault %q", got)
		}
		pass(time.Minute)
		last := log.lines[len(log.lines)-1]
		if last["msg"] != "job done" || last["after_faults"] != float64(1) || s.Status()[0].Fault != "" {
			t.Errorf("its recovery is told as %v", last)
		}
	})
}
