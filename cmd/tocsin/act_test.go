package main

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tocsin/store"
)

// People act without Slack too, and are told when nobody listens.
func TestActingAtTheCommandLine(t *testing.T) {
	t.Parallel()
	r := alarmed(t, 2)
	if said := r.run("act", "claim", "solvo/1", "--as", "p1"); !strings.Contains(said, "You have it") {
		t.Errorf("a claim is answered %q", said)
	}
	r.run("act", "note", "solvo/1", "called the agency", "--as", "p0")
	r.run("act", "note", "solvo/1", "they", "pause", "it", "--as", "p0")
	for _, said := range []string{r.run("act", "why", "solvo/1"), r.run("act", "explain", "solvo/1", "--as", "p0")} {
		if !strings.Contains(said, "why it rings") || !strings.Contains(said, "Counted: ") {
			t.Errorf("asked why it rings, it says %q", said)
		}
	}
	if out, err := r.command(t.Context(), "act", "close", "solvo/1").CombinedOutput(); err == nil || !strings.Contains(string(out), "say who acts with --as PERSON, one of p0, p1") {
		t.Errorf("whoever acts as nobody is told %q, %v", out, err)
	}
	why := r.run("explain", "1")
	for _, want := range []string{"#1 Solvo: why it rings", "Counted: ", "Sources then: ", "WHAT THE LEVEL ASKS FOR\n", "WHAT THE OTHER RULES SAW\n", "fewer it would have been no crisis"} {
		if !strings.Contains(why, want) {
			t.Errorf("explain does not tell %q:\n%s", want, why)
		}
	}
	if sum := regexp.MustCompile(`(\d+) of the same voice again = (\d+) voices\.`).FindStringSubmatch(why); sum == nil || !strings.Contains(why, "Counted: "+sum[2]+" voices") || strings.Contains(why, "The signal counted") {
		t.Errorf("the posts that were counted do not add up to the voices:\n%s", why)
	}
	if figures := r.run("explain", "solvo/1", "--json"); !json.Valid([]byte(figures)) || !strings.Contains(figures, `"conditions":[`) || !strings.Contains(figures, `"hearing":{"fresh":`) {
		t.Errorf("explain --json says %s", figures)
	}
	record := r.run("incidents", "solvo/1", "--json")
	for _, want := range []string{`"text":"called the agency"`, `"text":"they pause it"`, `"verb":"claim"`} {
		if !strings.Contains(record, want) {
			t.Errorf("the record lacks %s:\n%s", want, record)
		}
	}
	for _, id := range []string{"solvo/1", "1"} {
		told := r.run("incidents", id)
		if !regexp.MustCompile(`(?m)^\S+ \S+ E[SD]T +Tocsin +heard +crisis by rule burst: \d+ voices in 60 min$`).MatchString(told) ||
			!regexp.MustCompile(`(?m)^\S+ \S+ E[SD]T +Person 0 +note +they pause it$`).MatchString(told) {
			t.Errorf("the record of %s, for people, is\n%s", id, told)
		}
	}
	if status := r.run("status"); !strings.Contains(status, "daemon") || !strings.Contains(status, "running, seen") {
		t.Errorf("status beside the daemon says\n%s", status)
	}
	r.stop()
	if status := r.run("status"); !strings.Contains(status, "NOT RUNNING, last seen ") || !strings.Contains(status, "nobody listens") {
		t.Errorf("status after a stop says\n%s", status)
	}
	r.writeMark(time.Now().Add(-time.Hour))
	if status := r.run("status"); !strings.Contains(status, "NOT RUNNING, last seen 60 min ago: nobody listens") {
		t.Errorf("status without a daemon says\n%s", status)
	}
}

// writeMark sets when a daemon last said that it runs.
func (r *rig) writeMark(at time.Time) {
	r.t.Helper()
	s, err := store.Open(r.t.Context(), store.Options{Dir: filepath.Join(r.dir, "data"), Rung: r.rung})
	if err != nil {
		r.t.Fatal(err)
	}
	if err := errors.Join(s.SetRan(r.t.Context(), alive, at), s.Close()); err != nil {
		r.t.Fatal(err)
	}
}
