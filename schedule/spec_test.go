package schedule_test

import (
	"context"
	"testing"
	"time"

	"tocsin/schedule"
)

func idle(context.Context, time.Time) (string, error) { return "", nil }

func TestAJobThatCannotRunIsRefusedWithARemedy(t *testing.T) {
	tests := []struct {
		claim string
		job   schedule.Job
		want  string
	}{
		{"a day that never comes", schedule.Job{Spec: "0 0 30 2 *"}, "no such moment comes within five years; name a day that the calendar has"},
		{"no day at all", schedule.Job{Spec: "0 0 , * *"}, "no such moment comes"},
		{"a period of no length", schedule.Job{Spec: "@every 0s"}, `at least a second; write "@every 1s" or more`},
		{"a negative period", schedule.Job{Spec: "@every -5m"}, "at least a second"},
		{"half a second", schedule.Job{Spec: "@every 500ms"}, "at least a second"},
		{"a period without a unit", schedule.Job{Spec: "@every 5"}, `"5" is no duration; write one such as 30s, 2m or 1h30m`},
		{"a zone alone", schedule.Job{Spec: "TZ="}, "a zone and then five fields are expected"},
		{"a zone of nowhere", schedule.Job{Spec: "CRON_TZ= 0 8 * * 1"}, "a zone and then five fields are expected"},
		{"a zone without fields", schedule.Job{Spec: "TZ=UTC"}, "a zone and then five fields are expected"},
		{"two zones", schedule.Job{Spec: "TZ=UTC TZ=UTC"}, "it cannot be read"},
		{"a zone nobody knows", schedule.Job{Spec: "CRON_TZ=Mars/Olympus 0 8 * * 1"}, "name a zone as the IANA database does"},
		{"a Sunday called 7", schedule.Job{Spec: "0 8 * * 7"}, "with Sunday 0"},
		{"nothing", schedule.Job{}, "write five fields"},
		{"six fields", schedule.Job{Spec: "0 0 8 * * 1"}, "write five fields"},
		{"every within a zone", schedule.Job{Spec: "TZ=UTC @every 2m"}, "no spec of fields"},
		{"a negative timeout", schedule.Job{Spec: "@hourly", Timeout: -1}, "leave it 0"},
		{"catching up without a memory", schedule.Job{Spec: "@hourly", CatchUp: true}, "give Options a Memory"},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			tt.job.Name, tt.job.Run = "digest solvo", idle
			err := schedule.New(schedule.Options{}).Add(tt.job)
			if err == nil || !contains(err.Error(), `schedule takes "digest solvo": `) || !contains(err.Error(), tt.want) {
				t.Errorf("Add(%q) = %v, want an error that says %q", tt.job.Spec, err, tt.want)
			}
		})
	}
}

func TestAJobNeedsANameOfItsOwnAndWork(t *testing.T) {
	s := schedule.New(schedule.Options{})
	good := schedule.Job{Name: "sweep", Spec: "@daily", Run: idle}
	if err := s.Add(good); err != nil {
		t.Fatal(err)
	}
	for claim, j := range map[string]schedule.Job{
		"a name twice": good,
		"no name":      {Spec: "@daily", Run: idle},
		"no work":      {Name: "idle", Spec: "@daily"},
	} {
		if err := s.Add(j); err == nil {
			t.Errorf("%s: taken, want it refused", claim)
		}
	}
	if n := len(s.Status()); n != 1 {
		t.Errorf("%d jobs, want the good one alone", n)
	}
}

func TestUsualSpecsAreTaken(t *testing.T) {
	s := schedule.New(schedule.Options{})
	for _, spec := range []string{"@every 2m", "@every 1.5s", "@every 90s", "@daily", "0 8 * * 1", "CRON_TZ=America/New_York 0 8 * * 1", "TZ=Europe/London */5 9-17 * * MON-FRI", "0 0 29 2 *"} {
		if err := s.Add(schedule.Job{Name: spec, Spec: spec, Run: idle}); err != nil {
			t.Error(err)
		}
	}
}

// FuzzAdd holds whatever text somebody writes against the parser: it is taken
// with a moment to come, or refused, and never panics.
func FuzzAdd(f *testing.F) {
	for _, seed := range []string{"", "TZ=", "TZ=0", "TZ=UTC TZ=", "@every 2m", "@", "0 8 * * 1", "CRON_TZ=America/New_York 0 8 * * 1", "*/0 * * * *", "60 24 0 13 8", ", , , , ,", "1-0 * * * *", "@every 9223372036854775807ns"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, spec string) {
		s := schedule.New(schedule.Options{})
		if err := s.Add(schedule.Job{Name: "fuzz", Spec: spec, Run: idle}); err != nil {
			return
		}
		if next := s.Status()[0].Next; !next.After(time.Now()) {
			t.Errorf("%q was taken, but is due at %s", spec, next)
		}
	})
}
