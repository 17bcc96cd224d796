package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func sourcesSaid(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := execute(&world{ctx: t.Context(), args: append([]string{"sources"}, args...), stdout: &out, stderr: &errs, env: func(string) string { return "" }}); code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	return out.String()
}

// What the manual says of a kind is what the kind says of itself.
func TestTheManualTellsOfEveryKindWhatItSaysOfItself(t *testing.T) {
	manual, err := os.ReadFile("../../docs/sources.md")
	if err != nil {
		t.Fatal(err)
	}
	if told := sourcesSaid(t, "--format", "md"); !strings.Contains(string(manual), told) {
		t.Errorf("docs/sources.md does not hold what tocsin sources --format md prints; put it there:\n%s", told)
	}
}

func TestEveryKindSaysWhatAPersonWantsToKnow(t *testing.T) {
	for _, k := range kinds() {
		if k.Kind == "" || k.Reads == "" || k.Limits == "" || k.Blind == "" || k.Every == 0 || k.Open == nil {
			t.Errorf("%s leaves something unsaid: %+v", k.Kind, k)
		}
		for _, s := range k.Settings {
			if s.Name == "" || s.About == "" || s.Example == "" {
				t.Errorf("%s has a setting that is not told: %+v", k.Kind, s)
			}
		}
	}
	short := sourcesSaid(t)
	for _, want := range []string{"bluesky", "appstore", "needs nothing", "tocsin sources KIND"} {
		if !strings.Contains(short, want) {
			t.Errorf("the list lacks %q:\n%s", want, short)
		}
	}
}
