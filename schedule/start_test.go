package schedule_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
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
