package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

// aLaunch is five days of talk about a brand, with a launch on the fourth evening that sixty
// people speak of.
func aLaunch(what string) []brand.Post {
	posts := aPast()
	posts = posts[:len(posts)-100]
	launch := time.Date(2026, time.March, 5, 20, 0, 0, 0, time.UTC)
	for i := range 60 {
		posts = append(posts, brand.Post{
			NativeID: fmt.Sprint("launch", i), Author: fmt.Sprint("fan", i), Published: launch.Add(time.Duration(i*50) * time.Second),
			Text: fmt.Sprintf("solvo bag %s on day %d, arrived number %d of %d", what, i, i*37, i*i),
		})
	}
	return posts
}

func TestALaunchInTheCalendarFiresOnlyWithoutIt(t *testing.T) {
	const planned = "\ncalendar: [{what: Sling ad launch, brand: solvo, from: 2026-03-05 19:00, to: 2026-03-06, times: 30, strategy: marketing}]\n"
	for _, tt := range []struct {
		claim, said string
		want        difference
	}{
		{"a launch that people love", "is lovely", onlyHere},
		{"a launch that people hate", "is horrible and I hate it", ""},
	} {
		s := newStagedPast(t)
		s.file = s.write("launch.ndjson", asLines(t, aLaunch(tt.said)))
		there := s.write("planned.yaml", "brands: {solvo: {match: [solvo]}}\nfeeds: [\"https://house.example/rss\"]\npeople: [{name: Ana Ruiz, can: [crisis]}, {name: Ben Cole, can: [crisis]}]"+planned)
		out, said, code := s.run("--mentions", s.file, "--against", there, "--json")
		if code != exitOK {
			t.Fatalf("%s: code %d, %s", tt.claim, code, said)
		}
		var c contrasted
		if err := json.Unmarshal([]byte(out), &c); err != nil {
			t.Fatalf("%s: want one incident: %v\n%s", tt.claim, err, out)
		}
		if c.Here == nil || c.Here.Severity < rules.Issue {
			t.Fatalf("%s: nothing rings here: %s", tt.claim, out)
		}
		if tt.want == onlyHere && (c.There != nil || c.String() != string(onlyHere)) {
			t.Errorf("%s: %q, want it only here: %s", tt.claim, c, out)
		}
		if tt.want == "" && (c.There == nil || c.There.Severity != c.Here.Severity || !strings.Contains(out, `\"Sling ad launch\" is planned, and explains none of it`)) {
			t.Errorf("%s: %q, want it there as well, with what was planned: %s", tt.claim, c, out)
		}
	}
}
