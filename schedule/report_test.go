package schedule_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"tocsin/schedule"
)

func TestOneLineARun(t *testing.T) {
	tests := []struct {
		claim string
		did   string
		err   error
		level string
		msg   string
	}{
		{"what was done is told", "40 fetched, 3 matched, 2 fresh", nil, "INFO", "job done"},
		{"nothing to do is a detail", "", nil, "DEBUG", "job done"},
		{"a fault is an error", "", errDown, "ERROR", "job failed"},
		{"a fault after half the work says both", "2 of 3 posted", errDown, "ERROR", "job failed"},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log logbook
				start(t, schedule.Options{Log: log.logger()}, schedule.Job{
					Name: "collect feed:news", Spec: "@every 1m",
					Run: func(context.Context, time.Time) (string, error) {
						time.Sleep(412 * time.Millisecond)
						return tt.did, tt.err
					},
				})
				pass(90 * time.Second)
				if len(log.lines) != 1 {
					t.Fatalf("%d lines, want 1: %v", len(log.lines), log.lines)
				}
				line := log.lines[0]
				took := time.Duration(line["took"].(float64))
				if line["level"] != tt.level || line["msg"] != tt.msg || line["job"] != "collect feed:news" || took != 412*time.Millisecond {
					t.Errorf("line = %v, want %s %q of collect feed:news, took 412ms", line, tt.level, tt.msg)
				}
				if did, _ := line["did"].(string); did != tt.did {
					t.Errorf("did = %q, want %q", did, tt.did)
				}
				if fault, _ := line["error"].(string); tt.err != nil && fault != tt.err.Error() {
					t.Errorf("error = %q, want %q", fault, tt.err)
				}
			})
		})
	}
}

func TestAFaultThatRepeatsItselfDoesNotFloodTheLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		runs := 0
		start(t, schedule.Options{Log: log.logger()}, schedule.Job{
			Name: "deliver solvo", Spec: "@every 1s",
			Run: func(context.Context, time.Time) (string, error) {
				runs++
				switch {
				case runs > 300:
					return "", nil
				case runs%100 == 50:
					return "", errors.New("slack: 503 Service Unavailable")
				}
				return "", fmt.Errorf("dial 127.0.0.1:%d: refused", 40000+runs) // its own port each time
			},
		})
		pass(310 * time.Second)
		failed, told := log.about("job failed"), 0
		for _, l := range failed {
			repeats, _ := l["repeats"].(float64)
			told += 1 + int(repeats)
		}
		if len(failed) != 8 { // five of one kind, three of the other
			t.Errorf("%d lines in 300 s, want 8: %v", len(failed), failed)
		}
		if told < 240 {
			t.Errorf("the lines stand for %d faults, want at least those of the first four minutes, 240", told)
		}
		done := log.about("job done")
		if len(done) != 10 || done[0]["level"] != "INFO" || done[0]["after_faults"] != 300.0 || done[1]["level"] != "DEBUG" {
			t.Errorf("the log tells the end of it as %v, want one line at INFO after 300 faults, then details", done)
		}
	})
}
