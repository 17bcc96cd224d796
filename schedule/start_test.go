package schedule_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tocsin/schedule"
)

func contains(text, part string) bool { return strings.Contains(text, part) }

func TestFiftySourcesDoNotStartInOneInstant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary // of them all
		var jobs []schedule.Job
		for i := range 50 {
			j := d.job(fmt.Sprintf("collect feed:%d", i), "@every 2m")
			j.AtStart = true
			jobs = append(jobs, j)
		}
		start(t, schedule.Options{}, jobs...)
		if d.runs() != 1 {
			t.Errorf("%d jobs began at once, want the first alone", d.runs())
		}
		pass(10 * time.Second)
		if d.runs() != 50 {
			t.Errorf("after 10 s %d had run, want all 50", d.runs())
		}
		pass(2 * time.Minute)
		moments := d.read("UTC", "15:04:05.000")
		if instants := len(slices.Compact(moments)); instants != 100 {
			t.Errorf("two rounds in %d instants, want them apart in the second, too: 100", instants)
		}
	})
}

// A thousand feeds, some slow and some hanging, are read when they are due, spread over
// their period, and no reading is late by more than the schedule's own step.
func TestAThousandFeedsAreATrickleAndNoneIsLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const feeds, period = 1000, 2 * time.Minute
		diaries := make([]diary, feeds)
		perSecond := map[int64]int{}
		var mu sync.Mutex
		var jobs []schedule.Job
		for i := range diaries {
			j := diaries[i].job(fmt.Sprintf("collect feed:%d", i), "@every 2m")
			note := j.Run
			j.AtStart, j.Timeout = true, time.Minute
			j.Run = func(ctx context.Context, now time.Time) (string, error) {
				mu.Lock()
				perSecond[time.Now().Unix()]++
				mu.Unlock()
				_, _ = note(ctx, now)
				switch {
				case i%10 == 0: // slow
					time.Sleep(15 * time.Second)
				case i%20 == 1: // hangs until its time is up
					<-ctx.Done()
				}
				return "", nil
			}
			jobs = append(jobs, j)
		}
		began := time.Now()
		start(t, schedule.Options{}, jobs...)
		pass(time.Hour)
		for i := range diaries {
			due := began.Add(time.Duration(i) * 100 * time.Millisecond)
			if n := diaries[i].runs(); n < 29 || n > 31 {
				t.Fatalf("feed %d was read %d times in an hour, want 30", i, n)
			}
			for k, at := range diaries[i].moments {
				if late := at.Sub(due.Add(time.Duration(k) * period)); late < 0 || late > time.Second {
					t.Fatalf("reading %d of feed %d is %v late", k, i, late)
				}
			}
		}
		for second, n := range perSecond {
			if n > 20 {
				t.Fatalf("%d feeds are read in one second, %d s after the start", n, second-began.Unix())
			}
		}
	})
}

func TestNudge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		s := start(t, schedule.Options{}, d.long("deliver solvo", "@every 1h", 5*time.Second))
		s.Nudge("deliver solvo")
		pass(time.Second)
		if d.runs() != 1 {
			t.Fatalf("a second after a nudge: %d runs, want 1", d.runs())
		}
		for range 10 {
			s.Nudge("deliver solvo")
		}
		pass(5 * time.Second)
		if d.runs() != 2 {
			t.Errorf("ten nudges during a run: %d runs, want one more right after it, 2", d.runs())
		}
		pass(10 * time.Minute)
		if d.runs() != 2 {
			t.Errorf("later: %d runs, want no more than 2", d.runs())
		}
	})
}

func TestANudgeBeforeTheStartIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		s := schedule.New(schedule.Options{})
		if err := s.Add(d.job("deliver solvo", "@every 1h")); err != nil {
			t.Fatal(err)
		}
		s.Nudge("deliver solvo")
		s.Nudge("nobody")
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := s.Run(ctx); err != nil {
			t.Error(err)
		}
		if d.runs() != 1 {
			t.Errorf("%d runs, want 1", d.runs())
		}
	})
}

func TestANudgeDuringATickIsNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		s := start(t, schedule.Options{}, d.long("deliver solvo", "@every 1m", 10*time.Second))
		pass(65 * time.Second)
		s.Nudge("deliver solvo")
		pass(6 * time.Second)
		if d.runs() != 2 {
			t.Errorf("%d runs, want the tick's and the nudge's", d.runs())
		}
	})
}
