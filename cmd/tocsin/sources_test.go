package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
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

// What is shown of a kind can be copied: check takes every sample.
func TestEveryKindsSampleIsAGoodSource(t *testing.T) {
	for _, k := range kinds() {
		said := sourcesSaid(t, k.Kind)
		_, shown, found := strings.Cut(said, "\n  sample\n  ")
		item, _, _ := strings.Cut(shown, "\n")
		if told, code := checked(t, "  "+item+"\n", map[string]string{}); !found || code != 0 || !strings.Contains(told, "ok: 1 brand, 1 source") || strings.Contains(told, "sources[0]") {
			t.Errorf("%s: of %q check says\n%s", k.Kind, item, told)
		}
		if !strings.Contains(said, "Every kind has id, every, brands, voice, whole, anonymous too") {
			t.Errorf("%s: the keys of all kinds are not told:\n%s", k.Kind, said)
		}
	}
	if said := sourcesSaid(t, "telegram"); !strings.Contains(said, "/setprivacy") {
		t.Errorf("nobody is told how a bot hears a group:\n%s", said)
	}
}

func TestWhatIsToldOfKindsFitsATerminal(t *testing.T) {
	for line := range strings.Lines(sourcesSaid(t) + sourcesSaid(t, "--all")) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 100 {
			t.Errorf("a line has %d columns: %s", n, line)
		}
	}
}
