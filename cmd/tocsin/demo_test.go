package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/rules"
)

// The demonstration needs neither network nor configuration, and shows what the
// daemon is for: calm in calm weeks, then a crisis rung to two people within two
// hours, claimed by one, decided by one, a stranger refused, and Monday's digest.
func TestTheDemonstration(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("the demonstration takes half a minute: not played in short mode")
	}
	// A program of its own, without the race detector: with it the month takes minutes.
	program := filepath.Join(t.TempDir(), "tocsin")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	play := exec.CommandContext(ctx, program, "demo", "--json", "--seed", "3")
	play.Env, play.Dir = []string{"TMPDIR=" + t.TempDir()}, t.TempDir()
	var faults bytes.Buffer
	play.Stderr = &faults
	out, err := play.Output()
	if err != nil {
		t.Fatalf("demo: %v\n%s", err, faults.String())
	}
	byName := map[string][]event{}
	for line := range strings.Lines(string(out)) {
		var e event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		byName[e.Event] = append(byName[e.Event], e)
	}
	for _, name := range []string{"alert", "ring", "claim", "refused", "decide", "close", "digest", "summary"} {
		if len(byName[name]) == 0 {
			t.Errorf("no event is called %s", name)
		}
	}
	for _, e := range byName["alert"] {
		if e.MinutesSinceOnset < 0 {
			t.Errorf("an alert in the calm weeks: %+v", e)
		}
	}
	crisis := slices.IndexFunc(byName["ring"], func(e event) bool { return e.Severity == rules.Crisis })
	if crisis < 0 {
		t.Fatalf("no crisis was rung: %+v", byName["ring"])
	}
	if e := byName["ring"][crisis]; e.MinutesSinceOnset > 120 || len(e.People) < 2 || !slices.Contains(e.Strategies, "crisis") || len(e.Strategies) < 2 {
		t.Errorf("the crisis is rung as %+v; want within 120 minutes, two people, crisis and another strategy", e)
	}
	if n := len(byName["claim"]); n != 1 {
		t.Errorf("%d claims, want one winner", n)
	}
	if last := byName["summary"]; len(last) != 1 || last[0].Summary == nil || last[0].Summary.Voices < 800 || last[0].Summary.CalmAlerts != 0 {
		t.Errorf("the summary is %+v", last)
	}
}
