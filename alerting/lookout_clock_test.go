package alerting_test

import (
	"testing"
	"time"

	"tocsin/rules"
)

// A clock that was days ahead for one look is forgiven once it is right again,
// and also by a process that finds in the log what was read then.
func TestAClockThatWasAheadIsForgiven(t *testing.T) {
	storm := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	wrong := storm.AddDate(0, 0, 10)
	for _, restarts := range []bool{false, true} {
		w := newWatchtower(t)
		w.keep(t, crowd("usual", 20, storm.AddDate(0, 0, -14), 14*24*time.Hour)...)
		w.look(t, storm.Add(-time.Minute))
		w.keep(t, uttered("early", wrong))
		w.look(t, wrong)
		if restarts {
			w.restart()
		}
		w.keep(t, crowd("storm", 60, storm, 40*time.Minute)...)
		now := storm.Add(45 * time.Minute)
		looked := w.look(t, now)
		if len(looked.Found) != 1 || looked.Found[0].Severity != rules.Crisis || looked.Found[0].Late {
			t.Errorf("60 voices after the clock was right again (restarted: %v): found %+v, want one crisis", restarts, looked.Found)
		}
		now = now.Add(time.Minute)
		w.look(t, now)
		settled, err := w.store.Ran(t.Context(), "settle solvo")
		if err != nil || settled.After(now) {
			t.Errorf("settled up to %v (%v, restarted: %v), want no later than now, %v", settled, err, restarts, now)
		}
	}
}
