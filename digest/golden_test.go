package digest

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/rules"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGoldens(t *testing.T) {
	for name, in := range map[string]Input{"loud": loudInput(), "quiet": quietInput()} {
		r := Build(in)
		asJSON, err := json.MarshalIndent(r, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		for suffix, got := range map[string]string{"txt": Text(r), "md": Markdown(r), "json": string(asJSON) + "\n"} {
			path := filepath.Join("testdata", name+"."+suffix)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s differs from what was agreed (-want +got; -update rewrites it):\n%s", path, diff)
			}
		}
	}
}

func TestAQuietWeekIsThreeLines(t *testing.T) {
	r := Build(quietInput())
	if n := strings.Count(Text(r), "\n"); n != 3 {
		t.Errorf("a quiet week has %d lines, want 3:\n%s", n, Text(r))
	}
	noise := quietInput()
	noise.Incidents = []alerting.Incident{incident{1, rules.Watch, at(1, 1, 1), 0, 0, 0, alerting.Open, "", "burst"}.build()}
	if Build(noise).Quiet {
		t.Error("a week with an incident counts as quiet")
	}
	full := quietInput()
	full.Bookmarks[0].Claimed, full.Bookmarks[0].Seen = 94, 33
	for i := range 9 {
		m := said(fmt.Sprint("v", i), at(3, 9, i), "Pingback: solvo cap")
		m.Mood, m.Danger, m.Group, m.Lang = brand.Negative, []string{"recall"}, "press", []string{"en", "de"}[i%2]
		m.Story, m.Speaker = "far", "away"
		full.Heard.Add(m)
	}
	if text := Text(Build(full)); strings.Count(text, "\n") != 3 || !strings.Contains(text, "of news we see 33 of 94") {
		t.Errorf("a quiet week of which there is more to know is not three lines, or hides what it misses:\n%s", text)
	}
	busy := quietInput()
	for i := range quietBelow {
		busy.Heard.Add(said(fmt.Sprint("w", i), at(1, 1, i), "solvo"))
	}
	if Build(busy).Quiet {
		t.Errorf("a week of %d voices counts as quiet", Build(busy).Heard.Voices)
	}
}

var figure = regexp.MustCompile(`[0-9][0-9,]*`)

// Text and Markdown tell the same figures in the same order, and the JSON form
// holds all of them: the texts can be written from it again.
func TestTheSameFiguresInAllThree(t *testing.T) {
	for name, in := range map[string]Input{"loud": loudInput(), "quiet": quietInput(), "empty": {Brand: solvo(), Heard: NewTally(theWeek(), at(7, 0, 0)), At: at(7, 0, 0)}} {
		r := Build(in)
		plain, marked := Text(r), Markdown(r)
		figures := func(s string) []string {
			s = regexp.MustCompile(`(?m) (› \S+|\[link\]\(\S+\))$`).ReplaceAllString(s, "")
			return figure.FindAllString(s, -1)
		}
		if diff := cmp.Diff(figures(plain), figures(marked)); diff != "" {
			t.Errorf("%s: text and Markdown tell different figures:\n%s", name, diff)
		}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back Report
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(plain, Text(back)); diff != "" {
			t.Errorf("%s: the text written from JSON differs:\n%s", name, diff)
		}
	}
}
